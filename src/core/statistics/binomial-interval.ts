// Bounds for a share of rows: k successes among n independent ones.
import { betaQuantile, binomialCdf, binomialSf, normalCdf, normalQuantile } from './distributions.ts';
import { caution, FEW_UNITS, type Inference, undetermined } from './inference.ts';

/** `k` successes among `n` trials, both integers, 0 ≤ k ≤ n. */
export interface Successes {
  readonly k: number;
  readonly n: number;
}

/**
 * Inference for the probability of success that holds its level at every n and every truth: bounds are Beta quantiles,
 * p-values binomial tails. Without a trial: infinite bounds. RangeError unless 0 ≤ k ≤ n are integers.
 * Source: Clopper & Pearson, "The use of confidence or fiducial limits illustrated in the case of the binomial",
 * Biometrika 26 (1934), 404–413.
 */
export function clopperPearson(successes: Successes): Inference {
  const { k, n } = checkSuccesses(successes);
  return described(successes, 'Clopper–Pearson', {
    lower: alpha => (k === 0 ? 0 : betaQuantile(alpha, k, n - k + 1)),
    upper: alpha => (k === n ? 1 : betaQuantile(1 - alpha, k + 1, n - k)),
    pAbove: threshold => (threshold < 0 ? 0 : binomialSf(k, n, clamp(threshold))),
    pBelow: threshold => (threshold > 1 ? 0 : binomialCdf(k, n, clamp(threshold))),
  });
}

/**
 * Inference for the probability of success by the score test: closer to its level on average than Clopper–Pearson,
 * sometimes over it at a single truth. Shapes and errors as there.
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212.
 */
export function wilson(successes: Successes): Inference {
  const { k, n } = checkSuccesses(successes);
  const failures: Successes = { k: n - k, n };
  return described(successes, 'Wilson score', {
    lower: alpha => scoreBound(successes, -normalQuantile(alpha)),
    upper: alpha => scoreBound(successes, normalQuantile(alpha)),
    pAbove: threshold => scoreTail(successes, threshold),
    pBelow: threshold => scoreTail(failures, 1 - threshold),
  });
}

/** The p at which (p̂ − p)/√(p(1 − p)/n) is z: below the share for z > 0, above it for z < 0. */
function scoreBound({ k, n }: Successes, z: number): number {
  if (!Number.isFinite(z)) return z > 0 ? 0 : 1;
  const share = k / n;
  const shrink = (z * z) / n;
  const reach = Math.sign(z) * Math.sqrt(shrink * share * (1 - share) + (shrink / 2) ** 2);
  return clamp(share + ((shrink / 2) * (1 - 2 * share) - reach) / (1 + shrink));
}

/** P(Z ≥ (p̂ − p)/√(p(1 − p)/n)), with its limit at p = 0; no truth lies below 0, every one up to 1. */
function scoreTail({ k, n }: Successes, p: number): number {
  if (p < 0) return 0;
  if (p >= 1) return 1;
  if (p === 0) return k === 0 ? 0.5 : 0;
  return normalCdf((p - k / n) / Math.sqrt((p * (1 - p)) / n));
}

function described({ k, n }: Successes, method: string, sides: Sides): Inference {
  const estimate = k / n;
  if (n === 0) return undetermined({ estimate, method, units: 0, warnings: [caution.noUnits] });
  return {
    estimate,
    se: Math.sqrt((estimate * (1 - estimate)) / n),
    df: null,
    method,
    units: n,
    warnings: n < FEW_UNITS ? [caution.fewUnits] : [],
    ...sides,
  };
}

type Sides = Pick<Inference, 'lower' | 'upper' | 'pAbove' | 'pBelow'>;

/** The counts themselves. RangeError unless 0 ≤ k ≤ n are integers. */
export function checkSuccesses(successes: Successes): Successes {
  const { k, n } = successes;
  if (Number.isSafeInteger(k) && Number.isSafeInteger(n) && k >= 0 && k <= n) return successes;
  throw new RangeError(`${k} successes among ${n} trials are impossible`);
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share));
