// Writes data/: the daily sales of four shops, a year to learn from and half a year to be judged on; the same on every machine.
//   node make.js
import { mkdirSync, writeFileSync } from 'node:fs';

const shops = { Ferrol: 90, Lugo: 70, Ourense: 45, Vigo: 120 };
const weekdays = [1.25, 0.82, 0.85, 0.9, 0.98, 1.15, 1.4]; // Sunday first
const first = Date.UTC(2025, 0, 1);
const DAY = 86_400_000;

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

const uniform = seeded(2025);

function write(path, from, days) {
  const lines = ['date,shop,weekday,sales'];
  for (let day = from; day < from + days; day++) {
    const date = new Date(first + day * DAY);
    const weather = 0.9 + 0.2 * uniform(); // the same for all shops
    for (const [shop, level] of Object.entries(shops)) {
      const sales = Math.round(level * weekdays[date.getUTCDay()] * weather * (0.85 + 0.3 * uniform()));
      lines.push([date.toISOString().slice(0, 10), shop, date.getUTCDay(), sales].join(','));
    }
  }
  writeFileSync(path, `${lines.join('\n')}\n`);
}

mkdirSync('data', { recursive: true });
write('data/history.csv', 0, 365);
write('data/holdout.csv', 365, 182);
