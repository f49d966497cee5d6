// A run as one HTML file that needs nothing but itself: no request leaves it, and whatever is foreign in it stays text.
import type { Comparison } from '../../core/comparison.ts';
import { hexOf, type Sha256 } from '../../core/digest.ts';
import type { ModelState } from '../../core/model-state.ts';
import { evidenceSentence } from '../comparison-words.ts';
import { inertLine } from '../inert.ts';
import { presentable } from '../report-check.ts';
import type { Report } from '../report-schema.ts';
import { type Consequence, runLine } from '../run-words.ts';
import type { BrowserData } from './browser-data.ts';
import { rowCharts, versionsChart } from './charts.ts';
import { flipList, flipsSection } from './flips.ts';
import { dataScript, type Html, html, nothing, sentence } from './html.ts';
import { lineageSection, policySection, preformatted, versionsSection } from './making.ts';
import { metricsSection } from './metrics.ts';
import { picture } from './pictures.ts';
import type { RowDetails } from './row-details.ts';
import { slicesSection } from './slices.ts';
import { style } from './style.ts';

/** What a page is made of. */
export interface PageParts {
  readonly report: Report;
  /** What the rows tell; null where they are not to be had. */
  readonly details: RowDetails | null;
  /** Why they are not; null where nothing is missed. */
  readonly missing: string | null;
  /** `report.rows`. */
  readonly rows: 'none' | 'ids';
  readonly state: ModelState;
  readonly consequence: Consequence;
  /** The page's own program. */
  readonly script: string;
  readonly sha256: Sha256;
}

/** The whole file. */
export function reportPage(parts: PageParts): string {
  const { script, sha256, rows } = parts;
  if (/<\/script|<!--/i.test(script)) throw new Error('The program of the page would end its own element.');
  const report = presentable(parts.report, rows);
  const sections = bodyOf({ ...parts, report });
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${base64Of(hexOf(sha256(script)))}'`,
    `style-src 'sha256-${base64Of(hexOf(sha256(style)))}'`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `${
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy.join('; ') }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Relevo ${report.relevo}">
<link rel="icon" href="data:,">
<title>${answerOf(report, parts.consequence).text.replaceAll('`', '')}</title>
<style>${{ markup: style }}</style>
</head>
${sections}
<script>${{ markup: script }}</script>
</html>`.markup
  }\n`;
}

const answerOf = (report: Report, consequence: Consequence) => runLine(report, consequence, inertLine);

function bodyOf(parts: PageParts): Html {
  const { report, details, state } = parts;
  const compared = report.comparison as Comparison | null;
  const { name: baseline } = report.baseline;
  const view = compared && {
    comparison: compared,
    baseline,
    details: details?.flips ?? null,
    named: parts.rows,
  };
  const list = view === null ? null : flipList(view);
  const charts = details === null ? [] : rowCharts(report, details);
  const course = versionsChart(report, state);
  const data: BrowserData = { charts: course === null ? charts : [...charts, course], flips: list };
  const all = [
    ...(compared === null ? [] : [metricsSection(compared, baseline), slicesSection(compared, baseline)]),
    view === null ? nothing : flipsSection(view, list),
    charts.length === 0 || details === null ? nothing : gallery(charts.map(picture), details),
    policySection(report),
    lineageSection(report),
    versionsSection(report, state),
  ].filter(({ markup }) => markup !== '');
  return html`<body>
<a class="skip" href="#main">Skip to the answer</a>
<div class="bar"><div class="top"><span class="name">${report.model}</span>${navigation(all)}<button type="button" class="theme" hidden>Theme: system</button></div></div>
<main id="main">
${answer(parts)}
${all}
</main>
<footer>Relevo ${report.relevo}, run ${report.run.id}. This file is complete in itself: it loads nothing and sends nothing.</footer>
${dataScript('data', data)}
</body>`;
}

/** Links to the sections that are there, by their own titles. */
function navigation(sections: readonly Html[]): Html {
  const links = sections.flatMap(({ markup }) => {
    const [, id, title] = /<section id="([a-z]+)"[\s\S]*?<h2[^>]*>([^<]+)<\/h2>/.exec(markup) ?? [];
    return id === undefined || title === undefined ? [] : [html`<a href="#${id}">${{ markup: title }}</a>`];
  });
  return html`<nav aria-label="Sections">${links}</nav>`;
}

function answer({ report, missing, consequence }: PageParts): Html {
  const { text } = answerOf(report, consequence);
  const { run, verdict, comparison } = report;
  const meta = [
    run.commit === null ? 'no commit' : `commit ${run.commit.slice(0, 10)}`,
    ...(run.branch === null ? [] : [`branch ${run.branch}`]),
    `${run.at.slice(0, 16).replace('T', ' ')} UTC`,
    `by ${run.by}`,
    `compared with ${report.baseline.name}`,
  ];
  return html`<header class="answer">
<span class="verdict ${verdict}">${verdict}</span>
<h1>${sentence(text)}</h1>
${comparison === null ? nothing : html`<p class="lead">${evidenceSentence(comparison as Comparison, inertLine)}</p>`}
<ul class="meta">${meta.map(each => html`<li>${each}</li>`)}</ul>
</header>
${failureNote(report)}
${notes(report, missing).map(note => html`<div class="note"><p>${note}</p></div>`)}`;
}

function failureNote({ failure, baseline, training }: Report): Html {
  const problem = failure ?? baseline.problem;
  if (problem === null) return nothing;
  const output =
    training.last_lines.length === 0
      ? nothing
      : html`<pre>${{ markup: preformatted(training.last_lines.join('\n')) }}</pre>`;
  return html`<div class="note broken"><p><strong>${sentence(problem.what)}</strong></p><p>${sentence(problem.why)}</p><p>${sentence(problem.remedy)}</p></div>
${output}`;
}

function notes({ comparison, run }: Report, missing: string | null): string[] {
  return [
    ...(run.dirty ? ['Made from files that no commit holds, so it is never promoted.'] : []),
    ...(comparison?.warnings.map(({ message }) => message) ?? []),
    ...(missing === null
      ? []
      : [`Without the rows themselves, because ${missing}: this page shows what the report alone holds.`]),
  ];
}

function gallery(pictures: readonly Html[], { stride }: RowDetails): Html {
  const thinned = stride === 1 ? nothing : html`<p class="quiet">Drawn from every ${stride}th row.</p>`;
  return html`<section id="pictures" aria-labelledby="pictures-title">
<h2 id="pictures-title">Where errors lie</h2>
${thinned}
<div class="gallery">${pictures}</div>
</section>`;
}

/** Content Security Policies write a SHA-256 in base 64. */
function base64Of(hex: string): string {
  const bits = hex.replace(/./g, digit => Number.parseInt(digit, 16).toString(2).padStart(4, '0'));
  const padded = bits.padEnd(Math.ceil(bits.length / 6) * 6, '0');
  const letters = padded.replace(/.{6}/g, six => ALPHABET.charAt(Number.parseInt(six, 2)));
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, '=');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
