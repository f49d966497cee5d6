// Bets against a mean: how much to stake on each next value, from the values before it alone.

/** Values within [0, 1], in the order in which they came. */
export type UnitValues = ArrayLike<number>;

interface Past {
  /** t, counted from 1, of the value that is bet on. */
  readonly time: number;
  /** Mean of the values before, with one made-up value of ½ among them. */
  readonly mean: number;
  /** Mean square of the values before around the mean of their time, with a made-up ¼ among them. */
  readonly variance: number;
}

/**
 * Stakes λ_t = √(2·ln(1/α)/(σ̂²_{t−1}·t·ln(1 + t))), not yet cut to what a mean allows: λ₁ … λₙ.
 * Source: Waudby-Smith & Ramdas, "Estimating means of bounded random variables by betting", JRSS B 86 (2024), 1–27:
 * the predictable plug-in of their empirical Bernstein and hedged capital sequences. RangeError outside [0, 1].
 */
export function plugInBets(values: UnitValues, alpha: number): Float64Array {
  const stake = 2 * Math.log(1 / alpha);
  return alongside(values, ({ time, variance }) => Math.sqrt(stake / (variance * time * Math.log(1 + time))));
}

/**
 * Stakes that nearly maximise the expected logarithm of the capital against the mean m: λ_t = (μ̂ − m)/(σ̂² + (μ̂ − m)²)
 * with μ̂ and σ̂² of the values before t; negative where they speak for a lower mean, not yet cut.
 * Source: ibid., the approximate Kelly bets. RangeError outside [0, 1].
 */
export function kellyBets(values: UnitValues, m: number): Float64Array {
  return alongside(values, ({ mean, variance }) => (mean - m) / (variance + (mean - m) ** 2));
}

function alongside(values: UnitValues, stake: (past: Past) => number): Float64Array {
  const stakes = new Float64Array(values.length);
  let [mean, variance] = [1 / 2, 1 / 4];
  for (let time = 1; time <= values.length; time += 1) {
    stakes[time - 1] = stake({ time, mean, variance });
    const value = unitValue(values, time - 1);
    mean += (value - mean) / (time + 1);
    variance += ((value - mean) ** 2 - variance) / (time + 1);
  }
  return stakes;
}

/** The value at an index. RangeError for one outside [0, 1] or none: no bound holds for it. */
export function unitValue(values: UnitValues, index: number): number {
  const value = values[index];
  if (value !== undefined && value >= 0 && value <= 1) return value;
  throw new RangeError(`value ${index} of ${values.length} is ${value}, not within [0, 1]`);
}
