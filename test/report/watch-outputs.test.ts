// What later steps of a workflow can go by, of several models together.
import { describe, expect, test } from '@jest/globals';
import { joinedOutputs, retrainAddress, type WatchOutputs, worstState } from '../../src/report/watch-outputs.ts';

const one = (model: string, more: Partial<WatchOutputs> = {}): WatchOutputs => ({
  model,
  state: 'healthy',
  signals: [],
  version: 'v1',
  issue: '',
  retrain: '',
  ...more,
});

describe('outputs of looks', () => {
  test('of several models the worst state, a line each, and all of it by model', () => {
    const worse = {
      state: 'degraded',
      signals: ['wape', 'shop = Vigo'],
      issue: 'https://github.com/o/r/issues/7',
    } as const;
    const fetched = { state: null, version: '', retrain: 'https://github.com/o/r/pull/8' };
    const joined = joinedOutputs([
      one('a', worse),
      one('b'),
      one('c', { ...fetched }),
      one('d', { issue: 'https://x/9' }),
    ]);
    expect(joined).toMatchObject({
      state: 'degraded',
      issue: 'https://github.com/o/r/issues/7\nhttps://x/9',
      retrain: 'https://github.com/o/r/pull/8',
    });
    expect(JSON.parse(joined.watch)).toEqual({
      a: { version: 'v1', retrain: '', ...worse },
      b: { state: 'healthy', signals: [], version: 'v1', issue: '', retrain: '' },
      c: { signals: [], issue: '', ...fetched },
      d: { state: 'healthy', signals: [], version: 'v1', issue: 'https://x/9', retrain: '' },
    });
  });

  test('of none nothing', () => {
    expect(joinedOutputs([])).toEqual({ state: '', issue: '', retrain: '', watch: '{}' });
  });

  test.each([
    [['healthy', 'unknown', 'recovered'], 'unknown'],
    [['recovered', 'healthy'], 'recovered'],
    [['degraded', 'unknown'], 'degraded'],
    [[], ''],
  ] as const)('of %j the worst is %j', (states, worst) => {
    expect(worstState(states)).toBe(worst);
  });

  test('a branch is told by the page that opens a pull request', () => {
    expect(retrainAddress({ kind: 'branch', branch: 'b', compareUrl: 'https://c' })).toBe('https://c');
    expect(retrainAddress({ kind: 'none', can: true })).toBe('');
  });
});
