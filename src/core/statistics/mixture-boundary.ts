// Boundaries that a sum may cross at any time with probability α at most: mixtures of exponential supermartingales.
// Everywhere: Howard, Ramdas, McAuliffe & Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences",
// Ann. Statist. 49 (2021), 1055–1080.
import betaIncomplete from '@stdlib/math-base-special-betainc';
import gammaIncomplete from '@stdlib/math-base-special-gammainc';
import logGamma from '@stdlib/math-base-special-gammaln';
import { checkSuccesses, type Successes } from './binomial-interval.ts';
import { normalCdf } from './distributions.ts';
import { lastPositive } from './root.ts';

/** Where a boundary is to be tightest: at the intrinsic time `v` > 0, for the level `alpha` < ½. It holds everywhere. */
export interface Tuning {
  readonly v: number;
  readonly alpha: number;
}

/** A process that starts at 1 and in expectation never grows, as a function of the sum and its intrinsic time. */
export interface Mixture {
  /** The logarithm of the process where the sum is s ≥ 0 at intrinsic time v > 0 (the variance, for independent terms). */
  logE(s: number, v: number): number;
  /** The largest sum that is possible at v. */
  largest(v: number): number;
}

/** The smallest s ≥ 0 at which the process reaches 1/α at intrinsic time v: the sum is ever above it with P ≤ α. */
export function mixtureBound(mixture: Mixture, v: number, alpha: number): number {
  const missing = (s: number): number => -Math.log(alpha) - mixture.logE(s, v);
  const largest = mixture.largest(v);
  let high = Math.min(largest, Math.sqrt(v));
  while (high < largest && missing(high) > 0) high = Math.min(largest, 2 * high);
  return lastPositive(missing, 0, high);
}

/** For sums with sub-Gaussian terms, on both sides. */
export function twoSidedNormal(tuning: Tuning): Mixture {
  const rho = twoSidedRho(tuning);
  return unbounded((s, v) => Math.log(rho / (v + rho)) / 2 + (s * s) / (2 * (v + rho)));
}

/** For sums with sub-Gaussian terms, above only. */
export function oneSidedNormal(tuning: Tuning): Mixture {
  const rho = oneSidedRho(tuning);
  return unbounded((s, v) => {
    const spread = v + rho;
    return Math.log((4 * rho) / spread) / 2 + (s * s) / (2 * spread) + Math.log(normalCdf(s / Math.sqrt(spread)));
  });
}

/** For sums with sub-exponential terms of scale c > 0, above only. */
export function gammaExponential(tuning: Tuning, c: number): Mixture {
  const start = oneSidedRho(tuning) / (c * c);
  const logOf = (shape: number, x: number): number =>
    logGamma(shape) + Math.log(gammaIncomplete(x, shape, true, false)) - shape * Math.log(x) + x;
  return unbounded((s, v) => {
    const shape = start + v / (c * c);
    return logOf(shape, shape + s / c) - logOf(start, start);
  });
}

/** For sums with sub-Poisson terms of scale c > 0, above only. */
export function gammaPoisson(tuning: Tuning, c: number): Mixture {
  const start = oneSidedRho(tuning) / (c * c);
  const logOf = (shape: number, x: number): number =>
    logGamma(shape) + Math.log(gammaIncomplete(x, shape, true, true)) - shape * Math.log(x);
  return unbounded((s, v) => {
    const time = v / (c * c);
    return logOf(start + time + s / c, start + time) - logOf(start, start) + time;
  });
}

/** For sums whose terms lie in [−g, h] with g, h > 0, on both sides or above only. */
export function betaBinomial(tuning: Tuning, { g, h, sides }: { g: number; h: number; sides: 1 | 2 }): Mixture {
  const rho = sides === 1 ? oneSidedRho(tuning) : twoSidedRho(tuning);
  const r = Math.max(rho - g * h, 1e-3 * g * h);
  const width = g + h;
  const until = sides === 1 ? h / width : 1;
  const start = logBeta(r / (g * width), r / (h * width), until);
  return {
    largest: v => v / g,
    logE: (s, v) => {
      const [below, above] = [(v - g * s) / (g * width), (v + h * s) / (h * width)];
      const moved = logBeta(r / (g * width) + below, r / (h * width) + above, until);
      return (v / (g * h)) * Math.log(width) - above * Math.log(g) - below * Math.log(h) + moved - start;
    },
  };
}

