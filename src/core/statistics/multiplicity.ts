// Many tests at once: p-values adjusted so that each can be held against one level.

/**
 * Holm's step-down adjustment: the chance of one false rejection among all tests stays ≤ α, whatever their dependence.
 * Takes p-values in [0, 1] in any order and returns the adjusted ones in the same order: the cumulative maximum of
 * p₍ᵢ₎·(m − i + 1) over ascending p, at most 1. RangeError where a p-value is none.
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scand. J. Statist. 6 (1979), 65–70.
 */
export function holm(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let highest = 0;
  for (const [rank, index] of ascending(pValues).entries()) {
    highest = Math.max(highest, (pValues[index] as number) * (pValues.length - rank));
    adjusted[index] = Math.min(1, highest);
  }
  return adjusted;
}

/**
 * Benjamini and Hochberg's step-up adjustment: the expected share of false rejections among all rejections stays ≤ α
 * under independence or positive dependence. Same shapes and errors as `holm`; the cumulative minimum of p₍ᵢ₎·m/i
 * from the largest p down, never below the p-value itself.
 * Source: Benjamini & Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995), 289–300.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const adjusted = new Array<number>(pValues.length);
  let lowest = 1;
  for (const [fromTop, index] of ascending(pValues).reverse().entries()) {
    lowest = Math.min(lowest, (pValues[index] as number) * (pValues.length / (pValues.length - fromTop)));
    adjusted[index] = lowest;
  }
  return adjusted;
}

/** Indices by ascending p, equal ones in the order they came. */
function ascending(pValues: readonly number[]): number[] {
  const stray = pValues.findIndex(p => !(p >= 0 && p <= 1));
  if (stray !== -1) throw new RangeError(`p-value ${stray} of ${pValues.length} is ${pValues[stray]}, not in [0, 1]`);
  return pValues.map((_, index) => index).sort((i, j) => (pValues[i] as number) - (pValues[j] as number));
}
