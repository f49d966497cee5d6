// Every command that the documents tell people to type exists: npm scripts, and commands of `relevo`.
import { describe, expect, test } from '@jest/globals';
import { commands } from '../../src/entry/cli/commands.ts';
import { relevo } from '../e2e/relevo.ts';
import { listFiles, readText } from '../repository.ts';
import { listFences } from './markdown.ts';

const files = listFiles(/\.md$/).filter(file => !file.startsWith('dist/'));
const scripts = Object.keys(JSON.parse(readText('package.json')).scripts);

/** The lines of a document's shell blocks, without comments and with continued lines joined. */
function listCommands(file: string): readonly string[] {
  return listFences(readText(file))
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text }) => text.replaceAll('\\\n', ' ').split('\n'))
    .map(line => line.replace(/(^|\s)#.*$/, '').trim());
}

/** A call with options. */
const CALL = /(?:npx )?relevo [\w-]+ [^|&;]*--[^|&;]*/g;

const namesIn = (file: string, pattern: RegExp): readonly string[] =>
  listCommands(file).flatMap(line => pattern.exec(line)?.[1] ?? []);

describe('documented commands', () => {
  test.each(files)('%s names npm scripts that exist', file => {
    expect(scripts).toEqual(expect.arrayContaining([...namesIn(file, /^npm (?:run )?(?:-s )?([\w:-]+)/)]));
  });

  test('the documents name commands of relevo, and all of them exist', async () => {
    const named = new Set(files.flatMap(file => namesIn(file, /^relevo ([\w-]+)/)));
    expect(named.size).toBeGreaterThan(2);
    const { stdout } = await relevo(['--help']);
    const listed = stdout.split('\n').flatMap(line => /^ {2}([a-z][a-z-]*) /.exec(line)?.[1] ?? []);
    expect(listed).toHaveLength(commands.length);
    expect(listed).toEqual(expect.arrayContaining([...named]));
  });

  const calls = new Set(files.flatMap(file => listCommands(file).flatMap(line => line.match(CALL) ?? [])));

  test.each([...calls].sort())('%s has options that exist', async call => {
    const [, name = '', rest = ''] = /^(?:npx )?relevo ([\w-]+)(.*)$/.exec(call) ?? [];
    const options = [...rest.matchAll(/(?:^|\s)(--[\w-]+)/g)].map(([, option]) => option);
    const { code, stdout } = await relevo([name, '--help']);
    expect(code).toBe(0);
    const known = [...stdout.matchAll(/(?:^|[\s,])(--[\w-]+)/gm)].map(([, option]) => option);
    expect(known).toEqual(expect.arrayContaining(options));
  });
});
