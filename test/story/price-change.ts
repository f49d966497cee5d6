// The second half of the story of daily sales: months in production, a summer of prices that nobody has seen before, and back.
import type { Chapter } from './chapter.ts';
import { getWorse, recover, retrain, rollBack, stayWell } from './lives.ts';
import { Production } from './production.ts';
import { PRICES, salesService } from './sales-service.ts';
import { theIssue } from './sight.ts';
import type { Stage } from './stage.ts';

const { model } = salesService;

/** The chapters, once a version is in production. */
export function priceChange(stage: Stage): readonly Chapter[] {
  const production = new Production(stage, salesService);
  const thread = async (): Promise<number> => (await theIssue(stage)).number;
  return [
    {
      name: 'calm',
      title: 'Four months in production',
      text: 'The workflow reads what production predicted and what was sold then. All is well, so nothing is said.',
      live: () => stayWell(production, ['2026-05-04', '2026-07-01']),
    },
    {
      name: 'worse',
      title: 'Prices rise by half',
      text: 'From 1 July on prices are half as high again, and customers mind. The model never saw the like.',
      live: () => getWorse(production, { since: PRICES.from, look: '2026-07-04', every: 3, until: '2026-08-15' }),
    },
    {
      name: 'retrain',
      title: 'A retraining, by comment',
      text: 'Seven weeks of the new prices are known. Bea asks for new data, reads the comparison, and merges.',
      live: async () => {
        await production.wake('2026-08-24');
        return retrain(stage, { model, thread: await thread(), login: 'bea' });
      },
    },
    {
      name: 'recovered',
      title: 'Back within what was promised',
      text: 'Prices fall in September. The new version keeps what it promised through both, and the issue closes by itself.',
      live: () => recover(production, ['2026-09-14', '2026-09-28']),
    },
    {
      name: 'rollback',
      title: 'A rollback, by comment',
      text: 'With the old prices back, Bea wants the version that knew them best. Nothing is trained for that.',
      live: async () => {
        const command = '/relevo rollback v2 because prices are what they were';
        return rollBack(stage, { model, thread: await thread(), command });
      },
    },
  ];
}
