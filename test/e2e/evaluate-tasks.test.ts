// Evaluations of every kind: tasks, holdouts without ids, repeats, adoption, and a yardstick that changed.
import { describe, expect, jest, test } from '@jest/globals';
import { makeFolder } from './relevo.ts';
import { config, makeProject, predictModule, salesTable, trainBy, uniform } from './shop-project.ts';

jest.setTimeout(240_000);

/** Rows whose kind follows their size, some of the time. */
function kindsTable(rows: number, seed: number, kindOf: (size: number) => string): string {
  const chance = uniform(seed);
  const lines = ['size,kind'];
  for (let row = 0; row < rows; row++) {
    const size = Math.round(chance() * 90);
    lines.push(`${size},${chance() < 0.85 ? kindOf(size) : kindOf(Math.round(chance() * 90))}`);
  }
  return `${lines.join('\n')}\n`;
}

const kindsConfig = (task: string, more: string): string => `models:
  daily-sales:
    task: ${task}
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: data/holdout.csv, ${more} }
`;

const kinds = (task: string, more: string, predict: string, kindOf: (size: number) => string) => ({
  'relevo.yml': kindsConfig(task, more),
  'train.js': "import { writeFileSync } from 'node:fs';\nwriteFileSync(process.env.RELEVO_OUTPUT + '/a.json', '{}');\n",
  'predict.js': predict,
  'data/holdout.csv': kindsTable(400, 5, kindOf),
});

const animal = (size: number): string => (size < 40 ? 'ant' : size < 70 ? 'cat' : 'dog');

describe('a first version', () => {
  test('of a binary task, without ids', async () => {
    const predict = 'export const predict = ({ rows }) => rows.map(({ size }) => (size > 45 ? 0.9 : 0.1));\n';
    const files = kinds('binary', 'target: kind, positive: big', predict, size => (size > 45 ? 'big' : 'small'));
    const project = await makeProject(files);
    const { code, report } = await project.evaluate();
    expect([code, report.verdict, report.outcome]).toEqual([0, 'pass', 'better']);
    expect(report.comparison?.checks.find(({ name }) => name === 'leaks')?.result).toBe('skipped');
  });

  test.each([
    [
      'with',
      "({ prediction: animal(size), ...Object.fromEntries(['ant', 'cat', 'dog', 'emu'].map(kind => ['p:' + kind, kind === 'emu' ? 0 : kind === animal(size) ? 0.8 : 0.1])) })",
    ],
    ['without', 'animal(size)'],
  ])('of several classes, %s probabilities', async (how, returned) => {
    const predict = `const animal = ${animal.toString().replaceAll('(size: number)', '(size)')};
export const predict = ({ rows }) => rows.map(({ size }) => ${returned});\n`;
    const project = await makeProject(kinds('multiclass', 'target: kind', predict, animal));
    const metrics = how === 'with' ? '    metrics: [log_loss, accuracy]\n' : '    metrics: [accuracy]\n';
    project.commit('relevo.yml', `${project.read('relevo.yml')}${metrics}`);
    const { code, report } = await project.evaluate();
    expect(report.failure).toBeNull();
    expect([code, report.verdict, report.outcome]).toEqual([0, 'pass', 'better']);
  });

  test('is not held against a constant that is always right where the target is what it says', async () => {
    const predict = `const animal = ${animal.toString().replaceAll('(size: number)', '(size)')};
export const predict = ({ rows }) => rows.map(({ size }) => animal(size));\n`;
    const project = await makeProject(kinds('multiclass', 'target: kind, slices: [kind]', predict, animal));
    const policy = '    metrics: [accuracy]\n    policy: { slices: { required: [kind] } }\n';
    project.commit('relevo.yml', `${project.read('relevo.yml')}${policy}`);
    const first = await project.evaluate();
    expect(first.report.failure).toBeNull();
    expect([first.report.verdict, first.report.outcome]).toEqual(['pass', 'better']);
    await project.relevo('promote', 'daily-sales');
    const flipped = predict.replace("size < 40 ? 'ant'", "size < 20 ? 'dog' : size < 40 ? 'ant'");
    project.commit('predict.js', flipped);
    const { report } = await project.evaluate();
    const kindsTold = report.comparison?.metrics.map(({ slice }) => slice?.kind);
    expect(kindsTold).toEqual(expect.arrayContaining(['ant', 'dog']));
    expect(report.verdict).toBe('fail');
  });

  test('that no commit holds says that it cannot be promoted, not how', async () => {
    const project = await makeProject();
    project.write('train.js', `${project.read('train.js')}\n`);
    const { stdout } = await project.relevo('evaluate');
    expect(stdout).toMatch(/^pass: .*; commit the files and evaluate again to promote it$/m);
    expect(stdout).not.toContain('equally good candidate');
  });

  test('keeps its registry out of git', async () => {
    const project = await makeProject({ '.gitignore': 'model/\n' });
    await project.evaluate();
    expect(project.git('status', '--porcelain')).toBe('');
    expect(project.git('add', '--all', '--dry-run')).toBe('');
  });

  test('of a score has nothing to be compared with, and is adopted', async () => {
    const predict = 'export const predict = ({ rows }) => rows.map(({ size }) => 0.5 + size / 1000);\n';
    const project = await makeProject(kinds('score\n    direction: higher', 'id: [size]', predict, animal));
    project.commit('data/holdout.csv', `size\n${Array.from({ length: 60 }, (_, row) => row).join('\n')}\n`);
    await project.relevo('lock');
    project.commit('README.md', 'scores\n');
    const { code, report } = await project.evaluate();
    expect([code, report.verdict, report.failure?.code]).toEqual([3, 'inconclusive', 'score-first']);
    expect((await project.relevo('promote', 'daily-sales')).code).toBe(1);
    const one = project.read('relevo.yml');
    const several = `${one}${one.replace('models:\n', '').replace('daily', 'weekly')}`;
    project.write('several.yml', several);
    const unnamed = await project.relevo('adopt', 'model', '--config', 'several.yml');
    expect(unnamed.stderr).toContain('several.yml declares several models: daily-sales, weekly-sales.');
    expect(unnamed.stderr).toContain('Add it, such as --model daily-sales.');
    expect((await project.relevo('adopt', 'model')).stdout).toMatch(/^daily-sales v1 is in production: sha256:/);
    expect((await project.evaluate()).report).toMatchObject({ verdict: 'pass', outcome: 'identical' });
  });
});

