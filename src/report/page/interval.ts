// An interval as a picture that scales with its cell: zero, what the policy allows, the range and the estimate.
import type { MetricRow } from '../../core/metric-row.ts';
import { type Html, html, nothing } from './html.ts';

/** The stretch of improvements that a picture shows. */
export interface Domain {
  readonly from: number;
  readonly to: number;
}

/** As far to either side as the row needs, with no change in the middle: rows of different units compare by eye. */
export function ownDomain({ improvement, interval, margin }: MetricRow): Domain {
  const sizes = [improvement, ...(interval ?? []), margin?.absolute ?? null].map(value => Math.abs(value ?? 0));
  const reach = Math.max(...sizes) * 1.12 || 1;
  return { from: -reach, to: reach };
}

/** One stretch for all slices; the widest ends are cut, so that a tiny slice does not squeeze all others. */
export function sharedDomain(rows: readonly MetricRow[]): Domain {
  const estimates = rows.map(({ improvement }) => improvement).filter(value => value !== null);
  const ends = (index: 0 | 1): number[] =>
    rows
      .map(({ interval }) => interval?.[index] ?? null)
      .filter(value => value !== null)
      .sort((a, b) => a - b);
  const [lows, highs] = [ends(0), ends(1)];
  const margins = rows.map(({ margin }) => -(margin?.absolute ?? 0));
  const from = Math.min(0, ...estimates, ...margins, lows[Math.floor(lows.length * 0.05)] ?? 0);
  const to = Math.max(0, ...estimates, highs[Math.ceil(highs.length * 0.95) - 1] ?? 0);
  const room = (to - from) * 0.04 || 1;
  return { from: from - room, to: to + room };
}

/** The picture; its numbers stand in words beside it, so it is hidden from who listens. */
export function intervalPicture(row: MetricRow, domain: Domain): Html {
  const { improvement, outcome, margin } = row;
  if (improvement === null) return nothing;
  const [low, high] = row.interval ?? [null, null];
  const allowed = margin === null || margin.absolute === null ? null : -margin.absolute;
  return html`<svg class="interval ${outcome}" aria-hidden="true" focusable="false">${
    allowed === null || allowed >= 0 ? null : band(allowed, domain)
  }<line class="zero" x1="${at(0, domain)}" x2="${at(0, domain)}" y1="0" y2="100%"/>${
    low === null || high === null ? null : range(low, high, domain)
  }<circle cx="${at(improvement, domain)}" cy="50%" r="4.5"/></svg>`;
}

const band = (allowed: number, domain: Domain): Html =>
  html`<rect class="allowed" x="${at(allowed, domain)}" width="${percent(position(0, domain) - position(allowed, domain))}" y="0" height="100%"/>`;

function range(low: number, high: number, domain: Domain): Html {
  const line = html`<line class="range" x1="${at(low, domain)}" x2="${at(high, domain)}" y1="50%" y2="50%"/>`;
  const arrows = [
    ...(low < domain.from ? [html`<svg x="0" y="50%"><path d="M7-5 1 0l6 5"/></svg>`] : [tick(low, domain)]),
    ...(high > domain.to ? [html`<svg x="100%" y="50%"><path d="M-7-5-1 0l-6 5"/></svg>`] : [tick(high, domain)]),
  ];
  return html`${line}${arrows}`;
}

const tick = (end: number, domain: Domain): Html => html`<svg x="${at(end, domain)}" y="50%"><path d="M0-4v8"/></svg>`;

const at = (value: number, domain: Domain): string => percent(position(value, domain));

/** From 0 to 100. */
const position = (value: number, { from, to }: Domain): number =>
  Math.min(100, Math.max(0, ((value - from) / (to - from)) * 100));

const percent = (share: number): string => `${Number(share.toFixed(2))}%`;
