// Whether a candidate is trained, taken or awaited: `train.when` meets what woke Relevo and what is known.
import { describe, expect, test } from '@jest/globals';
import type { Trigger } from '../../src/core/training-trigger.ts';
import { makeCandidate } from '../../src/flows/evaluate/candidate.ts';
import type { EvaluatePorts, EvaluateRequest } from '../../src/flows/evaluate/evaluate.ts';
import type { Identity } from '../../src/flows/evaluate/identity.ts';
import type { Trainer } from '../../src/ports/training.ts';
import { minimal, modelOf } from '../config/parsing.ts';
import { event, named, stateAfter } from '../core/ledger-fixtures.ts';

const push: Trigger = { event: 'push', isLabelled: false };
const command: Trigger = { event: 'command', isLabelled: false };

/** A trainer whose command always fails: that it was asked is all that is to be seen. */
const trainer: Trainer = {
  hold: async () => async () => undefined,
  train: async () => {
    throw new Error('asked to train');
  },
};

function candidateOf(when: string, more: { trigger: Trigger; anew?: boolean; known?: boolean }) {
  const model = modelOf(minimal.replace('node train.js', `node train.js, when: ${when}`));
  const identity = { head: { tree: null }, training: named('training 1') } as Identity;
  const state = more.known === true ? stateAfter(event('evaluated')) : stateAfter();
  const ports = {
    trainer,
    blobs: { has: async () => true },
    checkout: { at: () => '/nowhere', present: async () => ['predict.js'] },
    log: { step: () => undefined, output: () => undefined },
  };
  const request = { model, trigger: more.trigger, anew: more.anew === true } as EvaluateRequest;
  return makeCandidate({ request, state, identity }, ports as unknown as EvaluatePorts);
}

describe('a candidate that nobody made before', () => {
  test.each([
    ['label', push, 'the pull request does not carry the label'],
    ['command', push, 'nobody asked for it'],
    ['never', command, '`train.when` is `never`'],
  ])('waits when training starts by %s', async (when, trigger, why) => {
    const candidate = await candidateOf(when, { trigger });
    expect(candidate).toMatchObject({ how: 'not-trained', artifact: null, failure: { code: 'not-trained' } });
    expect(candidate.failure?.why).toContain(why);
  });

  test.each([
    ['push', push],
    ['label', { ...push, isLabelled: true }],
    ['label', command],
    ['command', command],
  ])('is trained when that is what starts it: %s', async (when, trigger) => {
    await expect(candidateOf(when, { trigger })).rejects.toThrow('asked to train');
  });
});

describe('a candidate that is known', () => {
  test.each(['label', 'command', 'never'])('needs nothing to start: %s', async when => {
    for (const anew of [false, true]) {
      const candidate = await candidateOf(when, { trigger: push, anew, known: true });
      expect(candidate).toMatchObject({ how: 'known', artifact: named('artifact 1') });
    }
  });

  test('is made anew when that is asked for, and may be trained', async () => {
    await expect(candidateOf('command', { trigger: command, anew: true, known: true })).rejects.toThrow(
      'asked to train',
    );
  });
});
