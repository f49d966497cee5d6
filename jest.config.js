import { availableParallelism } from 'node:os';

/** @type {import('jest').Config} */
export default {
  // Tests wait for child processes and servers much of the time: one more than there are cores keeps all at work.
  maxWorkers: availableParallelism() + 1,
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  // Whole commands are spawned, and machines are shared: a test that hangs is what this is for.
  testTimeout: 60_000,
  globalSetup: '<rootDir>/test/bundles.ts',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
};
