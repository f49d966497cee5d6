// Seeded chance: the only randomness there is, always an argument.
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of 32 random bits at a time, as a signed integer. Stateful: one generator, one use. */
export interface Generator {
  next(): number;
}

/** Turns 32 bits into [0, 1) by one multiplication. */
export const PER_BIT_PATTERN = 2 ** -32;

/** How many values are thrown away at the start: the first are plain arithmetic on the seed. */
const WARM_UP = 32;

/**
 * xoroshiro128+ from a seed (any integer below 2⁵³). Neighbouring seeds, and the streams of one seed, are unrelated.
 * Source: Blackman & Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47 (2021); seed mixed by
 * MurmurHash3's finalizer.
 */
export function seeded(seed: number, stream = 0): Generator {
  const generator = xoroshiro128plus([seed / 2 ** 32, stream].reduce(absorb, scramble(seed | 0)));
  for (let i = 0; i < WARM_UP; i += 1) generator.next();
  return generator;
}

/** The next number in [0, 1), in steps of 2⁻³². */
export function uniform(generator: Generator): number {
  return (generator.next() >>> 0) * PER_BIT_PATTERN;
}

/** Brings `items` into random order, in place (Fisher & Yates). */
export function shuffle(items: Uint32Array, generator: Generator): void {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(uniform(generator) * (last + 1));
    const moved = items[last] as number;
    items[last] = items[chosen] as number;
    items[chosen] = moved;
  }
}

const absorb = (state: number, part: number): number => scramble(Math.imul(state, 31) + Math.floor(part) + 1);

function scramble(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
