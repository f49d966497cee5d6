// Keys that contradict each other.
import { describe, expect, test } from '@jest/globals';
import { parseConfig } from '../../src/config/parse.ts';
import { linesOf, minimal, modelOf, withLines } from './parsing.ts';

const holdout = (more: string, task = 'regression'): string =>
  minimal.replace('target: y', more).replace('regression', task);
const policy = (more: string, metrics = 'wape, mae, bias, r2', task = 'regression'): string =>
  `${minimal.replace('regression', task)}    metrics: [${metrics}]\n    policy: { ${more} }\n`;

type Row = readonly [what: string, text: string, path: string, message: RegExp];

const contradictions: readonly Row[] = [
  ['two predictors', minimal.replace('predict.js', 'predict.js, features: [a]'), 'predict.features', /only one of/],
  [
    'no predictor',
    minimal.replace('module: predict.js', 'package: a'),
    'predict',
    /one of module, command and features/,
  ],
  ['no training', minimal.replace('command: node train.js', 'output: m'), 'train', /one of command and artifact/],
  ['two sources', minimal.replace('train.js', 'train.js, artifact: out'), 'train.artifact', /not both/],
  [
    'training on the holdout',
    minimal.replace('train.js', 'train.js, data: [a.csv, ./holdout.csv]'),
    'train.data[1]',
    /the holdout/,
  ],
  ['a season without time', holdout('target: y, season: 7d'), 'holdout.season', /without holdout.time/],
  ['a horizon without time', holdout('target: y, horizon: 3'), 'holdout.horizon', /without holdout.time/],
  ['no target', holdout('id: a'), 'holdout.target', /missing/],
  ['a positive label of numbers', holdout('target: y, positive: 1'), 'holdout.positive', /only the task binary/],
  ['a score without direction', holdout('id: a', 'score'), 'direction', /higher or lower/],
  ['a direction without score', withLines('direction: lower'), 'direction', /know which way/],
  ['the target as group', holdout('target: y, group: y'), 'holdout.group', /is the target/],
  ['the target as id', holdout('target: y, id: [a, y]'), 'holdout.id[1]', /is the target/],
  [
    'the target as feature',
    minimal.replace('module: predict.js', 'features: [a, y]'),
    'predict.features[1]',
    /never sees/,
  ],
  ['an id named prediction', holdout('target: y, id: prediction'), 'holdout.id', /another name/],
  ['a required slice that is none', policy('slices: { required: [shop] }'), 'policy.slices.required[0]', /not among/],
  ['a metric of another task', policy('', 'wape, roc_auc'), 'metrics[1]', /a metric of binary, not of regression/],
  ['an unknown metric', policy('', 'wappe'), 'metrics[0]', /no metric "wappe"/],
  ['a metric twice', policy('', 'mae, mae'), 'metrics[1]', /twice/],
  ['a level outside (0, 1)', policy('', 'pinball(2)'), 'metrics[0]', /does not take "2"/],
  ['the largest error as primary', policy('', 'max_error'), 'metrics[0]', /cannot be the primary/],
  ['a share of a bias', policy('margin: 2%', 'bias'), 'policy.margin', /no meaning/],
  ['a share of r2', policy('margin: 2%', 'r2'), 'policy.margin', /no meaning/],
  ['a share of mcc', policy('margin: 2%', 'mcc', 'binary'), 'policy.margin', /no meaning/],
  ['a share of kappa', policy('margin: 2%', 'cohen_kappa', 'binary'), 'policy.margin', /no meaning/],
  ['a share of an area', policy('slices: { margin: 2% }', 'roc_auc', 'binary'), 'policy.slices.margin', /no meaning/],
  ['points of an amount', policy('margin: 1 point', 'mae'), 'policy.margin', /no share/],
  ['a guard in shares of r2', policy('guard: [r2 within 1%]'), 'policy.guard[0]', /no meaning/],
  ['a guard on the primary', policy('guard: [wape within 1%]'), 'policy.guard[0]', /primary/],
  ['a guard on what is not measured', policy('guard: [mse within 1%]'), 'policy.guard[0]', /not among the metrics/],
  [
    'a guard on the largest error',
    policy('guard: [max_error within 1%]', 'mae, max_error'),
    'policy.guard[0]',
    /limit/,
  ],
  ['two guards on one metric', policy('guard: [mae within 1%, mae within 2%]'), 'policy.guard[1]', /twice/],
  ['a limit on nothing', policy('limits: [model_gb <= 1]'), 'policy.limits[0]', /no metric/],
  ['a percentage of an amount', policy('limits: [mae <= 5%]'), 'policy.limits[0]', /no share/],
  ['a percentage of megabytes', policy('limits: [model_mb <= 5%]'), 'policy.limits[0]', /no share/],
  ['a limit the wrong way', policy('limits: [wape >= 0.1]'), 'policy.limits[0]', /bad model/],
  ['retraining on the same data', withLines('monitor: { data: l.csv, retrain: true }'), 'monitor.retrain', /same data/],
  ['one column for two things', withLines('monitor: { data: l.csv, prediction: y }'), 'monitor.target', /own column/],
  ['its own former name', withLines('was: sales'), 'was', /has now/],
];

