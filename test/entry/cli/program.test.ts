import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../../src/entry/cli/commands.ts';
import { commandGroups } from '../../../src/entry/cli/context.ts';
import { bundlesFolder, makeFolder, relevo } from '../../e2e/relevo.ts';
import { listFiles } from '../../repository.ts';

describe('relevo --help', () => {
  test('says what Relevo is, lists every command with an example, and names the documentation', async () => {
    const { code, stdout, stderr } = await relevo(['--help']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.slice(0, stdout.indexOf('Start'))).toMatchInlineSnapshot(`
"Relevo: CI/CD for models, native to GitHub.
Retrain on push, compare honestly with production, promote on merge, watch and react.

Usage: relevo <command> [options]

"
`);
    expect(stdout.slice(stdout.indexOf('\nOptions'))).toMatchInlineSnapshot(`
"
Options
  --version  print the version
  --verbose  show what lies behind a failure
  --help     explain, with examples

relevo <command> --help tells more about a command.
Docs: https://github.com/relevo/relevo/tree/main/docs
"
`);
    for (const { examples } of commands) expect(stdout).toContain(`$ ${examples[0]}\n`);
    expect(Math.max(...stdout.split('\n').map(line => line.length))).toBeLessThanOrEqual(130);
  });

  test('lists the commands in the order in which people need them', async () => {
    const { stdout } = await relevo(['--help']);
    const used = commandGroups.filter(group => commands.some(command => command.group === group));
    const positions = used.map(group => stdout.indexOf(`\n${group}\n`));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions.every(position => position > 0)).toBe(true);
  });

  test('every module of a command is in the table', () => {
    const modules = listFiles(/^src\/entry\/cli\/commands\/[^/]+\.ts$/).flatMap(
      path => readFileSync(path, 'utf8').match(/^export const \w+: CommandModule/gm) ?? [],
    );
    expect(commands).toHaveLength(modules.length);
  });

  test('of a command shows its options and all of its examples', async () => {
    const { code, stdout } = await relevo(['init', '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
"Usage: relevo init [options]

Looks at the files of a folder, guesses what is trained on what, and writes relevo.yml and
.github/workflows/model.yml at the root of its repository. A file that exists already is kept as it
is.

Options:
  --dir <folder>  the folder that holds the model (default: ".")
  --json          print what was written and what to do next as JSON
  --help          explain, with examples

Global Options:
  --version       print the version
  --verbose       show what lies behind a failure

Examples:
  $ relevo init
  $ relevo init --dir models/sales
  $ relevo init --json
"
`);
  });
});

describe('a command line that is not understood', () => {
  test.each([
    [[], 'Usage: relevo <command> [options]'],
    [
      ['vlaidate'],
      "error: Unknown command 'vlaidate'.\n  why: No such command is declared.\n  fix: Did you mean validate? relevo --help shows what it takes.\n",
    ],
    [
      ['validate', '--jsno'],
      "error: Unknown option '--jsno'.\n  why: No such option is declared, and a misspelt option must not be ignored.\n  fix: Did you mean --json? relevo validate --help shows what it takes.\n",
    ],
    [['validate', 'extra'], "error: Too many arguments for 'validate'. Expected 0 arguments but got 1.\n"],
    [['validate', '--config'], "error: Option '--config <file>' argument missing.\n"],
  ])('%j', async (args, said) => {
    const { code, stdout, stderr } = await relevo(args, { cwd: makeFolder() });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });

  test('is JSON for a machine', async () => {
    const { stdout } = await relevo(['vlaidate', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'command-line', what: "Unknown command 'vlaidate'." } });
  });
});

describe('the bundle', () => {
  /** What Node loads before a command runs: a file and what it imports at its top. */
  const loadedWith = (file: string, seen = new Set<string>()): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import|\} from|import .* from) "(\.[^"]+)";$/gm,
    )) {
      loadedWith(join(dirname(file), path), seen);
    }
    return seen;
  };

  test('loads for --help nothing that only a command needs', async () => {
    const files = [...loadedWith(join(await bundlesFolder(), 'cli/index.js'))];
    const modules = files.flatMap(file => [
      ...readFileSync(file, 'utf8').matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm),
    ]);
    expect([...new Set(modules.map(([, name]) => name))]).toEqual(['commander']);
  });

  test('carries the licence of each package in it', async () => {
    const folder = await bundlesFolder();
    const licences = readFileSync(join(folder, 'licences.txt'), 'utf8');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.js'));
    const texts = files.map(file => readFileSync(join(folder, file), 'utf8'));
    const names = texts.flatMap(text =>
      [...text.matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)].map(([, name]) => name),
    );
    expect(new Set(names).size).toBeGreaterThan(3);
    for (const name of new Set(names))
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\S*, \\S`, 'm'));
  });
});
