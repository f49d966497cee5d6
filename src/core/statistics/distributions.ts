// Distribution functions and quantiles: the one door through which special functions enter.
import betaIncomplete from '@stdlib/math-base-special-betainc';
import erfcinv from '@stdlib/math-base-special-erfcinv';
import gammaIncomplete from '@stdlib/math-base-special-gammainc';
import betaInverse from '@stdlib/stats-base-dists-beta-quantile';
import chiSquareInverse from '@stdlib/stats-base-dists-chisquare-quantile';
import gaussianCdf from '@stdlib/stats-base-dists-normal-cdf';
import studentCdf from '@stdlib/stats-base-dists-t-cdf';
import studentQuantile from '@stdlib/stats-base-dists-t-quantile';

/** From here on Student's t and the normal agree to the last bit, and the t quantile loses its footing. */
const NORMAL_FROM_DF = 1e15;

/**
 * Standard normal P(Z ≤ x). For the upper tail call it with −x: 1 − Φ(x) loses every digit beyond x = 8.
 * Source: W. J. Cody's erfc as in FreeBSD's libm; relative error ≤ 1.2e-13 down to x = −37.
 */
export function normalCdf(x: number): number {
  return gaussianCdf(x, 0, 1);
}

/**
 * Standard normal quantile: −∞ at p = 0, +∞ at p = 1, NaN outside [0, 1].
 * Source: inverse complementary error function (Boost), −√2·erfc⁻¹(2p), kept in the lower half where it is exact.
 */
export function normalQuantile(p: number): number {
  if (p > 0.5) return -normalQuantile(1 - p);
  return p === 0.5 ? 0 : -Math.SQRT2 * erfcinv(2 * p);
}

/** Student's t P(T ≤ x) with df > 0 degrees of freedom, df = ∞ allowed. For the upper tail call it with −x. */
export function tCdf(x: number, df: number): number {
  return df >= NORMAL_FROM_DF ? normalCdf(x) : studentCdf(x, df);
}

/** Student's t quantile with df > 0, df = ∞ allowed: −∞ at p = 0, +∞ at p = 1, NaN outside [0, 1]. */
export function tQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1) || df >= NORMAL_FROM_DF) return df > 0 ? normalQuantile(p) : Number.NaN;
  return p === 0.5 ? 0 : studentQuantile(p, df);
}

/** P(Bin(n, p) ≤ k) for integers k and n ≥ 0; 0 below k = 0, 1 from k = n. Source: regularized incomplete beta. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k < 0) return 0;
  return k >= n ? 1 : betaIncomplete(p, k + 1, n - k, true, true);
}

/** P(Bin(n, p) ≥ k) for integers k and n ≥ 0, exact where 1 − binomialCdf(k − 1, n, p) would cancel. */
export function binomialSf(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : betaIncomplete(p, k, n - k + 1, true, false);
}

/** χ² quantile: the x with P(X ≤ x) = p, df > 0; 0 at p = 0, ∞ at p = 1, NaN outside [0, 1]. */
export function chiSquareQuantile(p: number, df: number): number {
  return chiSquareInverse(p, df);
}

/** χ² upper tail P(X ≥ x), df > 0. Source: regularized upper incomplete gamma, Q(df/2, x/2). */
export function chiSquareSf(x: number, df: number): number {
  if (x <= 0) return 1;
  return x === Number.POSITIVE_INFINITY ? 0 : gammaIncomplete(x / 2, df / 2, true, true);
}

/** Beta(a, b) quantile, a and b > 0: 0 at p = 0, 1 at p = 1, NaN outside [0, 1]. */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaInverse(p, a, b);
}
