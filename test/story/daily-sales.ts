// The story of examples/daily-sales: from the first version through three pull requests, a price change that breaks the model, and
// back.
import type { Chapter, Story } from './chapter.ts';
import { applyPatches, copyExample } from './example.ts';
import { priceChange } from './price-change.ts';
import { checkOn, commentOn, releaseOf } from './sight.ts';
import type { Proposal, Stage } from './stage.ts';
import { watchSales } from './watch.ts';

const EXAMPLE = 'daily-sales';

/** The story. */
export const dailySales: Story = {
  name: EXAMPLE,
  about: 'Daily sales of four shops, from a seeded generator: nobody sold anything.',
  at: '2026-03-02T09:00:00Z',
  chapters: stage => [...reviews(stage), ...priceChange(stage)],
};

const boxes: Proposal = {
  login: 'ana',
  branch: 'boxes',
  title: 'Learn holidays and growth, and count in boxes',
  body: 'WAPE is down by a third on my machine.',
  change: folder => applyPatches(EXAMPLE, folder, ['better', 'boxes']),
};

const holidays: Proposal = {
  login: 'ana',
  branch: 'holidays',
  title: 'Learn holidays and growth',
  body: 'Without the boxes.',
  change: folder => applyPatches(EXAMPLE, folder, ['better']),
};

const larger: Proposal = {
  login: 'bea',
  branch: 'larger',
  title: 'Make the network larger',
  body: 'It looks a little better.',
  change: folder => applyPatches(EXAMPLE, folder, ['larger']),
};

const relevo: Proposal = {
  login: 'octo',
  branch: 'add-relevo',
  title: 'Keep daily sales good with Relevo',
  body: 'relevo.yml, the data pinned in relevo.lock, and the workflow.',
  change: folder => {
    copyExample(EXAMPLE, folder);
    watchSales(folder);
  },
};

/** What people propose, and what becomes of it. */
const reviews = (stage: Stage): readonly Chapter[] => [
  {
    name: 'first',
    title: 'A first version',
    text: 'Octo has a small network that predicts what each shop sells in a day, adds Relevo in a pull request, and merges it.',
    live: async () => {
      await stage.push('Daily sales', folder => copyExample(EXAMPLE, folder, 'alone'));
      const number = await stage.propose(relevo);
      const told = await commentOn(stage, number);
      await stage.merge(number, 'octo');
      const release = await releaseOf(stage, `${EXAMPLE}/v1`);
      return { outcome: 'v1 in production', where: `#${number}`, seen: [told, release] };
    },
  },
  {
    name: 'shop',
    title: 'Better on average, broken in one shop',
    text: 'Ana teaches the model holidays and growth, and rounds Ourense up to the boxes that it is supplied in.',
    live: async () => {
      const number = await stage.propose(boxes);
      const told = { ...(await commentOn(stage, number)), opened: 'Slices' };
      const check = await checkOn(stage, boxes.branch);
      await stage.closePull(number, 'ana');
      return { outcome: `stopped: ${check.conclusion}`, where: `#${number}`, seen: [told, check] };
    },
  },
  {
    name: 'better',
    title: 'The same without the boxes',
    text: 'Ana proposes holidays and growth alone. Bea reads the comment and merges; the comment then says what followed.',
    live: async () => {
      const number = await stage.propose(holidays);
      const told = await commentOn(stage, number);
      await stage.merge(number, 'bea');
      const after = { ...(await commentOn(stage, number)), much: 'answer' } as const;
      return { outcome: 'v2 in production', where: `#${number}`, seen: [told, after] };
    },
  },
  {
    name: 'luck',
    title: 'A change that may be luck',
    text: 'Bea makes the network larger. Its error is a little smaller: better, or luck? The comment says what would decide.',
    live: async () => {
      const number = await stage.propose(larger);
      const [told, check] = [await commentOn(stage, number), await checkOn(stage, larger.branch)];
      await stage.closePull(number, 'bea');
      return { outcome: `undecided: ${check.conclusion}`, where: `#${number}`, seen: [told, check] };
    },
  },
];
