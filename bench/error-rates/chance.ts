// Seeded random numbers for simulations: one stream for each name, so that no table depends on another.
import { normalQuantile } from '../../src/core/statistics/distributions.ts';
import { type Generator, seeded, uniform } from '../../src/core/statistics/generator.ts';

const SEED = 2026;

/** Random numbers that depend on a name alone. */
export class Chance {
  readonly #generator: Generator;
  #spare: number | null = null;

  constructor(name: string) {
    this.#generator = seeded(SEED, numberOf(name));
  }

  /** In (0, 1). */
  uniform(): number {
    return uniform(this.#generator) + 2 ** -33;
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    if (this.#spare !== null) {
      const spare = this.#spare;
      this.#spare = null;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log(this.uniform()));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** A whole number from `least` to `most`. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.uniform() * (most - least + 1));
  }

  /** `n` numbers. */
  many(n: number, draw: () => number): Float64Array {
    const values = new Float64Array(n);
    for (let i = 0; i < n; i++) values[i] = draw();
    return values;
  }

  /** A stationary autoregression of order 1 with variance 1. */
  autoregression(n: number, coefficient: number): Float64Array {
    const step = Math.sqrt(1 - coefficient * coefficient);
    let level = this.normal();
    return this.many(n, () => {
      level = coefficient * level + step * this.normal();
      return level;
    });
  }
}

/** FNV-1a over the characters of a name. */
function numberOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const character of name) hash = Math.imul(hash ^ (character.codePointAt(0) as number), 0x01000193);
  return hash >>> 0;
}

/** Points and weights that integrate a standard normal, by the trapezoid rule on [−7, 7]. */
export function normalGrid(points: number): readonly (readonly [value: number, weight: number])[] {
  const step = 14 / (points - 1);
  return Array.from({ length: points }, (_, index) => {
    const value = -7 + index * step;
    return [value, (step * Math.exp((-value * value) / 2)) / Math.sqrt(2 * Math.PI)] as const;
  });
}

/** Where an increasing function reaches a value, by bisection. */
export function solve(increasing: (x: number) => number, value: number, [from, to]: readonly [number, number]): number {
  if (increasing(from) > value || increasing(to) < value) throw new Error(`${value} is not reached.`);
  let [low, high] = [from, to];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (increasing(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** The logistic function. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** A normal number's place as a share, kept inside (0, 1). */
export const quantile = (share: number): number => normalQuantile(share);