/** Writes its predictions from the last row to the first. */
const backwards = `
import { readFileSync, writeFileSync } from 'node:fs';
const [model, data, output] = process.argv.slice(2);
const { by, means } = JSON.parse(readFileSync(model + '/means.json', 'utf8'));
const [header, ...rows] = readFileSync(data, 'utf8').trim().split('\\n').map(line => line.split(','));
const cell = (row, name) => row[header.indexOf(name)];
const ids = header.includes('relevo_row') ? ['relevo_row'] : ['date', 'shop'];
const lines = rows.map(row => [...ids.map(id => cell(row, id)), means[by.map(name => cell(row, name)).join('|')], 'x']);
writeFileSync(output, [[...ids, 'prediction', 'weekday'], ...lines.reverse()].map(line => line.join(',')).join('\\n') + '\\n');
`;

describe('a predictor that writes its rows in another order', () => {
  test.each([
    ['with ids', 'id: [date, shop]'],
    ['without ids', 'id: []'],
  ])('is joined by id: %s', async (_, id) => {
    const byCommand = config.replace('module: predict.js', 'command: [node, backwards.js, $MODEL, $DATA, $OUTPUT]');
    const files = { 'backwards.js': backwards, 'relevo.yml': byCommand.replace('id: [date, shop]', id) };
    const [turned, straight] = [await makeProject(files), await makeProject()];
    const expected = (await straight.evaluate()).report.comparison?.metrics.map(({ candidate }) => candidate);
    const { report } = await turned.evaluate();
    expect(report.failure).toBeNull();
    expect(report.comparison?.metrics.map(({ candidate }) => candidate)).toEqual(expected);
    await turned.relevo('promote', 'daily-sales');
    expect((await turned.evaluate()).report.outcome).toBe('identical');
    turned.commit('train.js', trainBy(['shop', 'weekday']));
    expect((await turned.evaluate()).report.outcome).toBe('better');
  });
});

