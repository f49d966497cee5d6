// Forward-mode differentiation for smooth functions of means: what the delta method needs of a metric.
// Source of the method: Oehlert, "A note on the delta method", The American Statistician 46 (1992), 27–29.

/** A value together with its gradient with respect to the means it was computed from (one entry a mean). */
export interface Smooth {
  readonly value: number;
  readonly gradient: Float64Array;
}

const combine = (value: number, a: Smooth, da: number, b: Smooth, db: number): Smooth => {
  const gradient = new Float64Array(a.gradient.length);
  for (let i = 0; i < gradient.length; i += 1) {
    gradient[i] = da * (a.gradient[i] as number) + db * (b.gradient[i] as number);
  }
  return { value, gradient };
};

/** The chain rule; a mean that does not enter stays at 0 even where the slope is infinite. */
const chain = (value: number, a: Smooth, slope: number): Smooth => ({
  value,
  gradient: a.gradient.map(entry => (entry === 0 ? 0 : entry * slope)),
});

/** The mean number `index`, as the variable it is. */
export function variable(index: number, means: ArrayLike<number>): Smooth {
  const gradient = new Float64Array(means.length);
  gradient[index] = 1;
  return { value: means[index] ?? Number.NaN, gradient };
}

/** A number that depends on none of `size` means. */
export function constant(value: number, size: number): Smooth {
  return { value, gradient: new Float64Array(size) };
}

/** a + b. */
export function add(a: Smooth, b: Smooth): Smooth {
  return combine(a.value + b.value, a, 1, b, 1);
}

/** a − b. */
export function subtract(a: Smooth, b: Smooth): Smooth {
  return combine(a.value - b.value, a, 1, b, -1);
}

/** a · b. */
export function multiply(a: Smooth, b: Smooth): Smooth {
  return combine(a.value * b.value, a, b.value, b, a.value);
}

/** a / b; NaN throughout where b is 0, so that the undefined can never be mistaken for a number. */
export function divide(a: Smooth, b: Smooth): Smooth {
  if (b.value === 0) return chain(Number.NaN, a, Number.NaN);
  const ratio = a.value / b.value;
  return combine(ratio, a, 1 / b.value, b, -ratio / b.value);
}

/** factor · a. */
export function scale(a: Smooth, factor: number): Smooth {
  return chain(factor * a.value, a, factor);
}

/** a + offset. */
export function shift(a: Smooth, offset: number): Smooth {
  return chain(a.value + offset, a, 1);
}

/** −a. */
export function negate(a: Smooth): Smooth {
  return scale(a, -1);
}

/** a². */
export function square(a: Smooth): Smooth {
  return chain(a.value * a.value, a, 2 * a.value);
}

/** √a; NaN below 0, and an infinite slope at 0. */
export function sqrt(a: Smooth): Smooth {
  const root = Math.sqrt(a.value);
  return chain(root, a, 0.5 / root);
}

/** ln a; NaN at 0 and below. */
export function log(a: Smooth): Smooth {
  return a.value > 0 ? chain(Math.log(a.value), a, 1 / a.value) : chain(Number.NaN, a, Number.NaN);
}

/** |a|, with slope 0 at 0, where there is no derivative. */
export function absolute(a: Smooth): Smooth {
  return chain(Math.abs(a.value), a, Math.sign(a.value));
}

/** The largest of some values, the first of equals. Smooth only where one leads: near a tie an interval is too narrow. */
export function largest(values: readonly [Smooth, ...Smooth[]]): Smooth {
  return values.reduce((best, next) => (next.value > best.value ? next : best));
}

/** The smallest of some values, the first of equals; the same caution. */
export function smallest(values: readonly [Smooth, ...Smooth[]]): Smooth {
  return values.reduce((best, next) => (next.value < best.value ? next : best));
}

/** gᵀ Σ g, the variance of the linear combination g of terms with covariance Σ (row-major, k × k); never below 0. */
export function varianceAlong(gradient: Float64Array, covariance: Float64Array): number {
  const size = gradient.length;
  let sum = 0;
  for (let i = 0; i < size; i += 1) {
    for (let j = 0; j < size; j += 1) {
      sum += (gradient[i] as number) * (covariance[i * size + j] as number) * (gradient[j] as number);
    }
  }
  return Math.max(0, sum);
}
