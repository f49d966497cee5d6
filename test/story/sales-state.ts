// What must be so after each chapter of the daily sales, asked of the API: whoever acts, the App or the jobs of Actions.
import { expect } from '@jest/globals';
import { dailySales } from './daily-sales.ts';
import { commentOn, issueOf, productionOf } from './sight.ts';
import type { Acting } from './stage.ts';
import { ledgerOf, pageOf, pullOf, stateOf } from './state.ts';
import { type Left, testStory } from './test-story.ts';

const MODEL = 'daily-sales';

/** What each chapter leaves, by its name. */
const left: Left = {
  first: async stage => {
    expect(await stateOf(stage)).toEqual({
      releases: ['daily-sales/v1, 2 files'],
      deployments: ['v1 success'],
      dispatched: ['relevo-promoted v1'],
    });
    expect(await pullOf(stage, 1)).toMatchObject({ merged: true, check: 'success' });
    expect((await commentOn(stage, 1)).body).toMatch(/🆕 daily-sales: first version, .*promoted as v1/);
    expect(await ledgerOf(stage, MODEL)).toEqual(['evaluated pull-request', 'evaluated push', 'promoted v1']);
  },
  shop: async stage => {
    expect(await pullOf(stage, 2)).toMatchObject({ merged: false, check: 'failure' });
    const { body } = await commentOn(stage, 2);
    expect(body).toContain('❌ daily-sales: better on average, worse for shop = Ourense; merging keeps v1');
    expect(await productionOf(stage, MODEL)).toBe(1);
    expect((await ledgerOf(stage, MODEL)).slice(3)).toEqual(['evaluated pull-request']);
  },
  better: async stage => {
    expect(await stateOf(stage)).toEqual({
      releases: ['daily-sales/v1, 2 files', 'daily-sales/v2, 2 files'],
      deployments: ['v1 inactive', 'v2 success'],
      dispatched: ['relevo-promoted v1', 'relevo-promoted v2'],
    });
    expect(await pullOf(stage, 3)).toMatchObject({ merged: true, check: 'success' });
    expect((await commentOn(stage, 3)).body).toContain('✅ daily-sales: WAPE 16.0 % → 9.2 %, promoted as v2');
    const told = ['evaluated pull-request', 'evaluated push', 'promoted v2'];
    expect((await ledgerOf(stage, MODEL)).slice(4)).toEqual(told);
  },
  luck: async stage => {
    expect(await pullOf(stage, 4)).toMatchObject({ merged: false, check: 'neutral' });
    const { body } = await commentOn(stage, 4);
    expect(body).toContain('⚠️ daily-sales: undecided, merging keeps v2');
    expect(body).toMatch(/About [\d,]+ more days would decide, or a margin of [\d.]+ %\./);
    expect(await productionOf(stage, MODEL)).toBe(2);
  },
  calm: async stage => {
    expect(await issueOf(stage)).toBeNull();
    expect((await ledgerOf(stage, MODEL)).slice(7)).toEqual(['evaluated pull-request']);
  },
  worse: async stage => {
    const issue = await issueOf(stage);
    expect(issue).toMatchObject({ number: 5, state: 'open' });
    expect(issue?.body).toMatch(/daily-sales got worse: WAPE [\d.]+ % → [\d.]+ % since about \d+ (June|July)/);
    expect(issue?.body).toContain('/relevo retrain');
    expect((await ledgerOf(stage, MODEL)).slice(8)).toEqual(['degraded']);
    // Prices rise on 1 July.
    expect(stage.clock.now().toISOString().slice(0, 10) < '2026-08-01').toBe(true);
  },
  retrain: async stage => {
    expect(await pullOf(stage, 6)).toMatchObject({
      merged: true,
      check: 'success',
      files: ['data/history.csv', 'data/holdout.csv', 'relevo.lock'],
    });
    expect((await commentOn(stage, 6)).body).toMatch(/✅ daily-sales: WAPE 39 % → 13 %, promoted as v3/);
    // Its page has the rows, although production had never predicted this holdout before.
    expect(await pageOf(stage, 'relevo-retrain/daily-sales', MODEL)).toMatch(
      /Where errors lie(?![\s\S]*Without the rows)/,
    );
    expect(await issueOf(stage)).toMatchObject({ number: 5, state: 'open' });
    expect((await stateOf(stage)).deployments).toEqual(['v1 inactive', 'v2 inactive', 'v3 success']);
  },
  recovered: async stage => {
    const issue = await issueOf(stage);
    expect(issue).toMatchObject({ number: 5, state: 'closed' });
    expect(issue?.body).toContain('daily-sales recovered');
    expect((await ledgerOf(stage, MODEL)).at(-1)).toBe('recovered');
    expect(await productionOf(stage, MODEL)).toBe(3);
  },
  rollback: async stage => {
    expect(await productionOf(stage, MODEL)).toBe(2);
    expect((await ledgerOf(stage, MODEL)).filter(event => event.startsWith('rolled-back'))).toEqual(['rolled-back v2']);
    expect((await stateOf(stage)).releases).toHaveLength(3);
  },
};

/** Lives the story chapter by chapter, a test each. */
export const testDailySales = (acting: Acting): void => testStory(dailySales, { acting, left });
