// Whoever waits at a terminal is told what for; a machine is told nothing of it.
import { describe, expect, jest, test } from '@jest/globals';
import { makeProject, predictModule, trainBy } from './shop-project.ts';
import { hasTerminal, relevoAtTerminal, seen } from './terminal.ts';

jest.setTimeout(120_000);

const sleep = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);\n';

(hasTerminal() ? describe : describe.skip)('at a terminal', () => {
  test('silent training and silent prediction are told while they last, and leave nothing behind', async () => {
    const project = await makeProject({
      'train.js': `${trainBy(['shop'])}${sleep}`,
      'predict.js': `${predictModule}${sleep}`,
    });
    const { code, stdout } = await relevoAtTerminal(['evaluate'], project.folder);
    expect(code).toBe(0);
    const rewritten = stdout.split('\r\u001b[K');
    expect(rewritten).toContain('  daily-sales: training · 2 s');
    expect(rewritten).toContain('  daily-sales: predicting the holdout · 2 s');
    const lines = seen(stdout);
    expect(lines.filter(line => / · \d+ s/.test(line))).toEqual([]);
    expect(lines).toContain('› daily-sales: predicting the holdout');
    const elsewhere = await project.relevo('evaluate', '--anew');
    expect(elsewhere.stderr).not.toContain('\r');
  });
});