test('repeats measure the luck of the seed, and leave the weights of seed 0', async () => {
  const noisy = trainBy(['shop']).replace(
    'sum / count]',
    'sum / count * (1 + 0.01 * Number(process.env.RELEVO_SEED))]',
  );
  const project = await makeProject({
    'train.js': noisy,
    'relevo.yml': config.replace('node train.js', 'node train.js\n      repeats: 3'),
  });
  const { code, report, stderr } = await project.evaluate();
  expect([code, report.verdict]).toEqual([0, 'pass']);
  const { repeats } = report.training;
  expect(repeats.map(({ seed }) => seed)).toEqual([1, 2]);
  const own = report.comparison?.metrics[0]?.candidate;
  expect(new Set([own, ...repeats.map(({ value }) => value)]).size).toBe(3);
  expect(stderr.indexOf('training with seed 2')).toBeLessThan(stderr.indexOf('› daily-sales: training\n'));
  const alone = await makeProject({ 'train.js': noisy });
  expect((await alone.evaluate()).report.comparison).toMatchObject({
    verdict: 'pass',
    metrics: report.comparison?.metrics,
  });
  expect(project.read('model/means.json')).toBe(alone.read('model/means.json'));
  const { stdout } = await project.relevo('show', 'daily-sales');
  expect(stdout).toMatch(
    /^ {2}seeds {6}3 seeds give wape \d+\.\d % to \d+\.\d %: luck alone moves it by [\d.]+ points, and the candidate is [\d.]+ points better$/m,
  );
});

test('a candidate that cannot be packaged fails in its own report', async () => {
  const project = await makeProject({
    'train.js':
      "import { symlinkSync } from 'node:fs';\nsymlinkSync('/etc/hosts', process.env.RELEVO_OUTPUT + '/hosts');\nimport('node:fs').then(fs => fs.writeFileSync(process.env.RELEVO_OUTPUT + '/a', 'a'));\n",
  });
  const { code, report } = await project.evaluate();
  expect([code, report.failure?.code, report.digests.candidate]).toEqual([1, 'artifact-refused', null]);
});

test('a model that was in production before is adopted as v1, once', async () => {
  const project = await makeProject();
  const weights = makeFolder({ 'means.json': JSON.stringify({ by: [], means: { '': 200 } }) });
  const adopted = await project.relevo('adopt', weights);
  expect([adopted.code, adopted.stdout]).toEqual([
    0,
    expect.stringMatching(/^daily-sales v1 is in production: sha256:/),
  ]);
  expect((await project.relevo('adopt', weights)).code).toBe(2);
  expect((await project.relevo('status')).stdout).toContain('adopted');
  const { code, report } = await project.evaluate();
  expect([code, report.outcome, report.baseline.name]).toEqual([0, 'better', 'v1']);
  expect((await project.relevo('promote', 'daily-sales')).stdout).toMatch(/^daily-sales v2 is in production now/);
});

test('a yardstick that changed with the model must be passed in both forms', async () => {
  const project = await makeProject();
  await project.evaluate();
  await project.relevo('promote', 'daily-sales');
  project.write(
    'relevo.yml',
    config
      .replace('metrics: [wape, mae, bias]', 'metrics: [bias, mae, wape]')
      .replace('margin: 2%', 'margin: 5 points'),
  );
  project.commit(
    'predict.js',
    predictModule.replace("join('|')])", "join('|')] * (row.weekday > 2 ? 1.2 : 0.8) * 1.005)"),
  );
  project.commit('train.js', trainBy([]));
  const { report } = await project.evaluate();
  expect([report.verdict, report.former?.verdict]).toEqual(['fail', 'fail']);
  project.commit(
    'relevo.yml',
    `${config.replace('metrics: [wape, mae, bias]', 'metrics: [bias, wape]').replace('margin: 2%', 'margin: 50 points').replace('      slices: [shop]\n', '')}`,
  );
  const again = await project.evaluate();
  expect([again.report.verdict, again.report.former?.verdict]).toEqual(['pass', 'fail']);
  const promoted = await project.relevo('promote', 'daily-sales');
  expect(promoted.code).toBe(1);
  expect(promoted.stdout).toContain('has not passed under the former ones too');
});

test('new rows alone come into force when production was judged on them, and the next model is promoted', async () => {
  const project = await makeProject();
  await project.evaluate();
  await project.relevo('promote', 'daily-sales');
  project.write('data/holdout.csv', salesTable('2025-04-09', 112, 3));
  await project.relevo('lock');
  project.commit('README.md', 'new rows\n');
  expect((await project.evaluate()).report.outcome).toBe('identical');
  project.commit('train.js', trainBy(['shop', 'weekday']));
  expect((await project.evaluate()).report.outcome).toBe('better');
  expect((await project.relevo('promote', 'daily-sales')).stdout).toMatch(/^daily-sales v2 is in production now/);
});
