// What comment, check and summary say about one model, in forms from the longest to the shortest.
import type { Comparison } from '../core/comparison.ts';
import { numberText } from '../core/number-text.ts';
import { isLimit, metricTable, quantityNames, type TableStyle } from './comparison-table.ts';
import { evidenceSentence } from './comparison-words.ts';
import { count } from './figures.ts';
import { inertMarkdown, inertMarkdownSentence, inertTerminal } from './inert.ts';
import { fenced, link } from './markup.ts';
import { cut, modelFolds, type Room } from './model-folds.ts';
import { type ModelLine, modelLine } from './model-line.ts';
import { modelNotes } from './model-notes.ts';
import type { ModelView, PullRequestView } from './pull-request-view.ts';
import { contradictionOf, presentable } from './report-check.ts';
import type { Report } from './report-schema.ts';

/** A model's first line, and what stands below it. */
export interface ModelSection {
  readonly line: ModelLine;
  /** The line's text for where no Markdown is read. */
  readonly title: string;
  /** From the longest to the shortest, which is empty (the line alone); each made when it is asked for. */
  readonly bodies: readonly (() => SectionBody)[];
}

/** What is read at once, and what is folded. */
export interface SectionBody {
  readonly open: string;
  readonly folds: string;
}

/** How much is shown, form by form, before the folds go. */
const rooms: readonly Room[] = [
  { rows: 60, slices: 200, flips: 20, checks: 60, lines: 40, chart: true },
  { rows: 30, slices: 30, flips: 5, checks: 30, lines: 20, chart: true },
  { rows: 20, slices: 10, flips: 0, checks: 10, lines: 10, chart: false },
];

const unfolded: Room = { rows: 12, slices: 0, flips: 0, checks: 0, lines: 5, chart: false };

/** The section of a model, in every form. */
export function modelSection(given: ModelView, pull: PullRequestView): ModelSection {
  const view = checked(given);
  const line = modelLine(view, pull);
  const title = modelLine(view, pull, inertTerminal).text;
  const { standing } = view;
  const notes = modelNotes(view, pull).join('\n\n');
  if (standing.kind !== 'reported') {
    const links = linksOf(view, pull);
    const words = standing.kind === 'no-report' ? inertMarkdownSentence(standing.remedy) : '';
    return { line, title, bodies: [body([words, notes, links]), body([links]), body([])].map(form => () => form) };
  }
  const { report } = standing;
  const style = styleOf(view, report, pull);
  const facts = { view, report, pull, style, notes };
  return {
    line,
    title,
    bodies: [
      ...rooms.map(room => () => whole(facts, room)),
      () => body(open(facts, unfolded)),
      () => body([evidence(report), notes, linksOf(view, pull)]),
      () => body([]),
    ],
  };
}

/** A report that contradicts itself is shown as none; of any other, no more than it may show. */
function checked(view: ModelView): ModelView {
  const { standing, settings } = view;
  if (standing.kind !== 'reported') return view;
  const contradiction = contradictionOf(standing.report);
  if (contradiction === null) {
    return { ...view, standing: { ...standing, report: presentable(standing.report, settings.rows) } };
  }
  const why = `its report contradicts itself: ${contradiction}`;
  return {
    ...view,
    standing: { kind: 'no-report', why, remedy: 'Evaluate again with the version of Relevo that the workflow names.' },
  };
}

interface SectionFacts {
  readonly view: ModelView;
  readonly report: Report;
  readonly pull: PullRequestView;
  readonly style: TableStyle;
  readonly notes: string;
}

const body = (parts: readonly string[], folds: readonly string[] = []): SectionBody => ({
  open: parts.filter(part => part !== '').join('\n\n'),
  folds: folds.join('\n\n'),
});

const whole = (facts: SectionFacts, room: Room): SectionBody =>
  body(open(facts, room), modelFolds(facts.view, facts.report, { pull: facts.pull, style: facts.style, room }));

