// The story of examples/daily-sales: from the first version through three pull requests, a price change that breaks the model, and
// back.
import { watchSales } from '../e2e/sales-year.ts';
import type { Chapter, Story } from './chapter.ts';
import { applyPatches, copyExample } from './example.ts';
import { checkOn, commentOn, releaseOf } from './sight.ts';
import type { Stage } from './stage.ts';

const EXAMPLE = 'daily-sales';

const patched =
  (...names: string[]) =>
  (folder: string): void =>
    applyPatches(EXAMPLE, folder, names);

/** The story. */
export const dailySales: Story = {
  name: EXAMPLE,
  about:
    'Daily sales of four shops, from a seeded generator: nobody sold anything, and a price change breaks the model.',
  at: '2026-03-02T09:00:00Z',
  chapters,
};

function chapters(stage: Stage): readonly Chapter[] {
  return [
    {
      name: 'first',
      title: 'A first version',
      text: 'Four shops, a small network that predicts what each sells in a day. Octo adds Relevo in a pull request and merges it.',
      live: async () => {
        await stage.push('Daily sales', folder => copyExample(EXAMPLE, folder, 'alone'));
        const number = await stage.propose({
          login: 'octo',
          branch: 'add-relevo',
          title: 'Keep daily sales good with Relevo',
          body: 'relevo.yml, the data pinned in relevo.lock, and the workflow.',
          change: folder => {
            copyExample(EXAMPLE, folder);
            watchSales(folder);
          },
        });
        const seen = [await commentOn(stage, number), await checkOn(stage, 'add-relevo')];
        await stage.merge(number, 'octo');
        return {
          outcome: 'v1 in production',
          where: `#${number}`,
          seen: [...seen, await releaseOf(stage, 'daily-sales/v1')],
        };
      },
    },
    {
      name: 'shop',
      title: 'Better on average, broken in one shop',
      text: 'Ana teaches the model holidays and growth, and rounds Ourense up to the boxes that it is supplied in.',
      live: async () => {
        const number = await stage.propose({
          login: 'ana',
          branch: 'boxes',
          title: 'Learn holidays and growth, and count in boxes',
          body: 'WAPE is down by a third on my machine.',
          change: patched('better', 'boxes'),
        });
        const seen = [await commentOn(stage, number), await checkOn(stage, 'boxes')];
        await stage.closePull(number, 'ana');
        return { outcome: 'stopped: Ourense', where: `#${number}`, seen };
      },
    },
    {
      name: 'better',
      title: 'The same without the boxes',
      text: 'Ana proposes it again, holidays and growth alone. Bea reads the comment and merges.',
      live: async () => {
        const number = await stage.propose({
          login: 'ana',
          branch: 'holidays',
          title: 'Learn holidays and growth',
          body: 'Without the boxes.',
          change: patched('better'),
        });
        const seen = [await commentOn(stage, number)];
        await stage.merge(number, 'bea');
        return {
          outcome: 'v2 in production',
          where: `#${number}`,
          seen: [...seen, await commentOn(stage, number), await releaseOf(stage, 'daily-sales/v2')],
        };
      },
    },
    {
      name: 'luck',
      title: 'A change that may be luck',
      text: 'Bea makes the network larger. Its error is a little smaller; whether it is better, these rows cannot tell.',
      live: async () => {
        const number = await stage.propose({
          login: 'bea',
          branch: 'larger',
          title: 'Make the network larger',
          body: 'It looks a little better.',
          change: patched('larger'),
        });
        const seen = [await commentOn(stage, number), await checkOn(stage, 'larger')];
        await stage.closePull(number, 'bea');
        return { outcome: 'undecided', where: `#${number}`, seen };
      },
    },
  ];
}
