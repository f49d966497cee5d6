import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  DAY_MS,
  MOST_VERSIONS,
  MOST_WEEKS,
  STATE_SCHEMA,
  accept,
  added,
  alarmThreshold,
  countAftermath,
  countDay,
  dayOf,
  dayText,
  emptyTally,
  formatWatchState,
  hasLabelsCounted,
  judgeProduction,
  logEvidence,
  meanOf,
  parseWatchState,
  resumeSignal,
  startAftermath,
  startSignal,
  unfollowed,
  wholeMeanOf,
  withLabelsOf
} from "./core-watch-signal.js";
import {
  readReport
} from "./report-report-schema.js";
import {
  besideTable,
  withNumbers
} from "./flows-beside-table.js";
import {
  benjaminiHochberg,
  distinct,
  rangesOf,
  usualCode
} from "./flows-code-targets.js";
import {
  unitMoments
} from "./core-statistics-long-run.js";
import {
  chooseMetric
} from "./core-metrics-ordered.js";
import {
  foldState
} from "./core-model-state-2.js";
import {
  chiSquareQuantile,
  chiSquareSf,
  require_lib
} from "./stdlib-math-base-special-kernel-betainc.js";
import {
  hashText,
  joinKeys,
  keyOf,
  mix
} from "./core-text-hash.js";
import {
  parseTime
} from "./core-time-text.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";
import {
  __toESM
} from "./runtime.js";

// src/core/watch/loss.ts
var itself = (mean) => mean;
var absoluteError = (target, prediction) => Math.abs(prediction - target);
var squaredError = (target, prediction) => (prediction - target) ** 2;
var smallest = Number.EPSILON;
var clip = (probability) => Math.min(Math.max(probability, smallest), 1 - smallest);
var positive = [0, Number.POSITIVE_INFINITY];
var error = { scaled: false, better: "lower", bounds: positive, show: itself };
var absolute = { ...error, unit: "target", of: absoluteError };
var squared = { ...error, unit: "number", of: squaredError };
var relative = { ...absolute, scaled: true, unit: "percent" };
var accuracy = (of) => ({
  scaled: false,
  unit: "percent",
  better: "higher",
  bounds: [0, 1],
  of,
  show: (mean) => 1 - mean
});
var binaryAccuracy = accuracy((target, prediction) => prediction > 0.5 === target > 0.5 ? 0 : 1);
var classAccuracy = accuracy((target, prediction) => target === prediction ? 0 : 1);
var percentage = {
  ...absolute,
  unit: "percent",
  of: (target, prediction) => target === 0 ? Number.NaN : Math.abs((prediction - target) / target)
};
var symmetricPercentage = {
  ...absolute,
  bounds: [0, 2],
  unit: "percent",
  of(target, prediction) {
    const scale = Math.abs(target) + Math.abs(prediction);
    return scale === 0 ? 0 : 2 * Math.abs(prediction - target) / scale;
  }
};
var logarithmic = {
  ...squared,
  of: (target, prediction) => -Math.log(clip(target > 0.5 ? prediction : 1 - prediction))
};
var pinball = (level) => ({
  ...absolute,
  of: (target, prediction) => target >= prediction ? level * (target - prediction) : (1 - level) * (prediction - target)
});
var own = {
  wape: relative,
  mae: absolute,
  mse: squared,
  rmse: { ...squared, unit: "target", show: Math.sqrt },
  mape: percentage,
  smape: symmetricPercentage,
  log_loss: logarithmic,
  brier: { ...squared, bounds: [0, 1] }
};
var instead = {
  bias: "wape",
  r2: "mse",
  medae: "mae",
  max_error: "mae",
  roc_auc: "brier",
  average_precision: "brier",
  ece: "brier"
};
function watchedLoss({ metric, argument, text }, { task, direction }) {
  if (task === "score") return scoreLoss(direction ?? "higher");
  if (task === "multiclass") return { ...classAccuracy, metric: "accuracy", exact: metric.name === "accuracy" };
  if (metric.name === "pinball") return { ...pinball(Number(argument)), metric: text, exact: true };
  const name = instead[metric.name] ?? metric.name;
  const row = own[name];
  if (row !== void 0) return { ...row, metric: name, exact: name === metric.name };
  return { ...binaryAccuracy, metric: "accuracy", exact: metric.name === "accuracy" };
}
function scoreLoss(better) {
  const sign = better === "higher" ? -1 : 1;
  return {
    metric: "score",
    exact: true,
    scaled: false,
    unit: "number",
    better,
    bounds: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    of: (_, prediction) => sign * prediction,
    show: (mean) => sign * mean
  };
}
var BEYOND = 5e-3;
function lossRange(losses) {
  const sorted = Float64Array.from(losses).sort();
  const quantile = (share) => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  const from = (sorted[0] ?? 0) >= 0 ? 0 : quantile(BEYOND);
  const to = quantile(1 - BEYOND);
  const widest = sorted.at(-1) ?? 0;
  if (to > from) return { from, to };
  return { from, to: widest > from ? widest : from + Math.max(1e-9, Math.abs(from) * 1e-6) };
}
var shareOf = (loss, { from, to }) => (loss - from) / (to - from);
function withinRange(loss, range) {
  return Math.min(1, Math.max(0, shareOf(loss, range)));
}
var ofRange = (share, { from, to }) => from + share * (to - from);

// src/core/watch/business.ts
var asLoss = (mean, must_not) => must_not === "fall" ? -mean : mean;
var LEARNT_FROM = 28;
function acceptBusiness(means, { tolerance, days, seasonMs }) {
  const range = rangeOf(means);
  if (range === null) return null;
  const shares = means.map((mean) => withinRange(mean, range));
  const accepted = accept({ means: shares, days, rows: means.length }, { seasonMs, tolerance: 0 });
  if (accepted === null) return null;
  const allowed = tolerance * Math.abs(unitMoments(means).mean) / (range.to - range.from);
  return { accepted: { ...accepted, limit: accepted.bound + allowed }, range };
}
function rangeOf(losses) {
  const [from, worst] = [Math.min(...losses), Math.max(...losses)];
  if (!(worst > from)) return null;
  const { mean } = unitMoments(losses);
  return { from, to: worst <= 0 ? 0 : worst + Math.max(2 * (worst - from), Math.abs(mean)) };
}

// src/core/watch/trailing.ts
var DAYS = 28;
var LEAST_DAYS = 7;
var LONGEST_GAP = 28;
function sizeOf(trailing) {
  if (trailing.length < LEAST_DAYS) return null;
  let [rows, sum] = [0, 0];
  for (const [, dayRows, daySum] of trailing) {
    rows += dayRows;
    sum += daySum;
  }
  return rows > 0 && sum > 0 ? sum / rows : null;
}
function withDay(trailing, day, rows, sum) {
  return rows === 0 ? trailing : [...trailing, [day, rows, sum]].slice(-DAYS);
}
function seedFor(holdout, day) {
  const last = holdout.at(-1);
  return last !== void 0 && day - last[0] <= LONGEST_GAP && day > last[0] ? holdout : [];
}

// src/core/watch/count-labels.ts
var RECENT = 28;
function countLabels(version, day, rules) {
  const { signals: references } = version.reference;
  const sums = sumsOf(version, day);
  let overall = null;
  const signals = version.signals.map((signal, index) => {
    const reference = references[index];
    const threshold = alarmThreshold(index === 0 ? "overall" : "other", references.length);
    if (reference.kind === "business") return countBusiness(signal, reference, day, { ...rules, threshold });
    const { rows, loss, whole, size } = sums[index];
    const trailing = withDay(signal.trailing, day.day, rows, size);
    const { accepted } = reference;
    if (rows === 0 || loss === null || accepted === null) return { ...signal, trailing };
    if (index === 0) overall = { loss: ofRange(whole, reference.range), rows };
    const observed = { day: day.day, loss, rows, whole };
    const state = countDay(signal.state, observed, { accepted, every: rules.every, threshold });
    return { ...signal, state, trailing, recent: remembered(signal.recent, [day.day, rows, loss, whole]) };
  });
  return { version: { ...version, signals }, overall };
}
function sumsOf({ reference, signals }, day) {
  const units = signals.map(({ trailing }) => day.sizes === null ? 1 : sizeOf(trailing));
  const rows = new Float64Array(signals.length);
  const sums = new Float64Array(signals.length);
  const wholes = new Float64Array(signals.length);
  const sizes = new Float64Array(signals.length);
  const add = (signal, row) => {
    const loss = day.losses[row] / (units[signal] ?? 1);
    rows[signal] = rows[signal] + 1;
    const { range } = reference.signals[signal];
    sums[signal] = sums[signal] + withinRange(loss, range);
    wholes[signal] = wholes[signal] + shareOf(loss, range);
    if (day.sizes !== null) sizes[signal] = sizes[signal] + day.sizes[row];
  };
  for (let row = 0; row < day.count; row++) {
    if (Number.isNaN(day.losses[row])) continue;
    add(0, row);
    for (const slices of day.slices) if (slices[row] >= 0) add(slices[row], row);
  }
  return signals.map((_, index) => {
    const count2 = rows[index];
    const isTold = count2 > 0 && units[index] !== null;
    return {
      rows: count2,
      loss: isTold ? Math.min(1, sums[index] / count2) : null,
      whole: bounded(wholes[index] / Math.max(1, count2)),
      size: sizes[index]
    };
  });
}
var LARGEST = 1e150;
var bounded = (share) => Math.min(LARGEST, Math.max(-LARGEST, share));
function countBusiness(signal, reference, day, rules) {
  const found = day.business.get(reference.name);
  if (found === void 0 || reference.business === null) return signal;
  const loss = asLoss(found.mean, reference.business.must_not);
  if (reference.accepted === null) return { ...signal, learning: [...signal.learning, loss] };
  const share = withinRange(loss, reference.range);
  const observed = { day: day.day, loss: share, rows: found.rows, whole: bounded(shareOf(loss, reference.range)) };
  const state = countDay(signal.state, observed, { ...rules, accepted: reference.accepted });
  return { ...signal, state, recent: remembered(signal.recent, [day.day, found.rows, share, observed.whole]) };
}
function withLearnt(version, day, { tolerance, seasonMs }) {
  const isLearnt = (index) => (version.signals[index]?.learning.length ?? 0) >= LEARNT_FROM;
  if (!version.signals.some((_, index) => isLearnt(index))) return version;
  const signals = [...version.signals];
  const references = version.reference.signals.map((reference, index) => {
    const signal = signals[index];
    if (!isLearnt(index) || reference.accepted !== null) return reference;
    signals[index] = { ...signal, learning: [], state: resumed(signal, day) };
    const days = signal.learning.map((_, place) => day - signal.learning.length + 1 + place);
    const learnt = acceptBusiness(Float64Array.from(signal.learning), { tolerance, days, seasonMs });
    return learnt === null ? reference : { ...reference, ...learnt };
  });
  return { ...version, signals, reference: { ...version.reference, signals: references } };
}
var resumed = ({ state }, day) => ({
  ...state,
  detector: { ...state.detector, day: Math.max(state.detector.day, day) }
});
var remembered = (recent, day) => [...recent, day].slice(-RECENT);

