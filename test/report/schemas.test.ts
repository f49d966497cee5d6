// The published schemas: what is written holds to them, and nothing else does.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { comparisonJsonSchema } from '../../src/report/comparison-schema.ts';
import { reportJsonSchema } from '../../src/report/report-schema.ts';

const written = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../docs/schemas/${name}.schema.json`, import.meta.url), 'utf8'));

describe('published schemas', () => {
  test.each([
    ['comparison', comparisonJsonSchema],
    ['report', reportJsonSchema],
  ] as const)('%s: the file is the one that the code declares, and is a schema', (name, make) => {
    const schema = written(name);
    expect(schema).toEqual(make());
    const validate = new Ajv2020({ strict: false }).compile(schema as object);
    expect(validate({ schema: `relevo.${name}/1` })).toBe(false);
    expect(validate.errors?.[0]?.message).toMatch(/must have required property/);
  });
});
