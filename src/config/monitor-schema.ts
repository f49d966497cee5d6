// The part of the declaration that watches production: the keys under `monitor`.
import { flag } from './leaf.ts';
import {
  block,
  businessMetrics,
  columnName,
  columnNames,
  duration,
  given,
  globs,
  handles,
  issueLabels,
  keys,
  maybe,
  needed,
  share,
} from './values.ts';

const quality = keys({
  nulls: given(
    share(0, 1),
    '5%',
    'The share of empty values in a column, above that in training, from which it is told.',
  ),
  unseen: given(share(0, 1), '1%', 'The share of values that training never saw from which it is told.'),
  out_of_range: given(share(0, 1), '1%', 'The share of numbers outside the range of training from which it is told.'),
  volume: given(share(0, 1), '50%', 'The share of the usual rows a day below which it is told.'),
  stale_after: given(duration(), '3d', 'The time without new rows after which it is told.'),
});

/** The keys under `monitor`. */
export const monitor = keys({
  data: needed(globs(1), 'Rows as production predicted them, with labels as they arrive: CSV, JSON Lines or Parquet.'),
  time: maybe(columnName(), 'When a row was predicted. Default: `holdout.time`, or else `time`.'),
  prediction: given(columnName(), 'prediction', 'What production predicted.'),
  target: maybe(columnName(), 'What came true; empty until it is known. Default: `holdout.target`.'),
  version: given(columnName(), 'version', 'The version that predicted; the column may be missing.'),
  id: maybe(columnNames(), 'The columns that name a row. Default: `holdout.id`.'),
  slices: maybe(columnNames(), 'Columns by whose values performance is also watched. Default: `holdout.slices`.'),
  features: maybe(columnNames(), 'Columns watched for drift. Default: every column that is nothing else.'),
  business: given(businessMetrics(), [], 'Columns whose mean must not fall, or must not rise.'),
  quality: block(quality, 'Thresholds of data quality: facts, outside the budget of false alarms.'),
  tolerance: given(share(0, 10), '10%', 'How much worse than promised at promotion counts as got worse.'),
  false_alarm_every: given(duration(), '5y', 'How often, on average, all signals of the model together may be wrong.'),
  label_timeout: given(
    duration(),
    '30d',
    'How long to wait for the labels of a day; then what exists is counted, and missing labels are told.',
  ),
  retrain: given(flag(), false, 'Whether a degradation opens a pull request that retrains on refreshed data.'),
  retrain_every: maybe(duration(), 'Opens such a pull request at this interval too, whatever the signals say.'),
  issue: block(
    keys({
      labels: given(issueLabels(), ['relevo'], 'Labels of the issue that a degradation opens.'),
      assignees: given(handles(), [], 'Who is assigned to it.'),
    }),
    'The issue that a degradation opens.',
  ),
});
