// Which features look different from training, as evidence beside an alarm: each p-value with the size of the difference.
import { jensenShannon } from '../statistics/distance.ts';
import { homogeneity } from '../statistics/drift-test.ts';
import { benjaminiHochberg } from '../statistics/multiplicity.ts';
import { psi, psiCriticalValue } from '../statistics/psi.ts';
import type { FeatureCounts, FeatureReference } from './feature.ts';

/** One feature beside its training. */
export interface FeatureDrift {
  readonly feature: string;
  readonly kind: 'number' | 'category';
  /** `unknown`: too few rows to tell. */
  readonly state: 'fine' | 'shifted' | 'unknown';
  /** Of χ² on the bins or labels, adjusted over all features (Benjamini–Hochberg); null where it was not told. */
  readonly p: number | null;
  readonly psi: number | null;
  /** The PSI that chance alone exceeds once in twenty. */
  readonly psi_critical: number | null;
  /** Jensen–Shannon distance with logarithms to base 2, in [0, 1]. */
  readonly distance: number | null;
  /** Means of a number; null for labels. */
  readonly before: number | null;
  readonly now: number | null;
  /** How far the mean moved, in standard deviations of training; null for labels. */
  readonly deviations: number | null;
  /** The label whose share changed most, with both shares; null for numbers. */
  readonly label: { readonly value: string; readonly before: number; readonly now: number } | null;
  readonly rows: number;
}

/** Under so many rows nothing is told. */
const LEAST_ROWS = 50;
const ALPHA = 0.05;
/**
 * Many rows make any difference significant, and rows of one day are not independent: a feature counts as shifted only from
 * this Jensen–Shannon distance on. A normal's mean moved by 0.3 standard deviations is about as far.
 */
const LEAST_DISTANCE = 0.1;

/** What others are called together. */
const OTHERS = 'other values';

/** Tells every feature's drift, the largest first. */
export function driftOf(features: readonly (readonly [FeatureReference, FeatureCounts])[]): FeatureDrift[] {
  const told = features.map(([reference, counts]) => ({ reference, counts, p: pOf(reference, counts) }));
  const tested = told.filter(({ p }) => p !== null);
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p as number));
  const pByName = new Map(tested.map(({ reference }, index) => [reference.name, adjusted[index] as number]));
  return told
    .map(({ reference, counts }) => tell(reference, counts, pByName.get(reference.name) ?? null))
    .sort((a, b) => (b.distance ?? -1) - (a.distance ?? -1) || (a.feature < b.feature ? -1 : 1));
}

const filled = ({ counts }: { readonly counts: readonly number[] }): number =>
  counts.reduce((sum, count) => sum + count, 0);

function pOf(reference: FeatureReference, counts: FeatureCounts): number | null {
  if (filled(counts) < LEAST_ROWS || filled(reference) < LEAST_ROWS) return null;
  return homogeneity(reference.counts, counts.counts).p;
}

function tell(reference: FeatureReference, counts: FeatureCounts, p: number | null): FeatureDrift {
  const rows = filled(counts);
  const common = { feature: reference.name, kind: reference.kind, rows, ...movement(reference, counts, rows) };
  if (p === null) return { ...common, state: 'unknown', p: null, psi: null, psi_critical: null, distance: null };
  const stability = psi(reference.counts, counts.counts);
  const distance = jensenShannon(reference.counts, counts.counts);
  const critical = stability.bins < 2 ? null : psiCriticalValue(stability, ALPHA);
  const isShifted = p <= ALPHA && distance >= LEAST_DISTANCE;
  return { ...common, state: isShifted ? 'shifted' : 'fine', p, psi: stability.psi, psi_critical: critical, distance };
}

function movement(
  reference: FeatureReference,
  counts: FeatureCounts,
  rows: number,
): Pick<FeatureDrift, 'before' | 'now' | 'deviations' | 'label'> {
  if (rows === 0) return { before: null, now: null, deviations: null, label: null };
  if (reference.kind === 'category') {
    return { before: null, now: null, deviations: null, label: movedLabel(reference, counts, rows) };
  }
  const now = counts.sum / rows;
  const moved = now - reference.mean;
  const deviations = reference.deviation > 0 ? moved / reference.deviation : null;
  return { before: reference.mean, now, deviations, label: null };
}

function movedLabel(
  reference: Extract<FeatureReference, { kind: 'category' }>,
  counts: FeatureCounts,
  rows: number,
): FeatureDrift['label'] {
  const before = filled(reference);
  const moves = counts.counts.map((count, place) => ({
    value: reference.labels[place] ?? OTHERS,
    before: (reference.counts[place] ?? 0) / before,
    now: count / rows,
  }));
  const size = (move: { before: number; now: number }): number => Math.abs(move.now - move.before);
  return moves.reduce((most, move) => (size(move) > size(most) ? move : most), moves[0] as (typeof moves)[number]);
}
