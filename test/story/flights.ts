// The story of examples/flight-delays: real flights of 2001, through four pull requests and two months in production.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Chapter, Story } from './chapter.ts';
import { applyPatches, copyExample } from './example.ts';
import { dayOf, FEED, flightService, flights, flightTable } from './flight-service.ts';
import { getWorse, recover, retrain, rollBack, stayWell } from './lives.ts';
import { Production } from './production.ts';
import { checkOn, commentOn, releaseOf } from './sight.ts';
import type { Proposal, Stage } from './stage.ts';
import { watchFlights } from './watch.ts';

const EXAMPLE = 'flight-delays';

/** The story. */
export const flightDelays: Story = {
  name: EXAMPLE,
  about:
    'Real flights: will one be late by a quarter of an hour? One in fifty of those that left the ten busiest airports of the ' +
    'United States in the first half of 2001, from the package vega-datasets.',
  at: '2001-05-01T09:00:00Z',
  chapters: stage => [...reviews(stage), ...service(stage)],
};

/** What is known on 1 May: April is held out, and the months before are for training. */
function cutData(folder: string): void {
  const write = (name: string, wanted: (day: string) => boolean): void =>
    writeFileSync(join(folder, `data/${name}.csv`), flightTable(flights.filter(line => wanted(dayOf(line)))));
  write('train', day => day < '2001-04-01');
  write('holdout', day => day >= '2001-04-01' && day < '2001-05-01');
}

const relevo = ({ bundles }: Stage): Proposal => ({
  login: 'octo',
  branch: 'add-relevo',
  title: 'Keep the model of delays good with Relevo',
  body: 'relevo.yml, the data pinned in relevo.lock, and the workflow.',
  change: folder => {
    copyExample(EXAMPLE, folder);
    watchFlights(folder);
    cutData(folder);
    execFileSync(process.execPath, [join(bundles, 'cli/index.js'), 'lock'], { cwd: folder, stdio: 'pipe' });
  },
});

const change = (login: string, branch: string, title: string): Proposal => ({
  login,
  branch,
  title,
  body: 'One file is changed.',
  change: folder => applyPatches(EXAMPLE, folder, [branch]),
});

const yesterday = change('ana', 'better', 'Learn how late the airport was yesterday');
const shorter = change('bea', 'shorter', 'Train for a fifth of the time');
const smaller = change('bea', 'smaller', 'Keep weights small');

/** What people propose, and what becomes of it. */
const reviews = (stage: Stage): readonly Chapter[] => [
  {
    name: 'first',
    title: 'A first version',
    text: 'A logistic regression learns from the flights of three months; April is held out. Octo adds Relevo and merges.',
    live: async () => {
      await stage.push('Flight delays', folder => copyExample(EXAMPLE, folder, 'alone'));
      const number = await stage.propose(relevo(stage));
      const told = await commentOn(stage, number);
      await stage.merge(number, 'octo');
      const release = await releaseOf(stage, `${EXAMPLE}/v1`);
      return { outcome: 'v1 in production', where: `#${number}`, seen: [told, release] };
    },
  },
  {
    name: 'better',
    title: 'A better model',
    text: 'Ana lets the model know how late the same airport was yesterday. Bea reads the comment and merges.',
    live: async () => {
      const number = await stage.propose(yesterday);
      const told = await commentOn(stage, number);
      await stage.merge(number, 'bea');
      const after = { ...(await commentOn(stage, number)), much: 'answer' } as const;
      return { outcome: 'v2 in production', where: `#${number}`, seen: [told, after] };
    },
  },
  proposed(stage, shorter, {
    name: 'worse',
    title: 'Cheaper, and worse',
    text: 'Bea trains for a fifth of the time. The flights before eight pay for it.',
    opened: 'Slices',
  }),
  proposed(stage, smaller, {
    name: 'luck',
    title: 'A change that may be luck',
    text: 'Bea keeps weights small. One number says worse, another better: the comment says what would decide.',
  }),
];

/** A pull request that is closed again, unmerged. */
function proposed(
  stage: Stage,
  proposal: Proposal,
  { opened, ...chapter }: Omit<Chapter, 'live'> & { readonly opened?: string },
): Chapter {
  return {
    ...chapter,
    live: async () => {
      const number = await stage.propose(proposal);
      const told = await commentOn(stage, number);
      const check = await checkOn(stage, proposal.branch);
      await stage.closePull(number, proposal.login);
      const seen = [opened === undefined ? told : { ...told, opened }, check];
      return { outcome: `not merged: ${check.conclusion}`, where: `#${number}`, seen };
    },
  };
}

/** Two months of real flights, a feed that breaks, new data, and a step back. */
function service(stage: Stage): readonly Chapter[] {
  const production = new Production(stage, flightService);
  let thread = 2;
  return [
    {
      name: 'calm',
      title: 'Real flights, two weeks of them',
      text: 'The first half of May passes as it did. The look reads what was predicted and which flights were late.',
      live: () => stayWell(production, [FEED.from]),
    },
    {
      name: 'percent',
      title: 'A feed that sends percent',
      text: 'On 15 May the shares of yesterday’s late flights begin to arrive a hundred times too large.',
      live: () => getWorse(production, { since: FEED.from, look: '2001-05-22', every: 1, until: FEED.until }),
    },
    {
      name: 'recovered',
      title: 'The feed is mended',
      text: 'From 25 May on shares are shares again. The model is the same; the issue closes by itself, with evidence.',
      live: () => recover(production, ['2001-06-20', '2001-07-01']),
    },
    {
      name: 'retrain',
      title: 'New data, by comment',
      text: 'Bea asks for the flights that came since. June is held out, and what is in production predicts it too.',
      live: async () => {
        const told = await retrain(stage, { model: EXAMPLE, thread, login: 'bea' });
        thread = told.number;
        return told;
      },
    },
    {
      name: 'rollback',
      title: 'A rollback, by comment',
      text: 'A version that was in production returns as it was. Nothing is trained for that.',
      live: () => {
        const command = '/relevo rollback v1 because the feed of airports is down';
        return rollBack(stage, { model: EXAMPLE, thread, command });
      },
    },
  ];
}
