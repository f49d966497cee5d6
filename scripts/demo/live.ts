// Lives a story from its first chapter to its last, and clears up whatever happens.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { makeBundles } from '../../test/bundles.ts';
import type { Chapter } from '../../test/story/chapter.ts';
import { Stage } from '../../test/story/stage.ts';
import { stories } from '../../test/story/stories.ts';
import { keepUp } from './keep.ts';
import type { DemoOptions } from './options.ts';
import type { Lived, Teller } from './teller.ts';

/** Lives the story that was asked for; rejects when `signal` aborts, with everything cleared up. */
export async function liveStory(options: DemoOptions, teller: Teller, signal: AbortSignal): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'relevo-demo-'));
  // Whatever is written meanwhile, by this process as by those that it starts, goes with that folder.
  process.env.TMPDIR = folder;
  const { name, at, chapters, about } = stories[options.data];
  let stage: Stage | null = null;
  try {
    teller.say(about);
    const bundles = await makeBundles();
    stage = await Stage.open({ name, at, folder, bundles, acting: options.acting, signal });
    teller.say(introduction(stage, options));
    const lived = await liveAll(chapters(stage), { stage, teller, signal });
    teller.end(lived);
    if (options.keep) await keepUp(stage, teller, signal);
    else teller.say('`npm run demo -- --keep` leaves the local GitHub up in the end, to look around.');
  } finally {
    await stage?.close();
    // What a cancelled job began may still be ending.
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

const introduction = ({ hub }: Stage, { acting }: DemoOptions): string =>
  `A GitHub of this machine's own answers at ${hub.url}. ${
    acting === 'hosted'
      ? '`relevo serve` is told by its webhooks, as the hosted App is'
      : 'The jobs of its workflows do everything; no App is hosted'
  }, and each job runs as GitHub's runner starts it. Below stands what people see on its pages. It takes a minute or two.`;

interface Living {
  readonly stage: Stage;
  readonly teller: Teller;
  readonly signal: AbortSignal;
}

async function liveAll(chapters: readonly Chapter[], { stage, teller, signal }: Living): Promise<Lived[]> {
  const lived: Lived[] = [];
  for (const [index, chapter] of chapters.entries()) {
    teller.begin(index + 1, chapter);
    const started = performance.now();
    const told = await unlessAborted(chapter.live(), signal);
    const day = stage.clock.now().toISOString().slice(0, 10);
    lived.push({ chapter, told, day, seconds: (performance.now() - started) / 1000 });
    teller.show(lived.at(-1) as Lived);
  }
  return lived;
}

/** Waits no longer than until `signal` aborts; what it ended is given time to end in order. */
async function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const aborted = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    if (signal.aborted) await Promise.race([work.catch(() => undefined), setTimeout(PATIENCE_MS)]);
  }
}

const PATIENCE_MS = 10_000;
