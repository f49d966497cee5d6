// relevo.yml as a whole: what is read, and where each mistake is found.
import { describe, expect, test } from '@jest/globals';
import { policyOf, predictorOf } from '../../src/config/config.ts';
import { completeExample, sharedExample } from '../../src/config/example.ts';
import { linesOf, minimal, modelOf, modelsOf, problemsOf, withLines } from './parsing.ts';

describe('a short config', () => {
  test('gets every default', () => {
    expect(modelOf(minimal)).toEqual({
      name: 'sales',
      dir: '.',
      was: [],
      task: 'regression',
      direction: null,
      train: {
        command: ['node', 'train.js'],
        inputs: null,
        data: [],
        output: 'model',
        when: 'push',
        artifact: null,
        env: [],
        timeout: { text: '30m', ms: 1_800_000 },
        repeats: 1,
        max_size: { text: '2 GB', bytes: 2e9 },
      },
      data: { refresh: null, timeout: { text: '30m', ms: 1_800_000 } },
      predict: {
        module: 'predict.js',
        command: null,
        features: null,
        package: [],
        setup: null,
        timeout: { text: '10m', ms: 600_000 },
      },
      holdout: {
        data: 'holdout.csv',
        target: 'y',
        id: [],
        group: null,
        time: null,
        season: null,
        horizon: null,
        weight: null,
        positive: null,
        unlabelled: 'refuse',
        slices: [],
      },
      metrics: ['wape', 'mae', 'bias'],
      policy: {
        require: 'not-worse',
        margin: { kind: 'relative', amount: 0.02, text: '2%' },
        guard: [],
        slices: { required: [], margin: { kind: 'relative', amount: 0.1, text: '10%' } },
        limits: [],
        alpha: 0.05,
        inconclusive: 'neutral',
        leaks: 'fail',
      },
      promote: 'on-merge',
      deployment: 'recorded',
      monitor: null,
      report: { rows: 'none' },
      keep: { versions: 10, candidates: { text: '7d', ms: 604_800_000 } },
    });
  });

  test('is plain data', () => {
    const model = modelOf(completeExample);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
  });

  test('may leave any optional key empty', () => {
    const text = withLines('metrics:', 'policy:', 'monitor: ~', 'keep: { versions: null }', 'dir:');
    expect(modelOf(text)).toEqual(modelOf(minimal));
  });

  test('takes one item for a list of one', () => {
    const text = minimal.replace('target: y', 'target: y, id: day, slices: shop');
    expect(modelOf(text).holdout).toMatchObject({ id: ['day'], slices: ['shop'] });
  });
});

describe('defaults that depend on the task', () => {
  const metricsOf = (task: string, more = '') => {
    const model = modelOf(minimal.replace('regression', task) + more);
    return [model.metrics, model.policy.margin.text, model.policy.slices.margin.text];
  };

  test('metrics and margins', () => {
    expect(metricsOf('binary')).toEqual([['log_loss', 'roc_auc', 'accuracy'], '2%', '10%']);
    expect(metricsOf('multiclass')).toEqual([['accuracy', 'f1_macro'], '2%', '10%']);
    expect(metricsOf('score', '    direction: lower\n')).toEqual([['score'], '2%', '10%']);
    expect(metricsOf('binary', '    metrics: roc_auc\n')).toEqual([['roc_auc'], '1 point', '5 points']);
  });

  test('columns of the monitor are those of the holdout', () => {
    const text = minimal.replace('target: y', 'target: y, id: [day, shop], time: day, slices: [shop]');
    expect(modelOf(`${text}    monitor: { data: logs/*.csv }\n`).monitor).toMatchObject({
      time: 'day',
      target: 'y',
      id: ['day', 'shop'],
      slices: ['shop'],
      prediction: 'prediction',
      features: null,
    });
    expect(modelOf(withLines('monitor: { data: logs/*.csv, target: label, id: [] }')).monitor).toMatchObject({
      time: 'time',
      target: 'label',
      id: [],
    });
  });
});