/** The smallest probability that is tried, as a part of the share of successes. */
const SMALLEST = 1e-12;

/**
 * Bounds for the probability of success, from k among the first n trials, that hold at all n together with probability
 * ≥ 1 − α; tightest at about `tightestAt` trials. The probabilities p against which the two-sided beta-binomial mixture
 * for terms in [−p, 1 − p] stays under 1/α. RangeError for impossible counts.
 */
export function bernoulliSequence(
  successes: Successes,
  { alpha, tightestAt }: { alpha: number; tightestAt: number },
): { lower: number; upper: number } {
  const { k, n } = checkSuccesses(successes);
  const lowerOf = (count: number): number => {
    const excess = (p: number): number => {
      const [g, h] = [p, 1 - p];
      const mixture = betaBinomial({ v: tightestAt * g * h, alpha }, { g, h, sides: 2 });
      return mixture.logE(count - n * p, n * g * h) + Math.log(alpha);
    };
    const least = (SMALLEST * count) / n;
    return least > 0 && excess(least) > 0 ? lastPositive(excess, least, count / n) : 0;
  };
  return { lower: lowerOf(k), upper: 1 - lowerOf(n - k) };
}

/** A stitched boundary: where it begins to hold, what may be crossed, and how its epochs grow. */
export interface Stitching {
  readonly v: number;
  readonly alpha: number;
  /** The intrinsic time from which on the boundary is tight, > 0. */
  readonly from: number;
  /** The scale of sub-gamma terms; negative for lighter tails than Gaussian ones. */
  readonly c: number;
  /** How fast the level is spent, > 1, and by what factor epochs grow, > 1. */
  readonly s?: number;
  readonly eta?: number;
}

/** The polynomial stitched boundary of sub-gamma sums, of order √(v·ln ln v) (theorem 1 with h(k) = (k + 1)^s·ζ(s)). */
export function polyStitchingBound({ v, alpha, from, c, s = 1.4, eta = 2 }: Stitching): number {
  const time = Math.max(v, from);
  const level = s * Math.log(Math.log((eta * time) / from)) + Math.log(zeta(s) / (alpha * Math.log(eta) ** s));
  const k1 = (eta ** 0.25 + eta ** -0.25) / Math.SQRT2;
  const k2 = (Math.sqrt(eta) + 1) / 2;
  const drift = k2 * c * level;
  return Math.sqrt(k1 * k1 * time * level + drift * drift) + drift;
}

/** The variance of the mixing normal that makes the two-sided boundary nearly as small as it can be at v. */
const twoSidedRho = ({ v, alpha }: Tuning): number =>
  v / (2 * Math.log(1 / alpha) + Math.log1p(2 * Math.log(1 / alpha)));

const oneSidedRho = ({ v, alpha }: Tuning): number => twoSidedRho({ v, alpha: 2 * alpha });

const unbounded = (logE: Mixture['logE']): Mixture => ({ logE, largest: () => Number.POSITIVE_INFINITY });

/** ln ∫₀ˣ t^{a−1}(1 − t)^{b−1} dt. */
function logBeta(a: number, b: number, x: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b) + (x === 1 ? 0 : Math.log(betaIncomplete(x, a, b, true, false)));
}

/** Riemann's ζ(s), s > 1: twenty terms and the first of Euler and Maclaurin's corrections, to 1e-12. */
function zeta(s: number): number {
  const last = 20;
  let sum = last ** (1 - s) / (s - 1) - last ** -s / 2;
  for (let term = 1; term <= last; term += 1) sum += term ** -s;
  const first = (s * last ** (-s - 1)) / 12;
  const second = (s * (s + 1) * (s + 2) * last ** (-s - 3)) / 720;
  return sum + first - second + (s * (s + 1) * (s + 2) * (s + 3) * (s + 4) * last ** (-s - 5)) / 30240;
}
