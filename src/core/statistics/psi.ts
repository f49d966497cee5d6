// The population stability index, with the value that chance alone exceeds, instead of the folk thresholds 0.1 and 0.2.
import { type Counts, checkCounts } from './distance.ts';
import { chiSquareQuantile, chiSquareSf } from './distributions.ts';

/** How much a PSI is worth depends on the bins and on the rows on both sides. */
export interface PsiSize {
  /** B ≥ 2. */
  readonly bins: number;
  /** Rows of the reference. */
  readonly n: number;
  /** Rows of the current sample. */
  readonly m: number;
}

/** A PSI beside what chance would make of it. */
export interface Psi extends PsiSize {
  readonly psi: number;
  /** P(PSI is at least this large), if nothing changed. */
  readonly p: number;
  /** Whether ½ was added to every count, as some bin was empty on one side, where the formula has no value. */
  readonly smoothed: boolean;
}

/**
 * PSI = Σ(q − p)·ln(q/p) over the bins that either side saw, of counts of independent rows. Without change PSI/(1/n + 1/m)
 * is close to χ² with B − 1 degrees of freedom; fewer than two bins cannot differ. RangeError as for `checkCounts`.
 * Source: Jeffreys, Proc. R. Soc. A 186 (1946), 453–461, for the divergence; Yurdakul, "Statistical properties of the
 * population stability index", dissertation, Western Michigan University (2018), for its law.
 */
export function psi(reference: Counts, current: Counts): Psi {
  checkCounts(reference, current);
  const [n, m] = [sumOf(reference), sumOf(current)];
  const seen = reference
    .map((count, index) => [count, current[index] as number] as const)
    .filter(([a, b]) => a + b > 0);
  const smoothed = seen.some(([a, b]) => a === 0 || b === 0);
  const extra = smoothed ? 1 / 2 : 0;
  const bins = seen.length;
  const value = seen.reduce((sum, [a, b]) => {
    const [p, q] = [(a + extra) / (n + bins * extra), (b + extra) / (m + bins * extra)];
    return sum + (q - p) * Math.log(q / p);
  }, 0);
  return { psi: value, p: bins < 2 ? 1 : chiSquareSf(value / (1 / n + 1 / m), bins - 1), smoothed, bins, n, m };
}

/** What chance alone makes of a PSI on average, (B − 1)(1/n + 1/m). */
export function psiMean({ bins, n, m }: PsiSize): number {
  return (bins - 1) * (1 / n + 1 / m);
}

/** The PSI that chance alone exceeds with probability α: χ²_{B−1, 1−α}·(1/n + 1/m). Source: Yurdakul (2018), as above. */
export function psiCriticalValue({ bins, n, m }: PsiSize, alpha: number): number {
  return chiSquareQuantile(1 - alpha, bins - 1) * (1 / n + 1 / m);
}

const sumOf = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);
