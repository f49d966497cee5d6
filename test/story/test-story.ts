// A story as tests: each chapter is lived, and then what it left is asked of the API.
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { bundlesFolder, makeFolder } from '../e2e/relevo.ts';
import type { Story } from './chapter.ts';
import { type Acting, Stage } from './stage.ts';
import { writersOf } from './state.ts';

/** What each chapter leaves, by its name and in their order. */
export type Left = Readonly<Record<string, (stage: Stage) => Promise<void>>>;

/** Who writes, by where Relevo acts. */
const writers = {
  hosted: { ledger: ['app'], comments: ['relevo[bot]'] },
  actions: { ledger: ['actions'], comments: ['github-actions[bot]'] },
} as const;

/** Lives a story, a test a chapter. */
export function testStory(story: Story, { acting, left }: { readonly acting: Acting; readonly left: Left }): void {
  jest.setTimeout(240_000);
  const chapters = new Map<string, () => Promise<unknown>>();
  let stage: Stage;

  beforeAll(async () => {
    const { name, at } = story;
    stage = await Stage.open({ acting, name, at, bundles: await bundlesFolder(), folder: makeFolder() });
    for (const chapter of story.chapters(stage)) chapters.set(chapter.name, chapter.live);
  });
  afterAll(async () => {
    await stage.close();
    expect(stage.hub.violations).toEqual([]);
  });

  test.each(Object.keys(left))('%s', async name => {
    await chapters.get(name)?.();
    await left[name]?.(stage);
  });

  test('every chapter was lived, and one alone wrote', async () => {
    expect([...chapters.keys()]).toEqual(Object.keys(left));
    expect(await writersOf(stage, story.name)).toEqual(writers[acting]);
  });
}
