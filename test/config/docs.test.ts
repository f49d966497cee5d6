// docs/configuration.md: every key of relevo.yml, and examples that are read.
import { expect, test } from '@jest/globals';
import { makeConfigurationPage } from '../../src/config/docs.ts';
import { makeJsonSchema } from '../../src/config/json-schema.ts';
import { metrics } from '../../src/core/metrics/catalogue.ts';
import { listFences } from '../docs/markdown.ts';
import { readText } from '../repository.ts';
import { linesOf } from './parsing.ts';

const page = makeConfigurationPage();

test('is in the repository as it is made, and so is the JSON Schema', () => {
  expect(readText('docs/configuration.md')).toBe(page);
  expect(JSON.parse(readText('relevo.schema.json'))).toEqual(makeJsonSchema());
});

test('has examples that are read', () => {
  const examples = listFences(page).filter(({ language, text }) => language === 'yaml' && !text.startsWith('#'));
  expect(examples).toHaveLength(3);
  for (const { text } of examples) expect(linesOf(text)).toEqual([]);
});

test('tells every key, its default and every metric', () => {
  expect(page).toContain('| `false_alarm_every` | duration | `5y` |');
  expect(page).toContain('| `task` | `regression`, `binary`, `multiclass`, `score` | needed |');
  expect(page).toContain('| `require` | `better`, `not-worse` | `not-worse` |');
  for (const { name } of metrics) expect(page).toContain(`| \`${name}`);
});

test('has tables whose rows are as wide as their heads', () => {
  const rows = page.split('\n').map(line => (line.startsWith('|') ? line.replaceAll('\\|', '').split('|').length : 0));
  for (const [index, width] of rows.entries()) {
    const above = rows[index - 1] ?? 0;
    if (width > 0 && above > 0) expect([index, width]).toEqual([index, above]);
  }
});