test.each(contradictions)('%s', (_, text, path, message) => {
  const found = linesOf(text);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(` models.sales.${path}: `);
  expect(found[0]).toMatch(message);
});

const fine: readonly (readonly [what: string, text: string])[] = [
  ['a score without target', `${holdout('id: a', 'score')}    direction: higher\n`],
  ['a season with time', holdout('target: y, time: day, season: 7d, horizon: 14d')],
  ['one pinball a level', policy('', '"pinball(0.1)", "pinball(0.9)"')],
  ['the largest error, shown and limited', policy('limits: [max_error <= 100]', 'mae, max_error')],
  ['a limit on what is not shown', policy('limits: [mse <= 100, load_ms < 500]', 'mae')],
  ['both sides of a bias', policy('limits: [bias <= 2%, bias >= -2%]')],
  ['an amount of r2', policy('margin: 0.5 points', 'r2')],
  [
    'fairness by a column',
    policy(
      'guard: ["demographic_parity_difference(sex) within 2%"]',
      '"accuracy", "demographic_parity_difference(sex)"',
      'binary',
    ),
  ],
  ['recall of one class', policy('limits: ["recall(cat) >= 90%"]', '"accuracy", "recall(cat)"', 'multiclass')],
  [
    'retraining on new data',
    `${withLines('monitor: { data: l.csv, retrain: true, retrain_every: 30d }')}    data: { refresh: make data }\n`,
  ],
];

test.each(fine)('%s is fine', (_, text) => {
  expect(linesOf(text)).toEqual([]);
  expect(modelOf(text).name).toBe('sales');
});

test('a former name of another model of the file is refused', () => {
  const model = minimal.slice(minimal.indexOf('\n') + 1);
  const text = `${minimal}    was: old\n${model.replace('sales', 'old')}`;
  expect(linesOf(text)).toEqual(['7:10 models.sales.was: "old" is another model of this file']);
});

describe('names that models had', () => {
  const two = (first: string, second: string): string =>
    minimal.replace('task:', `${first}\n    task:`) +
    minimal.replace('models:\n', '').replace('sales:', 'other:').replace('task:', `${second}\n    task:`);

  test('belong to one model each', () => {
    expect(linesOf(two('was: [old, older]', 'was: old'))).toEqual(['9:10 models.other.was: "old" is what sales was']);
  });

  test('and names of models that ended belong to none', () => {
    const text = `retired: [sales, old, gone, gone]\n${minimal.replace('task:', 'was: old\n    task:')}`;
    expect(linesOf(text)).toEqual([
      '1:11 retired[0]: "sales" is a model of this file',
      '1:18 retired[1]: "old" is what sales was',
      '1:29 retired[3]: stands in the list twice',
    ]);
  });

  test('are read', () => {
    const read = parseConfig(`retired: returns\n${minimal}`, 'relevo.yml');
    expect('config' in read && read.config.retired).toEqual(['returns']);
    expect('config' in parseConfig(`retired:\n${minimal}`, 'relevo.yml')).toBe(true);
    expect(linesOf(`retired: Old Name\n${minimal}`)[0]).toContain('cannot name a model');
  });
});
