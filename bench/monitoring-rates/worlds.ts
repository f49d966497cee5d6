// The productions of the tables.
import { autocorrelated, growing, heavyTail, together, type World, weekly, worldOf, yearly } from './world.ts';

/** Days that hang together: forty rows, so that what a day has in common shows beside what single rows have. */
const hanging = { rows: 40 };

/** Wrong or right, four times a day. */
export const plain = worldOf('0/1 errors, i.i.d.');
/** The same with forty rows a day. */
export const many = worldOf('0/1 errors, i.i.d., 40 rows a day', { rows: 40 });
const absolute = worldOf('absolute errors, i.i.d.', { loss: 'absolute' });
const heavy = worldOf('absolute errors with heavy tails', { loss: 'absolute', tail: heavyTail });
const week = worldOf('weekly pattern, `season: 7d`', { level: weekly, isWeekly: true });
const unsaid = worldOf('weekly pattern, no season declared', { level: weekly });
/** Levels that hang together for a few days. */
export const dependent = worldOf('days correlate by 0.6', { ...hanging, level: autocorrelated(0.6) });
/** For weeks. */
export const sticky = worldOf('days correlate by 0.9', { ...hanging, level: autocorrelated(0.9) });
/** A holdout of rows alone tells nothing of that. */
const alone = [0.6, 0.9].map(correlation =>
  worldOf(`days correlate by ${correlation}, holdout without days`, {
    ...hanging,
    isTimed: false,
    level: autocorrelated(correlation),
  }),
);
/** And for months, which a year of holdout hardly tells. */
const stickiest = worldOf('days correlate by 0.98', { ...hanging, level: autocorrelated(0.98) });
const growth = worldOf('sales grow by half each year, WAPE', { loss: 'relative', sales: growing(1.5) });
/** Everything at once, as in a shop. */
export const shops = worldOf('growing, weekly sales, days correlate by 0.6, WAPE', {
  loss: 'relative',
  isWeekly: true,
  level: autocorrelated(0.6, 0.2),
  sales: together(growing(1.2), weekly),
});
const short = worldOf('holdout of 60 days', { holdout: 60 });
/** A slice has about sixty rows. */
const slices = worldOf('holdout of 60 days, 45 signals', {
  holdout: 60,
  rows: 40,
  slices: [
    ['shop', 4],
    ['segment', 40],
  ],
});
const lastYear = worldOf('yearly pattern, holdout of a year', { ...hanging, level: yearly });
const lastSpring = worldOf('yearly pattern, holdout of 90 days', { ...hanging, holdout: 90, level: yearly });

/** As good as they were accepted. */
export const unchanged: readonly World[] = [
  plain,
  many,
  absolute,
  heavy,
  week,
  unsaid,
  dependent,
  sticky,
  stickiest,
  ...alone,
  growth,
  shops,
  short,
  slices,
  lastYear,
  lastSpring,
];

/** With their true mean, on which all slices lie too. */
export const onTheLimit: readonly (readonly [World, mean: number])[] = [
  [plain, 0.2],
  [many, 0.2],
  [week, 0.2],
  [dependent, 0.2],
  [sticky, 0.2],
  [stickiest, 0.2],
];

const wrong = (share: number, rows = 4): World =>
  worldOf(`wrong ${100 * share} %, ${rows} rows a day`, { base: share, rows });

/** From rare errors to many, and from few rows to many. */
export const harmed: readonly World[] = [
  ...[0.05, 0.1, 0.2, 0.3].map(share => wrong(share)),
  wrong(0.2, 40),
  wrong(0.2, 400),
  absolute,
  dependent,
  shops,
];

/** Where harm ends. */
export const recovering: readonly World[] = [plain, many, dependent];

const business = (name: string, differences: Parameters<typeof worldOf>[1]): World =>
  worldOf(name, { slices: [], business: 'learnt', ...differences });

/** A business metric that must not fall. */
export const businesses: readonly World[] = [
  business('steady, learnt from four weeks', {}),
  business('steady, in the holdout', { business: 'in the holdout' }),
  business('weekly pattern, learnt, `season: 7d`', { revenue: weekly, isWeekly: true }),
  business('weekly pattern, in the holdout, `season: 7d`', {
    revenue: weekly,
    isWeekly: true,
    business: 'in the holdout',
  }),
  business('weekly pattern, learnt, no season declared', { revenue: weekly }),
  business('days correlate by 0.6, learnt', { revenue: autocorrelated(0.6, 0.15) }),
  business('days correlate by 0.9, learnt', { revenue: autocorrelated(0.9, 0.15) }),
  business('days correlate by 0.9, in the holdout', {
    revenue: autocorrelated(0.9, 0.15),
    business: 'in the holdout',
  }),
  business('grows by a fifth each year, learnt', { revenue: growing(1.2) }),
  business('from 70 % to 130 % and back in a year, learnt', { revenue: yearly }),
  business('from 70 % to 130 % and back in a year, in the holdout', { revenue: yearly, business: 'in the holdout' }),
];
