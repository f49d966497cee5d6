import { expect, test } from '@jest/globals';
import { decideTraining, type Trigger } from '../../src/core/training-trigger.ts';

const push: Trigger = { event: 'push', isLabelled: false };
const labelled: Trigger = { event: 'push', isLabelled: true };
const command: Trigger = { event: 'command', isLabelled: false };
const yes = { trains: true };
const no = (when: string) => ({ trains: false, when });

test.each([
  ['push', yes, yes, yes],
  ['label', no('label'), yes, yes],
  ['command', no('command'), no('command'), yes],
  ['never', no('never'), no('never'), no('never')],
] as const)('when: %s', (when, onPush, whenLabelled, byCommand) => {
  const decisions = [push, labelled, command].map(trigger => decideTraining(when, trigger));
  expect(decisions).toEqual([onPush, whenLabelled, byCommand]);
});
