import { describe, expect, test } from '@jest/globals';
import {
  ALLOWED_VARIABLES,
  childEnvironment,
  type Environment,
  REFUSED_VARIABLES,
} from '../../../src/adapters/process/child-environment.ts';
import { RelevoError } from '../../../src/errors.ts';

const job: Environment = {
  PATH: '/bin',
  HOME: '/home/ana',
  LC_ALL: 'C.UTF-8',
  CUDA_VISIBLE_DEVICES: '0',
  CONDA_PREFIX: '/opt/conda',
  https_proxy: 'http://proxy:3128',
  TF_VAR_password: 'secret',
  AWS_ACCESS_KEY_ID: 'key',
  GITHUB_TOKEN: 'ghs_one',
  GITHUB_ENV: '/runner/env',
  GH_TOKEN: 'ghs_one',
  ACTIONS_RUNTIME_TOKEN: 'two',
  RUNNER_TEMP: '/runner',
  INPUT_TOKEN: 'ghs_one',
  NODE_OPTIONS: '--require ./evil.js',
  UNDEFINED: undefined,
};

/** The code of the error that a name leads to. */
function refusal(name: string, parent: Environment = job): string {
  try {
    childEnvironment(parent, [name], {});
  } catch (thrown) {
    if (thrown instanceof RelevoError) return `${thrown.code}: ${thrown.message}`;
    throw thrown;
  }
  return 'let through';
}

describe('childEnvironment', () => {
  test('lets through the allow-list and what was asked for, and nothing else', () => {
    const { env, unset } = childEnvironment(job, ['AWS_ACCESS_KEY_ID', 'AWS_SECRET', 'UNDEFINED'], {
      RELEVO_SEED: '0',
    });
    expect(env).toEqual({
      PATH: '/bin',
      HOME: '/home/ana',
      LC_ALL: 'C.UTF-8',
      CUDA_VISIBLE_DEVICES: '0',
      CONDA_PREFIX: '/opt/conda',
      https_proxy: 'http://proxy:3128',
      AWS_ACCESS_KEY_ID: 'key',
      PYTHONUNBUFFERED: '1',
      RELEVO_SEED: '0',
    });
    expect(unset).toEqual(['AWS_SECRET', 'UNDEFINED']);
  });

  test('says that an empty secret, as in a run for a fork, is unset', () => {
    expect(childEnvironment({ KEY: '' }, ['KEY'], {}).unset).toEqual(['KEY']);
  });

  test('keeps what a user says about PYTHONUNBUFFERED', () => {
    expect(childEnvironment({ PYTHONUNBUFFERED: '' }, [], {}).env).toEqual({ PYTHONUNBUFFERED: '' });
  });

  test.each([
    'GITHUB_TOKEN',
    'github_token',
    'GITHUB_STEP_SUMMARY',
    'GH_TOKEN',
    'GH_ENTERPRISE_TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'RUNNER_TEMP',
    'INPUT_TOKEN',
    'STATE_isPost',
    'RELEVO_SEED',
  ])('refuses %s even when a model asks for it', name => {
    expect(refusal(name)).toBe(`environment-refused: The variable ${name} is not let through to a command.`);
  });

  test.each(['ghs_x', 'ghp_x', 'gho_x', 'ghu_x', 'ghr_x', 'github_pat_x'])(
    'refuses a token %s… under any name',
    token => {
      expect(refusal('MY_KEY', { MY_KEY: token })).toMatch(/^environment-token: The variable MY_KEY holds a token/);
      expect(childEnvironment({ CONDA_TOKEN: token }, [], {}).env).not.toHaveProperty('CONDA_TOKEN');
    },
  );

  test('takes names as Windows does there, and as they stand elsewhere', () => {
    const parent = { Path: 'C:\\bin', SYSTEMROOT: 'C:\\Windows', 'ProgramFiles(x86)': 'C:\\Programs' };
    expect(childEnvironment(parent, [], {}, 'win32').env).toMatchObject(parent);
    expect(childEnvironment(parent, [], {}, 'linux').env).not.toHaveProperty('Path');
  });

  test('allows no name that it refuses', () => {
    for (const { names } of ALLOWED_VARIABLES) {
      for (const name of names) for (const refused of REFUSED_VARIABLES) expect(name).not.toMatch(refused.slice(0, -1));
    }
  });
});
