// The sentences of a model's issue: what happened, on what evidence, and what its reader can do.
import { counted, metricName } from './figures.ts';
import { inertMarkdown } from './inert.ts';
import { bareQuantity, dayWords, quantity } from './issue-figures.ts';
import { shiftWords } from './issue-table.ts';
import type { IssueView, RetrainView, SignalView } from './issue-view.ts';
import { link } from './markup.ts';

/** The title: `daily-sales got worse: WAPE 7.4 % → 11.8 % since about 3 July`; `inert` fits it to where it stands. */
export function issueHeadline(view: IssueView, inert: (text: string) => string): string {
  const { model, status, leading, until } = view;
  const { since, before, now, unit } = leading;
  const values = before === null ? quantity(now, unit) : `${quantity(before, unit)} → ${quantity(now, unit)}`;
  const day = since === null ? '' : ` since about ${dayWords(since, until)}`;
  const what = `${inert(subject(view))} ${values}${day}`;
  return `${inert(model)} ${status === 'worse' ? verbs[leading.kind] : 'recovered'}: ${what}`;
}

const verbs: Readonly<Record<SignalView['kind'], string>> = {
  performance: 'got worse',
  business: 'does worse',
  quality: 'has unusual data',
};

/** The metric alone where it is that of all rows. */
function subject({ leading, weeks }: IssueView): string {
  if (leading.kind !== 'performance') return leading.name;
  const metric = metricName(weeks.metric);
  return leading.name === `overall ${metric}` ? metric : `${metric} of ${leading.name}`;
}

/** Promised, observed, and how sure that is. */
export function evidence(view: IssueView): string {
  const { leading, status, falseAlarmEvery } = view;
  const { promised, unit, kind } = leading;
  const bound = promised?.bound === 'at-least' ? 'at least' : 'at most';
  const promise = promised === null ? '' : `${promiser[kind]}: ${bound} ${quantity(promised.value, unit)}. `;
  const budget = kind === 'quality' ? FACT : oneIn(falseAlarmEvery);
  return `${promise}${observed(leading)}${status === 'worse' ? ` ${budget}` : ''}`;
}

const promiser: Readonly<Record<SignalView['kind'], string>> = {
  performance: 'Promised at promotion',
  business: 'Promised at promotion',
  quality: 'Expected',
};

const FACT = 'This is counted, not estimated.';

const oneIn = (every: string): string =>
  `With \`false_alarm_every: ${every.replace(/[^\w.]/g, '')}\`, a false alarm comes once in that time on average.`;

function observed({ now, interval, rows, unit, kind }: SignalView): string {
  const labelled = kind === 'performance' ? 'labelled rows' : 'rows';
  const on = rows === null ? 'since then' : `on ${counted(rows, labelled)} since then`;
  const range =
    interval === null ? '' : ` (90 %: ${bareQuantity(interval[0], unit)} to ${bareQuantity(interval[1], unit)})`;
  return `Observed ${on}: ${quantity(now, unit)}${range}.`;
}

/** Which version is meant, which came just before, and which is watched now. */
export function versionsWords({ alarmed, watched, status, until }: IssueView): string {
  const came = `v${alarmed.version} came on ${dayWords(alarmed.since, until)}.`;
  if (alarmed.version === watched.version && alarmed.since === watched.since) return came;
  const now = `v${watched.version} is watched now, since ${dayWords(watched.since, until)}`;
  if (status === 'recovered') return `${now}; the alarm was about v${alarmed.version}.`;
  return `${came} ${now}: this closes when v${watched.version} is shown to keep what was promised.`;
}

/** `Shifted with it: price (+22 %), promo.` The farthest few; empty when nothing moved. */
export function shiftedWords({ drift }: IssueView): string {
  if (drift.length === 0) return '';
  const nearest = [...drift].sort((a, b) => b.distance - a.distance).slice(0, 3);
  const names = nearest.map(one => {
    const shift = shiftWords(one);
    return `${inertMarkdown(one.feature)}${shift === null ? '' : ` (${shift})`}`;
  });
  const more = drift.length > names.length ? ` and ${counted(drift.length - names.length, 'more columns')}` : '';
  return `Shifted with it: ${names.join(', ')}${more}.`;
}

/** What its reader can do, and what happens without. */
export function remedies(view: IssueView): string {
  const { model, versions, watched, retrain } = view;
  const before = versions.findLast(({ version }) => version < watched.version);
  const ways = [
    retrainWords(retrain, model),
    ...(before === undefined ? [] : [`\`/relevo rollback ${model} v${before.version}\``]),
    `\`/relevo snooze ${model} 7d\``,
    `\`/relevo ack ${model}\``,
  ];
  return `**What you can do.** ${ways.join(' · ')}. This issue closes by itself when the ${closing[view.leading.kind]}, with evidence.`;
}

const closing: Readonly<Record<SignalView['kind'], string>> = {
  performance: 'error is back',
  business: 'numbers are back',
  quality: 'data are back',
};

function retrainWords(retrain: RetrainView, model: string): string {
  switch (retrain.kind) {
    case 'pull-request':
      return `#${retrain.number} trains on the latest data: review and merge it`;
    case 'branch':
      return `${link(`Open a pull request from \`${retrain.branch}\``, retrain.compareUrl)}, which trains on the latest data; the repository's settings do not let Actions open it`;
    case 'none':
      return retrain.can
        ? `\`/relevo retrain ${model}\` opens a pull request with a model trained on the latest data`
        : 'Push newer training data; `data.refresh` in relevo.yml would let `/relevo retrain` fetch them';
  }
}

/** Who asked for quiet; empty when nobody did. */
export function quietWords({ acknowledged, snoozedUntil, until }: IssueView): string {
  const snoozed = snoozedUntil === null ? [] : [`Snoozed until ${dayWords(snoozedUntil, until)}.`];
  const known = acknowledged.length === 0 ? [] : ['Acknowledged: only something new is told again.'];
  return [...known, ...snoozed].join(' ');
}
