// Every workflow here, and every workflow that users copy, is hardened; and the rules do bite.
import { describe, expect, test } from '@jest/globals';
import { findWeaknesses } from './hardening.ts';
import { workflows } from './workflows.ts';

const sha = '0123456789abcdef0123456789abcdef01234567';

/** A workflow that keeps every rule, with one part of it exchanged. */
function exchange(from: string, to: string): string {
  const sound = `on: push
permissions: {}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${sha} # v1.2.3
        with:
          persist-credentials: false
      - run: npm test
`;
  expect(sound).toContain(from);
  return sound.replace(from, to);
}

describe('workflow hardening', () => {
  test('there are workflows to look at', () => {
    expect(workflows.map(({ name }) => name)).toContain('.github/workflows/ci.yml');
  });

  test.each(workflows)('$name', ({ text }) => {
    expect(findWeaknesses(text)).toEqual([]);
  });

  test('a workflow that keeps every rule has no weakness', () => {
    expect(findWeaknesses(exchange('npm test', 'npm test'))).toEqual([]);
  });

  test.each([
    ['permissions: {}', 'permissions: { contents: read }', 'the workflow starts without `permissions: {}`'],
    ['permissions: {}\n', '', 'the workflow starts without `permissions: {}`'],
    ['permissions:\n      contents: read', 'permissions: write-all', 'test: no permissions'],
    ['    timeout-minutes: 5\n', '', 'test: no timeout-minutes'],
    [sha, 'v6', 'not pinned by commit with the version in a comment: - uses: actions/checkout@v6 # v1.2.3'],
    [' # v1.2.3', '', `not pinned by commit with the version in a comment: - uses: actions/checkout@${sha}`],
    ['persist-credentials: false', 'fetch-depth: 0', `checkout keeps its token: actions/checkout@${sha}`],
    ['on: push', 'on: [push, pull_request_target]', "runs other people's code with rights: on pull_request_target"],
    [
      'npm test',
      `echo ${'$'}{{ github.head_ref }}`,
      `an expression inside a shell script, pass it through env: echo ${'$'}{{ github.head_ref }}`,
    ],
  ])('%j exchanged for %j is found', (from, to, complaint) => {
    expect(findWeaknesses(exchange(from, to))).toEqual([complaint]);
  });
});
