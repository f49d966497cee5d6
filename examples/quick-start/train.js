// Learns the mean sales of each cell, a cell being what `by` names, and saves them where Relevo says.
import { readFileSync, writeFileSync } from 'node:fs';

const by = ['shop'];

const [header, ...lines] = readFileSync('data/history.csv', 'utf8').trim().split('\n');
const names = header.split(',');
const sums = {};
for (const line of lines) {
  const row = Object.fromEntries(line.split(',').map((cell, index) => [names[index], cell]));
  const cell = by.map(name => row[name]).join(', ');
  sums[cell] ??= { sales: 0, rows: 0 };
  sums[cell].sales += Number(row.sales);
  sums[cell].rows += 1;
}
const means = Object.fromEntries(Object.entries(sums).map(([cell, { sales, rows }]) => [cell, sales / rows]));
console.log(`The mean sales of ${Object.keys(means).length} cells`);
writeFileSync(`${process.env.RELEVO_OUTPUT}/means.json`, `${JSON.stringify({ by, means }, null, 2)}\n`);
