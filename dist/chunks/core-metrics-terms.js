import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/statistics/delta.ts
var combine = (value, a, da, b, db) => {
  const gradient = new Float64Array(a.gradient.length);
  for (let i = 0; i < gradient.length; i += 1) {
    gradient[i] = da * a.gradient[i] + db * b.gradient[i];
  }
  return { value, gradient };
};
var chain = (value, a, slope) => ({
  value,
  gradient: a.gradient.map((entry) => entry === 0 ? 0 : entry * slope)
});
function variable(index, means) {
  const gradient = new Float64Array(means.length);
  gradient[index] = 1;
  return { value: means[index] ?? Number.NaN, gradient };
}
function constant(value, size) {
  return { value, gradient: new Float64Array(size) };
}
function add(a, b) {
  return combine(a.value + b.value, a, 1, b, 1);
}
function subtract(a, b) {
  return combine(a.value - b.value, a, 1, b, -1);
}
function multiply(a, b) {
  return combine(a.value * b.value, a, b.value, b, a.value);
}
function divide(a, b) {
  if (b.value === 0) return chain(Number.NaN, a, Number.NaN);
  const ratio = a.value / b.value;
  return combine(ratio, a, 1 / b.value, b, -ratio / b.value);
}
function scale(a, factor) {
  return chain(factor * a.value, a, factor);
}
function sqrt(a) {
  const root = Math.sqrt(a.value);
  return chain(root, a, 0.5 / root);
}

// src/core/metrics/moment-metric.ts
function momentMetric(row) {
  return {
    evidence: "moments",
    ratioScale: true,
    shared: [],
    proportion: false,
    needsProbabilities: false,
    value: meanOfOwn,
    ...row
  };
}
var meanOfOwn = ({ own, weight }) => divide(only(own), weight);
var ratioOfSums = ({ own, shared }) => divide(only(own), only(shared));
function only(values) {
  const [value, ...rest] = values;
  if (value === void 0 || rest.length > 0) throw new Error(`One term was expected; there are ${values.length}.`);
  return value;
}

// src/core/metrics/terms.ts
var perRow = (term) => ({ count, target, prediction }, into, constants) => {
  for (let row = 0; row < count; row++) {
    into[row] = term(target[row], prediction[row], constants);
  }
};
var absoluteError = perRow((target, prediction) => Math.abs(prediction - target));
var squaredError = perRow((target, prediction) => (prediction - target) ** 2);
var signedError = perRow((target, prediction) => prediction - target);
var absoluteTarget = perRow((target) => Math.abs(target));
var targetFromOrigin = perRow((target, _, { origin }) => target - origin);
var squaredTargetFromOrigin = perRow((target, _, { origin }) => (target - origin) ** 2);
var nonZeroTarget = perRow((target) => target === 0 ? 0 : 1);
var absolutePercentageError = perRow(
  (target, prediction) => target === 0 ? 0 : Math.abs((prediction - target) / target)
);
var symmetricPercentageError = perRow((target, prediction) => {
  const scale2 = Math.abs(target) + Math.abs(prediction);
  return scale2 === 0 ? 0 : 2 * Math.abs(prediction - target) / scale2;
});
var quantileLoss = perRow(
  (target, prediction, { argument }) => target >= prediction ? argument * (target - prediction) : (1 - argument) * (prediction - target)
);
var binaryHit = perRow((target, prediction) => prediction > 0.5 === target > 0.5 ? 1 : 0);
var classHit = perRow((target, prediction) => target === prediction ? 1 : 0);
var binaryLogLoss = perRow(
  (target, prediction) => -Math.log(clip(target > 0.5 ? prediction : 1 - prediction))
);
var itself = perRow((_, prediction) => prediction);
var classLogLoss = (rows, into) => {
  const probabilities = probabilitiesOf(rows);
  for (let row = 0; row < rows.count; row++) {
    let sum = 0;
    for (const column of probabilities) sum += column[row];
    const truth = probabilities[rows.target[row]]?.[row] ?? 0;
    into[row] = -Math.log(clip(sum > 0 ? truth / sum : 0));
  }
};
var topKHit = (rows, into, { argument: k }) => {
  const probabilities = probabilitiesOf(rows);
  for (let row = 0; row < rows.count; row++) {
    const truth = rows.target[row];
    const own = probabilities[truth]?.[row] ?? 0;
    let above = 0;
    for (let other = 0; other < probabilities.length; other++) {
      const probability = probabilities[other][row];
      if (probability > own || probability === own && other > truth) above++;
    }
    into[row] = above < k ? 1 : 0;
  }
};
var smallest = Number.EPSILON;
var clip = (probability) => Math.min(Math.max(probability, smallest), 1 - smallest);
function probabilitiesOf(rows) {
  if (rows.probabilities === null) throw new Error("A metric of class probabilities was given rows without them.");
  return rows.probabilities;
}

// src/core/statistics/index-sort.ts
var FEW = 512;
var DIGITS = 4;
var DIGIT_VALUES = 1 << 16;
var LITTLE_ENDIAN = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;
function ascendingOrder(values) {
  const order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i += 1) order[i] = i;
  if (values.length >= FEW) return radixSort(sortableBits(values), order);
  return order.sort((i, j) => values[i] - values[j] || i - j);
}
function sortableBits(values) {
  const copy = values.map((value) => value + 0);
  const words = new Uint32Array(copy.buffer);
  const [low, high] = LITTLE_ENDIAN ? [0, 1] : [1, 0];
  for (let i = 0; i < words.length; i += 2) {
    const sign = words[i + high];
    const negative = sign >>> 31 === 1;
    words[i + high] = negative ? ~sign : sign ^ 2147483648;
    if (negative) words[i + low] = ~words[i + low];
  }
  return new Uint16Array(copy.buffer);
}
function radixSort(digits, indices) {
  let from = indices;
  let to = new Uint32Array(from.length);
  for (let digit = 0; digit < DIGITS; digit += 1) {
    const place = LITTLE_ENDIAN ? digit : DIGITS - 1 - digit;
    const starts = bucketStarts(digits, place);
    if (starts === null) continue;
    for (let i = 0; i < from.length; i += 1) {
      const index = from[i];
      const bucket = digits[index * DIGITS + place];
      const position = starts[bucket];
      starts[bucket] = position + 1;
      to[position] = index;
    }
    [from, to] = [to, from];
  }
  return from;
}
function bucketStarts(digits, place) {
  const counts = new Uint32Array(DIGIT_VALUES);
  for (let i = place; i < digits.length; i += DIGITS) {
    const digit = digits[i];
    counts[digit] = counts[digit] + 1;
  }
  if (counts[digits[place]] === digits.length / DIGITS) return null;
  let start = 0;
  for (let digit = 0; digit < DIGIT_VALUES; digit += 1) {
    const count = counts[digit];
    counts[digit] = start;
    start += count;
  }
  return counts;
}

export {
  variable,
  constant,
  add,
  subtract,
  multiply,
  divide,
  scale,
  sqrt,
  momentMetric,
  meanOfOwn,
  ratioOfSums,
  only,
  ascendingOrder,
  absoluteError,
  squaredError,
  signedError,
  absoluteTarget,
  targetFromOrigin,
  squaredTargetFromOrigin,
  nonZeroTarget,
  absolutePercentageError,
  symmetricPercentageError,
  quantileLoss,
  binaryHit,
  classHit,
  binaryLogLoss,
  itself,
  classLogLoss,
  topKHit
};
