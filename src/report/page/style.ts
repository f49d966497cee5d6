// How the page looks: light and dark by the reader's wish, on paper without what only a screen can do.

const colours = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #14171c);
  --raised: light-dark(#f6f7f9, #1c2027);
  --line: light-dark(#dfe3e8, #303640);
  --ink: light-dark(#1b1f24, #e8ebef);
  --quiet: light-dark(#57606a, #a0a9b4);
  --accent: light-dark(#2456c9, #8db4ff);
  --better: light-dark(#11734b, #5fd3a0);
  --worse: light-dark(#b3261e, #ff9a90);
  --open: light-dark(#8a5a00, #f0c05a);
  --baseline: light-dark(#8a6d3b, #d8b573);
  --candidate: light-dark(#2456c9, #8db4ff);
  --allowed: light-dark(#eceff3, #262c35);
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }`;

const text = `
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 4rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-variant-numeric: tabular-nums; }
main, .top, footer { max-width: 78rem; margin-inline: auto; padding-inline: 1.5rem; }
h1 { font-size: clamp(1.35rem, 1rem + 1.6vw, 1.95rem); line-height: 1.25; letter-spacing: -0.015em; font-weight: 650; margin: .6rem 0 .7rem; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; font-weight: 650; letter-spacing: -0.01em; margin: 0 0 .6rem; }
p { margin: 0 0 .8rem; max-width: 75ch; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, monospace; font-size: .86em; overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; overflow-x: auto; }
a { color: var(--accent); }
.quiet, figcaption, caption { color: var(--quiet); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 2; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
section, figure { margin: 0 0 2.8rem; }
footer { color: var(--quiet); font-size: .85rem; padding-block: 1.2rem 3rem; border-top: 1px solid var(--line); }`;

const top = `
.bar { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line); }
.top { display: flex; align-items: center; gap: 1rem; padding-block: .55rem; }
.top .name { font-weight: 650; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.top nav { display: flex; gap: 1.1rem; margin-left: auto; overflow-x: auto; white-space: nowrap; font-size: .9rem; padding: .2rem; }
.top nav a { color: var(--quiet); text-decoration: none; }
.top nav a:hover { color: var(--ink); text-decoration: underline; }
.answer { padding-block: 2rem .6rem; }
.verdict { display: inline-block; font-size: .8rem; font-weight: 650; padding: .12rem .7rem; border-radius: 99px; border: 1.5px solid; }
.verdict.pass { color: var(--better); }
.verdict.fail { color: var(--worse); }
.verdict.inconclusive { color: var(--open); }
.lead { font-size: 1.08rem; }
.meta { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; color: var(--quiet); font-size: .88rem; margin: 0 0 2rem; padding: 0; list-style: none; }
.note { border-left: 3px solid var(--open); background: var(--raised); padding: .6rem 1rem; border-radius: 0 8px 8px 0; margin: 0 0 1rem; max-width: 75ch; }
.note.broken { border-color: var(--worse); }
main > .note + section, main > pre + section { margin-top: 2.4rem; }
.note p:last-child { margin: 0; }
button, select, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: .28rem .7rem; }
button { cursor: pointer; }
button:hover:not(:disabled) { background: var(--raised); }
button:disabled { color: var(--quiet); cursor: default; opacity: .55; }
.theme { flex: none; font-size: .85rem; }`;

const tables = `
.frame { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .92rem; }
caption span { display: block; position: sticky; left: .7rem; width: fit-content; max-width: min(75ch, 100vw - 4rem); }
caption { text-align: left; padding: .6rem .7rem; font-size: .86rem; border-bottom: 1px solid var(--line); }
th, td { padding: .42rem .7rem; text-align: left; vertical-align: middle; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { font-weight: 500; }
tbody tr:hover > * { background: var(--raised); }
tr.primary > * { font-weight: 650; }
thead th { font-weight: 600; color: var(--quiet); font-size: .84rem; white-space: nowrap; background: var(--raised); }
.right { text-align: right; white-space: nowrap; }
.metric { white-space: nowrap; }
.slice { overflow-wrap: anywhere; min-width: 9rem; }
.digest { overflow-wrap: anywhere; }
thead button { border: 0; background: none; padding: .1rem .2rem; margin: 0 -.2rem; font-weight: inherit; color: inherit; }
thead th.right button { text-align: right; }
thead button::after { content: "↕"; opacity: .35; margin-left: .35em; display: inline-block; width: .8em; }
thead [aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
thead [aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
thead [aria-sort="ascending"], thead [aria-sort="descending"] { color: var(--ink); }
th.drawing button { display: flex; width: 100%; align-items: center; }
.ends { display: flex; justify-content: space-between; gap: .8rem; flex: 1; font-weight: 400; font-size: .92em; white-space: normal; line-height: 1.2; }
.ends :last-child { text-align: right; }
.change { white-space: nowrap; }
#slices-table .change { white-space: normal; min-width: 12.5rem; }
thead th.flip { white-space: normal; line-height: 1.2; min-width: 6.4rem; }
.drawing { min-width: 12rem; width: 30%; }
td.drawing { padding-block: 0; }
.outcome { white-space: nowrap; }
.outcome::before { content: ""; display: inline-block; width: .55em; height: .55em; border-radius: 50%; margin-right: .45em; background: var(--quiet); }
.outcome.better::before { background: var(--better); }
.outcome.worse::before { background: var(--worse); border-radius: 0; }
.outcome.slightly-worse::before, .outcome.inconclusive::before { background: none; border: 2px solid var(--open); width: .3em; height: .3em; }
.outcome.worse { color: var(--worse); font-weight: 600; }
.outcome.better { color: var(--better); }
.interval { display: block; width: 100%; height: 2.1rem; overflow: hidden; color: var(--quiet); }
.interval svg { overflow: visible; }
.interval.better { color: var(--better); }
.interval.worse { color: var(--worse); }
.interval.inconclusive, .interval.slightly-worse { color: var(--open); }
.interval .zero { stroke: var(--quiet); stroke-width: 1; opacity: .65; }
.interval .allowed { fill: var(--allowed); }
.interval .range, .interval path { stroke: currentColor; stroke-width: 2; fill: none; }
.interval circle { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.controls { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; margin-bottom: .8rem; font-size: .92rem; }
.controls input { width: 15rem; max-width: 60vw; }
label { display: inline-flex; gap: .5em; align-items: center; }
.controls output { color: var(--quiet); margin-left: auto; }
[hidden] { display: none !important; }
.pages { display: flex; gap: .5rem; align-items: center; justify-content: center; margin-top: .8rem; font-size: .9rem; flex-wrap: wrap; }
.pages span { color: var(--quiet); padding-inline: .6rem; }
.kind-right { color: var(--better); }
.kind-wrong { color: var(--worse); }`;

const pictures = `
.gallery { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2.2rem; }
.gallery figure { display: grid; grid-template-rows: subgrid; grid-row: span 4; margin-bottom: 2rem; align-content: start; }
.gallery figure.periods { grid-column: 1 / -1; }
figure { min-width: 0; }
figcaption { font-size: .88rem; max-width: 65ch; }
figcaption strong { display: block; color: var(--ink); font-size: 1rem; }
figure .drawing { width: 100%; min-width: 0; --plot-background: var(--paper); }
figure svg { display: block; max-width: 100%; height: auto; overflow: visible; font-family: inherit; }
.legend { display: flex; gap: 1.2rem; font-size: .86rem; margin: .4rem 0 .2rem; }
.legend span::before { content: ""; display: inline-block; width: 1.4em; height: 0; border-top: 2.5px solid var(--candidate); vertical-align: middle; margin-right: .45em; }
.legend .baseline::before { border-color: var(--baseline); border-top-style: dashed; }
details { margin-top: .5rem; font-size: .92rem; }
details .frame { margin-top: .5rem; max-height: 24rem; overflow: auto; }
summary { cursor: pointer; color: var(--quiet); width: fit-content; }
.facts { margin: 0; border: 1px solid var(--line); border-radius: 10px; font-size: .92rem; }
.facts div { display: grid; grid-template-columns: 8rem 1fr; gap: 1rem; padding: .45rem .9rem; border-bottom: 1px solid var(--line); }
.facts div:last-child { border-bottom: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main, .top, footer { padding-inline: 1rem; }
  .top nav { display: none; }
  .top .theme { margin-left: auto; }
  .facts div { grid-template-columns: 1fr; gap: 0; }
  th, td { padding-inline: .6rem; }
  tbody th, thead th:first-child { position: sticky; left: 0; background: var(--paper); border-right: 1px solid var(--line); }
  thead th:first-child { background: var(--raised); }
  .slice { min-width: 7rem; max-width: 40vw; }
  .controls output { margin-left: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (forced-colors: active) { .interval circle, .interval .range { forced-color-adjust: none; } }`;

const paper = `
@media print {
  :root, :root[data-theme] { color-scheme: light; }
  @page { margin: 14mm; }
  html { font-size: 8.2pt; }
  .change, #slices-table .change { white-space: normal; min-width: 10rem; }
  main, .top, footer { max-width: none; padding-inline: 0; }
  .bar { position: static; border: 0; }
  .top nav, .theme, .controls, .pages button, .skip, thead button::after, summary, details:not([open]) { display: none !important; }
  .frame { overflow: visible; border-radius: 0; }
  th, td { padding: .22rem .45rem; }
  thead { display: table-header-group; }
  tr, figure, .note, .facts div { break-inside: avoid; }
  h2, caption, figcaption { break-after: avoid; }
  section, figure { margin-bottom: 1.4rem; }
  td.drawing, th.drawing { min-width: 8rem; }
  * { print-color-adjust: exact; }
}`;

/** All of it. */
export const style = [colours, text, top, tables, pictures, paper].join('\n');
