// Facts about the rows of production, each with its stated threshold: no statistics, and outside the budget of false alarms.
import type { FeatureReference } from './feature.ts';

/** The stated thresholds, as shares; `stale_after` in milliseconds. */
export interface QualityRules {
  readonly nulls: number;
  readonly unseen: number;
  readonly out_of_range: number;
  readonly volume: number;
  readonly stale_after: number;
}

/** One complete day's rows. */
export interface QualityDay {
  readonly day: number;
  readonly rows: number;
  /** Rows without a prediction. */
  readonly unpredicted: number;
  /** For each feature of the reference: empty values, and values that training never saw or out of its range. */
  readonly features: readonly (readonly [nulls: number, strange: number])[];
  /** Features that a file of the day lacks, or that could not be read as what they are. */
  readonly missing: readonly string[];
}

/** One fact. */
export interface Fact {
  readonly name: string;
  readonly state: 'fine' | 'worse' | 'unknown';
  /** The threshold, and what was found; shares, rows or milliseconds. */
  readonly promised: number | null;
  readonly now: number | null;
  readonly unit: 'percent' | 'rows' | 'duration' | 'columns';
  readonly detail: string | null;
}

/** Days are put together, latest first, until there are so many rows. */
const ENOUGH_ROWS = 30;
/** Days before the last one that tell the usual volume, and how few of them are too few. */
const USUAL_DAYS = 28;
const FEWEST_USUAL = 3;

/** The latest complete days that have enough rows between them. */
function latest(days: readonly QualityDay[]): readonly QualityDay[] {
  const chosen: QualityDay[] = [];
  let rows = 0;
  for (const day of [...days].sort((a, b) => b.day - a.day)) {
    if (rows >= ENOUGH_ROWS) break;
    chosen.push(day);
    rows += day.rows;
  }
  return chosen;
}

/** Facts about the columns of the latest days: missing ones, empty, unseen and out-of-range values. */
export function columnFacts(
  features: readonly FeatureReference[],
  days: readonly QualityDay[],
  rules: QualityRules,
): Fact[] {
  const recent = latest(days);
  const rows = recent.reduce((sum, day) => sum + day.rows, 0);
  if (rows === 0) return [];
  const missing = [...new Set(recent.flatMap(day => day.missing))].sort();
  const shareOf = (index: number, which: 0 | 1): number =>
    recent.reduce((sum, day) => sum + (day.features[index]?.[which] ?? 0), 0) / rows;
  const present = features
    .map((feature, index) => ({ feature, index }))
    .filter(each => !missing.includes(each.feature.name));
  const nulls = present.map(({ feature, index }) => {
    const usual = feature.nulls / feature.rows;
    return { name: feature.name, now: shareOf(index, 0), promised: Math.min(1, usual + rules.nulls) };
  });
  const ofKind = (kind: FeatureReference['kind'], promised: number): Share[] =>
    present
      .filter(({ feature }) => feature.kind === kind && (feature.kind === 'number' || feature.closed))
      .map(({ feature, index }) => ({ name: feature.name, now: shareOf(index, 1), promised }));
  const unpredicted = recent.reduce((sum, day) => sum + day.unpredicted, 0) / rows;
  return [
    missingFact(missing, features.length),
    shareFact('empty values', nulls),
    shareFact('unseen categories', ofKind('category', rules.unseen)),
    shareFact('values out of range', ofKind('number', rules.out_of_range)),
    shareFact('rows without a prediction', [{ name: 'prediction', now: unpredicted, promised: rules.nulls }]),
  ].filter(fact => fact !== null);
}

interface Share {
  readonly name: string;
  readonly now: number;
  readonly promised: number;
}

function missingFact(missing: readonly string[], features: number): Fact | null {
  if (features === 0 && missing.length === 0) return null;
  const state = missing.length > 0 ? 'worse' : 'fine';
  const detail = missing.length > 0 ? listed(missing) : null;
  return { name: 'missing columns', state, promised: 0, now: missing.length, unit: 'columns', detail };
}

/** The worst column stands for all; the others that exceed their threshold are named. */
function shareFact(name: string, shares: readonly Share[]): Fact | null {
  const excess = ({ now, promised }: Share): number => now - promised;
  const worst = [...shares].sort((a, b) => excess(b) - excess(a))[0];
  if (worst === undefined) return null;
  const beyond = shares.filter(share => excess(share) > 0).sort((a, b) => excess(b) - excess(a));
  return {
    name,
    state: beyond.length > 0 ? 'worse' : 'fine',
    promised: worst.promised,
    now: worst.now,
    unit: 'percent',
    detail: beyond.length > 0 ? listed(beyond.map(({ name: column }) => column)) : null,
  };
}

const listed = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;

/** Rows a day, held against the usual: of the same weekday once three of them are known, else of all days. */
export function volumeFact(volumes: readonly (readonly [day: number, rows: number])[], rules: QualityRules): Fact {
  const sorted = [...volumes].sort((a, b) => a[0] - b[0]);
  const [last, ...earlier] = sorted.reverse();
  const unknown = { name: 'volume', state: 'unknown', promised: null, now: last?.[1] ?? null, unit: 'rows' } as const;
  if (last === undefined) return { ...unknown, detail: 'no complete day yet' };
  const before = earlier.slice(0, USUAL_DAYS);
  const alike = before.filter(([day]) => (day - last[0]) % 7 === 0).map(([, rows]) => rows);
  const usual = medianOf(alike.length >= FEWEST_USUAL ? alike : before.map(([, rows]) => rows));
  if (before.length < FEWEST_USUAL || usual === null) return { ...unknown, detail: 'too few days to know the usual' };
  const promised = rules.volume * usual;
  const state = last[1] < promised ? 'worse' : 'fine';
  return { name: 'volume', state, promised, now: last[1], unit: 'rows', detail: null };
}

function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}

/** How long no new row has come. */
export function stalenessFact(watermark: number | null, now: number, rules: QualityRules): Fact {
  const since = watermark === null ? null : Math.max(0, now - watermark);
  const state = since === null ? 'unknown' : since > rules.stale_after ? 'worse' : 'fine';
  const detail = since === null ? 'no row yet' : null;
  return { name: 'time without new rows', state, promised: rules.stale_after, now: since, unit: 'duration', detail };
}
