// The story of the real flights with the hosted App, asserted on what the API says after each chapter.
import { expect } from '@jest/globals';
import { flightDelays } from './flights.ts';
import { commentOn, issueOf, productionOf } from './sight.ts';
import { ledgerOf, pullOf, stateOf } from './state.ts';
import { testStory } from './test-story.ts';

const MODEL = 'flight-delays';

testStory(flightDelays, {
  acting: 'hosted',
  left: {
    first: async stage => {
      expect(await stateOf(stage)).toEqual({
        releases: ['flight-delays/v1, 2 files'],
        deployments: ['v1 success'],
        dispatched: ['relevo-promoted v1'],
      });
      const { body } = await commentOn(stage, 1);
      expect(body).toContain('first version, beats the best constant (log loss 0.504 → 0.487); promoted as v1');
    },
    better: async stage => {
      expect(await pullOf(stage, 2)).toMatchObject({
        merged: true,
        check: 'success',
        files: ['relevo.yml', 'train.js'],
      });
      expect((await commentOn(stage, 2)).body).toContain('✅ flight-delays: log loss 0.4869 → 0.4823, promoted as v2');
      expect(await productionOf(stage, MODEL)).toBe(2);
    },
    worse: async stage => {
      expect(await pullOf(stage, 3)).toMatchObject({ merged: false, check: 'failure' });
      expect((await commentOn(stage, 3)).body).toContain('❌ flight-delays: log loss 0.482 → 0.500, merging keeps v2');
    },
    luck: async stage => {
      expect(await pullOf(stage, 4)).toMatchObject({ merged: false, check: 'neutral' });
      expect((await commentOn(stage, 4)).body).toMatch(
        /undecided, merging keeps v2[\s\S]*A margin of [\d.]+ % would decide/,
      );
      expect(await productionOf(stage, MODEL)).toBe(2);
    },
    calm: async stage => expect(await issueOf(stage)).toBeNull(),
    percent: async stage => {
      expect(await issueOf(stage)).toMatchObject({ number: 5, state: 'open' });
      expect((await ledgerOf(stage, MODEL)).at(-1)).toBe('degraded');
    },
    recovered: async stage => {
      expect(await issueOf(stage)).toMatchObject({ number: 5, state: 'closed' });
      expect((await ledgerOf(stage, MODEL)).at(-1)).toBe('recovered');
      expect(await productionOf(stage, MODEL)).toBe(2);
    },
    retrain: async stage => {
      const files = ['data/holdout.csv', 'data/train.csv', 'relevo.lock'];
      expect(await pullOf(stage, 6)).toMatchObject({ merged: true, check: 'success', files });
      expect(await productionOf(stage, MODEL)).toBe(3);
    },
    rollback: async stage => {
      expect((await ledgerOf(stage, MODEL)).filter(event => event.startsWith('rolled-back'))).toEqual([
        'rolled-back v1',
      ]);
      expect((await stateOf(stage)).deployments.at(-1)).toBe('v1 success');
    },
  },
});
