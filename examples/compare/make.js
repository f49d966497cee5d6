// Makes baseline.csv and candidate.csv: 120 days of four shops, as two models might predict them. node make.js [folder]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2] ?? import.meta.dirname;
const shops = [
  ['Ferrol', 80],
  ['Lugo', 120],
  ['Ourense', 150],
  ['Vigo', 260],
];
const weekdays = [0.8, 0.9, 0.95, 1, 1.2, 1.4, 0.75];

// Park and Miller's generator: the same numbers on every machine.
let state = 20260104;
const uniform = () => {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
};
const normal = () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

const rows = { baseline: ['date,shop,sales,prediction'], candidate: ['date,shop,sales,prediction'] };
for (let day = 0; day < 120; day++) {
  const date = new Date(Date.UTC(2026, 0, 5 + day)).toISOString().slice(0, 10);
  const weekday = weekdays[day % 7];
  // What happens to all shops on a day: weather, say. Rows of a day are not independent.
  const shared = 0.05 * normal();
  for (const [shop, usual] of shops) {
    const sales = Math.round(usual * weekday * (1 + shared + 0.06 * normal()));
    // The baseline smooths the week over a little; the candidate knows it, and loses a little in the smallest shop.
    const baseline = usual * (1 + 0.72 * (weekday - 1)) * (1 + 0.01 * normal());
    const candidate = usual * weekday * (1 + 0.4 * shared) * (1 + (shop === 'Ferrol' ? 0.07 : 0.015) * normal());
    rows.baseline.push(`${date},${shop},${sales},${baseline.toFixed(1)}`);
    rows.candidate.push(`${date},${shop},${sales},${candidate.toFixed(1)}`);
  }
}
for (const [name, lines] of Object.entries(rows)) writeFileSync(join(folder, `${name}.csv`), `${lines.join('\n')}\n`);
