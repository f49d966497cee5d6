// Lower confidence sequences in closed form for the mean of values in [0, 1]; upper ones are 1 minus those of 1 − x.
import { plugInBets, type UnitValues, unitValue } from './bets.ts';

/** Bets are cut here: as they near 1, the empirical Bernstein penalty grows without bound. */
const LARGEST_BET = 1 / 2;

/**
 * Lower bounds after each value: with probability ≥ 1 − α all of them at once are at most the mean, so one may look at
 * any time. Needs the conditional means to be equal, nothing else. RangeError for a value outside [0, 1].
 * Source: Waudby-Smith & Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86 (2024), the
 * predictable plug-in empirical Bernstein sequence: Σλx/Σλ − (ln(1/α) + Σ(x_t − μ̂_{t−1})²·(−ln(1 − λ_t) − λ_t))/Σλ.
 */
export function empiricalBernsteinSequence(values: UnitValues, alpha: number): Float64Array {
  const bets = plugInBets(values, alpha).map(bet => Math.min(LARGEST_BET, bet));
  let sum = 0;
  return mixture(values, bets, alpha, (bet, value, index) => {
    const foreseen = index === 0 ? 0 : sum / index;
    sum += value;
    return (value - foreseen) ** 2 * (-Math.log1p(-bet) - bet);
  });
}

/**
 * As `empiricalBernsteinSequence`, for the worst variance that values in [0, 1] can have; the better of the two at
 * small samples. Source: ibid., the predictable plug-in Hoeffding sequence, λ_t = min(1, √(8·ln(1/α)/(t·ln(1 + t)))).
 */
export function hoeffdingSequence(values: UnitValues, alpha: number): Float64Array {
  const stake = 8 * Math.log(1 / alpha);
  const bets = Float64Array.from({ length: values.length }, (_, index) => {
    const time = index + 1;
    return Math.min(1, Math.sqrt(stake / (time * Math.log(1 + time))));
  });
  return mixture(values, bets, alpha, bet => bet ** 2 / 8);
}

type Penalty = (bet: number, value: number, index: number) => number;

function mixture(values: UnitValues, bets: Float64Array, alpha: number, penalty: Penalty): Float64Array {
  let [staked, won, paid] = [0, 0, Math.log(1 / alpha)];
  return bets.map((bet, index) => {
    const value = unitValue(values, index);
    staked += bet;
    won += bet * value;
    paid += penalty(bet, value, index);
    return Math.max(0, (won - paid) / staked);
  });
}
