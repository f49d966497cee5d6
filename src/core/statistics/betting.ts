// An interval for the mean of values in [0, 1] by betting: a mean is given up once betting against it has made one rich.
import { plugInBets, type UnitValues, unitValue } from './bets.ts';
import { lastPositive } from './root.ts';

/** Bounds on both sides together at level 1 − α. */
export interface MeanInterval {
  readonly lower: number;
  readonly upper: number;
}

/** No bet may lose more than this share of the capital. */
const LARGEST_LOSS = 1 / 2;

/**
 * ln K_t for t = 1 … n: the capital, from 1, of one who stakes `bets` on each next value exceeding the mean `m`, in
 * [0, 1]: K_t = Π(1 + λ_i(x_i − m)), with λ cut to [−½/(1 − m), ½/m]. A martingale if m is the conditional mean.
 * Source: Waudby-Smith & Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86 (2024), 1–27.
 * RangeError for a value outside [0, 1].
 */
export function logCapital(values: UnitValues, bets: ArrayLike<number>, m: number): Float64Array {
  const [least, most] = [-LARGEST_LOSS / (1 - m), LARGEST_LOSS / m];
  let log = 0;
  return Float64Array.from(bets, (bet, index) => {
    log += Math.log1p(Math.min(most, Math.max(least, bet)) * (unitValue(values, index) - m));
    return log;
  });
}

/**
 * The means that neither side's capital has refuted by now: K⁺ and K⁻ stay ≤ 2/α, bets are `plugInBets` at α/2. With
 * probability ≥ 1 − α all intervals of all prefixes hold the mean, so that one may look after every value. Needs equal
 * conditional means, nothing else; lower > upper refutes that. No value at all: [0, 1]. RangeError outside [0, 1].
 * Source: ibid., the hedged capital confidence sequence with θ = ½ and its running intersection. As no factor of K⁺
 * rises with m, the set is an interval, and its ends are found by bisection instead of on a grid.
 */
export function bettingInterval(values: UnitValues, alpha: number): MeanInterval {
  const mirrored = Float64Array.from(values, value => 1 - value);
  return { lower: lowerEnd(values, alpha / 2), upper: 1 - lowerEnd(mirrored, alpha / 2) };
}

function lowerEnd(values: UnitValues, alpha: number): number {
  const bets = plugInBets(values, alpha);
  return lastPositive(m => (refutes(values, bets, m, 1 / alpha) ? 1 : 0), 0, 1);
}

/** Does K⁺ ever pass the threshold? Capital that fell under the smallest double stays 0, which only widens the set. */
function refutes(values: UnitValues, bets: Float64Array, m: number, threshold: number): boolean {
  const most = LARGEST_LOSS / m;
  let capital = 1;
  for (let index = 0; index < bets.length; index += 1) {
    capital *= 1 + Math.min(most, bets[index] as number) * ((values[index] as number) - m);
    if (capital > threshold) return true;
  }
  return false;
}