// src/core/watch/feature.ts
var BINS = 20;
var MOST_VALUES = 2e4;
var MOST_LABELS = 200;
var NumberCollector = class {
  #name;
  #kept = [];
  #stride = 1;
  #rows = 0;
  #nulls = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = Number.NEGATIVE_INFINITY;
  #mean = 0;
  #squares = 0;
  constructor(name) {
    this.#name = name;
  }
  /** Takes one value, NaN where there is none. */
  add(value) {
    this.#rows++;
    if (Number.isNaN(value)) {
      this.#nulls++;
      return;
    }
    const seen = this.#rows - this.#nulls;
    if (seen % this.#stride === 0) this.#keep(value);
    if (value < this.#min) this.#min = value;
    if (value > this.#max) this.#max = value;
    const distance = value - this.#mean;
    this.#mean += distance / seen;
    this.#squares += distance * (value - this.#mean);
  }
  /** The reference; null when no row had a value. */
  finish() {
    const seen = this.#rows - this.#nulls;
    if (seen === 0) return null;
    const sorted = Float64Array.from(this.#kept.length > 0 ? this.#kept : [this.#mean]).sort();
    const edges = edgesOf(sorted);
    const counts = new Array(edges.length + 1).fill(0);
    for (const value of sorted) counts[binOf(edges, value)] = counts[binOf(edges, value)] + 1;
    return {
      kind: "number",
      name: this.#name,
      edges,
      counts,
      rows: this.#rows,
      nulls: this.#nulls,
      min: this.#min,
      max: this.#max,
      mean: this.#mean,
      deviation: Math.sqrt(this.#squares / seen)
    };
  }
  #keep(value) {
    this.#kept.push(value);
    if (this.#kept.length <= MOST_VALUES) return;
    this.#kept = this.#kept.filter((_, index) => index % 2 === 1);
    this.#stride *= 2;
  }
};
function edgesOf(sorted) {
  const largest = sorted.at(-1);
  const edges = [];
  for (let bin = 1; bin < BINS; bin++) {
    const edge = sorted[Math.ceil(bin / BINS * sorted.length) - 1];
    if (edge < largest && edge !== edges.at(-1)) edges.push(edge);
  }
  return edges;
}
function binOf(edges, value) {
  let from = 0;
  let to = edges.length;
  while (from < to) {
    const middle = from + to >> 1;
    if (value <= edges[middle]) to = middle;
    else from = middle + 1;
  }
  return from;
}
function labelReference(name, seen) {
  const nulls = seen.get("") ?? 0;
  const labels = [...seen].filter(([label]) => label !== "").sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  if (labels.length === 0) return null;
  const kept = labels.slice(0, MOST_LABELS);
  const total2 = labels.reduce((sum, [, count2]) => sum + count2, 0);
  const others = total2 - kept.reduce((sum, [, count2]) => sum + count2, 0);
  return {
    kind: "category",
    name,
    labels: kept.map(([label]) => label),
    counts: [...kept.map(([, count2]) => count2), others],
    rows: total2 + nulls,
    nulls,
    closed: kept.length === labels.length
  };
}
function addCounts(one, other) {
  return {
    counts: one.counts.map((count2, place) => count2 + (other.counts[place] ?? 0)),
    rows: one.rows + other.rows,
    nulls: one.nulls + other.nulls,
    strange: one.strange + other.strange,
    sum: one.sum + other.sum
  };
}
var noCounts = ({ counts }) => ({
  counts: counts.map(() => 0),
  rows: 0,
  nulls: 0,
  strange: 0,
  sum: 0
});

// src/core/watch/day-counter.ts
var QUALITY_DAYS = 7;
var VOLUME_DAYS = 56;
var FEATURE_WEEKS = 4;
var WEEK = 7;
var MONDAY = 3;
var weekOf = (day) => Math.floor((day + MONDAY) / WEEK) * WEEK - MONDAY;
var DayCounter = class {
  #state;
  #rules;
  /** The days whose labels were counted, in order. */
  counted = [];
  constructor(state, rules) {
    this.#state = state;
    this.#rules = rules;
  }
  get state() {
    return this.#state;
  }
  /** Forgets what was counted since a state. */
  restart(state) {
    this.#state = state;
    this.counted.length = 0;
  }
  /** Counts the rows of the day after the last one counted: `volume` of them, each id once. */
  countRows(day, volume) {
    if (day !== this.#state.rowsThrough + 1) throw new RangeError(`day ${day} is not the next`);
    const isWhole = day * DAY_MS >= this.#state.since;
    this.#state = {
      ...this.#state,
      rowsThrough: day,
      // The day of the promotion is only in part this production's.
      volumes: isWhole ? [...this.#state.volumes, [day, volume]].slice(-VOLUME_DAYS) : this.#state.volumes
    };
  }
  /** Of days with rows, in their order, those whose features will be remembered once all of them are counted. */
  remembered(days) {
    const known = this.#state.versions[0]?.weeks.map(({ week }) => week) ?? [];
    const weeks = [.../* @__PURE__ */ new Set([...known, ...days.map(weekOf)])].slice(-FEATURE_WEEKS);
    return days.filter((day) => weeks.includes(weekOf(day)));
  }
  /** Counts the columns of a day whose rows were counted; days come in their order. */
  countColumns({ quality, features }) {
    const [version, ...others] = this.#state.versions;
    if (version === void 0) throw new RangeError("no version is watched");
    const next = {
      ...version,
      quality: [...version.quality, quality].slice(-QUALITY_DAYS),
      weeks: features === null ? version.weeks : withFeatures(version.weeks, quality.day, features)
    };
    this.#state = { ...this.#state, versions: [next, ...others] };
  }
  /** Counts the labels of a complete day, once. */
  countLabels(day) {
    const [version, ...others] = this.#state.versions;
    if (version === void 0) throw new RangeError("no version is watched");
    const counted = countLabels(version, day, this.#rules);
    const learnt = withLearnt(counted.version, day.day, this.#rules);
    const chart = counted.overall === null ? this.#state.chart : withWeek(this.#state.chart, { ...counted.overall, day: day.day, version: version.version });
    this.#state = { ...this.#state, versions: [learnt, ...others], chart };
    this.#countRecovery(day.day);
    this.pass(day.day);
    if (counted.overall !== null) this.counted.push(day.day);
  }
  /** Marks a day as counted. */
  pass(day) {
    this.#state = { ...this.#state, labels: withLabelsOf(this.#state.labels, day) };
  }
  /** Moves on what follows an alarm that the signals do not remember themselves. */
  #countRecovery(day) {
    const { recovery, versions } = this.#state;
    const version = versions[0];
    if (recovery === null || version === void 0) return;
    const signals = recovery.signals.map((each) => {
      const place = version.signals.findIndex(({ name }) => name === each.signal);
      const accepted = version.reference.signals[place]?.accepted;
      const last = version.signals[place]?.recent.at(-1);
      if (accepted == null || last === void 0 || last[0] !== day) return each;
      return countAftermath(each, { day, rows: last[1], loss: last[2], whole: last[3] }, accepted);
    });
    this.#state = { ...this.#state, recovery: { ...recovery, signals } };
  }
};
function withFeatures(weeks, day, features) {
  const week = weekOf(day);
  const last = weeks.at(-1);
  if (last?.week !== week) return [...weeks, { week, features }].slice(-FEATURE_WEEKS);
  const sums = last.features.map((counts, place) => addCounts(counts, features[place] ?? counts));
  return [...weeks.slice(0, -1), { week, features: sums }];
}
function withWeek(chart, { day, loss, rows, version }) {
  const from = weekOf(day);
  const place = chart.findIndex((week) => week.from === from && week.version === version);
  const known = chart[place];
  if (known === void 0) {
    const sorted = [...chart, { from, version, days: 1, rows, sum: loss }];
    return sorted.sort((a, b) => a.from - b.from || a.version - b.version).slice(-MOST_WEEKS);
  }
  return chart.with(place, { ...known, days: known.days + 1, rows: known.rows + rows, sum: known.sum + loss });
}

// src/core/watch/open-state.ts
function newVersionWatch({ made, version, since }, reference, former) {
  const day = dayOf(since);
  const signals = reference.signals.map(({ name, trailing }) => ({
    name,
    state: startSignal(day),
    recent: [],
    trailing: trailingFor(former, name, trailing, day),
    learning: []
  }));
  return { made, version, reference, signals, quality: [], weeks: [] };
}
function trailingFor(former, name, holdout, day) {
  const known = former?.signals.find((signal) => signal.name === name)?.trailing ?? [];
  const before = seedFor(
    known.filter(([counted]) => counted < day),
    day
  );
  return before.length > 0 ? before : seedFor(holdout, day);
}
function openState(previous, production, version, at) {
  if (previous === null) return firstState(production, version, at);
  const others = previous.versions.filter(({ made }) => made !== version.made);
  const versions = [version, ...others].slice(0, MOST_VERSIONS);
  if (previous.production === production.event) {
    return { ...previous, at, versions: versions.map(unmarked) };
  }
  return {
    ...movedOn(previous, production),
    at,
    versions: [resumed2(version, production, others[0] ?? null), ...versions.slice(1)]
  };
}
var firstState = (production, version, at) => ({
  schema: STATE_SCHEMA,
  at,
  production: production.event,
  since: production.since,
  files: [],
  watermark: null,
  rowsThrough: dayOf(production.since) - 1,
  labels: { through: dayOf(production.since) - 1, beyond: [] },
  volumes: [],
  chart: [],
  versions: [version],
  recovery: null
});
function movedOn(previous, { event, since }) {
  const first = dayOf(since);
  return {
    ...previous,
    production: event,
    since,
    files: previous.files.filter(({ last }) => last === null || last < first * DAY_MS).map((file) => ({ ...file, days: [] })),
    rowsThrough: first - 1,
    labels: { through: first - 1, beyond: [] },
    volumes: previous.volumes.filter(([day]) => day < first)
  };
}
var unmarked = (version) => ({
  ...version,
  signals: version.signals.map((signal) => ({ ...signal, state: { ...signal.state, recovered: null } }))
});
function resumed2(version, { since }, former) {
  const day = dayOf(since);
  const signals = version.signals.map((signal) => ({
    ...signal,
    state: resumeSignal(signal.state, day),
    trailing: trailingFor(former, signal.name, signal.trailing, day)
  }));
  return { ...version, signals, quality: [], weeks: [] };
}
function followAlarm(state, alarm, names) {
  if (alarm === null || names.length === 0) return null;
  if (state.recovery?.alarm === alarm.event) return state.recovery;
  const [version, ...others] = state.versions;
  const day = state.labels.through + 1;
  const signals = names.map(
    (name) => startAftermath(name, version === void 0 ? null : barOf(name, version, others), day)
  );
  return { alarm: alarm.event, signals };
}
function barOf(name, version, others) {
  const own2 = version.reference.signals.find((signal) => signal.name === name);
  for (const other of others) {
    const place = other.signals.findIndex((signal) => signal.name === name);
    const state = other.signals[place]?.state;
    const reference = other.reference.signals[place];
    if (state?.alarm == null || reference === void 0 || own2 === void 0) continue;
    const bad = meanOf(state.alarm.tally, reference.accepted?.tau ?? 1);
    if (bad === null) continue;
    const bar = withinRange(ofRange(bad.interval?.[0] ?? bad.mean, reference.range), own2.range);
    return Math.max(bar, own2.accepted?.limit ?? 0);
  }
  return null;
}

// src/core/watch/quality.ts
var ENOUGH_ROWS = 30;
var USUAL_DAYS = 28;
var FEWEST_USUAL = 3;
function latest(days) {
  const chosen = [];
  let rows = 0;
  for (const day of [...days].sort((a, b) => b.day - a.day)) {
    if (rows >= ENOUGH_ROWS) break;
    chosen.push(day);
    rows += day.rows;
  }
  return chosen;
}
function columnFacts(features, days, rules) {
  const recent = latest(days);
  const rows = recent.reduce((sum, day) => sum + day.rows, 0);
  if (rows === 0) return [];
  const missing = [...new Set(recent.flatMap((day) => day.missing))].sort();
  const shareOf2 = (index, which) => recent.reduce((sum, day) => sum + (day.features[index]?.[which] ?? 0), 0) / rows;
  const present = features.map((feature, index) => ({ feature, index })).filter((each) => !missing.includes(each.feature.name));
  const nulls = present.map(({ feature, index }) => {
    const usual = feature.nulls / feature.rows;
    return { name: feature.name, now: shareOf2(index, 0), promised: Math.min(1, usual + rules.nulls) };
  });
  const ofKind = (kind, promised) => present.filter(({ feature }) => feature.kind === kind && (feature.kind === "number" || feature.closed)).map(({ feature, index }) => ({ name: feature.name, now: shareOf2(index, 1), promised }));
  const unpredicted = recent.reduce((sum, day) => sum + day.unpredicted, 0) / rows;
  return [
    missingFact(missing, features.length),
    shareFact("empty values", nulls),
    shareFact("unseen categories", ofKind("category", rules.unseen)),
    shareFact("values out of range", ofKind("number", rules.out_of_range)),
    shareFact("rows without a prediction", [{ name: "prediction", now: unpredicted, promised: rules.nulls }])
  ].filter((fact) => fact !== null);
}
function missingFact(missing, features) {
  if (features === 0 && missing.length === 0) return null;
  const state = missing.length > 0 ? "worse" : "fine";
  const detail = missing.length > 0 ? listed(missing) : null;
  return { name: "missing columns", state, promised: 0, now: missing.length, unit: "columns", detail };
}
function shareFact(name, shares) {
  const excess = ({ now, promised }) => now - promised;
  const worst = [...shares].sort((a, b) => excess(b) - excess(a))[0];
  if (worst === void 0) return null;
  const beyond = shares.filter((share) => excess(share) > 0).sort((a, b) => excess(b) - excess(a));
  return {
    name,
    state: beyond.length > 0 ? "worse" : "fine",
    promised: worst.promised,
    now: worst.now,
    unit: "percent",
    detail: beyond.length > 0 ? listed(beyond.map(({ name: column }) => column)) : null
  };
}
var listed = (names) => names.length <= 5 ? names.join(", ") : `${names.slice(0, 5).join(", ")} and ${names.length - 5} more`;
function volumeFact(volumes, rules) {
  const sorted = [...volumes].sort((a, b) => a[0] - b[0]);
  const [last, ...earlier] = sorted.reverse();
  const unknown2 = { name: "volume", state: "unknown", promised: null, now: last?.[1] ?? null, unit: "rows" };
  if (last === void 0) return { ...unknown2, detail: "no complete day yet" };
  const before = earlier.slice(0, USUAL_DAYS);
  const alike = before.filter(([day]) => (day - last[0]) % 7 === 0).map(([, rows]) => rows);
  const usual = medianOf(alike.length >= FEWEST_USUAL ? alike : before.map(([, rows]) => rows));
  if (before.length < FEWEST_USUAL || usual === null) return { ...unknown2, detail: "too few days to know the usual" };
  const promised = rules.volume * usual;
  const state = last[1] < promised ? "worse" : "fine";
  return { name: "volume", state, promised, now: last[1], unit: "rows", detail: null };
}
function medianOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? null;
}
function stalenessFact(watermark, now, rules) {
  const since = watermark === null ? null : Math.max(0, now - watermark);
  const state = since === null ? "unknown" : since > rules.stale_after ? "worse" : "fine";
  const detail = since === null ? "no row yet" : null;
  return { name: "time without new rows", state, promised: rules.stale_after, now: since, unit: "duration", detail };
}

// src/core/watch/watch-rows.ts
function signalRows(version, loss) {
  const { signals: references } = version.reference;
  return version.signals.map(
    (signal, index) => signalRow(signal, references[index], {
      loss,
      threshold: alarmThreshold(index === 0 ? "overall" : "other", references.length)
    })
  );
}
function signalRow(signal, reference, { loss, threshold }) {
  const { name, kind, slice, accepted } = reference;
  const scale = scaleOf(reference, loss);
  const common = { name, kind, slice, unit: scale.unit, better: scale.better, threshold };
  if (accepted === null) return { ...common, ...blank, state: "unknown", detail: learningDetail(signal) };
  const { alarm, recovered } = signal.state;
  const tally = alarm?.tally ?? recentTally(signal);
  const mean = wholeMeanOf(tally, accepted.tau, scale.bounds);
  const shown = mean?.interval == null ? null : [...mean.interval.map(scale.show)].sort((a, b) => a - b);
  const since = alarm?.since ?? recovered?.day ?? null;
  return {
    ...common,
    state: stateOf(signal, accepted.limit),
    accepted: scale.show(accepted.mean),
    promised: scale.show(Math.min(1, accepted.limit)),
    now: mean === null ? null : scale.show(mean.mean),
    interval: shown,
    since: since === null ? null : dayText(since),
    days: tally.days,
    rows: tally.rows,
    evidence: evidenceOf(signal),
    detail: detailOf(tally, reference, accepted)
  };
}
function detailOf(tally, { kind }, { limit, tau }) {
  if (limit >= 1) return "its errors on the holdout were so large that worse ones could not be told";
  if (tally.days === 0 || kind !== "performance") return null;
  const isWithin = (meanOf(tally, tau)?.mean ?? 0) <= limit && tally.whole.sum / tally.days > limit;
  return isWithin ? "within it when errors count as no larger than those of the holdout" : null;
}
var blank = {
  accepted: null,
  promised: null,
  now: null,
  interval: null,
  since: null,
  days: 0,
  rows: 0,
  evidence: null
};
function stateOf({ state, recent }, limit) {
  if (state.alarm !== null) return "worse";
  if (state.recovered !== null) return "recovered";
  return recent.length === 0 || limit >= 1 ? "unknown" : "fine";
}
var learningDetail = ({ learning }) => `what is usual is being learnt, from ${learning.length} days so far`;
function evidenceOf({ state }) {
  const log = state.alarm?.logEvidence ?? logEvidence(state.detector);
  return log === Number.NEGATIVE_INFINITY ? 0 : Math.exp(Math.min(log, LARGEST_LOG));
}
var LARGEST_LOG = 700;
var recentTally = ({ recent }) => recent.reduce((tally, [, rows, loss, whole]) => added(tally, { rows, loss, whole }), emptyTally);
function scaleOf({ business, range }, loss) {
  if (business === null) {
    const bounds = [shareOf(loss.bounds[0], range), shareOf(loss.bounds[1], range)];
    return { unit: loss.unit, better: loss.better, bounds, show: (share) => loss.show(ofRange(share, range)) };
  }
  const show = (share) => asLoss(ofRange(share, range), business.must_not);
  const better = business.must_not === "fall" ? "higher" : "lower";
  return { unit: "number", better, bounds: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], show };
}
var chartValue = (mean, loss) => loss.show(mean);
function promisedOverall({ reference }, loss) {
  const overall = reference.signals[0];
  return overall?.accepted == null ? null : loss.show(ofRange(Math.min(1, overall.accepted.limit), overall.range));
}
function factRows(state, { rules, now, labelTimeoutMs, needsLabels }) {
  const [version] = state.versions;
  if (version === void 0) return [];
  const facts = [
    ...columnFacts(version.reference.features, version.quality, rules),
    volumeFact(state.volumes, rules),
    stalenessFact(state.watermark, now, rules)
  ];
  const quality = facts.map((fact) => factRow(fact, "quality"));
  return needsLabels ? [...quality, factRow(labelsFact(state, now, labelTimeoutMs), "labels")] : quality;
}
function factRow({ name, state, promised, now, unit, detail }, kind) {
  const better = unit === "rows" ? "higher" : "lower";
  return { ...blank, name, kind, slice: null, state, promised, now, unit, better, threshold: null, detail };
}
function labelsFact(state, now, timeout) {
  const last = state.versions[0]?.signals[0]?.recent.at(-1)?.[0];
  const end = ((last ?? Math.floor(state.since / DAY_MS) - 1) + 1) * DAY_MS;
  const age = Math.max(0, now - Math.max(end, state.since));
  const promised = timeout + DAY_MS;
  const isMissing = age > promised;
  const detail = isMissing ? "labels are missing" : null;
  return {
    name: "time without labels",
    state: isMissing ? "worse" : "fine",
    promised,
    now: age,
    unit: "duration",
    detail
  };
}

// src/flows/monitor/blindness.ts
function blindness(state, { model, now }) {
  const version = state.versions[0];
  const overall = version?.signals[0];
  const limit = version?.reference.signals[0]?.accepted?.limit ?? 1;
  if (limit >= 1) return "Its errors on the holdout were so large that worse ones could not be told.";
  if (state.watermark === null) return "No row of this version has come yet.";
  const rules = { rules: qualityRules(model), now, labelTimeoutMs: model.monitor.label_timeout.ms, needsLabels: true };
  const facts = factRows(state, rules);
  const isWorse = (name) => facts.some((fact) => fact.name === name && fact.state === "worse");
  if (isWorse("time without new rows")) {
    return `No row has come since ${dayText(Math.floor(state.watermark / 864e5))}.`;
  }
  const last = overall?.recent.at(-1)?.[0];
  if (last === void 0) return warmingUp(state) ?? "No complete day has labels yet.";
  if (isWorse("time without labels")) return `No day has had labels since ${dayText(last)}.`;
  return null;
}
function warmingUp(state) {
  const days = state.versions[0]?.signals[0]?.trailing.length ?? 0;
  return days === 0 ? null : `The usual size of the target is being learnt: ${days} of 7 days with labels have come.`;
}
var qualityRules = ({ monitor: { quality } }) => ({
  nulls: quality.nulls,
  unseen: quality.unseen,
  out_of_range: quality.out_of_range,
  volume: quality.volume,
  stale_after: quality.stale_after.ms
});

// src/flows/monitor/changed-files.ts
var TICK_MS = 2e3;
var SETTLED_MS = 6e5;
async function findFiles(model, known, { checkout, logs }) {
  const { data } = model.monitor;
  const paths = [...await checkout.present(model.dir, data)].sort();
  if (paths.length === 0) throw fail("monitor-no-files", { model: model.name, globs: data });
  const before = new Map(known.files.map((file) => [file.path, file]));
  const files = [];
  for (const path of paths) {
    const place = `${checkout.at(model.dir)}/${path}`;
    const found = await lookAt({ path, place, before: before.get(path) ?? null }, known, logs);
    if (found !== null) files.push(found);
  }
  const present = new Set(files.map(({ path }) => path));
  return { files, vanished: known.files.map(({ path }) => path).filter((path) => !present.has(path)) };
}
async function lookAt(named, { at, now }, logs) {
  const { place, before } = named;
  const stamp = await logs.stamp(place);
  if (stamp === null) return null;
  if (before !== null && isUntouched(before, stamp, at)) {
    return { ...named, stamp, bytes: stamp.bytes, digest: before.digest, whole: null, lines: null, change: "none" };
  }
  const isSettled = stamp.modified + SETTLED_MS < now;
  const lines = isSettled ? stamp.bytes : await logs.wholeLines(place, stamp.bytes);
  const lengths = [stamp.bytes, lines, ...before !== null && before.bytes <= stamp.bytes ? [before.bytes] : []];
  const [whole, beforeEnd, prefix] = await logs.digests(place, lengths);
  const all = { ...named, stamp, bytes: stamp.bytes, digest: whole, whole: null, lines: null };
  const shorter = { bytes: lines, digest: beforeEnd };
  const found = lines === stamp.bytes ? all : unfinished(all, shorter);
  return { ...found, change: changeOf(before, found.digest, prefix) };
}
function unfinished(file, lines) {
  const { before, digest } = file;
  if (before === null) return { ...file, lines };
  if (before.whole === digest || before.digest === digest) return file;
  return withoutEnd({ ...file, lines });
}
function withoutEnd(file) {
  return file.lines === null ? file : { ...file, ...file.lines, whole: file.digest, lines: null };
}
var isUntouched = (before, { bytes: bytes2, modified }, at) => bytes2 === before.bytes && modified === before.modified && at !== null && modified + TICK_MS < at;
function changeOf(before, digest, prefix) {
  if (before === null) return "new";
  if (digest === before.digest) return "none";
  return prefix === before.digest ? "appended" : "rewritten";
}
async function isStill({ place, stamp, bytes: bytes2, digest }, logs) {
  const found = await logs.stamp(place);
  if (found === null || found.bytes < bytes2) return false;
  if (found.bytes === stamp.bytes && found.modified === stamp.modified) return true;
  const [present] = await logs.digests(place, [bytes2]);
  return present === digest;
}

// src/flows/monitor/feature-counting.ts
var noFeatures = (references) => ({
  rows: 0,
  counts: references.map(({ counts }) => new Float64Array(counts.length)),
  nulls: new Float64Array(references.length),
  strange: new Float64Array(references.length),
  sums: new Float64Array(references.length),
  missing: /* @__PURE__ */ new Set()
});
function addFeatures(totals, more) {
  totals.rows += more.rows;
  for (const [feature, bins] of more.counts.entries()) addTo(totals.counts[feature], bins);
  addTo(totals.nulls, more.nulls);
  addTo(totals.strange, more.strange);
  addTo(totals.sums, more.sums);
  for (const name of more.missing) totals.missing.add(name);
}
function addTo(sums, more) {
  for (const [place, value] of more.entries()) sums[place] = sums[place] + value;
}
var countsOf = ({ rows, counts, nulls, strange, sums }) => counts.map((bins, feature) => ({
  counts: [...bins],
  rows,
  nulls: nulls[feature],
  strange: strange[feature],
  sum: sums[feature]
}));
var FeatureCounter = class {
  #features;
  constructor(references) {
    this.#features = references.map(
      (reference, place) => reference.kind === "number" ? new NumberCounting(reference, place) : new LabelCounting(reference, place)
    );
  }
  /** Counts the rows of some runs; a column that the file lacks is noted. */
  count(columns, runs) {
    for (const feature of this.#features) {
      const column = columns.get(feature.name);
      for (const run of runs) {
        if (column === void 0) run.totals.missing.add(feature.name);
        else feature.count(column, run);
      }
    }
    for (const { from, to, totals } of runs) totals.rows += to - from;
  }
};
var CELLS = 512;
var NumberCounting = class {
  name;
  #reference;
  #place;
  #edges;
  #first;
  #scale;
  /** The bin of the least value of each cell. */
  #cells;
  constructor(reference, place) {
    this.name = reference.name;
    this.#reference = reference;
    this.#place = place;
    this.#edges = Float64Array.from([...reference.edges, Number.POSITIVE_INFINITY]);
    const [first = 0] = reference.edges;
    const last = reference.edges.at(-1) ?? first;
    this.#first = first;
    this.#scale = last > first ? (CELLS - 1) / (last - first) : 0;
    this.#cells = Uint8Array.from(
      { length: CELLS + 1 },
      (_, cell) => this.#scale === 0 ? 0 : binOf(reference.edges, first + (cell - 0.5) / this.#scale)
    );
  }
  count(column, run) {
    if (column.kind === "number" || column.kind === "time") this.#countValues(column.values, run);
    else this.#countTexts(column, run);
  }
  #countValues(values, { from, to, totals }) {
    const { min, max } = this.#reference;
    const counts = totals.counts[this.#place];
    let [nulls, strange, sum] = [0, 0, 0];
    for (let row = from; row < to; row++) {
      const value = values[row];
      if (Number.isNaN(value)) {
        nulls++;
        continue;
      }
      if (value < min || value > max) strange++;
      sum += value;
      const bin = this.#binOf(value);
      counts[bin] = counts[bin] + 1;
    }
    this.#note(totals, nulls, strange, sum);
  }
  /** In steps from the bin in which the value's cell begins; never past the last, whose edge is infinite. */
  #binOf(value) {
    const edges = this.#edges;
    const cell = (value - this.#first) * this.#scale;
    let bin = cell <= 0 ? 0 : this.#cells[cell >= CELLS ? CELLS : cell | 0];
    while (value > edges[bin]) bin++;
    return bin;
  }
  /** A value that is no number is one that training never saw. */
  #countTexts(column, { from, to, totals }) {
    const { min, max } = this.#reference;
    const counts = totals.counts[this.#place];
    let [nulls, strange, sum] = [0, 0, 0];
    for (let row = from; row < to; row++) {
      const text = textOf(column, row).trim();
      const value = Number(text);
      if (text === "") nulls++;
      else if (!Number.isFinite(value)) strange++;
      else {
        if (value < min || value > max) strange++;
        sum += value;
        const bin = this.#binOf(value);
        counts[bin] = counts[bin] + 1;
      }
    }
    this.#note(totals, nulls, strange, sum);
  }
  #note({ nulls, strange, sums }, empty, odd, sum) {
    const place = this.#place;
    nulls[place] = nulls[place] + empty;
    strange[place] = strange[place] + odd;
    sums[place] = sums[place] + sum;
  }
};
var EMPTY = -1;
var UNKNOWN = -2;
var LabelCounting = class {
  name;
  #reference;
  #place;
  #placeOf;
  /** By the label's code in this file: its place in the reference, or that it is empty or unknown. */
  #known = [];
  constructor(reference, place) {
    this.name = reference.name;
    this.#reference = reference;
    this.#place = place;
    this.#placeOf = new Map(reference.labels.map((label, index) => [label, index]));
  }
  count(column, { from, to, totals }) {
    const counts = totals.counts[this.#place];
    const others = counts.length - 1;
    let [nulls, strange] = [0, 0];
    for (let row = from; row < to; row++) {
      const label = this.#labelAt(column, row);
      if (label === EMPTY) {
        nulls++;
        continue;
      }
      if (label === UNKNOWN && this.#reference.closed) strange++;
      const place = label === UNKNOWN ? others : label;
      counts[place] = counts[place] + 1;
    }
    totals.nulls[this.#place] = totals.nulls[this.#place] + nulls;
    totals.strange[this.#place] = totals.strange[this.#place] + strange;
  }
  #labelAt(column, row) {
    if (column.kind !== "category") return this.#find(textOf(column, row));
    const code = column.codes[row];
    this.#known[code] ??= this.#find(column.labels[code]);
    return this.#known[code];
  }
  #find(label) {
    return label === "" ? EMPTY : this.#placeOf.get(label) ?? UNKNOWN;
  }
};
function textOf(column, row) {
  if (column.kind === "category") return column.labels[column.codes[row]];
  const value = column.values[row];
  return typeof value === "number" && Number.isNaN(value) ? "" : String(value);
}

// src/flows/monitor/log-columns.ts
var Wanted = class {
  kinds = /* @__PURE__ */ new Map();
  add(column, kind) {
    const before = this.kinds.get(column);
    this.kinds.set(column, before === void 0 || before === kind ? kind : "category");
  }
};
async function findRowColumns(table, { model, reference }) {
  const { monitor, task } = model;
  const known = await table.columns();
  const has = (column) => column !== null && known.includes(column);
  const missing = [.../* @__PURE__ */ new Set([monitor.time, monitor.prediction, ...monitor.id])].filter((column) => !has(column));
  if (missing.length > 0) throw fail("monitor-columns", { file: table.name, missing, known });
  const wanted = new Wanted();
  wanted.add(monitor.time, "time");
  wanted.add(monitor.prediction, task === "multiclass" ? "category" : "number");
  if (has(monitor.target)) wanted.add(monitor.target, task === "regression" ? "number" : "category");
  if (has(monitor.version)) wanted.add(monitor.version, "category");
  for (const id of monitor.id) wanted.add(id, "key");
  const slices = reference.slices.map(({ column }) => column).filter(has);
  for (const column of slices) wanted.add(column, "category");
  const business = monitor.business.map(({ column }) => column).filter(has);
  for (const column of business) wanted.add(column, "number");
  return {
    wanted: wanted.kinds,
    hasTarget: has(monitor.target),
    hasVersion: has(monitor.version),
    slices: new Set(slices),
    business: new Set(business)
  };
}
async function findFeatureColumns(table, { model, features }, tolerant) {
  const { time, version } = model.monitor;
  const known = await table.columns();
  const wanted = new Wanted();
  wanted.add(time, "time");
  if (known.includes(version)) wanted.add(version, "category");
  for (const { name, kind } of features) {
    if (known.includes(name)) wanted.add(name, kind === "category" ? "category" : tolerant ? "text" : "number");
  }
  return { wanted: wanted.kinds, hasVersion: known.includes(version) };
}
function featureNames(columns, { monitor, holdout }) {
  if (monitor.features !== null) return [...monitor.features];
  const others = /* @__PURE__ */ new Set([
    monitor.time,
    monitor.prediction,
    monitor.target,
    monitor.version,
    holdout.target,
    holdout.time,
    holdout.group,
    holdout.weight,
    ...monitor.id,
    ...holdout.id,
    ...monitor.slices,
    ...monitor.business.map(({ column }) => column)
  ]);
  return columns.filter((column) => !others.has(column) && !column.startsWith("p:"));
}

// src/core/watch/reference-signals.ts
var SLICE_ROWS = 30;
var SLICE_UNITS = 20;
var MOST_SLICES = 100;
var MOST_NUMBERS = 20;
var OWN_RANGE_ROWS = 200;
function referenceSignals(rows, rules) {
  const all = Int32Array.from({ length: rows.count }, (_, row) => row).filter((row) => !Number.isNaN(rows.losses[row]));
  const overall = signalOf(rows, all, { ...rules, name: rules.metric, slice: null, range: null });
  if (overall === null) return null;
  const cuts = rows.slices.map(cutOf);
  const slices = cuts.flatMap((cut, place) => slicesOf(all, rows.slices[place], cut));
  const watched = slices.sort((a, b) => b.rows.length - a.rows.length).slice(0, MOST_SLICES);
  const told2 = watched.map(
    ({ rows: own2, slice }) => signalOf(rows, own2, { ...rules, name: `${slice.column} = ${slice.value}`, slice, range: overall.range })
  );
  const signals = told2.filter((signal) => signal !== null);
  const skipped = slices.length - signals.length;
  const note = `${skipped} slices of the holdout are not watched: fewer than ${SLICE_ROWS} rows or ${SLICE_UNITS} days or groups`;
  return {
    signals: [overall, ...signals, ...rows.business.map((column) => businessSignal(rows, column, rules))],
    slices: cuts,
    notes: [...overall.accepted?.notes ?? [], ...skipped > 0 ? [note] : []]
  };
}
function cutOf({ column, codes, labels }) {
  const counts = /* @__PURE__ */ new Map();
  for (let row = 0; row < codes.length; row++)
    counts.set(codes[row], (counts.get(codes[row]) ?? 0) + 1);
  const numbers = [];
  for (const [code, rows] of counts) {
    const label = labels[code];
    if (label === "") continue;
    const number = Number(label);
    if (!Number.isFinite(number) || label.trim() === "") return { column, edges: null, names: [] };
    numbers.push({ number, rows, content: null });
  }
  if (distinct(numbers) <= MOST_NUMBERS) return { column, edges: null, names: [] };
  const ranges = rangesOf(numbers);
  const edges = ranges.slice(0, -1).map(({ parts }) => parts.at(-1)?.number ?? 0);
  return { column, edges, names: ranges.map(({ name }) => name) };
}
function sliceValue({ edges, names }, label) {
  if (edges === null || label === "") return label;
  const number = Number(label);
  const place = edges.findIndex((edge) => number <= edge);
  return Number.isNaN(number) ? label : names[place === -1 ? edges.length : place];
}
function slicesOf(all, { column, codes, labels }, cut) {
  const values = labels.map((label) => sliceValue(cut, label));
  const byValue = /* @__PURE__ */ new Map();
  for (const row of all) {
    const value = values[codes[row]];
    const known = byValue.get(value);
    if (known === void 0) byValue.set(value, [row]);
    else known.push(row);
  }
  return [...byValue].map(([value, own2]) => ({ slice: { column, value }, rows: Int32Array.from(own2) }));
}
function signalOf(rows, own2, plan) {
  const { losses, used, trailing } = scaledLosses(rows, own2);
  if (losses.length < (plan.slice === null ? 2 : SLICE_ROWS)) return null;
  const range = plan.range === null || losses.length >= OWN_RANGE_ROWS ? lossRange(losses) : plan.range;
  const units = unitsOf(
    rows,
    used,
    losses.map((loss) => withinRange(loss, range))
  );
  if (plan.slice !== null && units.means.length < SLICE_UNITS) return null;
  const accepted = accept(units, plan);
  if (accepted === null) return null;
  const { name, slice } = plan;
  return { name, kind: "performance", slice, business: null, accepted, range, trailing };
}
function scaledLosses({ losses, sizes, days }, own2) {
  const plain = (rows) => Float64Array.from(rows, (row) => losses[row]);
  if (sizes === null) return { losses: plain(own2), used: own2, trailing: [] };
  if (days === null) {
    const size = own2.reduce((sum, row) => sum + sizes[row], 0) / own2.length;
    return { losses: size > 0 ? plain(own2).map((loss) => loss / size) : new Float64Array(), used: own2, trailing: [] };
  }
  let trailing = [];
  const used = [];
  const scaled = [];
  for (const [day, rows] of [...byKey(own2, days)].sort(([a], [b]) => a - b)) {
    const size = sizeOf(trailing);
    if (size !== null) {
      used.push(...rows);
      scaled.push(...rows.map((row) => losses[row] / size));
    }
    trailing = withDay(
      trailing,
      day,
      rows.length,
      rows.reduce((sum, row) => sum + sizes[row], 0)
    );
  }
  return { losses: Float64Array.from(scaled), used: Int32Array.from(used), trailing };
}
function byKey(rows, keys) {
  const found = /* @__PURE__ */ new Map();
  for (const row of rows) {
    const known = found.get(keys[row]);
    if (known === void 0) found.set(keys[row], [row]);
    else known.push(row);
  }
  return found;
}
function unitsOf({ days, groups }, rows, shares) {
  const keys = days ?? groups;
  if (keys === null) return { means: shares, days: null, rows: rows.length };
  const sums = /* @__PURE__ */ new Map();
  for (const [place, row] of rows.entries()) {
    const sum = sums.get(keys[row]) ?? [0, 0];
    sum[0] += shares[place];
    sum[1] += 1;
    sums.set(keys[row], sum);
  }
  const ordered = [...sums].sort(([a], [b]) => a - b);
  return {
    means: Float64Array.from(ordered, ([, [sum, count2]]) => sum / count2),
    days: days === null ? null : ordered.map(([day]) => day),
    rows: rows.length
  };
}
function businessSignal(rows, column, rules) {
  const { column: name, must_not, values } = column;
  const signal = { name, kind: "business", slice: null, business: { column: name, must_not }, trailing: [] };
  const learning = { ...signal, accepted: null, range: { from: 0, to: 1 } };
  if (values === null || rows.days === null) return learning;
  const own2 = Int32Array.from({ length: rows.count }, (_, row) => row).filter((row) => !Number.isNaN(values[row]));
  const { means, days } = unitsOf(
    rows,
    own2,
    Float64Array.from(own2, (row) => values[row])
  );
  if (means.length < SLICE_UNITS || days === null) return learning;
  const { tolerance, seasonMs } = rules;
  const told2 = acceptBusiness(
    means.map((mean) => asLoss(mean, must_not)),
    { tolerance, days, seasonMs }
  );
  return told2 === null ? learning : { ...signal, ...told2 };
}

// src/flows/monitor/cells.ts
var labelCache = (read) => ({ values: [], read });
function numbersOf(column, rows, cache) {
  if (column.kind === "text") return Float64Array.from(column.values, (text, row) => cache.read(text, row));
  if (column.kind !== "category") return column.values;
  const values = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const code = column.codes[row];
    values[row] = cache.values[code] ??= cache.read(column.labels[code], row);
  }
  return values;
}
var asNumber = (text) => text.trim() === "" ? Number.NaN : Number(text);
var asTime = (text) => text.trim() === "" ? Number.NaN : parseTime(text);
var classCode = (label) => label === "" ? Number.NaN : keyOf(label);
var KeyReader = class {
  #caches;
  constructor(ids) {
    this.#caches = Array.from({ length: ids }, () => labelCache(keyOf));
  }
  /** The keys of a batch's rows, from its id columns in their order. */
  read(columns, rows) {
    const [first, ...others] = columns.map(
      (column, place) => numbersOf(column, rows, this.#caches[place])
    );
    if (first === void 0) return new Float64Array(rows);
    return others.reduce((keys, next) => keys.map((key, row) => joinKeys(key, next[row])), first);
  }
};

// src/flows/monitor/log-numbers.ts
var NO_SLICE = -1;
var LogNumbers = class {
  #file;
  #model;
  #cuts;
  #columns;
  #keys;
  #prediction;
  #target;
  #number = labelCache(asNumber);
  #slices;
  #lineOf = () => 0;
  constructor(file, { model, reference }, columns) {
    this.#file = file;
    this.#model = model;
    this.#cuts = reference.slices;
    this.#columns = columns;
    this.#keys = new KeyReader(model.monitor.id.length);
    this.#prediction = labelCache(model.task === "multiclass" ? classCode : asNumber);
    this.#target = labelCache((label, row) => this.#targetOf(label, row));
    this.#slices = reference.slices.map((cut) => sliceCache(cut, reference));
  }
  /** The numbers of a batch. */
  of(batch) {
    const { columns, rows } = batch;
    this.#lineOf = (row) => batch.lineOf(row);
    const { monitor } = this.#model;
    const { hasTarget, slices, business } = this.#columns;
    const columnOf = (name) => columns.get(name);
    const read = (name, cache) => numbersOf(columnOf(name), rows, cache);
    return {
      predictions: read(monitor.prediction, this.#prediction),
      targets: hasTarget && monitor.target !== null ? read(monitor.target, this.#target) : null,
      keys: monitor.id.length === 0 ? null : this.#keys.read(monitor.id.map(columnOf), rows),
      slices: this.#cuts.map(
        ({ column }, place) => slices.has(column) ? new Int32Array(read(column, this.#slices[place])) : new Int32Array(rows).fill(NO_SLICE)
      ),
      business: monitor.business.map(
        ({ column }) => business.has(column) ? read(column, this.#number) : new Float64Array(rows).fill(Number.NaN)
      )
    };
  }
  #targetOf(label, row) {
    const { task, monitor, holdout } = this.#model;
    if (label === "") return Number.NaN;
    if (task === "multiclass") return classCode(label);
    if (task !== "binary") return asNumber(label);
    if (holdout.positive !== null) return label === holdout.positive ? 1 : 0;
    const code = usualCode(label);
    if (code !== void 0) return code;
    const place = { file: this.#file, line: this.#lineOf(row), column: monitor.target ?? "" };
    throw fail("label-unknown", { ...place, found: label, known: [] });
  }
};
function sliceCache(cut, { signals }) {
  const places = /* @__PURE__ */ new Map();
  for (const [place, { slice }] of signals.entries()) {
    if (slice?.column === cut.column) places.set(slice.value, place);
  }
  return labelCache((label) => places.get(sliceValue(cut, label)) ?? NO_SLICE);
}

// src/flows/monitor/log-rows.ts
var noRows = () => ({
  read: 0,
  other_versions: 0,
  before_promotion: 0,
  without_time: 0,
  without_prediction: 0,
  future: 0
});
var OTHERS = ["without_time", "other_versions", "before_promotion"];
var whyNot = (day) => OTHERS[-1 - day];
var MOST_FOREIGN = 20;
var LONGEST_FOREIGN = 80;
var THIS = 1;
var OTHER = 0;
var LogRows = class {
  #since;
  #firstDay;
  #columns;
  #times;
  #versions;
  #lineOf = () => 0;
  /** Some of the labels of other versions. */
  foreign = [];
  times = new Float64Array();
  #labels = null;
  /** `hasVersion`: whether the file has the version column. */
  constructor(file, { model, since, isVersion }, hasVersion) {
    const { time, version } = model.monitor;
    this.#since = since;
    this.#firstDay = dayOf(since);
    this.#columns = { time, version: hasVersion ? version : null };
    this.#times = labelCache((text, row) => {
      const found = asTime(text);
      if (!Number.isNaN(found) || text.trim() === "") return found;
      const place = { file, line: this.#lineOf(row), column: time };
      throw fail("data-value", { ...place, found: JSON.stringify(text), expected: "a date or time" });
    });
    this.#versions = labelCache((label) => {
      const text = label.trim();
      if (text === "") return Number.NaN;
      if (isVersion(text)) return THIS;
      if (this.foreign.length < MOST_FOREIGN) this.foreign.push(text.slice(0, LONGEST_FOREIGN));
      return OTHER;
    });
  }
  /** Turns to a batch. */
  turn(batch) {
    const { columns, rows } = batch;
    const { time, version } = this.#columns;
    this.#lineOf = (row) => batch.lineOf(row);
    const [times, versions] = [columns.get(time), version === null ? void 0 : columns.get(version)];
    this.times = times === void 0 ? new Float64Array(rows).fill(Number.NaN) : numbersOf(times, rows, this.#times);
    this.#labels = versions === void 0 ? null : numbersOf(versions, rows, this.#versions);
  }
  /** The day of a row; below 0 where the row is not this production's. The version's first day is all its own. */
  day(row) {
    const time = this.times[row];
    if (Number.isNaN(time)) return -1;
    const version = this.#labels === null ? Number.NaN : this.#labels[row];
    if (version === OTHER) return -2;
    const day = Math.floor(time / DAY_MS);
    return (version === THIS ? day < this.#firstDay : time < this.#since) ? -3 : day;
  }
};

// src/flows/monitor/log-reader.ts
async function readLog(table, place, reading) {
  const columns = await findRowColumns(table, reading);
  const pass = new LogPass(table.name, place, reading, columns);
  for await (const batch of table.read(columns.wanted)) pass.take(batch);
  return pass.contents();
}
var noContents = () => ({
  days: [],
  last: null,
  watermark: null,
  totals: noRows(),
  foreign: []
});
var isWithoutRows = (thrown) => thrown instanceof RelevoError && (thrown.code === "table-empty" || thrown.code === "table-no-rows");
var LogPass = class {
  #place;
  #reading;
  #rows;
  #numbers;
  #notes = /* @__PURE__ */ new Map();
  #totals = noRows();
  #last = Number.NEGATIVE_INFINITY;
  #watermark = Number.NEGATIVE_INFINITY;
  #row = {
    key: 0,
    content: 0,
    loss: Number.NaN,
    size: 0,
    labelled: false,
    predicted: false
  };
  constructor(file, place, reading, columns) {
    this.#place = place;
    this.#reading = reading;
    this.#rows = new LogRows(file, reading, columns.hasVersion);
    this.#numbers = new LogNumbers(file, reading, columns);
  }
  take(batch) {
    this.#rows.turn(batch);
    const numbers = this.#numbers.of(batch);
    this.#totals.read += batch.rows;
    for (let row = 0; row < batch.rows; row++) this.#takeRow(numbers, row);
  }
  contents() {
    const found = [...this.#notes].sort(([a], [b]) => a - b);
    const finite = (time) => Number.isFinite(time) ? time : null;
    return {
      days: found.map(([day, { rows, labelled, content }]) => [day, rows, labelled, content | 0]),
      last: finite(this.#last),
      watermark: finite(this.#watermark),
      totals: this.#totals,
      foreign: this.#rows.foreign
    };
  }
  /** Notes a row and gives it to its day. */
  #takeRow(numbers, at) {
    const { now, loss, model } = this.#reading;
    const time = this.#rows.times[at];
    if (time <= now && time > this.#last) this.#last = time;
    const day = this.#rows.day(at);
    if (day < 0) {
      this.#totals[whyNot(day)]++;
      return;
    }
    const prediction = numbers.predictions[at];
    const target = numbers.targets === null ? Number.NaN : numbers.targets[at];
    const row = this.#row;
    row.predicted = !Number.isNaN(prediction);
    row.labelled = model.task === "score" ? row.predicted : !Number.isNaN(target);
    row.key = numbers.keys === null ? 0 : numbers.keys[at];
    row.content = mix(bitsOf(prediction) + Math.imul(bitsOf(target), 31));
    this.#note(day, row);
    if (time > now) {
      this.#totals.future++;
      return;
    }
    if (time > this.#watermark) this.#watermark = time;
    if (!row.predicted) this.#totals.without_prediction++;
    const held = this.#reading.dayFor(day);
    if (held === null) return;
    row.loss = row.labelled && row.predicted ? loss.of(target, prediction) : Number.NaN;
    row.size = Math.abs(target);
    held.add(row, this.#place, numbers, at);
  }
  /** Sums over contents do not depend on the order of rows. */
  #note(day, row) {
    let note = this.#notes.get(day);
    if (note === void 0) {
      note = { rows: 0, labelled: 0, content: 0 };
      this.#notes.set(day, note);
    }
    note.rows++;
    if (row.labelled) note.labelled++;
    note.content = note.content + mix(row.key ^ row.content) | 0;
  }
};
var bits = new Float64Array(1);
var halves = new Int32Array(bits.buffer);
function bitsOf(value) {
  if (Number.isNaN(value)) return 0;
  bits[0] = value;
  return halves[0] ^ Math.imul(halves[1], 2654435761);
}

// src/flows/monitor/log-passes.ts
async function withTable(file, { rows, logs }, work) {
  try {
    const result = await work(await rows.open(file.place, file.bytes));
    if (await isStill(file, logs)) return result;
  } catch (thrown) {
    const isGone = thrown instanceof RelevoError && thrown.code === "file-not-found";
    if (!isGone && await isStill(file, logs)) throw thrown;
  }
  throw fail("log-moving", { file: file.place });
}
var LogPasses = class {
  #files;
  #ports;
  #start;
  #records = /* @__PURE__ */ new Map();
  rows = noRows();
  late = { late_rows: 0, late_labels: 0, changed_days: 0 };
  /** Files that have no rows. */
  empty = [];
  /** Some of the labels of other versions. */
  foreign = /* @__PURE__ */ new Set();
  watermark;
  constructor(files, start, ports) {
    this.#files = [...files];
    this.#ports = ports;
    this.#start = start;
    this.watermark = start.watermark ?? Number.NEGATIVE_INFINITY;
  }
  /** The files, as far as they are read. */
  get files() {
    return this.#files;
  }
  /** How many files were read. */
  get read() {
    return this.#records.size;
  }
  has({ path }) {
    return this.#records.has(path);
  }
  /** What is known of a file's days, from this look or from one before. */
  daysOf({ path, before }) {
    return this.#records.get(path)?.days ?? before?.days ?? [];
  }
  /** Reads a file; what it holds is noted the first time. */
  async over(file, reading) {
    const contents = await this.#read(
      this.#files.findIndex(({ path }) => path === file.path),
      reading
    );
    if (this.#records.has(file.path)) return;
    this.#records.set(file.path, contents);
    if (contents.totals.read === 0) this.empty.push(file.path);
    for (const label of contents.foreign) this.foreign.add(label);
    for (const [name, count2] of Object.entries(contents.totals)) this.rows[name] += count2;
    this.watermark = Math.max(this.watermark, contents.watermark ?? Number.NEGATIVE_INFINITY);
    this.#noteLate(file, contents);
  }
  async #read(place, reading) {
    const file = this.#files[place];
    try {
      return await withTable(file, this.#ports, (table) => readLog(table, place, reading));
    } catch (thrown) {
      if (isWithoutRows(thrown)) return noContents();
      if (file.lines === null || !(thrown instanceof RelevoError) || thrown.code === "log-moving") throw thrown;
      this.#files[place] = withoutEnd(file);
      return this.#read(place, reading);
    }
  }
  #noteLate(file, { days }) {
    const before = new Map((file.before?.days ?? []).map((day) => [day[0], day]));
    for (const [day, rows, labelled, content] of days) {
      if (!hasLabelsCounted(this.#start, day)) continue;
      const [, oldRows = 0, oldLabelled = 0, oldContent = 0] = before.get(day) ?? [];
      if (rows > oldRows) this.late.late_rows += rows - oldRows;
      else if (labelled > oldLabelled) this.late.late_labels += labelled - oldLabelled;
      else if (content !== oldContent || rows < oldRows) this.late.changed_days++;
    }
  }
  /** What is to be remembered of every file. */
  records() {
    return this.#files.map((file) => {
      const { path, bytes: bytes2, stamp, digest, whole, before } = file;
      const contents = this.#records.get(path);
      const last = contents === void 0 ? before?.last ?? null : contents.last;
      const record = { path, bytes: bytes2, modified: stamp.modified, digest, last, days: this.daysOf(file) };
      return whole === null ? record : { ...record, whole };
    });
  }
};

// src/flows/monitor/count-columns.ts
async function countColumns(plan, counter, ports) {
  const counted = [...plan.days.counted].sort((a, b) => a.day - b.day);
  const days = counter.remembered(counted.filter(({ rows }) => rows > 0).map(({ day }) => day));
  const totals = new Map(days.map((day) => [day, noFeatures(plan.features)]));
  if (plan.features.length > 0) await readFeatures(plan, totals, ports);
  for (const { day, rows, unpredicted } of counted) {
    const own2 = totals.get(day);
    const features = own2 === void 0 ? [] : [...own2.nulls].map((nulls, place) => [nulls, own2.strange[place] ?? 0]);
    counter.countColumns({
      quality: { day, rows, unpredicted, features, missing: [...own2?.missing ?? []] },
      features: own2 === void 0 || own2.rows === 0 ? null : countsOf(own2)
    });
  }
}
async function readFeatures(plan, totals, ports) {
  for (const file of plan.passes.files) {
    if (!plan.passes.daysOf(file).some(([day]) => totals.has(day))) continue;
    const found = await withTable(file, ports, (table) => countFile(table, plan, new Set(totals.keys())));
    for (const [day, own2] of found) addFeatures(totals.get(day), own2);
  }
}
async function countFile(table, plan, days) {
  try {
    return await countOnce(table, plan, days, false);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || thrown.code !== "data-value") throw thrown;
    return countOnce(table, plan, days, true);
  }
}
async function countOnce(table, { origin, features }, days, tolerant) {
  const { wanted, hasVersion } = await findFeatureColumns(table, { model: origin.model, features }, tolerant);
  const rows = new LogRows(table.name, origin, hasVersion);
  const counter = new FeatureCounter(features);
  const totals = /* @__PURE__ */ new Map();
  for await (const batch of table.read(wanted)) {
    rows.turn(batch);
    counter.count(
      batch.columns,
      runsOf(rows, batch, (day) => days.has(day) ? totalsOf(totals, day, features) : null)
    );
  }
  return totals;
}
function totalsOf(totals, day, features) {
  const known = totals.get(day) ?? noFeatures(features);
  totals.set(day, known);
  return known;
}
function runsOf(rows, { rows: count2 }, totalsFor) {
  const runs = [];
  let [from, day] = [0, Number.NaN];
  for (let row = 0; row <= count2; row++) {
    const next = row < count2 ? rows.day(row) : Number.NaN;
    if (next === day) continue;
    const totals = Number.isNaN(day) || day < 0 ? null : totalsFor(day);
    if (totals !== null) runs.push({ from, to: row, totals });
    [from, day] = [row, next];
  }
  return runs;
}

// src/flows/monitor/held-day.ts
var FIRST_CAPACITY = 256;
var LABELLED = 1;
var PREDICTED = 2;
var Growing = class {
  values;
  #make;
  constructor(make, length) {
    this.#make = make;
    this.values = make(length);
  }
  reserve(length) {
    if (length <= this.values.length) return;
    const larger = this.#make(Math.max(length, this.values.length * 2));
    larger.set(this.values);
    this.values = larger;
  }
};
var floats = (length) => new Growing((size) => new Float64Array(size), length);
var integers = (length) => new Growing((size) => new Int32Array(size), length);
var bytes = (length) => new Growing((size) => new Uint8Array(size), length);
var HeldDay = class {
  day;
  #shape;
  #keys;
  #contents;
  #files;
  #flags;
  #losses;
  #sizes;
  #slices;
  #business;
  count = 0;
  /** `expected`: about so many rows will come. */
  constructor(day, shape, expected = FIRST_CAPACITY) {
    const { keyed, sized, slices, business } = shape;
    const length = Math.max(FIRST_CAPACITY, expected);
    const [keys, sizes] = [keyed ? length : 0, sized ? length : 0];
    this.day = day;
    this.#shape = shape;
    this.#keys = floats(keys);
    this.#contents = integers(keys);
    this.#files = integers(keys);
    this.#flags = bytes(length);
    this.#losses = floats(length);
    this.#sizes = floats(sizes);
    this.#slices = Array.from({ length: slices }, () => integers(length));
    this.#business = business.map(() => floats(length));
  }
  /** Takes a row, of which the batch's columns tell the rest. */
  add(row, file, { slices, business }, at) {
    const place = this.count;
    if (place >= this.#losses.values.length) this.#reserve(place + 1);
    this.#losses.values[place] = row.loss;
    this.#flags.values[place] = (row.labelled ? LABELLED : 0) | (row.predicted ? PREDICTED : 0);
    if (this.#shape.keyed) {
      this.#keys.values[place] = row.key;
      this.#contents.values[place] = row.content;
      this.#files.values[place] = file;
    }
    if (this.#shape.sized) this.#sizes.values[place] = row.size;
    for (let column = 0; column < slices.length; column++) {
      this.#slices[column].values[place] = slices[column][at];
    }
    for (let column = 0; column < business.length; column++) {
      this.#business[column].values[place] = business[column][at];
    }
    this.count++;
  }
  #reserve(length) {
    const { keyed, sized } = this.#shape;
    const columns = [
      this.#losses,
      this.#flags,
      ...keyed ? [this.#keys, this.#contents, this.#files] : [],
      ...sized ? [this.#sizes] : [],
      ...this.#slices,
      ...this.#business
    ];
    for (const column of columns) column.reserve(length);
  }
  /** The rows as they count: of those with one id the last that has a label, in the order of files and rows. */
  finish() {
    const { kept, duplicates, corrected } = this.#shape.keyed ? this.#distinct() : { kept: null, duplicates: 0, corrected: 0 };
    const count2 = kept?.length ?? this.count;
    const at = (place) => kept === null ? place : kept[place];
    const pick = (values) => kept === null ? values.subarray(0, count2) : Float64Array.from(kept, (place) => values[place]);
    let [labelled, predicted] = [0, 0];
    for (let place = 0; place < count2; place++) {
      const flags = this.#flags.values[at(place)];
      if ((flags & PREDICTED) === 0) continue;
      predicted++;
      if ((flags & LABELLED) !== 0) labelled++;
    }
    const rows = {
      day: this.day,
      count: count2,
      losses: pick(this.#losses.values),
      sizes: this.#shape.sized ? pick(this.#sizes.values) : null,
      slices: this.#slices.map(
        ({ values }) => kept === null ? values.subarray(0, count2) : Int32Array.from(kept, (place) => values[place])
      ),
      business: new Map(
        this.#shape.business.flatMap(
          (name, column) => meanEntry(name, pick(this.#business[column]?.values ?? new Float64Array()))
        )
      )
    };
    return { rows, predicted, labelled, total: count2, duplicates, corrected };
  }
  /** The places of one row an id, by an open-addressing table over the keys. */
  #distinct() {
    const keys = this.#keys.values;
    const size = 2 ** Math.ceil(Math.log2(Math.max(4, this.count * 2)));
    const table = new Int32Array(size).fill(-1);
    let [duplicates, corrected] = [0, 0];
    for (let row = 0; row < this.count; row++) {
      let slot = keys[row] & size - 1;
      for (; ; slot = slot + 1 & size - 1) {
        const other = table[slot];
        if (other === -1 || keys[other] === keys[row]) break;
      }
      const before = table[slot];
      if (before !== -1) {
        duplicates++;
        if (this.#contents.values[before] !== this.#contents.values[row]) corrected++;
      }
      if (before === -1 || this.#replaces(row, before)) table[slot] = row;
    }
    if (duplicates === 0) return { kept: null, duplicates, corrected };
    return { kept: table.filter((row) => row !== -1).sort(), duplicates, corrected };
  }
  #replaces(row, before) {
    const isLabelled = (place) => (this.#flags.values[place] & LABELLED) !== 0;
    if (isLabelled(row) !== isLabelled(before)) return isLabelled(row);
    return this.#files.values[row] >= this.#files.values[before];
  }
};
function meanEntry(name, values) {
  let [sum, rows] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    rows++;
  }
  return rows === 0 ? [] : [[name, { mean: sum / rows, rows }]];
}

// src/flows/monitor/open-days.ts
var LABELLED_SHARE = 0.95;
var GRACE_MS = DAY_MS;
var MOST_EXPECTED = 1 << 17;
var FEW_DAYS = 3;
var Scattered = class extends Error {
};
var OpenDays = class {
  #plan;
  #start;
  #held = /* @__PURE__ */ new Map();
  /** The time of the latest row so far. */
  watermark;
  /** Which days are held at present. */
  holds = () => true;
  /** What the days that were counted came to. */
  totals = { counted: 0, duplicates: 0, corrected: 0 };
  counted = [];
  unlabelled = [];
  /** Days before this one were counted in this look, or passed. */
  #passed = Number.NEGATIVE_INFINITY;
  #expected = 0;
  constructor(plan) {
    this.#plan = plan;
    this.#start = plan.counter.state;
    this.watermark = this.#start.watermark ?? Number.NEGATIVE_INFINITY;
  }
  /** The rows that are held, and the latest day that they are of. */
  get rows() {
    return [...this.#held.values()].reduce((sum, { count: count2 }) => sum + count2, 0);
  }
  get latest() {
    return [...this.#held.keys()].reduce((latest2, day) => Math.max(latest2, day), Number.NEGATIVE_INFINITY);
  }
  /** Where rows of a day go; null where they are not held. */
  dayFor(day) {
    const known = this.#held.get(day);
    if (known !== void 0) return known;
    if (!this.holds(day) || !this.isOpen(day)) return null;
    if (day < this.#passed) throw new Scattered();
    const held = new HeldDay(day, this.#plan.shape, this.#held.size < FEW_DAYS ? this.#expected : 0);
    this.#held.set(day, held);
    return held;
  }
  isHeld(day) {
    return this.#held.has(day);
  }
  /** Whether a day's labels were not counted before this look. */
  isOpen(day) {
    return !hasLabelsCounted(this.#start, day);
  }
  /** Whether a day can be counted now that could not be before, or has waited long enough for its labels. */
  isRipe(day) {
    if (day > this.#start.rowsThrough) return day <= this.newestComplete();
    return this.isOpen(day) && this.#isTimedOut(day);
  }
  /** Whether a day's rows lay in the future when they were read, and no longer do. */
  isDue(day) {
    return day > Math.floor(this.watermark / DAY_MS) && day * DAY_MS <= this.#plan.now;
  }
  newestComplete() {
    const byRows = Math.floor(this.watermark / DAY_MS) - 1;
    const byClock = Math.floor((this.#plan.now - GRACE_MS) / DAY_MS) - 1;
    return Math.max(byRows, byClock);
  }
  #isTimedOut(day) {
    return this.#plan.now >= (day + 1) * DAY_MS + this.#plan.labelTimeoutMs;
  }
  /** Counts the complete days before one. Rows of these days that come later are scattered. */
  countBefore(end) {
    const until = Math.min(end, this.newestComplete() + 1);
    const before = this.#start.rowsThrough;
    const again = [...this.#held.keys()].filter((day) => day <= before && day < until).sort((a, b) => a - b);
    for (const day of again) this.#count(day);
    for (let day = this.#plan.counter.state.rowsThrough + 1; day < until; day++) this.#count(day);
    this.#passed = Math.max(this.#passed, until);
  }
  /** Counts all days that are complete, and passes those for whose rows and labels nobody waits any longer. */
  countAll() {
    const { counter } = this.#plan;
    const newest = this.newestComplete();
    this.countBefore(newest + 1);
    for (let day = counter.state.labels.through + 1; day <= newest && this.#isTimedOut(day); day++) {
      if (!hasLabelsCounted(counter.state, day)) counter.pass(day);
    }
  }
  /** Lets go of all rows. */
  clear() {
    this.#held.clear();
  }
  /** A day's rows, and its labels once there are enough of them; then its rows are let go. */
  #count(day) {
    const { counter } = this.#plan;
    const held = this.#held.get(day);
    const finished = held?.finish() ?? null;
    this.#held.delete(day);
    this.#expected = Math.min(MOST_EXPECTED, Math.max(this.#expected, held?.count ?? 0));
    if (day > counter.state.rowsThrough) {
      counter.countRows(day, finished?.total ?? 0);
      const unpredicted = finished === null ? 0 : finished.total - finished.predicted;
      this.counted.push({ day, rows: held?.count ?? 0, unpredicted });
    }
    if (finished === null || finished.total === 0) return;
    this.totals.duplicates += finished.duplicates;
    this.totals.corrected += finished.corrected;
    const isLabelled = finished.predicted > 0 && finished.labelled >= LABELLED_SHARE * finished.predicted;
    if (!isLabelled && !this.#isTimedOut(day)) return;
    if (!isLabelled) this.unlabelled.push(day);
    this.totals.counted += finished.labelled;
    counter.countLabels(finished.rows);
  }
};

// src/flows/monitor/count-logs.ts
var BUDGET = 15e5;
async function countLogs(plan) {
  const before = plan.counter.state;
  const counting = await countRows(plan, before);
  const { reading, counter, ports } = plan;
  await countColumns({ origin: reading, features: reading.reference.features, ...counting }, counter, ports);
  return resultOf(counting, counter.state);
}
async function countRows(plan, before) {
  try {
    const counting = new RowCounting(plan);
    await counting.once();
    return counting;
  } catch (thrown) {
    if (!(thrown instanceof Scattered)) throw thrown;
    plan.counter.restart(before);
    const counting = new RowCounting(plan);
    await counting.inWindows();
    return counting;
  }
}
var RowCounting = class {
  passes;
  days;
  #files;
  #reading;
  #budget;
  constructor({ reading, files, counter, labelTimeoutMs, ports, budget = BUDGET }) {
    const { model, reference, loss, now } = reading;
    const shape = {
      keyed: model.monitor.id.length > 0,
      sized: loss.scaled,
      slices: reference.slices.length,
      business: model.monitor.business.map(({ column }) => column)
    };
    this.passes = new LogPasses(files, counter.state, ports);
    this.days = new OpenDays({ counter, now, labelTimeoutMs, shape });
    this.#files = files;
    this.#reading = { ...reading, dayFor: (day) => this.days.dayFor(day) };
    this.#budget = budget;
  }
  /** Reads each file once, and counts days early when too many rows are held. */
  async once() {
    for (const file of this.#wanted()) {
      await this.#over(file);
      this.#relieve();
    }
    for (let more = this.#beside(); more.length > 0; more = this.#beside()) {
      for (const file of more) await this.#over(file);
    }
    this.days.countAll();
  }
  /** Reads each file once to see which days it has, then the days that fit in turn. */
  async inWindows() {
    this.days.holds = () => false;
    for (const file of this.#wanted()) await this.#over(file);
    const counts = /* @__PURE__ */ new Map();
    for (const file of this.#files) {
      for (const [day, rows] of this.passes.daysOf(file)) counts.set(day, (counts.get(day) ?? 0) + rows);
    }
    for (const days of windowsOf(counts, this.#budget)) {
      this.days.holds = (day) => days.has(day);
      for (const file of this.#files) {
        if (this.passes.daysOf(file).some(([day]) => days.has(day) && this.days.isOpen(day))) await this.#over(file);
      }
      this.days.countBefore(Math.max(...days) + 1);
      this.days.clear();
    }
    this.days.countAll();
  }
  async #over(file) {
    await this.passes.over(file, this.#reading);
    this.days.watermark = this.passes.watermark;
  }
  /** New and changed files; and files with days that can be counted by now, or that have come by now. */
  #wanted() {
    const isWanted = (day) => this.days.isRipe(day) || this.days.isDue(day);
    return this.#files.filter(
      ({ change, before }) => change !== "none" || before === null || before.days.some(([day]) => isWanted(day))
    );
  }
  /** Unchanged files that were not read and have rows of days that can be counted now. */
  #beside() {
    const { days } = this;
    const isNeeded = (day) => days.isOpen(day) && (days.isHeld(day) || days.isRipe(day));
    return this.#files.filter((file) => !this.passes.has(file) && file.before?.days.some(([day]) => isNeeded(day)));
  }
  /** Counts the oldest days once too many rows are held: files are mostly in the order of their days. */
  #relieve() {
    const { days, passes } = this;
    if (days.rows <= this.#budget) return;
    const unread = this.#files.filter((file) => !passes.has(file));
    const pending = unread.flatMap((file) => passes.daysOf(file).map(([day]) => day)).filter((day) => days.isOpen(day));
    days.countBefore(Math.min(days.latest, ...pending));
  }
};
function resultOf({ passes, days }, state) {
  const files = passes.records();
  const unfinished2 = passes.files.filter(({ whole }) => whole !== null).map(({ path }) => path);
  const complete = days.newestComplete();
  const seen = files.flatMap((file) => file.days.map(([day]) => day));
  const waiting = new Set(seen.filter((day) => day <= complete && !hasLabelsCounted(state, day)));
  return {
    files,
    rows: { ...passes.rows, ...days.totals, ...passes.late },
    filesRead: passes.read,
    unfinished: unfinished2,
    empty: passes.empty.filter((path) => !unfinished2.includes(path)),
    foreign: [...passes.foreign],
    waiting: [...waiting].sort((a, b) => a - b),
    unlabelled: days.unlabelled,
    watermark: Number.isFinite(days.watermark) ? days.watermark : null
  };
}
function windowsOf(counts, budget) {
  const windows = [];
  let rows = 0;
  for (const [day, count2] of [...counts].sort(([a], [b]) => a - b)) {
    if (windows.length === 0 || rows + count2 > budget) {
      windows.push(/* @__PURE__ */ new Set());
      rows = 0;
    }
    windows.at(-1)?.add(day);
    rows += count2;
  }
  return windows;
}

// src/flows/monitor/collect-features.ts
var PREDICTIONS = "prediction";
var LOOKED_AT = 1e3;
var FEW_VALUES = 12;
async function collectFeatures(tables, holdout, model) {
  const [first] = tables;
  if (first === void 0) return [];
  const known = await first.columns();
  const names = featureNames(known, model).filter((name) => known.includes(name));
  const features = names.length === 0 ? [] : await collect(tables, names);
  const numeric = model.task === "multiclass" ? [] : [PREDICTIONS];
  const predictions = await collectAs([holdout], [PREDICTIONS], new Set(numeric));
  return [...features, ...predictions.map((reference) => ({ ...reference, name: model.monitor.prediction }))];
}
async function collect(tables, names) {
  const numeric = new Set(await numericNames(tables[0], names));
  for (; ; ) {
    try {
      return await collectAs(tables, names, numeric);
    } catch (thrown) {
      if (!(thrown instanceof RelevoError) || thrown.code !== "data-value" || numeric.size === 0) throw thrown;
      for (const name of await misread(tables, numeric)) numeric.delete(name);
    }
  }
}
async function misread(tables, numeric) {
  const found = [];
  for (const name of numeric) {
    try {
      for (const table of tables) for await (const _ of table.read(/* @__PURE__ */ new Map([[name, "number"]]))) void _;
    } catch (thrown) {
      if (!(thrown instanceof RelevoError) || thrown.code !== "data-value") throw thrown;
      found.push(name);
    }
  }
  return found;
}
async function numericNames(table, names) {
  const wanted = new Map(names.map((name) => [name, "category"]));
  for await (const { columns, rows } of table.read(wanted)) {
    return names.filter((name) => isNumeric(columns.get(name), Math.min(rows, LOOKED_AT)));
  }
  return [];
}
function isNumeric(column, rows) {
  if (column.kind !== "category") return false;
  const values = /* @__PURE__ */ new Set();
  for (let row = 0; row < rows; row++) {
    const label = column.labels[column.codes[row]].trim();
    if (label === "") continue;
    const value = Number(label);
    if (!Number.isFinite(value)) return false;
    values.add(value);
  }
  return values.size > FEW_VALUES || [...values].some((value) => !Number.isInteger(value));
}
async function collectAs(tables, names, numeric) {
  const numbers = new Map([...numeric].map((name) => [name, new NumberCollector(name)]));
  const labels = new Map(names.filter((name) => !numeric.has(name)).map((name) => [name, /* @__PURE__ */ new Map()]));
  const wanted = new Map(names.map((name) => [name, numeric.has(name) ? "number" : "category"]));
  for (const table of tables) {
    for await (const { columns, rows } of table.read(wanted)) {
      for (const [name, collector] of numbers) {
        for (const value of numbersOf(columns.get(name), rows, labelCache(asNumber))) collector.add(value);
      }
      for (const [name, seen] of labels) countLabels2(columns.get(name), seen);
    }
  }
  return names.map((name) => numbers.get(name)?.finish() ?? labelReference(name, labels.get(name) ?? /* @__PURE__ */ new Map())).filter((reference) => reference !== null);
}
function countLabels2(column, seen) {
  if (column.kind !== "category") return;
  const counts = new Float64Array(column.labels.length);
  for (const code of column.codes) counts[code] = counts[code] + 1;
  for (const [code, count2] of counts.entries()) {
    if (count2 > 0) seen.set(column.labels[code], (seen.get(column.labels[code]) ?? 0) + count2);
  }
}

// src/flows/monitor/read-holdout.ts
async function readHoldout(table, { model, loss }) {
  const columns = await table.columns();
  const reading = new HoldoutReading(model, loss, columns);
  for await (const batch of table.read(reading.wanted)) reading.take(batch);
  return reading.rows();
}
var HoldoutReading = class {
  wanted = /* @__PURE__ */ new Map();
  #model;
  #loss;
  #slices;
  #business;
  #losses = [];
  #sizes = [];
  #days = [];
  #groups = [];
  #time;
  #group;
  #caches;
  constructor(model, loss, columns) {
    const { holdout, monitor, task } = model;
    this.#model = model;
    this.#loss = loss;
    const has = (column) => column !== null && columns.includes(column);
    this.#time = has(holdout.time) ? holdout.time : null;
    this.#group = has(holdout.group) ? holdout.group : null;
    for (const id of holdout.id) this.#want(id, "text");
    this.#want("prediction", task === "multiclass" ? "category" : "number");
    if (has(holdout.target)) this.#want(holdout.target, task === "regression" ? "number" : "category");
    if (this.#time !== null) this.#want(this.#time, "time");
    if (this.#group !== null) this.#want(this.#group, "category");
    this.#slices = monitor.slices.filter(has).map((column) => ({ column, codes: [], labels: [] }));
    for (const { column } of this.#slices) this.#want(column, "category");
    this.#business = monitor.business.map(({ column }) => ({ column, values: has(column) ? [] : null }));
    for (const { column, values } of this.#business) if (values !== null) this.#want(column, "number");
    this.#caches = {
      prediction: labelCache(task === "multiclass" ? classCode : asNumber),
      target: labelCache((label) => this.#targetOf(label)),
      time: labelCache(asTime),
      group: labelCache(hashText),
      number: labelCache(asNumber)
    };
  }
  take(batch) {
    this.#takeLosses(batch);
    this.#takeSlices(batch);
    this.#takeBusiness(batch);
  }
  #takeLosses({ columns, rows }) {
    const { holdout, task } = this.#model;
    const numbers = (name, cache) => name === null ? null : numbersOf(columns.get(name), rows, cache);
    const predictions = numbersOf(columns.get("prediction"), rows, this.#caches.prediction);
    const targets = (task === "score" ? null : numbers(holdout.target, this.#caches.target)) ?? predictions;
    const times = numbers(this.#time, this.#caches.time);
    const groups = numbers(this.#group, this.#caches.group);
    for (let row = 0; row < rows; row++) {
      const [target, prediction] = [targets[row], predictions[row]];
      const isKnown = !Number.isNaN(target) && !Number.isNaN(prediction) && !Number.isNaN(times?.[row] ?? 0);
      this.#losses.push(isKnown ? this.#loss.of(target, prediction) : Number.NaN);
      this.#sizes.push(Math.abs(target));
      if (times !== null) this.#days.push(isKnown ? dayOf(times[row]) : 0);
      if (groups !== null) this.#groups.push(groups[row]);
    }
  }
  #takeSlices({ columns }) {
    for (const slice of this.#slices) {
      const column = columns.get(slice.column);
      if (column.kind !== "category") continue;
      for (const code of column.codes) slice.codes.push(code);
      slice.labels = column.labels;
    }
  }
  #takeBusiness({ columns, rows }) {
    for (const { column, values } of this.#business) {
      if (values === null) continue;
      for (const value of numbersOf(columns.get(column), rows, this.#caches.number)) values.push(value);
    }
  }
  rows() {
    return {
      count: this.#losses.length,
      losses: Float64Array.from(this.#losses),
      sizes: this.#loss.scaled ? Float64Array.from(this.#sizes) : null,
      days: this.#time === null ? null : Int32Array.from(this.#days),
      groups: this.#group === null ? null : this.#groups,
      slices: this.#slices,
      business: this.#business.map(({ column, values }, place) => ({
        column,
        values,
        must_not: this.#model.monitor.business[place]?.must_not ?? "fall"
      }))
    };
  }
  #want(column, kind) {
    const before = this.wanted.get(column);
    this.wanted.set(column, before === void 0 || before === kind ? kind : "category");
  }
  #targetOf(label) {
    const { task, holdout } = this.#model;
    if (label === "") return Number.NaN;
    if (task === "multiclass") return classCode(label);
    if (task !== "binary") return asNumber(label);
    if (holdout.positive !== null) return label === holdout.positive ? 1 : 0;
    return usualCode(label) ?? Number.NaN;
  }
};

// src/flows/monitor/find-reference.ts
var ROW = "relevo_row";
async function findReference(request, ports) {
  const { model, version, loss } = request;
  ports.log.step(`${model.name}: telling what v${version.version} promised`);
  const table = await holdoutWithPredictions(request, ports);
  const rows = await readHoldout(table, { model, loss });
  const season = model.holdout.season?.ms ?? null;
  const rules = { metric: loss.metric, tolerance: model.monitor.tolerance, seasonMs: season };
  const told2 = referenceSignals(rows, rules);
  if (told2 === null) throw unknown(request, "Its holdout has too few rows with a label and a prediction.", PROMOTE);
  const training = await trainingTables(request, ports);
  const source = training.length > 0 ? training : [table];
  const features = await collectFeatures(source, table, model);
  const featuresFrom = features.length === 0 ? null : training.length > 0 ? "training" : "holdout";
  return { ...told2, features, featuresFrom, notes: [...told2.notes, ...notesOf(request, featuresFrom)] };
}
function notesOf({ loss, model }, featuresFrom) {
  const primary = model.metrics[0] ?? "";
  return [
    ...loss.exact ? [] : [`no single row has a ${primary}; ${loss.metric} is watched in its place`],
    ...featuresFrom === "holdout" ? ["features are held against the holdout: the training data is not at hand"] : []
  ];
}
var PROMOTE = "Promote a version that Relevo evaluated: what it promises is then stored with it.";
var unknown = ({ model, version }, why, remedy) => fail("reference-none", { model: model.name, version: version.version, why, remedy });
async function holdoutWithPredictions(request, ports) {
  const { model, version } = request;
  const { predictions, holdout } = version.made;
  if (predictions === null || holdout === null) {
    const why = "It was put into production without predictions on a holdout, so nothing tells how good it was.";
    throw unknown(request, why, PROMOTE);
  }
  if (!await ports.blobs.has(predictions)) {
    throw unknown(
      request,
      "Its predictions are no longer in the registry.",
      "Restore them from a backup, or promote a version anew."
    );
  }
  const path = await fileWithDigest({ path: model.holdout.data, digest: holdout }, request, ports);
  if (path === null) {
    const why = `${model.holdout.data} is another one by now, and its former content is not in git at the version's commit.`;
    throw unknown(
      request,
      why,
      "Put that holdout back, fetch the history (`fetch-depth: 0`), or promote a version on the new one."
    );
  }
  const folder = `${await ports.workshop.folder("watched-predictions")}/kept`;
  await ports.blobs.fetch(predictions, folder);
  const opened = await ports.rows.open(path);
  const hasIds = model.holdout.id.length > 0;
  const rows = hasIds ? opened : withNumbers(opened, ROW);
  return besideTable(rows, await ports.rows.open(`${folder}/predictions.csv`), hasIds ? model.holdout.id : [ROW]);
}
async function fileWithDigest({ path, digest }, { model, version }, { checkout, dataSets, workshop }) {
  const here = `${checkout.at(model.dir)}/${path}`;
  if (await digestAt(here, dataSets) === digest) return here;
  const { commit } = version.made;
  if (commit === null) return null;
  const copy = `${await workshop.folder("former-data")}/${path.split("/").at(-1)}`;
  const inRepository = model.dir === "." ? path : `${model.dir}/${path}`;
  if (!await checkout.copyAt(commit, inRepository, copy)) return null;
  return await digestAt(copy, dataSets) === digest ? copy : null;
}
async function digestAt(path, dataSets) {
  try {
    return await dataSets.digest(path);
  } catch (thrown) {
    if (thrown instanceof RelevoError) return null;
    throw thrown;
  }
}
async function trainingTables(request, ports) {
  const { model, version } = request;
  if (version.made.report === null) return [];
  const reading = readReport(await ports.ledger.report(model.name, version.made.report));
  const data = reading.ok ? reading.report.data.filter(({ part }) => part === "training") : [];
  const tables = [];
  for (const file of data) {
    const path = await fileWithDigest(file, request, ports);
    if (path === null) return [];
    tables.push(await ports.rows.open(path));
  }
  return tables;
}

// src/flows/monitor/version-label.ts
var SHORTEST_DIGEST = 7;
function isLabelOf({
  version,
  artifact
}) {
  const hex = artifact.slice("sha256:".length);
  return (label) => {
    const plain = label.toLowerCase().replace(/^(?:sha256:|v(?=\d+$))/, "");
    return plain === String(version) || plain.length >= SHORTEST_DIGEST && hex.startsWith(plain);
  };
}

// src/core/statistics/distance.ts
function jensenShannon(reference, current, base = 2) {
  const pairs = sharePairs(reference, current);
  const divergence = total(pairs, ([p, q]) => (relativeEntropy(p, (p + q) / 2) + relativeEntropy(q, (p + q) / 2)) / 2);
  return Math.sqrt(Math.max(0, divergence) / Math.log(base));
}
function checkCounts(reference, current) {
  if (reference.length !== current.length) {
    throw new RangeError(`${reference.length} categories cannot be held against ${current.length}`);
  }
  for (const counts of [reference, current]) {
    const stray = counts.find((count2) => !(count2 >= 0 && count2 < Number.POSITIVE_INFINITY));
    if (stray !== void 0) throw new RangeError(`${stray} is no count`);
    if (!(sumOf(counts) > 0)) throw new RangeError("a table without a single count has no shares");
  }
}
function sharePairs(reference, current) {
  checkCounts(reference, current);
  const [n, m] = [sumOf(reference), sumOf(current)];
  return reference.map((count2, index) => [count2 / n, current[index] / m]);
}
var total = (pairs, term) => pairs.reduce((sum, pair) => sum + term(pair), 0);
var sumOf = (counts) => counts.reduce((sum, count2) => sum + count2, 0);
var relativeEntropy = (p, q) => p === 0 ? 0 : p * Math.log(p / q);

// src/core/statistics/kolmogorov.ts
var import_math_base_special_gammaln = __toESM(require_lib(), 1);

// src/core/statistics/drift-test.ts
function homogeneity(reference, current) {
  checkCounts(reference, current);
  const sums = [reference, current].map((counts) => counts.reduce((sum, count2) => sum + count2, 0));
  const all = sums[0] + sums[1];
  let [chiSquare, df, smallestExpected] = [0, -1, Number.POSITIVE_INFINITY];
  for (const [index, count2] of reference.entries()) {
    const row = [count2, current[index]];
    const seen = row[0] + row[1];
    if (seen === 0) continue;
    df += 1;
    for (const side of [0, 1]) {
      const expected = seen * sums[side] / all;
      chiSquare += (row[side] - expected) ** 2 / expected;
      smallestExpected = Math.min(smallestExpected, expected);
    }
  }
  const p = df === 0 ? 1 : chiSquareSf(chiSquare, df);
  return { chiSquare, df, p, v: Math.min(1, Math.sqrt(chiSquare / all)), smallestExpected };
}

// src/core/statistics/psi.ts
function psi(reference, current) {
  checkCounts(reference, current);
  const [n, m] = [sumOf2(reference), sumOf2(current)];
  const seen = reference.map((count2, index) => [count2, current[index]]).filter(([a, b]) => a + b > 0);
  const smoothed = seen.some(([a, b]) => a === 0 || b === 0);
  const extra = smoothed ? 1 / 2 : 0;
  const bins = seen.length;
  const value = seen.reduce((sum, [a, b]) => {
    const [p, q] = [(a + extra) / (n + bins * extra), (b + extra) / (m + bins * extra)];
    return sum + (q - p) * Math.log(q / p);
  }, 0);
  return { psi: value, p: bins < 2 ? 1 : chiSquareSf(value / (1 / n + 1 / m), bins - 1), smoothed, bins, n, m };
}
function psiCriticalValue({ bins, n, m }, alpha) {
  return chiSquareQuantile(1 - alpha, bins - 1) * (1 / n + 1 / m);
}
var sumOf2 = (counts) => counts.reduce((sum, count2) => sum + count2, 0);

// src/core/watch/drift.ts
var LEAST_ROWS = 50;
var ALPHA = 0.05;
var LEAST_DISTANCE = 0.1;
var OTHERS2 = "other values";
function driftOf(features) {
  const told2 = features.map(([reference, counts]) => ({ reference, counts, p: pOf(reference, counts) }));
  const tested = told2.filter(({ p }) => p !== null);
  const adjusted = benjaminiHochberg(tested.map(({ p }) => p));
  const pByName = new Map(tested.map(({ reference }, index) => [reference.name, adjusted[index]]));
  return told2.map(({ reference, counts }) => tell(reference, counts, pByName.get(reference.name) ?? null)).sort((a, b) => (b.distance ?? -1) - (a.distance ?? -1) || (a.feature < b.feature ? -1 : 1));
}
var filled = ({ counts }) => counts.reduce((sum, count2) => sum + count2, 0);
function pOf(reference, counts) {
  if (filled(counts) < LEAST_ROWS || filled(reference) < LEAST_ROWS) return null;
  return homogeneity(reference.counts, counts.counts).p;
}
function tell(reference, counts, p) {
  const rows = filled(counts);
  const common = { feature: reference.name, kind: reference.kind, rows, ...movement(reference, counts, rows) };
  if (p === null) return { ...common, state: "unknown", p: null, psi: null, psi_critical: null, distance: null };
  const stability = psi(reference.counts, counts.counts);
  const distance = jensenShannon(reference.counts, counts.counts);
  const critical = stability.bins < 2 ? null : psiCriticalValue(stability, ALPHA);
  const isShifted = p <= ALPHA && distance >= LEAST_DISTANCE;
  return { ...common, state: isShifted ? "shifted" : "fine", p, psi: stability.psi, psi_critical: critical, distance };
}
function movement(reference, counts, rows) {
  if (rows === 0) return { before: null, now: null, deviations: null, label: null };
  if (reference.kind === "category") {
    return { before: null, now: null, deviations: null, label: movedLabel(reference, counts, rows) };
  }
  const now = counts.sum / rows;
  const moved = now - reference.mean;
  const deviations = reference.deviation > 0 ? moved / reference.deviation : null;
  return { before: reference.mean, now, deviations, label: null };
}
function movedLabel(reference, counts, rows) {
  const before = filled(reference);
  const moves = counts.counts.map((count2, place) => ({
    value: reference.labels[place] ?? OTHERS2,
    before: (reference.counts[place] ?? 0) / before,
    now: count2 / rows
  }));
  const size = (move) => Math.abs(move.now - move.before);
  return moves.reduce((most, move) => size(move) > size(most) ? move : most, moves[0]);
}

// src/flows/monitor/watch-notes.ts
var CLOCK_SLACK_MS = 36e5;
var MOST_NAMED = 3;
function notesOf2(facts, looked) {
  const version = looked.state.versions[0];
  return [...version.reference.notes, ...fileNotes(looked), ...versionNotes(looked), ...dayNotes(facts, looked)];
}
function fileNotes({ counted, found, previous, state }) {
  const before = previous?.files ?? [];
  const lost = before.filter(
    ({ path, days }) => found.vanished.includes(path) && days.some(([day]) => !hasLabelsCounted(state, day))
  );
  return [
    ...told(counted.empty, "without rows: {}; if production did predict, check what writes them"),
    ...told(counted.unfinished, "still being written: {}; the last line waits until it has an end"),
    ...told(
      lost.map(({ path }) => path),
      "vanished before all their days were counted: {}; put them back, or the rows of these days are missing"
    )
  ];
}
function versionNotes({ counted, ledger }) {
  const known = ledger.versions.map(({ version, made }) => isLabelOf({ version, artifact: made.artifact }));
  const unknown2 = counted.foreign.filter((label) => !known.some((isLabel) => isLabel(label)));
  const latest2 = ledger.versions.at(-1)?.version ?? 1;
  return told(
    unknown2.map((label) => JSON.stringify(label)),
    `the version column names no version of this model: {}; log v${latest2}, ${latest2}, or the artifact's digest`
  );
}
function dayNotes({ model, now }, { previous, counted }) {
  const isBack = previous !== null && now.getTime() < Date.parse(previous.at) - CLOCK_SLACK_MS;
  return [
    ...isBack ? [`the clock is behind that of the last look, ${previous.at}; nothing is counted twice`] : [],
    ...told(
      counted.unlabelled.map(dayText),
      `counted without labels for most of their rows, after ${model.monitor.label_timeout.text}: {}`
    ),
    ...model.monitor.id.length === 0 ? ["no ids are declared, so rows that come twice are not told apart"] : []
  ];
}
function told(names, sentence) {
  if (names.length === 0) return [];
  const rest = names.length - MOST_NAMED;
  const listed2 = names.slice(0, MOST_NAMED).join(", ");
  return [sentence.replace("{}", () => rest > 0 ? `${listed2} and ${rest} more` : listed2)];
}

// src/flows/monitor/watch-document.ts
function watchDocument(facts, looked) {
  const common = commonOf(facts);
  if ("failure" in looked) {
    const { code, message: what, why, remedy } = looked.failure;
    return { ...common, ...unseen, state: "unknown", reason: what, failure: { code, what, why, remedy } };
  }
  if ("nothing" in looked) return { ...common, ...unseen, state: "unknown", reason: "Nothing is in production." };
  const { state, degradation, counted, found, text } = looked;
  const version = state.versions[0];
  return {
    ...common,
    state: degradation.state,
    reason: degradation.reason,
    failure: null,
    signals: rowsOf(facts, looked),
    drift: driftRows(version),
    drift_from: version.reference.featuresFrom,
    weekly: weeklyOf(facts, state),
    rows: counted.rows,
    days: daysOf(looked),
    files: filesOf(found, counted),
    notes: notesOf2(facts, looked),
    watch: { before: facts.before === null ? null : facts.sha256(facts.before), text },
    events: degradation.events
  };
}
var unseen = {
  failure: null,
  signals: [],
  drift: [],
  drift_from: null,
  weekly: null,
  rows: { ...noRows(), counted: 0, duplicates: 0, corrected: 0, late_rows: 0, late_labels: 0, changed_days: 0 },
  days: { counted: 0, first: null, last: null, waiting: 0, total: 0 },
  files: { matched: 0, read: 0, new: 0, appended: 0, rewritten: [], vanished: [] },
  notes: [],
  watch: null,
  events: []
};
function commonOf({ model, request, reading, now }) {
  const ledger = foldState(reading.entries);
  const { alarm, productions, production, snoozedUntil } = ledger;
  const alarmed = productions.find(({ event }) => event === alarm?.production);
  return {
    schema: "relevo.watch/1",
    relevo: request.relevo,
    model: model.name,
    task: model.task,
    at: now.toISOString(),
    production: production === null ? null : {
      version: production.version,
      event: production.event,
      since: production.since,
      artifact: production.artifact
    },
    promotion: promotionOf(ledger, reading.entries),
    false_alarm_every: {
      text: model.monitor.false_alarm_every.text,
      days: model.monitor.false_alarm_every.ms / DAY_MS
    },
    tolerance: model.monitor.tolerance,
    alarm: alarm === null ? null : {
      event: alarm.event,
      production: alarm.production,
      version: alarmed?.version ?? null,
      signals: alarm.signals,
      since: alarm.since,
      acknowledged: alarm.acknowledged
    },
    snoozed_until: snoozedUntil,
    head: reading.head
  };
}
function promotionOf({ productions, production }, entries) {
  const event = entries.find(({ id }) => id === production?.event)?.event;
  if (event === void 0 || production === null) return null;
  if (event.event !== "promoted" && event.event !== "forced" && event.event !== "rolled-back") return null;
  const before = productions[productions.findIndex((one) => one.event === production.event) - 1];
  const isMade = event.event !== "rolled-back";
  return {
    kind: event.event,
    version: event.version,
    at: event.at,
    by: event.by,
    from: before?.version ?? null,
    outcome: isMade ? event.outcome : null,
    commit: isMade ? event.commit : null
  };
}
function rowsOf({ model, now, loss }, { state }) {
  const version = state.versions[0];
  const rules = {
    rules: qualityRules(model),
    now: now.getTime(),
    labelTimeoutMs: model.monitor.label_timeout.ms,
    needsLabels: model.task !== "score"
  };
  return [...signalRows(version, loss), ...factRows(state, rules)].map((row) => ({
    ...row,
    name: shortened(row.name),
    slice: row.slice === null ? null : { column: row.slice.column, value: shortened(row.slice.value) },
    interval: row.interval === null ? null : [row.interval[0], row.interval[1]]
  }));
}
var LONGEST_NAME = 400;
var shortened = (text) => text.length <= LONGEST_NAME ? text : `${text.slice(0, LONGEST_NAME - 1)}…`;
function driftRows({ reference, weeks }) {
  const pairs = reference.features.map((feature, place) => {
    const counts = weeks.reduce(
      (sum, { features }) => addCounts(sum, features[place] ?? noCounts(feature)),
      noCounts(feature)
    );
    return [feature, counts];
  });
  return driftOf(pairs);
}
function weeklyOf({ loss }, state) {
  if (state.chart.length === 0) return null;
  return {
    metric: loss.metric,
    unit: loss.unit,
    better: loss.better,
    promised: promisedOverall(state.versions[0], loss),
    points: state.chart.map(({ from, version, days, rows, sum }) => ({
      from: dayText(from),
      value: chartValue(sum / days, loss),
      days,
      rows,
      version
    }))
  };
}
function daysOf({ days, counted, state }) {
  const sorted = [...days].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const { through, beyond } = state.labels;
  const before = Math.floor(state.since / DAY_MS) - 1;
  return {
    counted: days.length,
    first: first === void 0 ? null : dayText(first),
    last: last === void 0 ? null : dayText(last),
    waiting: counted.waiting.length,
    total: Math.max(0, through - before) + beyond.length
  };
}
var MOST_PATHS = 100;
function filesOf({ files, vanished }, { filesRead }) {
  const of = (change) => files.filter((file) => file.change === change);
  return {
    matched: files.length,
    read: filesRead,
    new: of("new").length,
    appended: of("appended").length,
    rewritten: of("rewritten").slice(0, MOST_PATHS).map(({ path }) => path),
    vanished: vanished.slice(0, MOST_PATHS)
  };
}

// src/flows/monitor/monitor.ts
async function watchModel(request, ports) {
  const { model } = request;
  if (model.monitor === null) throw fail("monitor-undeclared", { model: model.name });
  const watched = { ...model, monitor: model.monitor };
  const reading = await ports.ledger.read(model.name);
  const before = await ports.ledger.watch(model.name);
  const now = ports.clock.now();
  const facts = { model: watched, request, reading, before, now, loss: lossOf(watched), sha256: ports.sha256 };
  try {
    return watchDocument(facts, await look(facts, ports));
  } catch (thrown) {
    const isOurs = thrown instanceof RelevoError && !thrown.code.startsWith("registry-");
    if (!isOurs || request.signal?.aborted === true) throw thrown;
    return watchDocument(facts, { failure: thrown });
  }
}
function lossOf(model) {
  const chosen = chooseMetric(model.metrics[0] ?? "", model.task);
  if (!("metric" in chosen)) throw new Error(`A metric that was checked is unknown: ${chosen.problem}.`);
  return watchedLoss(chosen, model);
}
async function look(facts, ports) {
  const { model, reading, now, loss, request } = facts;
  const ledger = foldState(reading.entries);
  const previous = previousState(facts);
  const { production, version } = inProduction(ledger);
  if (production === null || version === null) return { ledger, nothing: true };
  const watched = watchedProduction(production, version);
  const known = previous?.versions.find(({ made }) => made === version.event);
  const found = await findFiles(model, { ...filesKnown(previous, watched), now: now.getTime() }, ports);
  const former = previous?.versions[0] ?? null;
  const watch = known ?? newVersionWatch(watched, await findReference({ model, version, loss }, ports), former);
  const opened = openState(previous, watched, watch, now.toISOString());
  const names = unfollowed({
    production: production.event,
    version: opened.versions[0],
    alarm: ledger.alarm
  });
  const start = { ...opened, recovery: followAlarm(opened, ledger.alarm, names) };
  const { state, counted, days } = await count({ facts, start, production, found, budget: request.budget }, ports);
  const blind = blindness(state, { model, now: now.getTime() });
  const degradation = judgeProduction({
    production: production.event,
    version: state.versions[0],
    alarm: ledger.alarm,
    recovery: state.recovery,
    blind
  });
  const next = degradation.state === "recovered" ? { ...state, recovery: null } : state;
  return { ledger, previous, state: next, text: formatWatchState(next), counted, days, found, degradation };
}
function previousState({ before, model }) {
  if (before === null) return null;
  const previous = parseWatchState(before);
  if (previous === null) throw fail("watch-newer", { model: model.name });
  return previous;
}
function inProduction({ production, versions }) {
  const version = versions.findLast((one) => one.version === production?.version) ?? null;
  return { production, version };
}
var watchedProduction = (production, version) => ({
  event: production.event,
  made: version.event,
  version: version.version,
  since: Date.parse(production.since)
});
function filesKnown(previous, { event, since }) {
  if (previous === null) return { files: [], at: null };
  const at = Date.parse(previous.at);
  if (previous.production === event) return { files: previous.files, at };
  const first = Math.floor(since / DAY_MS) * DAY_MS;
  const files = previous.files.filter(({ last }) => last === null || last < first);
  return { files: files.map((file) => ({ ...file, days: [] })), at };
}
async function count({ facts, start, production, found, budget }, ports) {
  const { model, loss, now } = facts;
  const { monitor, holdout } = model;
  const counter = new DayCounter(start, {
    every: monitor.false_alarm_every.ms / DAY_MS,
    tolerance: monitor.tolerance,
    seasonMs: holdout.season?.ms ?? null
  });
  const { reference } = start.versions[0];
  ports.log.step(
    `${model.name}: reading ${found.files.length === 1 ? "1 file" : `${found.files.length} files`} of logs`
  );
  const counted = await countLogs({
    reading: { model, loss, reference, since: start.since, isVersion: isLabelOf(production), now: now.getTime() },
    files: found.files,
    counter,
    labelTimeoutMs: monitor.label_timeout.ms,
    ports,
    ...budget === void 0 ? {} : { budget }
  });
  const state = { ...counter.state, files: counted.files, watermark: counted.watermark };
  return { state, counted, days: counter.counted };
}

export {
  watchModel
};
