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

  test('reads each mode into its own inputs', () => {
    expect(readInputs(given({ mode: 'evaluate', models: 'daily-sales, returns', token: 't' }))).toEqual({
      mode: 'evaluate',
      config: 'relevo.yml',
      models: ['daily-sales', 'returns'],
      output: null,
      token: 't',
    });
    expect(readInputs(given({ mode: 'publish', run: '42', token: 't' }))).toMatchObject({ mode: 'publish', run: 42 });
    expect(readInputs(given({ mode: 'publish', token: 't' }))).toMatchObject({ run: null });
  });

  test.each([
    ['', 'The input "mode" is missing.'],
    ['evaluates', 'The input "mode" does not take "evaluates".'],
    ['Validate', 'The input "mode" does not take "Validate".'],
    ['toString', 'The input "mode" does not take "toString".'],
  ])('refuses mode %j by name', (mode, what) => {
    expect(() => readInputs(given({ mode }))).toThrow(
      expect.objectContaining({
        code: 'input-invalid',
        message: what,
        why: 'Expected: validate, evaluate, publish, monitor, app.',
      }),
    );
  });

  test.each([
    ['validate', 'models', 'belongs to "evaluate", "monitor"'],
    ['validate', 'run', 'belongs to "publish"'],
    ['evaluate', 'run', 'belongs to "publish"'],
    ['publish', 'output', 'belongs to "evaluate", "monitor"'],
  ])('mode %s refuses the input %s of another mode by name', (mode, input, why) => {
    expect(() => readInputs(given({ mode, [input]: '7', token: 't' }))).toThrow(
      expect.objectContaining({
        code: 'input-foreign',
        message: `The input "${input}" means nothing to the mode "${mode}".`,
        why: expect.stringContaining(why),
      }),
    );
  });

  test.each([
    [{ mode: 'publish', token: 't', run: '-1' }, 'run'],
    [{ mode: 'publish', token: 't', run: '1e3' }, 'run'],
    [{ mode: 'evaluate' }, 'token'],
    [{ mode: 'app' }, 'token'],
  ])('refuses %j', (inputs, named) => {
    expect(() => readInputs(given(inputs as unknown as Record<string, string>))).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: expect.stringContaining(`"${named}"`) }),
    );
  });
});
