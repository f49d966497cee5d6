import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { makeFolder } from '../../e2e/relevo.ts';
import { runTensorflow } from './runtimes.ts';

let folder: string;

const trainModels = `
  const { tf, save } = await loadTensorflow();
  const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 1, kernelInitializer: 'ones' })] });
  await save(model, 'good');
  print(null);`;

/** Changes of a good model, by the name of the folder that gets them, and what is said about each; null when it loads. */
const changes: Readonly<Record<string, readonly [change: (path: string) => void, reason: RegExp | null]>> = {
  good: [() => undefined, null],
  sharded: [
    path => {
      const bytes = readFileSync(join(path, 'weights.bin'));
      mkdirSync(join(path, 'parts'));
      writeFileSync(join(path, 'parts/1.bin'), bytes.subarray(0, 8));
      writeFileSync(join(path, 'parts/2.bin'), bytes.subarray(8));
      rewrite(path, ({ weightsManifest: [group] }) => {
        group.paths = ['parts/1.bin', 'parts/2.bin'];
      });
    },
    null,
  ],
  empty: [path => execFileSync('rm', [join(path, 'model.json')]), /has no model\.json/],
  weightless: [path => execFileSync('rm', [join(path, 'weights.bin')]), /has no weights\.bin/],
  broken: [path => writeFileSync(join(path, 'model.json'), '{'), /model\.json is not JSON/],
  foreign: [
    path => writeFileSync(join(path, 'model.json'), '{"name":"x"}'),
    /does not describe a TensorFlow\.js model/,
  ],
  cut: [
    path => writeFileSync(join(path, 'weights.bin'), Buffer.alloc(8)),
    /weights are 8 bytes; model\.json describes 12/,
  ],
  above: [path => setPath(path, '../good/weights.bin'), /"\.\.\/good\/weights\.bin" leads out of it/],
  absolute: [path => setPath(path, '/etc/passwd'), /"\/etc\/passwd" leads out of it/],
  remote: [path => setPath(path, 'https://example.com/weights.bin'), /leads out of it/],
  windows: [path => setPath(path, '..\\good\\weights.bin'), /leads out of it/],
  linked: [
    path => {
      execFileSync('rm', [join(path, 'weights.bin')]);
      symlinkSync('../good/weights.bin', join(path, 'weights.bin'));
    },
    /weights\.bin is a link that leads out of it/,
  ],
  piped: [
    path => {
      execFileSync('rm', [join(path, 'weights.bin')]);
      execFileSync('mkfifo', [join(path, 'weights.bin')]);
    },
    /weights\.bin is no file/,
  ],
  lambda: [
    path =>
      rewrite(path, ({ modelTopology }) => {
        modelTopology.config.layers[0].class_name = 'Lambda';
      }),
    /TensorFlow\.js said: .*Lambda/,
  ],
};

// biome-ignore lint/suspicious/noExplicitAny: the change of a JSON file, whose shape the test knows.
function rewrite(path: string, change: (description: any) => void): void {
  const description = JSON.parse(readFileSync(join(path, 'model.json'), 'utf8'));
  change(description);
  writeFileSync(join(path, 'model.json'), JSON.stringify(description));
}

function setPath(path: string, weights: string): void {
  rewrite(path, ({ weightsManifest: [group] }) => {
    group.paths = [weights];
  });
}

let outcomes: Readonly<Record<string, { readonly sum?: number; readonly code?: string; readonly why?: string }>>;

beforeAll(async () => {
  folder = makeFolder();
  await runTensorflow(trainModels, { folder });
  for (const [name, [change]] of Object.entries(changes)) {
    if (name !== 'good') cpSync(join(folder, 'good'), join(folder, name), { recursive: true });
    change(join(folder, name));
  }
  const script = `
    const { tf, load } = await loadTensorflow();
    const outcomes = {};
    for (const name of ${JSON.stringify(Object.keys(changes))}) {
      outcomes[name] = await load(name).then(
        model => ({ sum: model.predict(tf.tensor2d([[3, 4]])).dataSync()[0] }),
        ({ code, why }) => ({ code, why }));
    }
    print(outcomes);`;
  outcomes = (await runTensorflow(script, { folder })) as typeof outcomes;
}, 60_000);

describe('loading a model', () => {
  test.each(Object.entries(changes).filter(([, [, reason]]) => reason === null))('works when it is %s', name => {
    expect(outcomes[name]).toEqual({ sum: 7 });
  });

  test.each(Object.entries(changes).filter(([, [, reason]]) => reason !== null))(
    'is refused when it is %s',
    (name, [, reason]) => {
      expect(outcomes[name]?.code).toBe('model-unreadable');
      expect(outcomes[name]?.why).toMatch(reason as RegExp);
    },
  );
});