describe('the complete example', () => {
  const model = modelOf(completeExample);

  test('reads 1% of a bias as one point', () => {
    expect(model.policy.guard).toEqual([
      { text: 'bias within 1%', metric: 'bias', margin: { kind: 'absolute', amount: 0.01, text: '1%' } },
    ]);
  });

  test('becomes the policy that core judges by', () => {
    expect(policyOf(model)).toMatchObject({
      require: 'not-worse',
      margin: { kind: 'relative', amount: 0.02 },
      guards: [{ metric: { text: 'bias', metric: { name: 'bias' } }, margin: { kind: 'absolute', amount: 0.01 } }],
      slices: { required: ['shop'], margin: { kind: 'relative', amount: 0.1 } },
      limits: [{ quantity: 'wape' }, { quantity: 'model_mb' }, { quantity: 'predict_ms_per_row', bound: 5 }],
      alpha: 0.05,
    });
  });

  test('names its predictor', () => {
    expect(predictorOf(model)).toEqual({ kind: 'module', module: 'predict.js' });
  });
});

describe('several models', () => {
  test('share what stands under defaults', () => {
    const { churn, fraud } = modelsOf(sharedExample);
    expect(churn).toMatchObject({
      dir: 'models/churn',
      task: 'binary',
      train: { command: ['python', 'train.py'], timeout: { text: '2h' } },
      policy: { margin: { text: '1%' }, leaks: 'warn' },
    });
    expect(fraud).toMatchObject({
      holdout: { positive: 'yes' },
      metrics: ['average_precision', 'recall', 'log_loss'],
      policy: { margin: { text: '1%' }, leaks: 'fail', guard: [{ margin: { amount: 0.01 } }] },
    });
  });

  test("a model's own predictor takes the place of the shared one", () => {
    const text = `defaults: { predict: { module: shared.js, timeout: 1h }, train: { command: make } }
models:
  a: { task: regression, holdout: { data: h.csv, target: y } }
  b: { task: regression, holdout: { data: h.csv, target: y }, predict: { features: [x] }, train: { artifact: out } }
`;
    const { a, b } = modelsOf(text);
    expect(a?.predict).toMatchObject({ module: 'shared.js', features: null, timeout: { text: '1h' } });
    expect(b?.predict).toMatchObject({ module: null, features: ['x'], timeout: { text: '1h' } });
    expect(b?.train).toMatchObject({ command: null, artifact: { path: 'out' } });
  });

  test('a key left empty is as if nobody had given it', () => {
    const text = minimal.replace(
      'models:',
      'defaults: { monitor: { data: logs/*.csv }, policy: { margin: 5% } }\nmodels:',
    );
    expect(modelOf(text)).toMatchObject({ monitor: { data: ['logs/*.csv'] }, policy: { margin: { text: '5%' } } });
    expect(modelOf(`${text}    monitor:\n    policy: { margin: }\n`)).toMatchObject({
      monitor: null,
      policy: { margin: { text: '2%' } },
    });
  });

  test('keep the order of the file', () => {
    const model = minimal.slice(minimal.indexOf('\n') + 1);
    const text = `models:\n${['zebra', '10', '2', 'ant'].map(name => model.replace('sales', `"${name}"`)).join('')}`;
    expect(Object.values(modelsOf(text)).map(({ name }) => name)).toEqual(['2', '10', 'zebra', 'ant']);
  });
});

