// The service that predicts daily sales, and the world that it predicts in.
import { logText, type PriceChange, predictDays, sales } from '../e2e/sales-year.ts';
import type { Service } from './production.ts';

/** For a summer prices are half as high again, and customers mind more than they ever did. */
export const PRICES: PriceChange = { from: '2026-07-01', until: '2026-09-07', price: 1.5, elasticity: 1.7 };

/** The service. */
export const salesService: Service = {
  model: 'daily-sales',
  from: '2026-03-03',
  days: () => sales(PRICES),
  predict: predictDays,
  log: logText,
};
