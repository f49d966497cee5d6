// Daily sales of four shops from a seeded generator: the same numbers on every machine, for as many days as asked.
const shops = [
  { name: 'Vigo', base: 120, growth: 0.18 },
  { name: 'Lugo', base: 70, growth: 0 },
  { name: 'Ferrol', base: 90, growth: 0.02 },
  { name: 'Ourense', base: 45, growth: -0.03 },
];
const weekdays = [1.25, 0.82, 0.85, 0.9, 0.98, 1.15, 1.4]; // Sunday first
const holidays = ['01-01', '01-06', '05-01', '07-25', '10-12', '11-01', '12-06', '12-25'];
const first = Date.UTC(2022, 0, 1);
const DAY = 86_400_000;

export const header = 'date,shop,weekday,promotion,price,holiday,sales';

/** Customers of those days. */
const usual = { price: 1, elasticity: 0.9 };

/**
 * Lines of CSV, a shop and day each, from 1 January 2022 on. `change` is what the world may do to a model: from the day `from`
 * to the day before `until`, prices are `price` times as high, and customers mind them by the power `elasticity`.
 */
export function salesOf(days, change = { from: '9999', until: '9999', ...usual }) {
  const uniform = seeded(2022);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const lines = [];
  let weather = 0; // lasts for days, and is the same for all shops
  const own = shops.map(() => 0);
  for (let day = 0; day < days; day++) {
    const date = new Date(first + day * DAY).toISOString().slice(0, 10);
    const weekday = new Date(first + day * DAY).getUTCDay();
    const holiday = holidays.includes(date.slice(5)) ? 1 : 0;
    const { price: rise, elasticity } = date >= change.from && date < change.until ? change : usual;
    const season =
      1 + 0.18 * Math.cos((2 * Math.PI * (day - 350)) / 365.25) + 0.08 * Math.sin((4 * Math.PI * day) / 365.25);
    weather = 0.6 * weather + 0.05 * normal();
    for (const [index, shop] of shops.entries()) {
      const promotion = uniform() < 0.12 ? 1 : 0;
      const price = Math.round((2.4 + 0.3 * normal() - 0.5 * promotion) * rise * 100) / 100;
      own[index] = 0.4 * own[index] + 0.07 * normal();
      const level = shop.base * (1 + (shop.growth * day) / 365.25) * weekdays[weekday] * season;
      const effect = (1 + 0.35 * promotion) * (price / 2.4) ** -elasticity * (holiday ? 0.4 : 1);
      const sales = Math.max(0, Math.round(level * effect * Math.exp(weather + own[index])));
      lines.push([date, shop.name, weekday, promotion, price.toFixed(2), holiday, sales].join(','));
    }
  }
  return lines;
}

/** A small seeded generator of uniform numbers (mulberry32). */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
