// The mean of any number per row that was computed outside: ranking, generation, vision.
import type { Metric } from './metric.ts';
import { momentMetric } from './moment-metric.ts';
import { itself } from './terms.ts';

/** The direction is the user's to say; higher is better unless they do. */
export const scoreMetrics: readonly Metric[] = [
  momentMetric({
    name: 'score',
    tasks: ['score'],
    direction: 'higher',
    shownAs: 'number',
    own: [itself],
  }),
];
