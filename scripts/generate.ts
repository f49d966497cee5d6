// Writes every file of the repository that is made from another one; a file that is right already is left alone.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeConfigurationPage } from '../src/config/docs.ts';
import { makeJsonSchema } from '../src/config/json-schema.ts';
import { comparisonJsonSchema } from '../src/report/comparison-schema.ts';
import { reportJsonSchema } from '../src/report/report-schema.ts';
import { watchJsonSchema } from '../src/report/watch-schema.ts';
import { produceComparison } from './compare-example.ts';
import { produceEnvironmentTable } from './environment-table.ts';
import { produceInputsTable } from './inputs-table.ts';
import type { GeneratedFile } from './section.ts';

const asJson = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What is generated: each takes the root of the repository. To generate one more file, add one more line. */
const producers: readonly ((root: string) => GeneratedFile)[] = [
  produceInputsTable,
  produceComparison,
  produceEnvironmentTable,
  () => ({ path: 'relevo.schema.json', content: asJson(makeJsonSchema()) }),
  () => ({ path: 'docs/schemas/comparison.schema.json', content: asJson(comparisonJsonSchema()) }),
  () => ({ path: 'docs/schemas/report.schema.json', content: asJson(reportJsonSchema()) }),
  () => ({ path: 'docs/schemas/watch.schema.json', content: asJson(watchJsonSchema()) }),
  () => ({ path: 'docs/configuration.md', content: makeConfigurationPage() }),
];

function readOld(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const root = process.env.RELEVO_ROOT ?? process.cwd();
for (const produce of producers) {
  const { path, content } = produce(root);
  const file = join(root, path);
  if (readOld(file) === content) continue;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  console.log(`wrote ${path}`);
}