/** Evidence or failure, notes, the table, warnings and links. */
function open({ view, report, pull, style, notes }: SectionFacts, room: Room): string[] {
  const links = linksOf(view, pull);
  const { comparison } = report;
  if (comparison === null) return [failure(report, room), notes, links];
  const compared = comparison as Comparison;
  // Two equal columns tell nothing, unless something of them is not as it should be.
  const isSame = report.outcome === 'identical' && report.verdict === 'pass';
  return [
    evidence(report),
    notes,
    isSame ? '' : metrics({ compared, report, style }, room),
    warnings(compared, room),
    links,
  ];
}

function evidence({ comparison, failure: failed }: Report): string {
  if (comparison !== null) return evidenceSentence(comparison as Comparison, inertMarkdownSentence);
  return failed === null ? '' : inertMarkdownSentence(failed.what);
}

/** What happened, why, what to do, and the last lines that the program wrote. */
function failure({ failure: failed, baseline, training }: Report, { lines }: Room): string {
  const problem = failed ?? baseline.problem;
  const [what, why, remedy] = [problem?.what, problem?.why, problem?.remedy].map(text =>
    inertMarkdownSentence(text ?? ''),
  );
  const told = problem === null ? 'It ended without a comparison.' : `${what} ${why} **What to do:** ${remedy}`;
  const last = training.last_lines.slice(-lines);
  return [told, ...(last.length === 0 ? [] : [fenced(last)])].join('\n\n');
}

function styleOf({ effect }: ModelView, { baseline }: Report, { place }: PullRequestView): TableStyle {
  const made = effect.kind === 'promoted' ? `v${effect.version}` : null;
  return {
    inert: inertMarkdown,
    strong: name => `**${name === '' ? '–' : name}**`,
    baseline: inertMarkdown(baseline.name),
    candidate: made ?? (place === 'pull-request' ? 'this pull request' : 'this commit'),
  };
}

/** Metrics and limits, then what was measured without a limit. */
function metrics(
  { compared, report, style }: { compared: Comparison; report: Report; style: TableStyle },
  { rows: most }: Room,
): string {
  const { prediction } = report;
  const overall = compared.metrics.filter(({ slice }) => slice === null);
  const limits = compared.checks.filter(isLimit);
  const shown = metricTable({ ...compared, metrics: overall.slice(0, most), checks: limits.slice(0, most) }, style);
  const limited = new Set(limits.map(({ metric }) => metric));
  const measured: readonly (readonly [string, number | null])[] = [
    ['predict_ms_per_row', prediction?.ms_per_row ?? null],
    ['model_mb', prediction?.model_mb ?? null],
  ];
  const extra = measured.flatMap(([quantity, value]) =>
    value === null || limited.has(quantity)
      ? []
      : [[quantityNames.get(quantity) ?? quantity, '', numberText(value, 2), '', '', '']],
  );
  return cut({ ...shown, rows: [...shown.rows, ...extra] }, overall.length + limits.length + extra.length, '');
}

function warnings({ warnings: all }: Comparison, { checks }: Room): string {
  const most = Math.max(3, Math.min(10, checks));
  const lines = all.slice(0, most).map(({ message }) => `- ${inertMarkdownSentence(message)}`);
  return [...lines, ...(all.length > most ? [`- … and ${count(all.length - most)} more`] : [])].join('\n');
}

/** `[run](…) · [report](…) · [v11](…) · of 1f2e3d4`. */
function linksOf({ run, page, production, effect }: ModelView, { head }: PullRequestView): string {
  const links: (readonly [string, string | null])[] = [
    ['run', run.url],
    ['report', page],
    ...(effect.kind === 'promoted' || effect.kind === 'returned'
      ? [[`v${effect.version}`, effect.url] as const]
      : production === null
        ? []
        : [[`v${production.version}`, production.url] as const]),
  ];
  const shown = links.flatMap(([text, address]) => (address === null ? [] : [link(text, address)]));
  return [...shown, `for ${/^[0-9a-f]{7,64}$/.test(head) ? head.slice(0, 10) : 'an unknown commit'}`].join(' · ');
}
