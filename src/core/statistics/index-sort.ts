// The ascending order of many numbers, as indices.

/** Below so many values a comparison sort is as fast as counting. */
const FEW = 512;

const DIGITS = 4;
const DIGIT_VALUES = 1 << 16;
const LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/**
 * Indices that bring `values` into ascending order, equal ones in the order they came. No NaN. Large inputs go through a
 * radix sort on the bits of the doubles, least significant 16 first: linear time, about 0.2 s for a million.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  if (values.length >= FEW) return radixSort(sortableBits(values), order);
  return order.sort((i, j) => (values[i] as number) - (values[j] as number) || i - j);
}

/** The doubles as 16-bit digits whose unsigned order is the numbers' order. −0 becomes 0, so that the two stay equal. */
function sortableBits(values: Float64Array): Uint16Array {
  const copy = values.map(value => value + 0);
  const words = new Uint32Array(copy.buffer);
  const [low, high] = LITTLE_ENDIAN ? [0, 1] : [1, 0];
  for (let i = 0; i < words.length; i += 2) {
    const sign = words[i + high] as number;
    const negative = sign >>> 31 === 1;
    words[i + high] = negative ? ~sign : sign ^ 0x80000000;
    if (negative) words[i + low] = ~(words[i + low] as number);
  }
  return new Uint16Array(copy.buffer);
}

function radixSort(digits: Uint16Array, indices: Uint32Array<ArrayBuffer>): Uint32Array {
  let from = indices;
  let to = new Uint32Array(from.length);
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const place = LITTLE_ENDIAN ? digit : DIGITS - 1 - digit;
    const starts = bucketStarts(digits, place);
    if (starts === null) continue;
    for (let i = 0; i < from.length; i += 1) {
      const index = from[i] as number;
      const bucket = digits[index * DIGITS + place] as number;
      const position = starts[bucket] as number;
      starts[bucket] = position + 1;
      to[position] = index;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Where each digit's bucket begins; null when all values share the digit, and there is nothing to do. */
function bucketStarts(digits: Uint16Array, place: number): Uint32Array | null {
  const counts = new Uint32Array(DIGIT_VALUES);
  for (let i = place; i < digits.length; i += DIGITS) {
    const digit = digits[i] as number;
    counts[digit] = (counts[digit] as number) + 1;
  }
  if (counts[digits[place] as number] === digits.length / DIGITS) return null;
  let start = 0;
  for (let digit = 0; digit < DIGIT_VALUES; digit += 1) {
    const count = counts[digit] as number;
    counts[digit] = start;
    start += count;
  }
  return counts;
}
