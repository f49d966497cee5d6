// The program of a report's page: it makes tables sortable, fills the list of flips, and draws. Foreign text only ever
// becomes the text of a node.
import type { BrowserData } from '../../report/page/browser-data.ts';
import { drawCharts } from './draw.ts';
import { filterTable } from './filter-table.ts';
import { browseFlips } from './flips.ts';
import { sortTable } from './sort-table.ts';
import { offerThemes } from './theme.ts';

const data = JSON.parse(document.getElementById('data')?.textContent ?? 'null') as BrowserData;

offerThemes();
for (const table of document.querySelectorAll<HTMLTableElement>('table:has(th[data-sort])')) sortTable(table);
for (const controls of document.querySelectorAll<HTMLElement>('[data-filters]')) filterTable(controls);
if (data.flips !== null) browseFlips(data.flips);
drawCharts(data.charts);
