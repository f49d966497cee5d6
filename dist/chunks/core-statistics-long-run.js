import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  FEW_UNITS,
  caution,
  fromStudent,
  undetermined
} from "./stdlib-math-base-special-kernel-betainc.js";

// src/core/series.ts
function stepOf(times) {
  const ascending = [...times].sort((a, b) => a - b);
  const gaps = ascending.slice(1).map((time, index) => time - ascending[index]);
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 0;
}
function irregularity(times) {
  const step = stepOf(times);
  const ascending = [...times].sort((a, b) => a - b);
  const others = ascending.filter((time, index) => index > 0 && time - ascending[index - 1] !== step);
  return times.length < 2 ? 0 : others.length / (times.length - 1);
}
function periodsOf(times, { seasonMs, horizon }) {
  const step = stepOf(times);
  const periods = (span) => step > 0 ? Math.max(1, Math.round(span / step)) : 1;
  return {
    season: seasonMs === null ? 1 : periods(seasonMs),
    horizon: horizon === null ? null : "periods" in horizon ? horizon.periods : periods(horizon.ms)
  };
}
var HOUR = 36e5;
var spans = /* @__PURE__ */ new Map([
  [HOUR, "hours"],
  [24 * HOUR, "days"],
  [7 * 24 * HOUR, "weeks"]
]);
var unitNameOf = (unit, times) => unit === "row" ? "rows" : unit === "group" ? "groups" : spans.get(stepOf(times)) ?? "periods";

// src/core/statistics/paired-t.ts
function pairedT({ mean, variance, n }, method = "paired t") {
  if (n < 2) return undetermined({ estimate: mean, method, units: n, warnings: [caution.noUnits] });
  const se = Math.sqrt(Math.max(0, variance) / n);
  const warnings = n < FEW_UNITS ? [caution.fewUnits] : [];
  return fromStudent({ estimate: mean, se, df: n - 1, method, units: n, warnings });
}
function unitMoments(values) {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  let rest = 0;
  for (const value of values) {
    const deviation = value - mean;
    squares += deviation * deviation;
    rest += deviation;
  }
  return { mean, variance: n > 1 ? (squares - rest * rest / n) / (n - 1) : Number.NaN, n };
}

// src/core/statistics/long-run.ts
var LEAST_PERIODS = 12;
var MOST_DF = 1e3;
var MOST_SUMS = 1e4;
var METHOD = "equal-weighted cosine, t";
function longRunVariance(values, season = 1) {
  const periods = Math.floor(values.length / season);
  if (periods < LEAST_PERIODS) return null;
  const sums = sumsOver(values, season * Math.ceil(periods / MOST_SUMS));
  const df = Math.min(MOST_DF, Math.floor(0.4 * periods ** (2 / 3)));
  let total = 0;
  for (let j = 1; j <= df; j += 1) total += cosineWeight(sums, j) ** 2;
  const ofOneSum = 2 / sums.length * (total / df);
  return { variance: ofOneSum * sums.length / values.length, df, periods };
}
function longRunMean(values, season = 1) {
  const { mean, n } = unitMoments(values);
  const longRun = longRunVariance(values, season);
  if (longRun === null) {
    const warnings2 = [season > 1 ? caution.fewSeasons : caution.shortSeries];
    return undetermined({ estimate: mean, method: METHOD, units: n, warnings: warnings2 });
  }
  const warnings = longRun.periods < FEW_UNITS ? [caution.fewUnits] : [];
  const se = Math.sqrt(longRun.variance / n);
  return fromStudent({ estimate: mean, se, df: longRun.df, method: METHOD, units: n, warnings });
}
function varianceInflation(values, season = 1) {
  const longRun = longRunVariance(values, season);
  const { variance } = unitMoments(values);
  if (longRun === null || !Number.isFinite(variance)) return null;
  return variance > 0 ? Math.max(1, longRun.variance / variance) : 1;
}
function sumsOver(values, span) {
  const { mean, n } = unitMoments(values);
  const count = Math.ceil(n / span);
  const sums = new Float64Array(count);
  const missing = count * span - n;
  for (let i = 0; i < n; i += 1) {
    const place = Math.floor((i + missing) / span);
    sums[place] = sums[place] + values[i] - mean;
  }
  return sums;
}
function cosineWeight(sums, frequency) {
  const step = Math.PI * frequency / sums.length;
  let weight = 0;
  for (let k = 0; k < sums.length; k += 1) weight += sums[k] * Math.cos(step * (k + 0.5));
  return weight;
}

export {
  irregularity,
  periodsOf,
  unitNameOf,
  pairedT,
  unitMoments,
  longRunMean,
  varianceInflation
};
