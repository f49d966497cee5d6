// What people see on GitHub, situation by situation, in files that people can read: test/report/faces. To write them anew
// after a change, run this test with WRITE_FACES=1 and review the difference.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { checkFace } from '../../src/report/check.ts';
import { planComment } from '../../src/report/comment.ts';
import type { PullRequestView } from '../../src/report/pull-request-view.ts';
import { situations } from './situations.ts';

const folder = new URL('faces/', import.meta.url);

/** The lines of a config with a key each on a line of its own. */
const source = { file: 'relevo.yml', lineOf: (keys: readonly unknown[]) => keys.length };

/** The check's own words, then the comment as it is written. */
function face(pull: PullRequestView): string {
  const { title, conclusion, annotations } = checkFace(pull, source);
  const plan = planComment(null, pull);
  const remarks = annotations.map(({ path, line, title: name, message }) => `> ${path}:${line} ${name}: ${message}\n>`);
  return [`> **${conclusion}** ${title}`, '>', ...remarks, '', 'body' in plan ? plan.body : plan.kind, ''].join('\n');
}

test.each(Object.keys(situations))('%s', name => {
  const seen = face((situations[name] as () => PullRequestView)());
  const file = new URL(`${name}.md`, folder);
  if (process.env.WRITE_FACES === '1') writeFileSync(file, seen);
  expect(seen).toBe(readFileSync(file, 'utf8'));
});

test('no file is left of a situation that is gone', () => {
  const files = readdirSync(folder).map(file => file.replace(/\.md$/, ''));
  expect(files.sort()).toEqual(Object.keys(situations).sort());
});
