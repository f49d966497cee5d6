// The Action's inputs become one typed value, or an error in the input's own name.
import { describe, expect, test } from '@jest/globals';
import { readInputs } from '../../../src/entry/action/inputs.ts';

const given =
  (inputs: Readonly<Record<string, string>>) =>
  (name: string): string =>
    inputs[name] ?? '';

describe('readInputs', () => {
  test('reads the config of mode validate', () => {
    expect(readInputs(given({ mode: 'validate', config: 'models/relevo.yml' }))).toEqual({
      mode: 'validate',
      config: 'models/relevo.yml',
    });
  });

  test('takes relevo.yml when no config is named', () => {
    expect(readInputs(given({ mode: 'validate' }))).toEqual({ mode: 'validate', config: 'relevo.yml' });
  });

  test.each([
    ['', 'The input "mode" is missing.'],
    ['evaluate', 'The input "mode" does not take "evaluate".'],
    ['Validate', 'The input "mode" does not take "Validate".'],
    ['toString', 'The input "mode" does not take "toString".'],
  ])('refuses mode %j by name', (mode, what) => {
    expect(() => readInputs(given({ mode }))).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: what, why: 'Expected: validate.' }),
    );
  });
});
