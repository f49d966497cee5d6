// The stories, by the data that they are lived on.
import type { Story } from './chapter.ts';
import { dailySales } from './daily-sales.ts';
import { flightDelays } from './flights.ts';

/** All of them. */
export const stories: Readonly<Record<'sales' | 'flights', Story>> = { sales: dailySales, flights: flightDelays };