describe('problems', () => {
  test('five mistakes are five problems, each in its place', () => {
    const text = `models:
  Sales:
    task: regresion
    train:
      comand: node train.js
      timeout: 30
    predict: { module: ../predict.js }
    holdout: { data: h.csv, target: y }
`;
    expect(linesOf(text)).toEqual([
      '2:3 models.Sales: "Sales" cannot name a model: it has capital letters',
      '3:11 models.Sales.task: expected one of regression, binary, multiclass, score; found the text "regresion"',
      '5:7 models.Sales.train.comand: unknown key',
      '6:16 models.Sales.train.timeout: expected a duration such as 30m, 12h, 7d or 5y; found the number 30',
      '7:24 models.Sales.predict.module: a path has no ".."; found "../predict.js"',
    ]);
    expect(problemsOf(text).map(({ nearest }) => nearest)).toEqual([
      'sales',
      'regression',
      'command',
      undefined,
      undefined,
    ]);
  });

  test('what stands under defaults is told once, and there', () => {
    const text = `defaults:
  policy: { margn: 2%, alpha: 2 }
models:
  a: { task: regression, train: { command: a }, predict: { module: a.js }, holdout: { data: h.csv, target: y } }
  b: { task: regression, train: { command: a }, predict: { module: a.js }, holdout: { data: h.csv, target: y } }
`;
    expect(linesOf(text)).toEqual([
      '2:13 defaults.policy.margn: unknown key',
      '2:31 defaults.policy.alpha: must lie between 0.01% and 25%; found 2',
    ]);
  });

  test('what fits one model and not another names the model', () => {
    const text = `defaults: { policy: { margin: 2% }, train: { command: a }, predict: { module: a.js } }
models:
  a: { task: regression, holdout: { data: h.csv, target: y } }
  b: { task: binary, holdout: { data: h.csv, target: y }, metrics: [roc_auc] }
`;
    expect(linesOf(text)).toEqual([expect.stringMatching(/^1:31 defaults\.policy\.margin: .*\(model b\)$/)]);
  });

  test('defaults are read even without a model that needs them', () => {
    expect(linesOf('defaults: { promot: x }\nmodels: {}\n')).toEqual([
      '1:13 defaults.promot: unknown key',
      '2:1 models: expected models by name, at least one; found a map',
    ]);
  });

  test('a missing key is told at the key above it', () => {
    const text = 'models:\n  a:\n    task: regression\n    train: { timeout: 1h }\n    holdout:\n      target: y\n';
    expect(linesOf(text)).toEqual([
      '2:3 models.a.predict: missing',
      '4:5 models.a.train: one of command and artifact is missing',
      '5:5 models.a.holdout.data: missing; expected path',
    ]);
  });

  test('a key in the wrong block is told where it belongs', () => {
    expect(problemsOf(withLines('margin: 2%'))).toMatchObject([{ hint: 'It belongs under policy.' }]);
    expect(problemsOf(`task: binary\n${minimal}`)).toMatchObject([{ hint: expect.stringContaining('models') }]);
  });

  test('one bad item of a list does not hide the others', () => {
    const text = withLines('policy:', '  limits: [wape ~ 1, wape >= 3, modl_mb <= 3]', '  guard: [mae, r2 within 0.1]');
    expect(problemsOf(text).map(({ path, line }) => `${line} ${path}`)).toEqual([
      '8 models.sales.policy.limits[0]',
      '8 models.sales.policy.limits[1]',
      '8 models.sales.policy.limits[2]',
      '9 models.sales.policy.guard[0]',
      '9 models.sales.policy.guard[1]',
    ]);
  });

  test('wrong kinds are named', () => {
    const text = withLines('policy: strict', 'keep: [1]', 'monitor: { data: {}, retrain: yes }', 'was: { a: b }');
    expect(linesOf(text)).toEqual([
      '7:13 models.sales.policy: expected a map; found the text "strict"',
      '8:11 models.sales.keep: expected a map; found a list',
      '9:22 models.sales.monitor.data: expected a path or a pattern such as data/*.csv; found a map',
      '9:35 models.sales.monitor.retrain: expected true or false; found the text "yes"',
      '10:10 models.sales.was: expected the name of a model; found a map',
    ]);
  });

  test.each([
    ['', '1:1 : the file is empty; expected the key models'],
    ['# nothing\n', '1:1 : the file is empty; expected the key models'],
    ['[]', '1:1 : expected the key models; found an empty list'],
    ['models', '1:1 : expected the key models; found the text "models"'],
    ['models:', '1:1 models: expected models by name, at least one; found nothing'],
    ['defaults: 3\nmodels: { a: 1 }', '1:11 defaults: expected a map of what models share; found the number 3'],
  ])('%j', (text, first) => {
    expect(linesOf(text)[0]).toBe(first);
  });

  test('there are 500 of them at most', () => {
    const text = `models:\n${Array.from({ length: 250 }, (_, index) => `  m${index}: { a: 1, b: 2, c: 3 }\n`).join('')}`;
    expect(problemsOf(text)).toHaveLength(500);
  });
});
