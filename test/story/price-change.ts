// The second half of the story of daily sales: months in production, a summer of prices that nobody has seen before, and back.
import { later } from '../e2e/sales-year.ts';
import type { Chapter } from './chapter.ts';
import { Production } from './production.ts';
import { PRICES, salesService } from './sales-service.ts';
import { answerOn, commentOn, issueOf, productionOf, pullFrom, releaseOf, said } from './sight.ts';
import type { Stage } from './stage.ts';

const MODEL = 'daily-sales';

/** Far later than anything takes that is as bad as this. */
const AT_THE_LATEST = '2026-08-15';

/** The chapters, once a version is in production. */
export function priceChange(stage: Stage): readonly Chapter[] {
  const production = new Production(stage, salesService);
  const issue = async () => {
    const open = await issueOf(stage);
    if (open === null) throw new Error('There should be an issue.');
    return open;
  };
  return [
    {
      name: 'calm',
      title: 'Four months in production',
      text: 'The workflow reads what production predicted and what was sold then. All is well, so nothing is said.',
      live: async () => {
        for (const day of ['2026-05-04', '2026-07-01']) await production.wake(day);
        const opened = await issueOf(stage);
        return { outcome: opened === null ? 'healthy, no issue' : opened.what, where: '–', seen: [] };
      },
    },
    {
      name: 'worse',
      title: 'Prices rise by half',
      text: 'From 1 July on prices are half as high again, and customers mind. The model never saw the like.',
      live: async () => {
        let day = PRICES.from;
        while ((await issueOf(stage)) === null && day < AT_THE_LATEST) {
          day = later(day, 3);
          await production.wake(day);
        }
        const opened = await issue();
        return {
          outcome: `issue after ${daysBetween(PRICES.from, day)} days`,
          where: `#${opened.number}`,
          seen: [opened],
        };
      },
    },
    {
      name: 'retrain',
      title: 'A retraining, by comment',
      text: 'Seven weeks of the new prices are known. Bea asks for new data, reads the comparison, and merges.',
      live: async () => {
        await production.wake('2026-08-24');
        const { number } = await issue();
        const command = '/relevo retrain';
        await stage.comment(number, 'bea', command);
        const pull = await pullFrom(stage, `relevo-retrain/${MODEL}`);
        const seen = [
          said('bea', number, command),
          await answerOn(stage, number),
          pull,
          await commentOn(stage, pull.number),
        ];
        await stage.merge(pull.number, 'bea');
        const version = await productionOf(stage, MODEL);
        return {
          outcome: `v${version} in production`,
          where: `#${pull.number}`,
          seen: [...seen, await releaseOf(stage, `${MODEL}/v${version}`)],
        };
      },
    },
    {
      name: 'recovered',
      title: 'Back within what was promised',
      text: 'Prices fall in September. The new version keeps what it promised through both, and the issue closes by itself.',
      live: async () => {
        for (const day of ['2026-09-14', '2026-09-28']) await production.wake(day);
        const closed = await issue();
        const { number, state } = closed;
        return { outcome: `issue ${state}`, where: `#${number}`, seen: [closed, await answerOn(stage, number)] };
      },
    },
    {
      name: 'rollback',
      title: 'A rollback, by comment',
      text: 'With the old prices back, Bea wants the version that knew them best. Nothing is trained for that.',
      live: async () => {
        const { number } = await issue();
        const command = '/relevo rollback v2 because prices are what they were';
        await stage.comment(number, 'bea', command);
        const version = await productionOf(stage, MODEL);
        return {
          outcome: `v${version} in production`,
          where: `#${number}`,
          seen: [said('bea', number, command), await answerOn(stage, number)],
        };
      },
    },
  ];
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
