import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Comparison } from '../../src/core/comparison.ts';
import {
  type ComparisonDocument,
  comparisonDocument,
  comparisonJsonSchema,
  comparisonSchema,
} from '../../src/report/comparison-schema.ts';
import { cases } from './cases.ts';

const made = (name: string): Comparison => (cases[name] as () => Comparison)();

describe('as JSON', () => {
  const lineage = { relevo: '1.2.3', inputs: { baseline: `sha256:${'0'.repeat(64)}` } };
  const validate = new Ajv2020({ strict: false }).compile(comparisonJsonSchema() as object);

  test.each(Object.keys(cases))('%s: holds to the schema, and loses nothing', name => {
    const comparison = made(name);
    const document = JSON.parse(JSON.stringify(comparisonDocument(comparison, lineage)));
    expect(validate(document) ? [] : validate.errors).toEqual([]);
    expect(comparisonSchema.parse(document)).toEqual(document);
    const { schema, relevo, inputs, ...rest } = document as ComparisonDocument;
    expect({ schema, relevo, inputs }).toEqual({ schema: 'relevo.comparison/1', ...lineage });
    expect(rest).toEqual(JSON.parse(JSON.stringify(comparison)));
  });

  test('what is no comparison is refused', () => {
    const document = comparisonDocument(made('better'), lineage);
    for (const broken of [
      { ...document, verdict: 'maybe' },
      { ...document, metrics: [{}] },
      { ...document, rows: -1 },
      { ...document, schema: 'relevo.comparison/2' },
    ]) {
      expect(validate(broken)).toBe(false);
      expect(comparisonSchema.safeParse(broken).success).toBe(false);
    }
  });

  test('a document without its lineage is a comparison, and the other way round', () => {
    type Body = Omit<ComparisonDocument, 'schema' | 'relevo' | 'inputs'>;
    const there: Body = made('better');
    const back: Comparison = there;
    expect(back.verdict).toBe('pass');
  });
});
