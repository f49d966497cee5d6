/** @type {import('jest').Config} */
export default {
  // Tests wait for child processes and servers much of the time: three at once keep two cores at work.
  maxWorkers: '150%',
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
