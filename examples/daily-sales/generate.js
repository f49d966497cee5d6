// Writes data/: four years of sales to train on and a year to judge by.
//   node generate.js
import { mkdirSync, writeFileSync } from 'node:fs';
import { header, salesOf } from './sales.js';

const lines = salesOf(1461);
const cut = lines.length - 4 * 365;
const table = rows => `${[header, ...rows].join('\n')}\n`;
mkdirSync('data', { recursive: true });
writeFileSync('data/history.csv', table(lines.slice(0, cut)));
writeFileSync('data/holdout.csv', table(lines.slice(cut)));
