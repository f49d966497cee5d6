// Simulated sales of shops, with a model's predictions beside them: seeded, with errors as large as the test wants.
import { parquetWriteBuffer } from 'hyparquet-writer';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export const DAY_MS = 86_400_000;
const SHOPS = ['Faro', 'Lugo', 'Vigo', 'Zamora'];

/** A row of logs. */
export interface ShopRow {
  readonly date: string;
  readonly shop: string;
  readonly price: number;
  readonly prediction: number;
  readonly sales: number | null;
}

/** What rows are simulated from. */
export interface ShopWish {
  readonly from: string;
  readonly days: number;
  readonly seed: number;
  /** How large errors are on a day and shop, as a share of sales; 0.1 by default. */
  readonly error?: (day: string, shop: string) => number;
  /** What sales are multiplied by on a day. */
  readonly growth?: (day: string) => number;
  readonly price?: (day: string) => number;
}

/** Rows in the order of their days. */
export function shopRows({
  from,
  days,
  seed,
  error = () => 0.1,
  growth = () => 1,
  price = () => 2.4,
}: ShopWish): ShopRow[] {
  const random = xoroshiro128plus(seed);
  const uniform = (): number => uniformFloat64(random);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const rows: ShopRow[] = [];
  for (let day = 0; day < days; day++) {
    const date = new Date(Date.parse(from) + day * DAY_MS).toISOString().slice(0, 10);
    for (const [place, shop] of SHOPS.entries()) {
      const prediction = 60 * (place + 1) * growth(date);
      const sales = Math.max(1, Math.round(prediction * (1 + 1.25 * error(date, shop) * normal())));
      rows.push({ date, shop, price: Math.round(100 * (price(date) + 0.2 * normal())) / 100, prediction, sales });
    }
  }
  return rows;
}

/** Rows as a file of logs. */
export const asLog = (rows: readonly ShopRow[]): string =>
  table(
    ['date', 'shop', 'price', 'prediction', 'sales'],
    rows.map(row => [row.date, row.shop, row.price, row.prediction, row.sales]),
  );

/** Rows as a file of JSON Lines. */
export const asJsonLines = (rows: readonly ShopRow[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('');

/** Rows as a Parquet file. */
export function asParquet(rows: readonly ShopRow[]): Uint8Array {
  const columnData = [
    { name: 'date', data: rows.map(({ date }) => date), type: 'STRING' as const },
    { name: 'shop', data: rows.map(({ shop }) => shop), type: 'STRING' as const },
    { name: 'price', data: rows.map(({ price }) => price), type: 'DOUBLE' as const },
    { name: 'prediction', data: rows.map(({ prediction }) => prediction), type: 'DOUBLE' as const },
    { name: 'sales', data: rows.map(({ sales }) => sales ?? undefined), type: 'DOUBLE' as const },
  ];
  return new Uint8Array(parquetWriteBuffer({ columnData }));
}

/** Rows as a holdout, which has no predictions. */
export const asHoldout = (rows: readonly ShopRow[]): string =>
  table(
    ['date', 'shop', 'price', 'sales'],
    rows.map(row => [row.date, row.shop, row.price, row.sales]),
  );

/** The predictions of a holdout's rows, as they are stored. */
export const asPredictions = (rows: readonly ShopRow[]): string =>
  table(
    ['date', 'shop', 'prediction'],
    rows.map(row => [row.date, row.shop, row.prediction]),
  );

const table = (header: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  `${[header, ...rows.map(row => row.map(cell => cell ?? ''))].map(cells => cells.join(',')).join('\n')}\n`;

/** Rows by day, a file a day. */
export function byDay(rows: readonly ShopRow[]): Map<string, ShopRow[]> {
  const days = new Map<string, ShopRow[]>();
  for (const row of rows) {
    const day = days.get(row.date);
    if (day === undefined) days.set(row.date, [row]);
    else day.push(row);
  }
  return days;
}

/** The day after so many days. */
export const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
