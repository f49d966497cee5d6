import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  Portions,
  codeTargets,
  distinct,
  emptiness,
  holm,
  misfit,
  rangesOf,
  textAt
} from "./flows-code-targets.js";
import {
  absoluteMargin,
  limitResult,
  outcomeOf,
  resultOf,
  sliceOutcome,
  verdictOf
} from "./core-policy.js";
import {
  irregularity,
  longRunMean,
  pairedT,
  periodsOf,
  unitMoments,
  unitNameOf
} from "./core-statistics-long-run.js";
import {
  absoluteError,
  add,
  ascendingOrder,
  constant,
  meanOfOwn,
  scale,
  variable
} from "./core-metrics-terms.js";
import {
  amountText,
  changeText,
  metricText,
  numberText,
  rangeText
} from "./core-number-text.js";
import {
  FEW_UNITS,
  betaQuantile,
  binomialCdf,
  binomialSf,
  caution,
  chiSquareSf,
  fromStudent,
  mirror,
  normalCdf,
  normalQuantile,
  tCdf,
  tQuantile,
  undetermined,
  worseOf
} from "./stdlib-math-base-special-kernel-betainc.js";
import {
  nearest
} from "./core-nearest.js";
import {
  EXPECTED_TIME,
  parseTime
} from "./core-time-text.js";
import {
  fail
} from "./errors-tables.js";

// src/core/comparison-plan.ts
var directionOf = (plan, { metric }) => metric.name === "score" ? plan.scoreDirection : metric.direction;
var fairnessColumnsOf = (plan) => [
  ...new Set(
    plan.metrics.flatMap(({ metric, argument }) => metric.evidence === "fairness" ? [String(argument)] : [])
  )
];

// src/core/evidence/evidence.ts
function undefinedMeasure(facts) {
  return {
    ...facts,
    baseline: null,
    candidate: null,
    combine: () => undetermined({ estimate: Number.NaN, method: "none", units: facts.units, warnings: [facts.reason] })
  };
}
function valuesOf(name, baseline, candidate) {
  const values = [baseline, candidate].map((value) => Number.isFinite(value) ? value : null);
  const [ofBaseline = null, ofCandidate = null] = values;
  const missing = values.filter((value) => value === null).length;
  const whose = missing === 2 ? "" : ` of the ${ofBaseline === null ? "baseline" : "candidate"}`;
  const reason = missing === 0 ? null : `${name}${whose} divides by zero on these rows`;
  return { baseline: ofBaseline, candidate: ofCandidate, reason };
}
function blend(baseline, b, candidate, c) {
  if (b === 0) return scale(candidate, c);
  return c === 0 ? scale(baseline, b) : add(scale(baseline, b), scale(candidate, c));
}
function offset(inference, by) {
  if (by === 0) return inference;
  return {
    ...inference,
    estimate: inference.estimate + by,
    lower: (alpha) => inference.lower(alpha) + by,
    upper: (alpha) => inference.upper(alpha) + by,
    pAbove: (threshold) => inference.pAbove(threshold - by),
    pBelow: (threshold) => inference.pBelow(threshold - by)
  };
}

// src/core/improvement.ts
function testImprovement(measured, direction, margin) {
  const improvement = improvementOf(measured, direction);
  return { improvement, allowance: allowanceOf(measured, direction, margin, improvement) };
}
function improvementOf(measured, direction) {
  switch (direction) {
    case "higher":
      return measured.combine(-1, 1);
    case "lower":
      return measured.combine(1, -1);
    case "zero":
      return towardsZero(measured);
  }
}
function allowanceOf(measured, direction, margin, improvement) {
  const absolute = absoluteMargin(margin, measured.baseline) ?? Number.NaN;
  if (margin.kind === "absolute" || direction === "zero" || improvement.method === "Tango score") {
    return offset(improvement, absolute);
  }
  const share = (measured.baseline ?? 0) < 0 ? -margin.amount : margin.amount;
  return direction === "higher" ? measured.combine(share - 1, 1) : measured.combine(1 + share, -1);
}
function towardsZero(measured) {
  const baseline = measured.combine(1, 0);
  const candidate = measured.combine(0, 1);
  const sign = (inference) => inference.estimate < 0 ? -1 : 1;
  const ofBaseline = [-1, 1].map((c) => measured.combine(sign(baseline), c));
  const ofCandidate = [-1, 1].map((b) => measured.combine(b, sign(candidate)));
  const difference2 = measured.combine(1, -1);
  const farthest = (of, alpha) => Math.max(Math.abs(of.lower(alpha)), Math.abs(of.upper(alpha)));
  const bound = (own, other, pairs, alpha) => own.lower(alpha) <= 0 && own.upper(alpha) >= 0 ? -Math.min(farthest(other, alpha / 2), farthest(difference2, alpha / 2)) : Math.min(...pairs.map((pair) => pair.lower(alpha)));
  const lower = (alpha) => bound(baseline, candidate, ofBaseline, alpha);
  const upper = (alpha) => -bound(candidate, baseline, ofCandidate, alpha);
  const likely = measured.combine(sign(baseline), -sign(candidate));
  return {
    ...likely,
    estimate: Math.abs(baseline.estimate) - Math.abs(candidate.estimate),
    method: `${likely.method}, of absolute values`,
    lower,
    upper,
    pAbove: (threshold) => smallestLevel((alpha) => lower(alpha) > threshold),
    pBelow: (threshold) => smallestLevel((alpha) => upper(alpha) < threshold)
  };
}
function smallestLevel(holds) {
  if (!holds(0.5)) return 1;
  let [fails, held] = [Math.log(1e-12), Math.log(0.5)];
  if (holds(Math.exp(fails))) return Math.exp(fails);
  for (let step = 0; step < 50; step++) {
    const middle = (fails + held) / 2;
    if (holds(Math.exp(middle))) held = middle;
    else fails = middle;
  }
  return Math.exp(held);
}

// src/core/statistics/sample-size.ts
var POWER = 0.8;
var AT_MOST_TIMES = 10;
function unitsNeeded({ improvement, variance, margin, alpha, power = POWER }) {
  const distance = improvement + margin;
  if (!(distance > 0)) return distance <= 0 ? Number.POSITIVE_INFINITY : Number.NaN;
  const reach = normalQuantile(1 - alpha) + normalQuantile(power);
  return Math.ceil(reach * reach * variance / (distance * distance));
}
function additionalUnits(need, units) {
  const additional = Math.max(0, unitsNeeded(need) - units);
  return additional <= AT_MOST_TIMES * units ? additional : null;
}
function passProbability({ se, df, alpha }, margin) {
  if (se === 0) return margin > 0 ? 1 : 0;
  const { level, shrink, spread } = approximation(df, alpha);
  return normalCdf((margin / se - level * shrink) / spread);
}
function approximation(df, alpha) {
  const freedom = df ?? Number.POSITIVE_INFINITY;
  const level = -tQuantile(alpha, freedom);
  return { level, shrink: 1 - 1 / (4 * freedom), spread: Math.sqrt(1 + level * level / (2 * freedom)) };
}

// src/core/metric-row.ts
var finite = (value) => Number.isFinite(value) ? value : null;
function improvementRow(measured, facts, tested = testRow(measured, facts)) {
  const { chosen, direction, alpha } = facts;
  const head = {
    metric: chosen.text,
    role: facts.role,
    direction,
    shown_as: chosen.metric.shownAs,
    slice: facts.slice,
    rows: measured.rows,
    groups: measured.units,
    baseline: measured.baseline,
    candidate: measured.candidate,
    level: 1 - 2 * alpha,
    p_holm: null
  };
  if (measured.baseline === null || measured.candidate === null) {
    return { ...head, ...nothingInferred, reason: measured.reason };
  }
  if (tested === null) {
    const improvement = measured.baseline - measured.candidate;
    const outcome2 = facts.identical ? "identical" : "inconclusive";
    return { ...head, ...nothingInferred, improvement, outcome: outcome2, reason: "a maximum has no interval: for limits only" };
  }
  const outcome = facts.identical ? "identical" : outcomeOf(tested, alpha);
  return { ...head, ...inferredRow(measured, tested, facts), outcome };
}
function testRow(measured, { chosen, direction, margin }) {
  if (measured.baseline === null || measured.candidate === null || chosen.metric.evidence === "extremes") return null;
  return testImprovement(measured, direction, margin);
}
var nothingInferred = {
  improvement: null,
  interval: null,
  se: null,
  df: null,
  method: null,
  p_better: null,
  p_margin: null,
  margin: null,
  outcome: "inconclusive",
  rows_needed: null
};
function inferredRow(measured, { improvement, allowance }, facts) {
  const { alpha, margin, identical } = facts;
  const bounds = [finite(improvement.lower(alpha)), finite(improvement.upper(alpha))];
  const undecided = !identical && outcomeOf({ improvement, allowance }, alpha) === "inconclusive";
  return {
    improvement: finite(improvement.estimate),
    interval: identical ? [0, 0] : bounds,
    se: improvement.se,
    df: improvement.df,
    method: identical ? "no prediction differs" : improvement.method,
    p_better: identical ? 1 : improvement.pAbove(0),
    p_margin: identical ? margin.amount > 0 ? 0 : 1 : allowance.pAbove(0),
    margin: { given: margin.text, absolute: absoluteMargin(margin, measured.baseline) },
    rows_needed: undecided || needsMore(improvement, facts) ? needed({ improvement, allowance }, measured, facts) : null,
    reason: identical || improvement.warnings.length === 0 ? null : improvement.warnings.join("; ")
  };
}
var needsMore = (improvement, { require: require2, alpha, identical }) => !identical && require2 === "better" && improvement.lower(alpha) <= 0 && improvement.upper(alpha) >= 0;
function needed({ improvement, allowance }, measured, facts) {
  const { alpha, unit, require: require2 } = facts;
  const asked = require2 === "better" ? improvement : allowance;
  const { se } = improvement;
  if (se === null) return null;
  const shown = (asked.estimate - asked.lower(alpha)) / normalQuantile(1 - alpha);
  const more = (error) => additionalUnits(
    { improvement: asked.estimate, variance: error ** 2 * measured.units, margin: 0, alpha },
    measured.units
  );
  const additional = more(se) === 0 ? more(shown) : more(se);
  return additional === null ? null : { additional, unit, power: POWER };
}

// src/core/slice-rows.ts
var MOST_SLICES = 200;
var LEAST_ROWS = 30;
var LEAST_UNITS = 20;
var RESAMPLED_IN_ALL = 4e4;
function sliceRows(evidence, policy, context, primary) {
  const all = evidence.slices.flatMap((column) => column.slices().map((slice) => ({ ...slice, column: column.name })));
  const share = Math.floor(RESAMPLED_IN_ALL / Math.min(MOST_SLICES, Math.max(1, all.length)));
  const ofSlices = { ...context, mostResampled: Math.min(context.mostResampled, share) };
  const measured = all.map((slice) => ({ ...slice, measured: slice.evidence.primary.measure(ofSlices) }));
  const isRequired = ({ column }) => policy.slices.required.includes(column) ? 1 : 0;
  const large = measured.filter((slice) => !isSmall(slice)).sort((a, b) => isRequired(b) - isRequired(a) || b.evidence.rows - a.evidence.rows);
  const tested = large.slice(0, MOST_SLICES);
  return {
    rows: adjustedRows(tested, evidence, policy, primary).sort(worstFirst),
    small: measured.filter(isSmall).map(small),
    leftOut: large.slice(MOST_SLICES).map(small),
    givenUp: evidence.slices.filter((column) => column.givenUp).map((column) => column.name),
    oneClass: evidence.plan.task === "binary" ? measured.filter(({ evidence: { rows: n, positives } }) => positives === 0 || positives === n).map(small) : []
  };
}
var isSmall = ({ measured: { rows, units } }) => rows < LEAST_ROWS || units < LEAST_UNITS;
function adjustedRows(slices, { plan }, { alpha, slices: { margin } }, { chosen, unit }) {
  const tests = slices.map(({ measured, evidence, column, value }) => {
    const facts = {
      chosen,
      role: "primary",
      margin,
      direction: directionOf(plan, chosen),
      slice: { [column]: value },
      identical: evidence.differing === 0,
      require: "not-worse",
      alpha,
      unit
    };
    const tested = testRow(measured, facts);
    const worse = facts.identical ? 1 : tested?.allowance.pBelow(0) ?? 1;
    return { row: improvementRow(measured, facts, tested), worse };
  });
  const adjusted = holm(tests.map(({ worse }) => worse));
  return tests.map(({ row }, index) => {
    const p = adjusted[index];
    return { ...row, p_holm: p, outcome: sliceOutcome(row.outcome, p, alpha) };
  });
}
var small = ({ column, value, measured }) => ({
  slice: { [column]: value },
  rows: measured.rows,
  groups: measured.units
});
function worstFirst(a, b) {
  const upper = (row) => row.interval?.[1] ?? Number.POSITIVE_INFINITY;
  return upper(a) - upper(b) || (JSON.stringify(a.slice) < JSON.stringify(b.slice) ? -1 : 1);
}

// src/core/checks.ts
function checksOf({ measured, slices, policy, facts }) {
  return [
    ...measured.flatMap(
      ({ row }) => row.role === "primary" || row.role === "guard" ? [metricCheck(row, policy)] : []
    ),
    ...slices.rows.flatMap((row) => sliceCheck(row, policy)),
    ...untestedSlices(slices, policy, measured),
    ...policy.limits.map((limit) => limitCheck(limit, measured, facts.quantities, policy.alpha))
  ];
}
function metricCheck(row, policy) {
  const require2 = row.role === "primary" ? policy.require : "not-worse";
  const provenWorse = (row.interval?.[1] ?? 0) < 0;
  const result = resultOf(row.outcome, require2, provenWorse);
  const name = row.role === "primary" ? `${row.metric}: ${require2}` : `${row.metric}: guard`;
  return { ...shared(row), name, expected: expectation(row, require2), result, message: told(row) };
}
function sliceCheck(row, policy) {
  const [column] = Object.keys(row.slice ?? {});
  const required = column !== void 0 && policy.slices.required.includes(column);
  const result = resultOf(row.outcome, "not-worse", false);
  if (!required && result !== "fail") return [];
  const name = `${row.metric}: ${sliceText(row.slice)}`;
  return [{ ...shared(row), name, expected: expectation(row, "not-worse"), result, message: told(row) }];
}
var shared = (row) => ({
  metric: row.metric,
  slice: row.slice,
  actual: row.improvement,
  interval: row.interval
});
var sliceText = (slice) => Object.entries(slice ?? {}).map(([column, value]) => `${column} = ${value === "" ? "(empty)" : value}`).join(", ");
function expectation(row, require2) {
  if (require2 === "better") return "proven better";
  const margin = row.margin?.absolute ?? null;
  if (margin === null || margin === 0) return "proven not worse";
  return `not worse by more than ${amountText(margin, row.shown_as)}`;
}
function told(row) {
  if (row.outcome === "identical") return "no prediction differs";
  if (row.improvement === null || row.interval === null) return row.reason ?? "undefined on these rows";
  const [lower, upper] = row.interval;
  const change = changeText(row.improvement, row.shown_as);
  if (lower === null || upper === null) return `${change}, but no interval can be given${because(row.reason)}`;
  return `${change}, ${rangeText([lower, upper], row.shown_as)} (${numberText(row.level * 100)} %)`;
}
var because = (reason) => reason === null ? "" : `: ${reason}`;
function untestedSlices({ rows, small: small2, leftOut }, { slices: { required } }, measured) {
  const metric = measured[0]?.row.metric ?? "";
  const inconclusive = (slice, name, message) => ({
    name: `${metric}: ${name}`,
    metric,
    slice,
    expected: "proven not worse",
    actual: null,
    interval: null,
    result: "inconclusive",
    message
  });
  return required.flatMap((column) => {
    const tooSmall = small2.filter(({ slice }) => column in slice);
    const tooMany = leftOut.filter(({ slice }) => column in slice).length;
    const seen = tooSmall.length + tooMany > 0 || rows.some((row) => column in (row.slice ?? {}));
    if (!seen) return [inconclusive(null, column, "the column has too many values, or none, to be sliced by")];
    const beyond = `${numberText(tooMany)} slices were not tested: at most ${MOST_SLICES} are`;
    return [
      ...tooSmall.map(
        ({ slice, rows: rows2, groups }) => inconclusive(slice, sliceText(slice), `too few to tell: ${numberText(rows2)} rows, ${numberText(groups)} units`)
      ),
      ...tooMany > 0 ? [inconclusive(null, column, beyond)] : []
    ];
  });
}
function limitCheck(limit, measured, quantities, alpha) {
  const found = measured.find(({ chosen }) => chosen.text === limit.quantity);
  const quantity = quantities[limit.quantity];
  const inference = found === void 0 ? quantityInference(limit.quantity, quantity) : candidateOf(found);
  const shownAs = found?.row.shown_as ?? "number";
  const check = { name: limit.text, metric: limit.quantity, slice: null, expected: limit.text };
  if (inference === null) {
    const message = found?.row.reason ?? "was not measured";
    return { ...check, actual: null, interval: null, result: "inconclusive", message };
  }
  const interval = [inference.lower(alpha), inference.upper(alpha)];
  const result = limitResult(limit, inference, alpha);
  const unit = shownAs === "percent" ? 100 : 1;
  const range = interval.every(Number.isFinite) ? `, between ${numberText(interval[0] * unit)} and ${metricText(interval[1], shownAs)}` : `, but no interval can be given${because(inference.warnings.join("; ") || null)}`;
  return {
    ...check,
    actual: inference.estimate,
    interval: [finite2(interval[0]), finite2(interval[1])],
    result,
    message: `${metricText(inference.estimate, shownAs)}${interval[0] === interval[1] ? "" : range}`
  };
}
var finite2 = (value) => Number.isFinite(value) ? value : null;
var candidateOf = ({ measured }) => measured.candidate === null ? null : measured.combine(0, 1);
var quantityInference = (name, value) => value === void 0 || !Number.isFinite(value) ? null : fromStudent({ estimate: value, se: 0, df: 1, method: name, units: 1, warnings: [] });

// src/core/evidence/count-layout.ts
var MOST_CODES = 2 ** 17;
var combinationCode = (group, baseline, candidate) => (group * MOST_CODES + baseline) * MOST_CODES + candidate;
var combinationOf = (code) => ({
  candidate: code % MOST_CODES,
  baseline: Math.floor(code / MOST_CODES) % MOST_CODES,
  group: Math.floor(code / MOST_CODES / MOST_CODES)
});
function differs(code) {
  const { baseline, candidate } = combinationOf(code);
  return baseline !== candidate;
}
function classLayout(combinations, also) {
  const codes = [.../* @__PURE__ */ new Set([...combinations.flatMap(([code]) => classesOf(code)), ...also])].sort((a, b) => a - b);
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const classes = codes.length;
  const at = (block, code) => 1 + block * classes + placeOf.get(code);
  const blocks = { baseline: 1, candidate: 3 };
  return {
    ...sumsAndInfluence(1 + 5 * classes, combinations, ({ group, baseline, candidate }) => [
      0,
      at(0, group),
      at(1, baseline),
      ...group === baseline ? [at(2, group)] : [],
      at(3, candidate),
      ...group === candidate ? [at(4, group)] : []
    ]),
    cellsOf: (means, side) => {
      const block = (number) => new Map(codes.map((code) => [code, variable(at(number, code), means)]));
      const first = blocks[side];
      return { total: variable(0, means), support: block(0), predicted: block(first), hit: block(first + 1) };
    },
    swingOf: (gradient) => Math.max(...Object.values(blocks).map((first) => classSwing(codes, gradient, first, at)))
  };
}
var classesOf = (code) => Object.values(combinationOf(code));
function classSwing(codes, gradient, block, at) {
  const wrong = codes.map((code) => gradient[at(block, code)]);
  const least = wrong.reduce((so, value) => Math.min(so, value), Number.POSITIVE_INFINITY);
  const most = wrong.reduce((so, value) => Math.max(so, value), Number.NEGATIVE_INFINITY);
  return codes.reduce((swing, code, index) => {
    const right = wrong[index] + gradient[at(block + 1, code)];
    return Math.max(swing, Math.max(most, right) - Math.min(least, right));
  }, 0);
}
function fairnessLayout(combinations) {
  const values = combinations.reduce((most, [code]) => Math.max(most, 1 + (combinationOf(code).group >> 1)), 1);
  const cellsOfRow = ({ group, baseline, candidate }) => {
    const [value, positive] = [group >> 1, group % 2];
    const block = (number) => number * values + value;
    return [
      block(0),
      ...positive ? [block(1)] : [],
      ...baseline ? [block(2)] : [],
      ...baseline && positive ? [block(3)] : [],
      ...candidate ? [block(4)] : [],
      ...candidate && positive ? [block(5)] : []
    ];
  };
  return {
    ...sumsAndInfluence(6 * values, combinations, cellsOfRow),
    cellsOf: (means, side) => {
      const block = (number) => Array.from({ length: values }, (_, value) => variable(number * values + value, means));
      const first = side === "baseline" ? 2 : 4;
      return { total: block(0), positive: block(1), selected: block(first), hit: block(first + 1) };
    },
    swingOf: (gradient) => {
      const selected = [2, 4].flatMap(
        (block) => Array.from({ length: values }, (_, value) => {
          const negative = gradient[block * values + value];
          return Math.max(Math.abs(negative), Math.abs(negative + gradient[(block + 1) * values + value]));
        })
      );
      return Math.max(...selected);
    }
  };
}
function sumsAndInfluence(size, combinations, cells) {
  const sums = new Array(size).fill(0);
  for (const [code, weight] of combinations) {
    for (const cell of cells(combinationOf(code))) sums[cell] = sums[cell] + weight;
  }
  return {
    sums,
    influenceOf: (code, gradient) => cells(combinationOf(code)).reduce((sum, cell) => sum + gradient[cell], 0)
  };
}

// src/core/paired-rows.ts
function sideOf(rows, side) {
  const probabilities = side === "baseline" ? rows.baselineProbabilities : rows.candidateProbabilities;
  return { count: rows.count, target: rows.target, prediction: rows[side], probabilities };
}
var needsWeight = (plan) => plan.weighted || plan.unit !== "row";
function columnsOf(rows, chosen, plan) {
  const { metric } = chosen;
  const weight = rows.weight === null ? [] : [rows.weight];
  switch (metric.evidence) {
    case "moments":
      return momentColumns(rows, chosen, plan);
    case "counts":
      return [classCombinations(rows, plan), ...weight];
    case "fairness":
      return [fairnessCombinations(rows, fairnessColumnsOf(plan).indexOf(String(chosen.argument))), ...weight];
    case "ranks":
      return [rows.target, rows.baseline, rows.candidate, ...weight];
    case "extremes":
      return ["baseline", "candidate"].map((side) => fill(metric.own, sideOf(rows, side), chosen, plan));
  }
}
function momentColumns(rows, chosen, plan) {
  const { metric } = chosen;
  if (metric.evidence !== "moments") return [];
  const [baseline, candidate] = [sideOf(rows, "baseline"), sideOf(rows, "candidate")];
  const ofBaseline = metric.own.map((term) => fill(term, baseline, chosen, plan));
  const columns = [
    ...metric.shared.map((term) => fill(term, baseline, chosen, plan)),
    ...ofBaseline,
    ...metric.own.map(
      (term, index) => difference(fill(term, candidate, chosen, plan), ofBaseline[index])
    )
  ];
  if (!needsWeight(plan)) return columns;
  const { weight } = rows;
  if (weight === null) return [new Float64Array(rows.count).fill(1), ...columns];
  for (const column of columns) {
    for (let row = 0; row < rows.count; row++) column[row] = column[row] * weight[row];
  }
  return [weight, ...columns];
}
function difference(from, what) {
  for (let row = 0; row < from.length; row++) from[row] = from[row] - what[row];
  return from;
}
function fill(term, rows, { argument }, { origin }) {
  const into = new Float64Array(rows.count);
  term(rows, into, { argument: typeof argument === "number" ? argument : Number.NaN, origin });
  return into;
}
var classOf = (prediction, { task }) => task === "binary" ? prediction > 0.5 ? 1 : 0 : prediction;
function classCombinations(rows, plan) {
  const codes = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const baseline = classOf(rows.baseline[row], plan);
    const candidate = classOf(rows.candidate[row], plan);
    codes[row] = combinationCode(rows.target[row], baseline, candidate);
  }
  return codes;
}
function fairnessCombinations(rows, column) {
  const values = rows.fairness[column];
  if (values === void 0) throw new Error("Rows came without the column of a fairness metric.");
  const codes = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const group = 2 * values[row] + rows.target[row];
    codes[row] = combinationCode(
      group,
      rows.baseline[row] > 0.5 ? 1 : 0,
      rows.candidate[row] > 0.5 ? 1 : 0
    );
  }
  return codes;
}

// src/core/flips.ts
var WORST = 20;
var TOLERANCE = 0.1;
var ROUNDING = 1e-9;
var PER_OCTAVE = 8;
var OCTAVES = 128;
var BINS = 2 * OCTAVES * PER_OCTAVE + 2;
var emptyFlipCounts = () => ({ grew: new Uint32Array(BINS), shrank: new Uint32Array(BINS) });
var binOf = (size) => 1 + Math.min(BINS - 2, Math.max(0, Math.floor(Math.log2(size) * PER_OCTAVE) + OCTAVES * PER_OCTAVE));
var edgeOf = (bin) => 2 ** ((bin - 1 - OCTAVES * PER_OCTAVE) / PER_OCTAVE);
function lossChanges(rows, plan) {
  const bins = new Int16Array(rows.count);
  const change = new Float64Array(rows.count);
  const scale2 = isClasses(plan) ? classChanges(rows, plan, bins, change) : numberChanges(rows, plan, bins, change);
  return { bins, change, scale: scale2 };
}
var isClasses = ({ task }) => task === "binary" || task === "multiclass";
function classChanges(rows, plan, bins, change) {
  const right = (prediction, target) => plan.task === "binary" ? prediction > 0.5 === target > 0.5 : prediction === target;
  for (let row = 0; row < rows.count; row++) {
    const target = rows.target[row];
    const before = right(rows.baseline[row], target);
    const after = right(rows.candidate[row], target);
    if (before === after) continue;
    bins[row] = before ? 1 : -1;
    change[row] = trueProbability(rows, plan, "baseline", row) - trueProbability(rows, plan, "candidate", row);
  }
  return 0;
}
function trueProbability(rows, plan, side, row) {
  const { target, prediction, probabilities } = sideOf(rows, side);
  const truth = target[row];
  if (plan.task === "binary") return truth > 0.5 ? prediction[row] : 1 - prediction[row];
  return probabilities?.[truth]?.[row] ?? (prediction[row] === truth ? 1 : 0);
}
function numberChanges(rows, plan, bins, change) {
  const [before, after] = [lossOf(rows, plan, "baseline"), lossOf(rows, plan, "candidate")];
  let scale2 = 0;
  for (let row = 0; row < rows.count; row++) {
    const grown = after[row] - before[row];
    scale2 += Math.abs(before[row]);
    change[row] = grown;
    if (grown !== 0) bins[row] = grown > 0 ? binOf(grown) : -binOf(-grown);
  }
  return scale2;
}
function lossOf(rows, plan, side) {
  if (plan.task === "score") return plan.scoreDirection === "lower" ? rows[side] : rows[side].map((value) => -value);
  const losses = new Float64Array(rows.count);
  absoluteError(sideOf(rows, side), losses, { argument: Number.NaN, origin: 0 });
  return losses;
}
function countFlips(into, { bins }, rows, count) {
  for (let index = 0; index < count; index++) {
    const bin = bins[rows === null ? index : rows[index]];
    if (bin > 0) into.grew[bin] = into.grew[bin] + 1;
    else if (bin < 0) into.shrank[-bin] = into.shrank[-bin] + 1;
  }
}
function mergeFlips(into, other) {
  addCounts(into.grew, other.grew);
  addCounts(into.shrank, other.shrank);
}
function addCounts(into, other) {
  for (let bin = 0; bin < into.length; bin++) into[bin] = into[bin] + other[bin];
}
function toleranceOf(scale2, rows) {
  const wanted = TOLERANCE * scale2 / rows;
  if (!(wanted > 0)) return { tolerance: 0, bin: 1 };
  const bin = edgeOf(binOf(wanted)) < wanted * (1 - ROUNDING) ? binOf(wanted) + 1 : binOf(wanted);
  return { tolerance: edgeOf(bin), bin };
}
function countFrom(counts, bin) {
  const sum = (sizes) => sizes.subarray(bin).reduce((so, count) => so + count, 0);
  return { grew: sum(counts.grew), shrank: sum(counts.shrank) };
}
function keepWorst(into, { bins, change }, rows) {
  for (let row = 0; row < rows.count; row++) {
    const bin = bins[row];
    if (bin === 0) continue;
    const list = bin > 0 ? into.grew : into.shrank;
    const size = Math.abs(change[row]);
    const least = list.length < WORST ? -1 : Math.abs(list[WORST - 1].change);
    if (size >= least) insert(list, { id: rows.idOf(row), change: change[row] });
  }
}
function mergeWorst(into, other) {
  for (const row of other.grew) insert(into.grew, row);
  for (const row of other.shrank) insert(into.shrank, row);
}
function insert(list, row) {
  const at = list.findIndex((other) => isWorse(row, other));
  if (at < 0) list.push(row);
  else list.splice(at, 0, row);
  if (list.length > WORST) list.pop();
}
function isWorse(first, second) {
  const [a, b] = [Math.abs(first.change), Math.abs(second.change)];
  return a > b || a === b && first.id.join("\0") < second.id.join("\0");
}

// src/core/statistics/mcnemar.ts
function mcnemar(b, c) {
  const differing2 = b + c;
  const fewer = Math.min(b, c);
  const below = binomialCdf(fewer - 1, differing2, 0.5);
  const upTo = binomialCdf(fewer, differing2, 0.5);
  const exactGreater = binomialSf(b, differing2, 0.5);
  const chiSquare = differing2 === 0 ? 0 : (b - c) ** 2 / differing2;
  const chiSquareCorrected = differing2 === 0 ? 0 : (Math.abs(b - c) - 1) ** 2 / differing2;
  return {
    exactGreater,
    midpGreater: (exactGreater + binomialSf(b + 1, differing2, 0.5)) / 2,
    exactTwoSided: b === c ? 1 : Math.min(1, 2 * upTo),
    midpTwoSided: differing2 === 0 ? 1 : b === c ? 1 - (upTo - below) / 2 : upTo + below,
    z: differing2 === 0 ? 0 : (b - c) / Math.sqrt(differing2),
    chiSquare,
    pChiSquare: chiSquareSf(chiSquare, 1),
    chiSquareCorrected,
    pChiSquareCorrected: chiSquareSf(chiSquareCorrected, 1)
  };
}

// src/core/flip-summary.ts
function flipsOf(evidence, tested) {
  const { plan, totals, worst } = evidence;
  const { tolerance, bin } = isClasses(plan) ? { tolerance: 0, bin: 1 } : toleranceOf(totals.lossScale, totals.rows);
  const counted = (counts) => {
    const { grew, shrank } = countFrom(counts, bin);
    return { right_to_wrong: grew, wrong_to_right: shrank };
  };
  const named2 = (kind, rows) => rows.filter(({ change }) => Math.abs(change) >= tolerance).map(({ id, change }) => ({
    kind,
    id: Object.fromEntries(plan.ids.map((name, index) => [name, id[index] ?? ""])),
    change
  }));
  const all = counted(evidence.flips);
  const isExact = isClasses(plan) && plan.unit === "row" && !plan.weighted;
  return {
    ...all,
    tolerance: isClasses(plan) ? null : tolerance,
    mcnemar_p: isExact ? mcnemar(all.wrong_to_right, all.right_to_wrong).exactGreater : null,
    slices: evidence.slices.flatMap(
      (column) => column.slices().filter(({ value }) => tested.some(({ slice }) => slice?.[column.name] === value)).map(({ value, evidence: slice }) => ({ slice: { [column.name]: value }, ...counted(slice.flips) }))
    ),
    worst: [...named2("right_to_wrong", worst.grew), ...named2("wrong_to_right", worst.shrank)]
  };
}

// src/core/power.ts
var MOST_TIMES = 1e3;
function powerOf(facts) {
  const hurdles = hurdlesOf(facts);
  const { required } = facts.policy.slices;
  if (hurdles === null || isBlocked(facts.slices, required)) {
    return { equal_passes: hurdles === null ? null : 0, for_80: { groups: null, margin: null } };
  }
  const { alpha } = facts.policy;
  const units = facts.measured[0]?.measured.units ?? 0;
  return {
    equal_passes: passes(hurdles, alpha, 1, 1),
    for_80: { groups: groupsFor(hurdles, alpha, units), margin: marginOf(hurdles, alpha) }
  };
}
var isBlocked = ({ rows, small: small2, leftOut }, required) => required.some(
  (column) => [...small2, ...leftOut].some(({ slice }) => column in slice) || !rows.some(({ slice }) => slice !== null && column in slice)
);
function hurdlesOf({ measured, slices, policy }) {
  const required = (row) => Object.keys(row.slice ?? {}).some((column) => policy.slices.required.includes(column));
  const rows = [
    ...measured.map(({ row }) => row).filter((row) => row.role === "primary" || row.role === "guard"),
    ...slices.rows.filter(required)
  ].filter((row) => row.outcome !== "identical");
  const hurdles = [
    ...rows.map((row) => hurdleOf(row, policy)),
    ...policy.limits.flatMap((limit) => limitHurdles(limit, measured))
  ];
  return hurdles.length === 0 || hurdles.includes(null) ? null : hurdles;
}
function hurdleOf(row, policy) {
  if (row.se === null || row.margin?.absolute == null) return null;
  const primary = row.role === "primary" && row.slice === null;
  const margin = primary && policy.require === "better" ? 0 : row.margin.absolute;
  return { se: row.se, df: row.df, margin, primary };
}
function limitHurdles({ quantity, operator, bound }, measured) {
  const found = measured.find(({ chosen }) => chosen.text === quantity);
  if (found === void 0) return [];
  const { baseline, candidate, combine } = found.measured;
  if (baseline === null || candidate === null) return [null];
  const { se, df } = combine(0, 1);
  const room = operator === "<=" || operator === "<" ? bound - baseline : baseline - bound;
  return [se === null ? null : { se, df, margin: room, primary: false }];
}
function passes(hurdles, alpha, times, wider) {
  return hurdles.reduce((all, { se, df, margin, primary }) => {
    const sight = { se: se / Math.sqrt(times), df: df === null ? null : df * times, alpha };
    return all * passProbability(sight, primary ? margin * wider : margin);
  }, 1);
}
function groupsFor(hurdles, alpha, units) {
  const times = smallest((factor) => passes(hurdles, alpha, factor, 1) >= POWER);
  return times === null ? null : Math.ceil(times * units);
}
function marginOf(hurdles, alpha) {
  const primary = hurdles.find((hurdle) => hurdle.primary);
  if (primary === void 0 || primary.margin === 0) return null;
  const wider = smallest((factor) => passes(hurdles, alpha, 1, factor) >= POWER);
  return wider === null ? null : wider * primary.margin;
}
function smallest(enough) {
  if (enough(1)) return 1;
  if (!enough(MOST_TIMES)) return null;
  let [less, more] = [1, MOST_TIMES];
  while (more / less > 1.001) {
    const middle = Math.sqrt(less * more);
    if (enough(middle)) more = middle;
    else less = middle;
  }
  return more;
}

// node_modules/pure-rand/lib/esm/generator/xoroshiro128plus.js
var jumps = [
  3639956645,
  3750757012,
  1261568508,
  386426335
];
var XoroShiro128Plus = class XoroShiro128Plus2 {
  constructor(s01, s00, s11, s10) {
    this.s01 = s01;
    this.s00 = s00;
    this.s11 = s11;
    this.s10 = s10;
  }
  clone() {
    return new XoroShiro128Plus2(this.s01, this.s00, this.s11, this.s10);
  }
  next() {
    const out = this.s00 + this.s10 | 0;
    const a0 = this.s10 ^ this.s00;
    const a1 = this.s11 ^ this.s01;
    const s00 = this.s00;
    const s01 = this.s01;
    this.s00 = s00 << 24 ^ s01 >>> 8 ^ a0 ^ a0 << 16;
    this.s01 = s01 << 24 ^ s00 >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
    this.s10 = a1 << 5 ^ a0 >>> 27;
    this.s11 = a0 << 5 ^ a1 >>> 27;
    return out;
  }
  jump() {
    let ns01 = 0;
    let ns00 = 0;
    let ns11 = 0;
    let ns10 = 0;
    let s01 = this.s01;
    let s00 = this.s00;
    let s11 = this.s11;
    let s10 = this.s10;
    for (let i = 0; i !== 4; ++i) {
      const ji = jumps[i];
      for (let mask = 1; mask; mask <<= 1) {
        if (ji & mask) {
          ns01 ^= s01;
          ns00 ^= s00;
          ns11 ^= s11;
          ns10 ^= s10;
        }
        const a0 = s10 ^ s00;
        const a1 = s11 ^ s01;
        const s00_ = s00;
        const s01_ = s01;
        s00 = s00_ << 24 ^ s01_ >>> 8 ^ a0 ^ a0 << 16;
        s01 = s01_ << 24 ^ s00_ >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
        s10 = a1 << 5 ^ a0 >>> 27;
        s11 = a0 << 5 ^ a1 >>> 27;
      }
    }
    this.s01 = ns01;
    this.s00 = ns00;
    this.s11 = ns11;
    this.s10 = ns10;
  }
  getState() {
    return [
      this.s01,
      this.s00,
      this.s11,
      this.s10
    ];
  }
};
function xoroshiro128plus(seed) {
  return new XoroShiro128Plus(-1, ~seed, seed | 0, 0);
}

// src/core/statistics/generator.ts
var PER_BIT_PATTERN = 2 ** -32;
var WARM_UP = 32;
function seeded(seed, stream = 0) {
  const generator = xoroshiro128plus([seed / 2 ** 32, stream].reduce(absorb, scramble(seed | 0)));
  for (let i = 0; i < WARM_UP; i += 1) generator.next();
  return generator;
}
function uniform(generator) {
  return (generator.next() >>> 0) * PER_BIT_PATTERN;
}
function shuffle(items, generator) {
  for (let last = items.length - 1; last > 0; last -= 1) {
    const chosen = Math.floor(uniform(generator) * (last + 1));
    const moved = items[last];
    items[last] = items[chosen];
    items[chosen] = moved;
  }
}
var absorb = (state, part) => scramble(Math.imul(state, 31) + Math.floor(part) + 1);
function scramble(bits) {
  let mixed = Math.imul(bits ^ bits >>> 16, 2246822507);
  mixed = Math.imul(mixed ^ mixed >>> 13, 3266489909);
  return mixed ^ mixed >>> 16;
}

// src/core/statistics/studentized-bootstrap.ts
var FLAT = 1e-12;
function studentizedResamples(values, resamples, generator) {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const centred = values.map((value) => value - mean);
  const ratios = new Float64Array(resamples);
  const toIndex = n * PER_BIT_PATTERN;
  for (let b = 0; b < resamples; b += 1) {
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < n; i += 1) {
      const value = centred[(generator.next() >>> 0) * toIndex | 0];
      sum += value;
      squares += value * value;
    }
    ratios[b] = studentize(sum, squares, n);
  }
  return ratios.sort();
}
function studentize(sum, squares, n) {
  const spread = squares - sum * sum / n;
  if (spread > FLAT * squares) return sum / Math.sqrt(n * spread / (n - 1));
  return sum === 0 ? 0 : sum * Number.POSITIVE_INFINITY;
}
function fromStudentized({ estimate, se }, units, sortedResamples) {
  const extremes = (alpha, of) => Math.floor(alpha * (of.length + 1) * (1 + FLAT)) - 1;
  return {
    estimate,
    se,
    df: null,
    method: "studentized bootstrap",
    units,
    warnings: se === 0 ? [caution.noVariation] : [],
    lower: (alpha) => {
      const all = sortedResamples();
      return estimate - se * (all[all.length - 1 - extremes(alpha, all)] ?? Number.POSITIVE_INFINITY);
    },
    upper: (alpha) => {
      const all = sortedResamples();
      return estimate - se * (all[extremes(alpha, all)] ?? Number.NEGATIVE_INFINITY);
    },
    pAbove: (threshold) => {
      const all = sortedResamples();
      return (1 + all.length - countBelow(all, (estimate - threshold) / se)) / (all.length + 1);
    },
    pBelow: (threshold) => {
      const all = sortedResamples();
      return (1 + countUpTo(all, (estimate - threshold) / se)) / (all.length + 1);
    }
  };
}
function countBelow(sorted, limit) {
  return partition(sorted, (value) => value < limit);
}
function countUpTo(sorted, limit) {
  return partition(sorted, (value) => value <= limit);
}
function partition(sorted, holds) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (holds(sorted[middle])) low = middle + 1;
    else high = middle;
  }
  return low;
}

// src/core/statistics/skewed-t.ts
var SKEWED = 1;
var FEW_SKEWED = 100;
var RESAMPLED_UNITS = 2e3;
function skewedT(units, method = "paired t") {
  const student = pairedT(units, method);
  if (units.n < 2 || !(Math.abs(units.skewness) > SKEWED) || !(units.variance > 0)) return student;
  if (units.skewness < 0) return mirror(skewedT(reflect(units), method));
  const corrected = correction(units, student.se ?? 0);
  const warnings = [caution.skewed, ...units.n < FEW_SKEWED ? [caution.fewSkewed] : []];
  return { ...worseOf(student, corrected, warnings), method: `${method}, ${corrected.method}` };
}
function reflect(units) {
  return {
    ...units,
    mean: -units.mean,
    skewness: -units.skewness,
    values: units.values?.map((value) => -value)
  };
}
function correction({ mean, skewness, n, values, seed, alpha = 5e-3 }, se) {
  if (values === void 0 || n > RESAMPLED_UNITS) return hallT({ estimate: mean, se }, skewness, n);
  let sorted = null;
  return fromStudentized({ estimate: mean, se }, n, () => {
    sorted ??= studentizedResamples(values.slice().sort(), Math.max(2e3, Math.ceil(10 / alpha)), seeded(seed));
    return sorted;
  });
}
function hallT({ estimate, se }, skewness, n) {
  const k = skewness / Math.sqrt(n);
  const transform = (t) => t + k * (t * t / 3 + 1 / 6) + k * k * t ** 3 / 27;
  const inverse = (x) => 3 / k * (Math.cbrt(1 + k * (x - k / 6)) - 1);
  const df = n - 1;
  return {
    estimate,
    se,
    df,
    method: "Hall’s corrected t",
    units: n,
    warnings: [],
    lower: (alpha) => estimate - se * inverse(-tQuantile(alpha, df)),
    upper: (alpha) => estimate - se * inverse(tQuantile(alpha, df)),
    pAbove: (threshold) => tCdf(-transform((estimate - threshold) / se), df),
    pBelow: (threshold) => tCdf(transform((estimate - threshold) / se), df)
  };
}

// src/core/warnings.ts
var IRREGULAR = 0.2;
var FEW = 20;
function warningsOf(evidence, measured, slices) {
  return [
    ...constantPredictions(evidence),
    ...oneClass(evidence),
    ...fewUnits(measured),
    ...irregularTimes(evidence),
    ...zeroTargets(evidence, measured),
    ...sliceWarnings(slices)
  ];
}
function constantPredictions({ plan, totals, dictionaries }) {
  const said = (value) => plan.task === "multiclass" ? dictionaries.classes.labels[value] ?? "" : numberText(value);
  return ["baseline", "candidate"].filter((side) => totals.rows > 1 && totals[side][0] === totals[side][1]).map((side) => ({
    code: "constant-predictions",
    message: `The ${side} predicts ${said(totals[side][0])} for every row.`,
    count: totals.rows
  }));
}
function oneClass({ plan, totals: { rows, positives } }) {
  if (plan.task !== "binary" || positives > 0 && positives < rows) return [];
  const label = positives === 0 ? "negative" : "positive";
  return [
    {
      code: "one-class-rows",
      message: `Every row is ${label}: what tells the classes apart is not tested.`,
      count: rows
    }
  ];
}
function fewUnits(measured) {
  const units = measured[0]?.measured.units ?? 0;
  if (units >= FEW) return [];
  return [
    {
      code: "few-units",
      message: `Only ${units} independent ${units === 1 ? "unit" : "units"}: every interval leans on its assumptions.`,
      count: units
    }
  ];
}
function irregularTimes({ plan, dictionaries }) {
  if (plan.unit !== "time") return [];
  const share = irregularity(dictionaries.unitTimes);
  if (share <= IRREGULAR) return [];
  const percent = Math.round(share * 100);
  return [
    {
      code: "irregular-time",
      message: `${percent} % of the gaps in time differ from the usual one: seasons are counted in periods, so they drift.`,
      count: Math.round(share * (dictionaries.unitTimes.length - 1))
    }
  ];
}
function zeroTargets({ totals }, measured) {
  const usesMape = measured.some(({ chosen }) => chosen.metric.name === "mape");
  if (!usesMape || totals.zeroTargets === 0) return [];
  return [
    {
      code: "zero-targets",
      message: `${numberText(totals.zeroTargets)} rows with target 0 have no percentage error: mape leaves them out.`,
      count: totals.zeroTargets
    }
  ];
}
function sliceWarnings({ small: small2, leftOut, givenUp, oneClass: oneClass2 }) {
  const named2 = (slices) => slices.slice(0, 5).flatMap(
    ({ slice }) => Object.entries(slice).map(([column, value]) => `${column} = ${value === "" ? "(empty)" : value}`)
  ).join(", ") + (slices.length > 5 ? ` and ${numberText(slices.length - 5)} more` : "");
  const warnings = [];
  if (small2.length > 0) {
    const message = `Not tested, because under ${LEAST_ROWS} rows or ${LEAST_UNITS} units: ${named2(small2)}.`;
    warnings.push({ code: "small-slices", message, count: small2.length });
  }
  if (oneClass2.length > 0) {
    const message = `Every row is of one class in ${named2(oneClass2)}.`;
    warnings.push({ code: "one-class-slices", message, count: oneClass2.length });
  }
  if (leftOut.length > 0) {
    const message = `At most ${MOST_SLICES} slices are tested, the largest; left out: ${named2(leftOut)}.`;
    warnings.push({ code: "left-out-slices", message, count: leftOut.length });
  }
  for (const column of givenUp) {
    const message = `${column} has over 1,000 values that are no numbers: it names rows rather than kinds of rows, and was not sliced by.`;
    warnings.push({ code: "too-many-values", message, count: 1 });
  }
  return warnings;
}

// src/core/comparison.ts
var noMargin = { kind: "absolute", amount: 0, text: "0" };
function compare(evidence, policy, facts) {
  const { plan, totals } = evidence;
  const context = contextOf(evidence, policy, facts);
  const identical = totals.differing === 0;
  const unit = unitNameOf(plan.unit, evidence.dictionaries.unitTimes);
  const measured = plan.metrics.flatMap((chosen, index) => {
    const measure = evidence.metrics[index].measure(context);
    return placesOf(chosen, index, policy).map((place) => {
      const rowFacts = {
        chosen,
        ...place,
        direction: directionOf(plan, chosen),
        slice: null,
        identical,
        require: place.role === "primary" ? policy.require : "not-worse",
        alpha: policy.alpha,
        unit
      };
      return { chosen, measured: measure, row: improvementRow(measure, rowFacts) };
    });
  });
  const [primary] = measured;
  if (primary === void 0) throw new Error("A comparison needs a metric.");
  const slices = sliceRows(evidence, policy, context, { ...primary, unit });
  const checks = [...checksOf({ measured, slices, policy, facts }), ...facts.checks ?? []];
  return {
    task: plan.task,
    rows: totals.rows,
    groups: primary.measured.units,
    unit,
    alpha: policy.alpha,
    require: policy.require,
    seed: facts.seed,
    metrics: [...measured.map(({ row }) => row), ...slices.rows],
    slices: { too_small: slices.small, left_out: slices.leftOut.length },
    flips: flipsOf(evidence, slices.rows),
    checks,
    power: powerOf({ measured, slices, policy }),
    verdict: verdictOf(checks.map((check) => check.result)),
    warnings: warningsOf(evidence, measured, slices)
  };
}
function placesOf(chosen, index, policy) {
  const guards = policy.guards.filter(({ metric }) => metric.text === chosen.text).map(({ margin }) => ({ role: "guard", margin }));
  if (index === 0) return [{ role: "primary", margin: policy.margin }, ...guards];
  if (guards.length > 0) return guards;
  const limited = policy.limits.some((limit) => limit.quantity === chosen.text);
  return [{ role: limited ? "limit" : "shown", margin: noMargin }];
}
function contextOf(evidence, policy, facts) {
  const { units, unitTimes } = evidence.dictionaries;
  const { plan } = evidence;
  return {
    alpha: policy.alpha,
    seed: facts.seed,
    mostResampled: RESAMPLED_UNITS,
    unitRank: plan.unit === "row" ? null : rankOf(units.labels),
    series: plan.unit === "time" ? { timeOf: unitTimes, facts: facts.series } : null
  };
}
function rankOf(labels) {
  const rank = new Array(labels.length);
  const order = [...labels.keys()].sort((a, b) => labels[a] < labels[b] ? -1 : 1);
  for (const [place, code] of order.entries()) rank[code] = place;
  return rank;
}

// src/core/codes.ts
var Codes = class {
  labels = [];
  #codes = /* @__PURE__ */ new Map();
  constructor(labels = []) {
    for (const label of labels) this.codeOf(label);
  }
  /** The label's code, a new one for a new label. */
  codeOf(label) {
    const known = this.#codes.get(label);
    if (known !== void 0) return known;
    const code = this.labels.length;
    this.#codes.set(label, code);
    this.labels.push(label);
    return code;
  }
  /** The label's code, or undefined for one never seen. */
  find(label) {
    return this.#codes.get(label);
  }
  /** Takes in another table's labels and tells what their codes are here. */
  merge(other) {
    return other.labels.map((label) => this.codeOf(label));
  }
};

// src/core/evidence/few-differing.ts
var unvarying = (variance, reach) => variance === 0 ? { units: 0, reach, warning: caution.noVariation } : null;
var ENOUGH_DIFFERING = 10;
var USUAL = 0.05;
function heedFew(inference, { units: k, among, reach, warning }) {
  const n = among ?? inference.units;
  if (k >= Math.min(ENOUGH_DIFFERING, n)) return inference;
  const { estimate, method } = inference;
  const warnings = [.../* @__PURE__ */ new Set([...inference.warnings, warning])];
  if (!(reach > 0) || reach === Number.POSITIVE_INFINITY)
    return undetermined({ estimate, method, units: inference.units, warnings });
  const unseen = (alpha) => reach * (betaQuantile(1 - alpha, k + 1, n - k) - k / n);
  const p = (room) => binomialCdf(k, n, Math.min(1, Math.max(0, k / n + room / reach)));
  const share = {
    ...inference,
    lower: (alpha) => estimate - unseen(alpha),
    upper: (alpha) => estimate + unseen(alpha),
    pAbove: (threshold) => p(estimate - threshold),
    pBelow: (threshold) => p(threshold - estimate)
  };
  return {
    ...worseOf(inference, share, warnings),
    se: inference.se === null ? null : Math.max(inference.se, unseen(USUAL) / -normalQuantile(USUAL)),
    method: `${method}, share of differing units`
  };
}

// src/core/statistics/diebold-mariano.ts
function dieboldMariano(values, horizon) {
  const method = "Diebold–Mariano, HLN";
  const { mean, n } = unitMoments(values);
  if (n < 2 || horizon >= n) {
    const warnings2 = [n < 2 ? caution.noUnits : caution.shortSeries];
    return undetermined({ estimate: mean, method, units: n, warnings: warnings2 });
  }
  const { variance, truncated } = varianceOfMean(values, mean, horizon);
  const factor = (n + 1 - 2 * horizon + horizon * (horizon - 1) / n) / n;
  const warnings = [...n < FEW_UNITS ? [caution.fewUnits] : [], ...truncated ? [caution.truncatedVariance] : []];
  return fromStudent({ estimate: mean, se: Math.sqrt(variance / factor), df: n - 1, method, units: n, warnings });
}
function varianceOfMean(values, mean, horizon) {
  const n = values.length;
  const own = autocovariance(values, mean, 0);
  if (own === 0) return { variance: 0, truncated: false };
  let [plain, weighted] = [own, own];
  for (let lag = 1; lag < horizon; lag += 1) {
    const covariance = 2 * autocovariance(values, mean, lag);
    plain += covariance;
    weighted += (1 - lag / horizon) * covariance;
  }
  if (plain > 0) return { variance: plain / n, truncated: false };
  return { variance: weighted > 0 ? weighted / n : Number.NaN, truncated: true };
}
function autocovariance(values, mean, lag) {
  let sum = 0;
  for (let t = lag; t < values.length; t += 1)
    sum += (values[t] - mean) * (values[t - lag] - mean);
  return sum / values.length;
}

// src/core/evidence/beyond-resamples.ts
var LEAST_IN_TAIL = 10;
var resamplesFor = (alpha) => Math.max(2e3, Math.ceil(10 / alpha));
function beyondResamples(resampled, formula, resamples) {
  const from = LEAST_IN_TAIL / (resamples + 1);
  const extended = (shown, beyond) => shown > from ? shown : Math.min(from, beyond);
  return {
    ...resampled,
    lower: (alpha) => alpha >= from ? resampled.lower(alpha) : Math.min(resampled.lower(from), formula.lower(alpha)),
    upper: (alpha) => alpha >= from ? resampled.upper(alpha) : Math.max(resampled.upper(from), formula.upper(alpha)),
    pAbove: (threshold) => extended(resampled.pAbove(threshold), formula.pAbove(threshold)),
    pBelow: (threshold) => extended(resampled.pBelow(threshold), formula.pBelow(threshold))
  };
}

// src/core/evidence/influence.ts
function inferFrom(influence, context, method = "delta method, t") {
  const inference = inferWith(influence, context, method);
  return influence.differing === null ? inference : heedFew(inference, influence.differing);
}
function inferWith(influence, context, method) {
  const { estimate, variance, skewness, units, values, codes } = influence;
  if (context.series !== null && values !== null && codes !== null) return inferSeries(values, codes, context.series);
  const { alpha, seed, mostResampled } = context;
  const sample = { mean: estimate, variance, skewness, n: units, seed, alpha };
  const formula = skewedT(sample, method);
  if (values === null || units > mostResampled) return formula;
  return beyondResamples(skewedT({ ...sample, values }, method), formula, resamplesFor(alpha));
}
function inferSeries(values, codes, { timeOf, facts }) {
  const times = codes.map((code) => timeOf[code]);
  const order = [...codes.keys()].sort((a, b) => times[a] - times[b]);
  const ordered = Float64Array.from(order, (unit) => values[unit]);
  const { season, horizon } = periodsOf(times, facts);
  return horizon === null ? longRunMean(ordered, season) : dieboldMariano(ordered, horizon);
}
function influenceOfUnits(values, codes) {
  const n = values.length;
  let [sum, squares, cubes] = [0, 0, 0];
  for (const value of values) sum += value;
  const estimate = sum / n;
  for (const value of values) {
    const deviation = value - estimate;
    squares += deviation * deviation;
    cubes += deviation * deviation * deviation;
  }
  const variance = n > 1 ? squares / (n - 1) : Number.NaN;
  return { estimate, variance, skewness: squares > 0 ? cubes / n / (squares / n) ** 1.5 : 0, units: n, values, codes };
}

// src/core/evidence/count-evidence.ts
var SINGLE_ROWS = -1;
var CountEvidence = class _CountEvidence {
  #metric;
  #classCode;
  /** By unit code; single rows share one entry. */
  #units = /* @__PURE__ */ new Map();
  #rows = 0;
  /** `classCode` tells the class that the metric is about; classes are numbered while rows are read. */
  constructor(metric, classCode) {
    this.#metric = metric;
    this.#classCode = classCode;
  }
  /** Reads back what `toJSON` wrote. */
  static read(metric, classCode, json) {
    const evidence = new _CountEvidence(metric, classCode);
    const written = json;
    evidence.#rows = written.rows;
    for (const [unit, tallies] of written.units) {
      evidence.#units.set(unit, new Map(tallies.map(([code, tally]) => [code, [...tally]])));
    }
    return evidence;
  }
  add({ columns, units, rows, count }) {
    const [codes, weights2] = columns;
    if (codes === void 0) throw new Error("Rows came without their combination of label and predictions.");
    this.#rows += count;
    for (let index = 0; index < count; index++) {
      const row = rows === null ? index : rows[index];
      const weight = weights2 === void 0 ? 1 : weights2[row];
      const tallies = this.#talliesOf(units === null ? SINGLE_ROWS : units[row]);
      addTally(tallies, codes[row], [1, weight, weight * weight, weight * weight * weight, weight]);
    }
  }
  merge(other, unitCodes) {
    const theirs = other;
    this.#rows += theirs.#rows;
    for (const [unit, tallies] of theirs.#units) {
      const into = this.#talliesOf(unit < 0 || unitCodes === null ? unit : unitCodes[unit]);
      for (const [code, tally] of tallies) addTally(into, code, tally);
    }
  }
  measure(context) {
    const grouped = !this.#units.has(SINGLE_ROWS);
    const facts = { rows: this.#rows, units: grouped ? this.#units.size : this.#rows };
    if (this.#rows === 0) return undefinedMeasure({ ...facts, reason: "no rows" });
    const layout = this.#layout();
    const means = layout.sums.map((sum) => sum / facts.units);
    const [baseline, candidate] = [this.#value(layout, means, "baseline"), this.#value(layout, means, "candidate")];
    return {
      ...facts,
      ...valuesOf(this.#metric.name, baseline.value, candidate.value),
      combine: (b, c) => {
        const smooth = blend(baseline, b, candidate, c);
        const influence = grouped ? this.#byUnit(layout, smooth) : this.#byRow(layout, smooth);
        const reach = layout.swingOf(smooth.gradient) * this.#heaviest();
        const differing2 = b === 0 || c === 0 ? unvarying(influence.variance, reach) : this.#differing(grouped, reach, (code) => moves(layout, code, smooth.gradient));
        return inferFrom({ ...influence, differing: differing2 }, context);
      }
    };
  }
  toJSON() {
    return { rows: this.#rows, units: [...this.#units].map(([unit, tallies]) => [unit, [...tallies]]) };
  }
  #talliesOf(unit) {
    const known = this.#units.get(unit);
    if (known !== void 0) return known;
    const tallies = /* @__PURE__ */ new Map();
    this.#units.set(unit, tallies);
    return tallies;
  }
  #layout() {
    const totals = /* @__PURE__ */ new Map();
    for (const tallies of this.#units.values()) {
      for (const [code, tally] of tallies) addTally(totals, code, tally);
    }
    const weights2 = [...totals].map(([code, [, weight]]) => [code, weight]);
    return this.#metric.evidence === "counts" ? classLayout(weights2, [0, 1, this.#classCode()]) : fairnessLayout(weights2);
  }
  #value(layout, means, side) {
    const cells = layout.cellsOf(means, side);
    return this.#metric.evidence === "counts" ? this.#metric.value(cells, this.#classCode()) : this.#metric.value(cells);
  }
  /** Rows of one combination share their influence: sums over combinations are sums over rows. */
  #byRow(layout, smooth) {
    const tallies = this.#units.get(SINGLE_ROWS);
    const n = this.#rows;
    let [squares, cubes] = [0, 0];
    for (const [code, [, , w2, w3]] of tallies) {
      const influence = layout.influenceOf(code, smooth.gradient);
      squares += influence ** 2 * w2;
      cubes += influence ** 3 * w3;
    }
    return {
      estimate: smooth.value,
      variance: n > 1 ? squares / (n - 1) : Number.NaN,
      skewness: squares > 0 ? cubes / n / (squares / n) ** 1.5 : 0,
      units: n,
      values: null,
      codes: null
    };
  }
  #byUnit(layout, smooth) {
    const codes = [...this.#units.keys()];
    const values = Float64Array.from(codes, (unit) => {
      let sum = smooth.value;
      for (const [code, [, weight]] of this.#units.get(unit)) {
        sum += weight * layout.influenceOf(code, smooth.gradient);
      }
      return sum;
    });
    return influenceOfUnits(values, codes);
  }
  /** The weight of the heaviest unit. */
  #heaviest() {
    let heaviest = 0;
    for (const [unit, tallies] of this.#units) {
      const weights2 = [...tallies.values()].map(
        ([, weight, , , ofOneRow]) => unit === SINGLE_ROWS ? ofOneRow : weight
      );
      const together = weights2.reduce(
        (all, weight) => unit === SINGLE_ROWS ? Math.max(all, weight) : all + weight,
        0
      );
      heaviest = Math.max(heaviest, together);
    }
    return heaviest;
  }
  #differing(grouped, reach, isMoved) {
    let units = 0;
    for (const tallies of this.#units.values()) {
      const rows = [...tallies].reduce((sum, [code, [count]]) => sum + (differs(code) && isMoved(code) ? count : 0), 0);
      units += grouped ? Math.min(1, rows) : rows;
    }
    return { units, reach, warning: caution.fewDiffering };
  }
};
function addTally(into, code, tally) {
  const known = into.get(code);
  if (known === void 0) {
    into.set(code, [...tally]);
  } else {
    known[0] += tally[0];
    known[1] += tally[1];
    known[2] += tally[2];
    known[3] += tally[3];
    known[4] = Math.max(known[4], tally[4]);
  }
}
var ROUNDING2 = 1e-9;
function moves(layout, code, gradient) {
  const steepest = gradient.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
  return Math.abs(layout.influenceOf(code, gradient)) > ROUNDING2 * steepest;
}

// src/core/evidence/extreme-evidence.ts
var ExtremeEvidence = class _ExtremeEvidence {
  #metric;
  #rows = 0;
  #largest = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  constructor(metric) {
    this.#metric = metric;
  }
  /** Reads back what `toJSON` wrote. */
  static read(metric, json) {
    const evidence = new _ExtremeEvidence(metric);
    const written = json;
    evidence.#rows = written.rows;
    if (written.largest !== null) evidence.#largest = [...written.largest];
    return evidence;
  }
  add({ columns, rows, count }) {
    this.#rows += count;
    for (const side of [0, 1]) {
      const column = columns[side];
      for (let index = 0; index < count; index++) {
        const value = column[rows === null ? index : rows[index]];
        if (value > this.#largest[side]) this.#largest[side] = value;
      }
    }
  }
  merge(other) {
    const theirs = other;
    this.#rows += theirs.#rows;
    for (const side of [0, 1]) this.#largest[side] = Math.max(this.#largest[side], theirs.#largest[side]);
  }
  /** The value on these rows is a fact: a limit on it is held or not, with no interval around it. */
  measure() {
    const facts = { rows: this.#rows, units: this.#rows };
    if (this.#rows === 0) return undefinedMeasure({ ...facts, reason: "no rows" });
    const [baseline, candidate] = this.#largest;
    return {
      ...facts,
      baseline,
      candidate,
      reason: null,
      combine: (b, c) => fromStudent({
        estimate: b * baseline + c * candidate,
        se: 0,
        df: 1,
        method: `${this.#metric.name} of these rows`,
        units: this.#rows,
        warnings: []
      })
    };
  }
  toJSON() {
    return { rows: this.#rows, largest: this.#rows === 0 ? null : this.#largest };
  }
};

// src/core/moments.ts
var KEPT_ROWS = 2e3;
var BLOCK = 4096;
function emptyMoments(terms) {
  return {
    terms,
    count: 0,
    origin: new Float64Array(terms),
    mean: new Float64Array(terms),
    second: new Float64Array(terms * (terms + 1) / 2),
    third: new Float64Array(terms * (terms + 1) * (terms + 2) / 6),
    kept: []
  };
}
var meansOf = ({ origin, mean }) => mean.map((value, term) => origin[term] + value);
function addRows(moments, columns, rows, count) {
  const centred = Array.from({ length: moments.terms }, () => new Float64Array(Math.min(BLOCK, count)));
  for (let from = 0; from < count; from += BLOCK) {
    const length = Math.min(BLOCK, count - from);
    for (const [term, column] of columns.entries()) gather(column, rows, from, length, centred[term]);
    keep(moments, centred, length);
    mergeMoments(moments, blockMoments(centred, length, moments));
  }
}
function mergeMoments(into, other) {
  if (other.count === 0) return;
  const total = into.count + other.count;
  if (into.count === 0) into.origin.set(other.origin);
  const delta = other.mean.map(
    (mean, term) => other.origin[term] - into.origin[term] + (mean - into.mean[term])
  );
  const towards = delta.map((difference2) => -difference2 * (other.count / total));
  const away = delta.map((difference2) => difference2 * (into.count / total));
  addThird(into.third, into.third, into.second, into.count, towards, false);
  addThird(into.third, other.third, other.second, other.count, away, true);
  addSecond(into.second, into.second, into.count, towards, false);
  addSecond(into.second, other.second, other.count, away, true);
  for (let term = 0; term < into.terms; term++) {
    into.mean[term] = into.mean[term] + delta[term] * (other.count / total);
  }
  into.count = total;
  if (other.kept === null || into.kept === null || total > KEPT_ROWS) into.kept = null;
  else into.kept.push(...other.kept);
}
var FLAT2 = 1e-14;
function spreadOf(moments, gradient) {
  const { terms, count } = moments;
  let [second, third, parts] = [0, 0, 0];
  let pair = 0;
  let triple = 0;
  for (let i = 0; i < terms; i++) {
    for (let j = i; j < terms; j++) {
      const product = gradient[i] * gradient[j];
      const part = (i === j ? 1 : 2) * product * moments.second[pair++];
      second += part;
      parts += Math.abs(part);
      for (let l = j; l < terms; l++) {
        third += orders(i, j, l) * product * gradient[l] * moments.third[triple++];
      }
    }
  }
  const spread = Math.max(0, second);
  const skewness = spread > FLAT2 * parts ? third / count / (spread / count) ** 1.5 : 0;
  return { variance: count > 1 ? spread / (count - 1) : Number.NaN, skewness };
}
function coMoment(moments, first, second) {
  const [i, j] = first <= second ? [first, second] : [second, first];
  return moments.second[i * moments.terms - i * (i - 1) / 2 + (j - i)];
}
var orders = (i, j, l) => i === j ? j === l ? 1 : 3 : j === l ? 3 : 6;
function gather(column, rows, from, length, into) {
  if (rows === null) {
    into.set(column.subarray(from, from + length));
    return;
  }
  for (let index = 0; index < length; index++) into[index] = column[rows[from + index]];
}
function keep(moments, columns, length) {
  if (moments.kept === null || moments.count + length > KEPT_ROWS) return;
  for (let row = 0; row < length; row++) for (const column of columns) moments.kept.push(column[row]);
}
function blockMoments(columns, length, before) {
  const block = emptyMoments(columns.length);
  block.count = length;
  for (const [term, column] of columns.entries()) {
    const origin = before.count > 0 ? before.origin[term] : column[0];
    block.origin[term] = origin;
    block.mean[term] = centre(column, length, origin);
  }
  const product = new Float64Array(length);
  let pair = 0;
  let triple = 0;
  for (let i = 0; i < columns.length; i++) {
    for (let j = i; j < columns.length; j++) {
      block.second[pair++] = multiply(columns[i], columns[j], product, length);
      for (let l = j; l < columns.length; l++) block.third[triple++] = dot(product, columns[l], length);
    }
  }
  return block;
}
function centre(column, length, origin) {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += column[row] - origin;
  const mean = sum / length;
  for (let row = 0; row < length; row++) column[row] = column[row] - origin - mean;
  return mean;
}
function multiply(first, second, into, length) {
  let sum = 0;
  for (let row = 0; row < length; row++) {
    const product = first[row] * second[row];
    into[row] = product;
    sum += product;
  }
  return sum;
}
function dot(first, second, length) {
  let sum = 0;
  for (let row = 0; row < length; row++) sum += first[row] * second[row];
  return sum;
}
function addSecond(into, from, count, shift, add2) {
  let pair = 0;
  for (let i = 0; i < shift.length; i++) {
    for (let j = i; j < shift.length; j++, pair++) {
      const moved = from[pair] + count * shift[i] * shift[j];
      into[pair] = add2 ? into[pair] + moved : moved;
    }
  }
}
function addThird(into, from, second, count, shift, add2) {
  const terms = shift.length;
  const pairAt = (i, j) => second[i * terms - i * (i - 1) / 2 + (j - i)];
  let triple = 0;
  for (let i = 0; i < terms; i++) {
    for (let j = i; j < terms; j++) {
      for (let l = j; l < terms; l++, triple++) {
        const [a, b, c] = [shift[i], shift[j], shift[l]];
        const moved = from[triple] + a * pairAt(j, l) + b * pairAt(i, l) + c * pairAt(i, j) + count * a * b * c;
        into[triple] = add2 ? into[triple] + moved : moved;
      }
    }
  }
}

// src/core/statistics/binomial-interval.ts
function clopperPearson(successes) {
  const { k, n } = checkSuccesses(successes);
  return described(successes, "Clopper–Pearson", {
    lower: (alpha) => k === 0 ? 0 : betaQuantile(alpha, k, n - k + 1),
    upper: (alpha) => k === n ? 1 : betaQuantile(1 - alpha, k + 1, n - k),
    pAbove: (threshold) => threshold < 0 ? 0 : binomialSf(k, n, clamp(threshold)),
    pBelow: (threshold) => threshold > 1 ? 0 : binomialCdf(k, n, clamp(threshold))
  });
}
function wilson(successes) {
  const { k, n } = checkSuccesses(successes);
  const failures = { k: n - k, n };
  return described(successes, "Wilson score", {
    lower: (alpha) => scoreBound(successes, -normalQuantile(alpha)),
    upper: (alpha) => scoreBound(successes, normalQuantile(alpha)),
    pAbove: (threshold) => scoreTail(successes, threshold),
    pBelow: (threshold) => scoreTail(failures, 1 - threshold)
  });
}
function scoreBound({ k, n }, z) {
  if (!Number.isFinite(z)) return z > 0 ? 0 : 1;
  const share = k / n;
  const shrink = z * z / n;
  const reach = Math.sign(z) * Math.sqrt(shrink * share * (1 - share) + (shrink / 2) ** 2);
  return clamp(share + (shrink / 2 * (1 - 2 * share) - reach) / (1 + shrink));
}
function scoreTail({ k, n }, p) {
  if (p < 0) return 0;
  if (p >= 1) return 1;
  if (p === 0) return k === 0 ? 0.5 : 0;
  return normalCdf((p - k / n) / Math.sqrt(p * (1 - p) / n));
}
function described({ k, n }, method, sides) {
  const estimate = k / n;
  if (n === 0) return undetermined({ estimate, method, units: 0, warnings: [caution.noUnits] });
  return {
    estimate,
    se: Math.sqrt(estimate * (1 - estimate) / n),
    df: null,
    method,
    units: n,
    warnings: n < FEW_UNITS ? [caution.fewUnits] : [],
    ...sides
  };
}
function checkSuccesses(successes) {
  const { k, n } = successes;
  if (Number.isSafeInteger(k) && Number.isSafeInteger(n) && k >= 0 && k <= n) return successes;
  throw new RangeError(`${k} successes among ${n} trials are impossible`);
}
var clamp = (share) => Math.min(1, Math.max(0, share));

// src/core/statistics/root.ts
function lastPositive(f, low, high) {
  if (f(high) > 0) return high;
  if (!(f(low) > 0)) return low;
  let [inside, outside] = [low, high];
  for (let step = 0; step < 200; step += 1) {
    const middle = inside + (outside - inside) / 2;
    if (middle === inside || middle === outside) break;
    if (f(middle) > 0) inside = middle;
    else outside = middle;
  }
  return inside;
}

// src/core/statistics/tango.ts
var METHOD = "Tango score";
function tangoStatistic({ b, c, n }, delta) {
  const distance = b - c - n * delta;
  const spread = 2 * restrictedShare({ b, c, n }, delta) + delta * (1 - delta);
  if (spread > 0) return distance / Math.sqrt(n * spread);
  return distance === 0 ? 0 : distance * Number.POSITIVE_INFINITY;
}
function restrictedShare({ b, c, n }, delta) {
  const linear = -b - c + (2 * n - b + c) * delta;
  const rest = -c * delta * (1 - delta);
  const root = Math.sqrt(Math.max(0, linear * linear - 8 * n * rest));
  const share = linear > 0 ? -2 * rest / (linear + root) : (root - linear) / (4 * n);
  return Math.max(share, 0, -delta);
}
function tango(counts) {
  const { b, c, n } = counts;
  const estimate = (b - c) / n;
  if (!(n > 0)) return undetermined({ estimate: Number.NaN, method: METHOD, units: n, warnings: [caution.noUnits] });
  const flipped = { b: c, c: b, n };
  return {
    estimate,
    se: Math.sqrt(Math.max(0, (b + c) / n - estimate * estimate) / n),
    df: null,
    method: METHOD,
    units: n,
    warnings: n < FEW_UNITS ? [caution.fewUnits] : [],
    lower: (alpha) => lowerBound(counts, alpha),
    upper: (alpha) => -lowerBound(flipped, alpha),
    pAbove: (threshold) => pAbove(counts, threshold),
    pBelow: (threshold) => pAbove(flipped, -threshold)
  };
}
function lowerBound(counts, alpha) {
  const z = -normalQuantile(alpha);
  return lastPositive((delta) => tangoStatistic(counts, delta) - z, -1, 1);
}
function pAbove(counts, threshold) {
  if (threshold < -1) return 0;
  return threshold > 1 ? 1 : normalCdf(-tangoStatistic(counts, threshold));
}

// src/core/evidence/differences.ts
var noDifferences = (terms) => ({
  rows: 0,
  largest: new Array(terms).fill(0),
  heaviest: 0
});
function addDifferences(into, terms, weights2, rows, count) {
  for (let index = 0; index < count; index++) {
    const row = rows === null ? index : rows[index];
    let differs2 = false;
    for (let term = 0; term < terms.length; term++) {
      const size = Math.abs(terms[term][row]);
      if (size > 0) differs2 = true;
      if (size > into.largest[term]) into.largest[term] = size;
    }
    if (differs2) into.rows++;
    const weight = weights2 === null ? 1 : weights2[row];
    if (weight > into.heaviest) into.heaviest = weight;
  }
}
function mergeDifferences(into, other) {
  into.rows += other.rows;
  into.heaviest = Math.max(into.heaviest, other.heaviest);
  for (const [term, size] of other.largest.entries()) {
    into.largest[term] = Math.max(into.largest[term], size);
  }
}

// src/core/evidence/unit-sums.ts
var emptyUnitSums = (terms) => ({ terms, codes: [], slots: /* @__PURE__ */ new Map(), sums: [] });
function addToUnits(into, { columns, units, rows, count }) {
  if (units === null) throw new Error("Grouped rows came without their groups.");
  const { sums, terms } = into;
  let last = -1;
  let slot = 0;
  for (let index = 0; index < count; index++) {
    const row = rows === null ? index : rows[index];
    const unit = units[row];
    if (unit !== last) slot = slotOf(into, unit);
    last = unit;
    const from = slot * terms;
    for (let term = 0; term < terms; term++) {
      sums[from + term] = sums[from + term] + columns[term][row];
    }
  }
}
function mergeUnits(into, other, unitCodes) {
  for (const [index, code] of other.codes.entries()) {
    const from = slotOf(into, unitCodes === null ? code : unitCodes[code]) * into.terms;
    for (let term = 0; term < into.terms; term++) {
      into.sums[from + term] = into.sums[from + term] + other.sums[index * into.terms + term];
    }
  }
}
function unitColumns({ terms, codes, sums }) {
  return Array.from(
    { length: terms },
    (_, term) => Float64Array.from(codes, (_code, slot) => sums[slot * terms + term])
  );
}
function readUnitSums({ terms, codes, sums }) {
  return { terms, codes: [...codes], sums: [...sums], slots: new Map(codes.map((code, slot) => [code, slot])) };
}
function slotOf(into, unit) {
  const known = into.slots.get(unit);
  if (known !== void 0) return known;
  const slot = into.codes.length;
  into.slots.set(unit, slot);
  into.codes.push(unit);
  for (let term = 0; term < into.terms; term++) into.sums.push(0);
  return slot;
}

// src/core/evidence/moment-evidence.ts
var MomentEvidence = class _MomentEvidence {
  #metric;
  #withWeight;
  #stored;
  constructor(metric, facts, stored) {
    this.#metric = metric;
    this.#withWeight = facts.withWeight;
    const terms = (facts.withWeight ? 1 : 0) + metric.shared.length + 2 * metric.own.length;
    const ofRows = { rows: 0, moments: emptyMoments(terms), differences: noDifferences(metric.own.length) };
    this.#stored = stored ?? (facts.grouped ? { rows: 0, sums: emptyUnitSums(terms) } : ofRows);
  }
  /** Reads back what `toJSON` wrote. */
  static read(metric, facts, json) {
    const written = json;
    const stored = "sums" in written ? { rows: written.rows, sums: readUnitSums(written.sums) } : {
      rows: written.rows,
      moments: readMoments(written.moments),
      differences: { ...written.differences, largest: [...written.differences.largest] }
    };
    return new _MomentEvidence(metric, facts, stored);
  }
  add(rows) {
    this.#stored.rows += rows.count;
    if ("sums" in this.#stored) {
      addToUnits(this.#stored.sums, rows);
      return;
    }
    addRows(this.#stored.moments, rows.columns, rows.rows, rows.count);
    const [weights2 = null] = this.#withWeight ? rows.columns : [];
    addDifferences(this.#stored.differences, this.#differencesIn(rows.columns), weights2, rows.rows, rows.count);
  }
  merge(other, unitCodes) {
    const theirs = other.#stored;
    this.#stored.rows += theirs.rows;
    if ("sums" in this.#stored && "sums" in theirs) mergeUnits(this.#stored.sums, theirs.sums, unitCodes);
    else if ("moments" in this.#stored && "moments" in theirs) {
      mergeMoments(this.#stored.moments, theirs.moments);
      mergeDifferences(this.#stored.differences, theirs.differences);
    } else throw new Error("Evidence of grouped rows cannot be merged with evidence of single rows.");
  }
  measure(context) {
    const { moments, codes } = this.#momentsOfUnits();
    const facts = { rows: this.#stored.rows, units: moments.count };
    if (moments.count === 0) return undefinedMeasure({ ...facts, reason: "no rows" });
    const [baseline, candidate] = this.#values(moments);
    const differences = this.#differences();
    const plainProportion = this.#metric.proportion && codes === null && !this.#withWeight;
    return {
      ...facts,
      ...valuesOf(this.#metric.name, baseline.value, candidate.value),
      combine: (b, c) => {
        if (plainProportion && Math.abs(b) === 1 && b === -c) return exactPairs(moments, c);
        if (plainProportion && b === 0 && c === 1) return exactShare(moments);
        const combined = blend(baseline, b, candidate, c);
        const influence = influenceOf(moments, codes, combined);
        const ofPair = b !== 0 && c !== 0;
        const differing2 = ofPair ? this.#differing(differences, combined) : unvarying(influence.variance, this.#reachOfValue(differences, combined));
        return inferFrom({ ...influence, differing: differing2 }, context, this.#method());
      }
    };
  }
  toJSON() {
    const { rows } = this.#stored;
    if ("sums" in this.#stored) {
      const { terms: terms2, codes, sums } = this.#stored.sums;
      return { rows, sums: { terms: terms2, codes, sums } };
    }
    const { terms, count, origin, mean, second, third, kept } = this.#stored.moments;
    const numbers2 = { origin: [...origin], mean: [...mean], second: [...second], third: [...third] };
    return { rows, moments: { terms, count, ...numbers2, kept }, differences: this.#stored.differences };
  }
  /** A plain mean's influence values are its terms: nothing is linearised. */
  #method() {
    return this.#metric.value === meanOfOwn && !this.#withWeight ? "paired t" : "delta method, t";
  }
  /** The last terms. */
  #differencesIn(columns) {
    return columns.slice(columns.length - this.#metric.own.length);
  }
  /** By unit: a unit's difference is the sum of its rows'. */
  #differences() {
    if ("differences" in this.#stored) return this.#stored.differences;
    const columns = unitColumns(this.#stored.sums);
    const differences = noDifferences(this.#metric.own.length);
    addDifferences(differences, this.#differencesIn(columns), columns[0] ?? null, null, this.#stored.sums.codes.length);
    return differences;
  }
  /** A row of a share is right or wrong, whatever was seen; other terms are thought to differ as those seen do. */
  #differing({ rows, largest, heaviest }, { gradient }) {
    const slopes = this.#differencesIn([...gradient]);
    const reach = slopes.reduce(
      (sum, slope, term) => sum + Math.abs(slope) * (this.#metric.proportion ? heaviest : largest[term]),
      0
    );
    return { units: rows, reach, warning: caution.fewDiffering };
  }
  /** A value that no row departs from might be nothing, or twice as much, on a row that was not seen. */
  #reachOfValue(differences, combined) {
    return this.#metric.proportion ? this.#differing(differences, combined).reach : Math.abs(combined.value);
  }
  #momentsOfUnits() {
    if ("moments" in this.#stored) return { moments: this.#stored.moments, codes: null };
    const { sums } = this.#stored;
    const moments = emptyMoments(sums.terms);
    addRows(moments, unitColumns(sums), null, sums.codes.length);
    if (moments.kept === null) moments.kept = rowsOf(sums);
    return { moments, codes: sums.codes };
  }
  #values(moments) {
    const { shared: shared2, own } = this.#metric;
    const means = meansOf(moments);
    const variables = Array.from(means, (_, term) => variable(term, means));
    const weight = this.#withWeight ? variables.shift() : constant(1, moments.terms);
    const common = variables.slice(0, shared2.length);
    const ofBaseline = variables.slice(shared2.length, shared2.length + own.length);
    const ofCandidate = ofBaseline.map(
      (mean, term) => add(mean, variables[shared2.length + own.length + term])
    );
    return [
      this.#metric.value({ weight, shared: common, own: ofBaseline }),
      this.#metric.value({ weight, shared: common, own: ofCandidate })
    ];
  }
};
function exactPairs(moments, sign) {
  const n = moments.count;
  const difference2 = meansOf(moments)[1];
  const net = Math.round(n * difference2);
  const differing2 = Math.round(coMoment(moments, 1, 1) + n * difference2 * difference2);
  const inference = tango({ b: (differing2 + net) / 2, c: (differing2 - net) / 2, n });
  return sign > 0 ? inference : mirror(inference);
}
function exactShare(moments) {
  const [baseline, difference2] = meansOf(moments);
  return clopperPearson({
    k: Math.round(moments.count * (baseline + difference2)),
    n: moments.count
  });
}
function influenceOf(moments, codes, smooth) {
  const { variance, skewness } = spreadOf(moments, smooth.gradient);
  const facts = { estimate: smooth.value, variance, skewness, units: moments.count, codes };
  if (moments.kept === null || codes === null && moments.count > KEPT_ROWS) return { ...facts, values: null };
  const values = new Float64Array(moments.count).fill(smooth.value);
  for (let unit = 0; unit < values.length; unit++) {
    for (let term = 0; term < moments.terms; term++) {
      const fromOrigin = moments.kept[unit * moments.terms + term] - moments.origin[term];
      const deviation = fromOrigin - moments.mean[term];
      values[unit] = values[unit] + smooth.gradient[term] * deviation;
    }
  }
  return { ...facts, values };
}
var rowsOf = (sums) => [...sums.sums];
var readMoments = (written) => ({
  terms: written.terms,
  count: written.count,
  origin: Float64Array.from(written.origin),
  mean: Float64Array.from(written.mean),
  second: Float64Array.from(written.second),
  third: Float64Array.from(written.third),
  kept: written.kept === null ? null : [...written.kept]
});

// src/core/statistics/resampling.ts
var JACKKNIFE_BLOCKS = 1e3;
function resample({ units, strata, statistic }, count, generator) {
  const members = membersOf(units, strata);
  const copies = new Int32Array(units);
  const values = new Float64Array(count);
  for (let b = 0; b < count; b += 1) {
    copies.fill(0);
    for (const stratum of members) draw(stratum, copies, generator);
    values[b] = statistic(copies);
  }
  return values;
}
function draw(stratum, copies, generator) {
  const toIndex = stratum.length * PER_BIT_PATTERN;
  for (let i = 0; i < stratum.length; i += 1) {
    const unit = stratum[(generator.next() >>> 0) * toIndex | 0];
    copies[unit] = copies[unit] + 1;
  }
}
function membersOf(units, strata) {
  if (strata === null) return [Uint32Array.from({ length: units }, (_, unit) => unit)];
  const byStratum = /* @__PURE__ */ new Map();
  for (let unit = 0; unit < units; unit += 1) {
    const stratum = strata[unit];
    const members = byStratum.get(stratum);
    if (members === void 0) byStratum.set(stratum, [unit]);
    else members.push(unit);
  }
  return [...byStratum.entries()].sort(([a], [b]) => a - b).map(([, members]) => Uint32Array.from(members));
}
function acceleration({ units, strata, statistic }, generator) {
  const copies = new Int32Array(units).fill(1);
  const members = membersOf(units, strata);
  const most = units <= JACKKNIFE_BLOCKS ? units : Math.max(2, Math.floor(JACKKNIFE_BLOCKS / members.length));
  let [cubes, squares] = [0, 0];
  for (const stratum of members) {
    const blocks = blocksOf(stratum, Math.min(most, stratum.length), generator);
    if (blocks.length < 2) continue;
    const without = blocks.map((block) => leaveOut(block, copies, statistic));
    const mean = without.reduce((sum, value) => sum + value, 0) / without.length;
    for (const value of without) {
      const pull = (without.length - 1) / without.length * (mean - value);
      cubes += pull ** 3;
      squares += pull * pull;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}
function blocksOf(members, count, generator) {
  const mixed = members.slice();
  if (count < members.length) shuffle(mixed, generator);
  const cut = (block) => Math.floor(block * members.length / count);
  return Array.from({ length: count }, (_, block) => mixed.subarray(cut(block), cut(block + 1)));
}
function leaveOut(units, copies, statistic) {
  for (const unit of units) copies[unit] = 0;
  const value = statistic(copies);
  for (const unit of units) copies[unit] = 1;
  return value;
}

// src/core/statistics/block-jackknife.ts
var MOST_BLOCKS = 100;
var LEAST_UNITS2 = 5;
function withoutBlocks({ units, strata, statistic }, seed) {
  const generator = seeded(seed);
  const mixed = membersOf(units, strata).map((members) => {
    shuffle(members, generator);
    return members;
  });
  const order = mixed.flatMap((members) => [...members]);
  const blocks = Math.min(MOST_BLOCKS, Math.max(2, Math.floor(units / LEAST_UNITS2)));
  const copies = new Int32Array(units).fill(1);
  return Float64Array.from({ length: blocks }, (_, block) => {
    for (let place = block; place < units; place += blocks) copies[order[place]] = 0;
    const value = statistic(copies);
    for (let place = block; place < units; place += blocks) copies[order[place]] = 1;
    return value;
  });
}
function blockJackknife(estimate, without, units) {
  const blocks = without.length;
  const mean = without.reduce((sum, value) => sum + value, 0) / blocks;
  const squares = without.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const se = Math.sqrt((blocks - 1) / blocks * squares);
  return fromStudent({ estimate, se, df: blocks - 1, method: "block jackknife, t", units, warnings: [] });
}

// src/core/statistics/bootstrap.ts
var TIE = 1e-9;
var METHODS = {
  bca: "BCa bootstrap",
  percentile: "percentile bootstrap",
  basic: "basic bootstrap"
};
function pairedBootstrap(plan) {
  const { units, alpha, seed, interval = "bca" } = plan;
  const method = METHODS[interval];
  const estimate = units < 1 ? Number.NaN : plan.statistic(new Int32Array(units).fill(1));
  const nothing = (warning) => undetermined({ estimate, method, units, warnings: [warning] });
  if (units < 2) return nothing(caution.noUnits);
  if (!Number.isFinite(estimate)) return nothing(caution.notANumber);
  const generator = plan.generator ?? seeded(seed);
  const drawn = resample(plan, Math.max(2e3, Math.ceil(10 / alpha)), generator);
  const defined = drawn.filter(Number.isFinite);
  if (defined.length < 2) return nothing(caution.notANumber);
  const se = standardDeviation(defined);
  const bend = interval === "bca" ? bendOf(plan, generator, estimate, defined, se) : STRAIGHT;
  const values = interval === "basic" ? drawn.map((value) => 2 * estimate - value) : drawn;
  const below = lowerSide(values, bend);
  const above = lowerSide(
    values.map((value) => -value),
    { bias: -bend.bias, acceleration: -bend.acceleration }
  );
  return {
    estimate,
    se,
    df: null,
    method,
    units,
    warnings: [
      ...units < FEW_UNITS ? [caution.fewUnits] : [],
      ...se === 0 ? [caution.noVariation] : [],
      ...defined.length < drawn.length ? [caution.undefinedResamples] : []
    ],
    lower: below.bound,
    upper: (level) => -above.bound(level),
    pAbove: below.p,
    pBelow: (threshold) => above.p(-threshold)
  };
}
var STRAIGHT = { bias: 0, acceleration: 0 };
function bendOf(plan, generator, estimate, values, se) {
  const pull = acceleration(plan, generator);
  return { bias: medianBias(values, estimate, se), acceleration: Number.isFinite(pull) ? pull : 0 };
}
function medianBias(values, estimate, se) {
  const tie = TIE * se;
  let under = 0;
  for (const value of values) under += value < estimate - tie ? 1 : value <= estimate + tie ? 0.5 : 0;
  return normalQuantile(Math.min(values.length - 0.5, Math.max(0.5, under)) / values.length);
}
function bentLevel(z, { bias, acceleration: pull }) {
  const moved = bias + z;
  const shrink = 1 - pull * moved;
  if (shrink <= 0) return moved > 0 ? 1 : 0;
  return normalCdf(moved === Number.NEGATIVE_INFINITY && pull > 0 ? bias - 1 / pull : bias + moved / shrink);
}
function straightenedLevel(level, { bias, acceleration: pull }) {
  const moved = normalQuantile(level) - bias;
  const stretch = 1 + pull * moved;
  if (stretch <= 0) return moved > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return moved / stretch - bias;
}
function lowerSide(values, bend) {
  const sorted = values.map((value) => Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value).sort();
  const finest = 1 / (sorted.length + 1);
  return {
    bound: (alpha) => {
      const level = bentLevel(normalQuantile(alpha), bend);
      return alpha < finest || level < finest ? Number.NEGATIVE_INFINITY : quantileOf(sorted, level);
    },
    p: (threshold) => {
      const level = levelUpTo(sorted, threshold);
      if (level >= 1) return 1;
      return Math.max(finest, normalCdf(straightenedLevel(Math.max(finest, level), bend)));
    }
  };
}
function quantileOf(sorted, level) {
  const position = level * (sorted.length - 1);
  const index = Math.min(Math.floor(position), sorted.length - 1);
  const [left, right] = [sorted[index], sorted[index + 1] ?? Number.NaN];
  return position === index || left === Number.NEGATIVE_INFINITY ? left : left + (position - index) * (right - left);
}
function levelUpTo(sorted, threshold) {
  const after = sorted.findIndex((value) => value > threshold);
  if (after <= 0) return after === 0 ? 0 : 1;
  const [left, right] = [sorted[after - 1], sorted[after]];
  const share = left === Number.NEGATIVE_INFINITY ? 1 : (threshold - left) / (right - left);
  return (after - 1 + share) / (sorted.length - 1);
}
function standardDeviation(values) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

// src/core/statistics/placements.ts
function countClasses(target) {
  let positives = 0;
  for (let i = 0; i < target.length; i += 1) if (target[i] === 1) positives += 1;
  return { positives, negatives: target.length - positives };
}
function placements(target, score, counts) {
  const order = ascendingOrder(score);
  const placed = new Float64Array(score.length);
  let [positivesBelow, negativesBelow] = [0, 0];
  for (let start = 0; start < order.length; ) {
    const value = score[order[start]];
    let [end, positives] = [start, 0];
    for (; end < order.length && score[order[end]] === value; end += 1) {
      if (target[order[end]] === 1) positives += 1;
    }
    const negatives = end - start - positives;
    const ofPositive = (negativesBelow + negatives / 2) / counts.negatives;
    const ofNegative = (counts.positives - positivesBelow - positives / 2) / counts.positives;
    for (let i = start; i < end; i += 1) {
      const row = order[i];
      placed[row] = target[row] === 1 ? ofPositive : ofNegative;
    }
    positivesBelow += positives;
    negativesBelow += negatives;
    start = end;
  }
  return placed;
}

// src/core/statistics/delong.ts
function delong({ target, baseline, candidate, clusters }) {
  const counts = countClasses(target);
  const ofBaseline = placements(target, baseline, counts);
  const ofCandidate = placements(target, candidate, counts);
  const aucBaseline = areaUnder(target, ofBaseline, counts);
  const aucCandidate = areaUnder(target, ofCandidate, counts);
  const deviations = {
    baseline: centre2(target, ofBaseline, aucBaseline, counts),
    candidate: centre2(target, ofCandidate, aucCandidate, counts)
  };
  const classes = clusters === null ? rowsAsUnits(target, counts) : groupsAsUnits(target, clusters);
  const product = (a, b) => covarianceOf(deviations, classes, a, b);
  const varianceOf = (weights2) => product(weights2, weights2);
  const combine = (b, c) => infer(weigh(b, aucBaseline) + weigh(c, aucCandidate), varianceOf([b, c]), classes);
  return {
    aucBaseline,
    aucCandidate,
    get covariance() {
      return [product([1, 0], [1, 0]), product([1, 0], [0, 1]), product([0, 1], [0, 1])];
    },
    get inference() {
      return combine(-1, 1);
    },
    combine,
    influence: (b, c) => {
      const centreOfAll = weigh(b, aucBaseline) + weigh(c, aucCandidate);
      return deviations.baseline.map(
        (own, row) => centreOfAll + target.length * (b * own + c * deviations.candidate[row])
      );
    }
  };
}
var weigh = (weight, area) => weight === 0 ? 0 : weight * area;
function areaUnder(target, placed, { positives, negatives }) {
  if (positives === 0 || negatives === 0) return Number.NaN;
  let sum = 0;
  for (let row = 0; row < placed.length; row += 1) if (target[row] === 1) sum += placed[row];
  return sum / positives;
}
function centre2(target, placed, area, counts) {
  for (let row = 0; row < placed.length; row += 1) {
    const size = target[row] === 1 ? counts.positives : counts.negatives;
    placed[row] = (placed[row] - area) / size;
  }
  return placed;
}
var rowsAsUnits = (target, { positives, negatives }) => ({
  count: target.length,
  withPositive: positives,
  withNegative: negatives,
  target,
  clusters: null
});
function groupsAsUnits(target, clusters) {
  const size = 1 + clusters.reduce((most, cluster) => Math.max(most, cluster), -1);
  const holds = new Uint8Array(size);
  for (let row = 0; row < clusters.length; row += 1) {
    const cluster = clusters[row];
    holds[cluster] = holds[cluster] | (target[row] === 1 ? 1 : 2);
  }
  const having = (bits) => holds.reduce((total, held) => total + ((held & bits) === 0 ? 0 : 1), 0);
  return { count: having(3), withPositive: having(1), withNegative: having(2), target, clusters };
}
function covarianceOf(deviations, units, a, b) {
  const { count, withPositive, withNegative, clusters } = units;
  if (withPositive < 2 || withNegative < 2) return Number.NaN;
  const first = sumByUnit(deviations, units, a);
  const second = a === b ? first : sumByUnit(deviations, units, b);
  const positive = withPositive / (withPositive - 1) * dot2(first.positive, second.positive);
  const negative = withNegative / (withNegative - 1) * dot2(first.negative, second.negative);
  if (clusters === null) return positive + negative;
  const crossed = dot2(first.positive, second.negative) + dot2(first.negative, second.positive);
  return positive + negative + count / (count - 1) * crossed;
}
function sumByUnit({ baseline, candidate }, units, [b, c]) {
  const { target, clusters } = units;
  const size = clusters === null ? target.length : 1 + clusters.reduce((most, unit) => Math.max(most, unit), -1);
  const sums = { positive: new Float64Array(size), negative: new Float64Array(size) };
  for (let row = 0; row < target.length; row += 1) {
    const into = target[row] === 1 ? sums.positive : sums.negative;
    const unit = clusters === null ? row : clusters[row];
    into[unit] = into[unit] + b * baseline[row] + c * candidate[row];
  }
  return sums;
}
function dot2(first, second) {
  let sum = 0;
  for (let i = 0; i < first.length; i += 1) sum += first[i] * second[i];
  return sum;
}
function infer(estimate, variance, { count, withPositive, withNegative, clusters }) {
  const method = clusters === null ? "DeLong" : "DeLong by group (Obuchowski)";
  const fewest = Math.min(withPositive, withNegative);
  if (fewest < 2) return undetermined({ estimate, method, units: count, warnings: [caution.noUnits] });
  const warnings = fewest < FEW_UNITS ? [caution.fewUnits] : [];
  const df = clusters === null ? Number.POSITIVE_INFINITY : count - 1;
  return fromStudent({ estimate, se: Math.sqrt(Math.max(0, variance)), df, method, units: count, warnings });
}

// src/core/evidence/rank-rows.ts
var rowsAsTheyCame = (kept, unitRank) => rowsIn(Uint32Array.from(kept.target.keys()), kept, unitRank);
function sortedRows(kept, unitRank) {
  const { target, baseline, candidate, weight, unit } = kept;
  const smaller = baseline.map((value, row) => Math.min(value, candidate[row]));
  const larger = baseline.map((value, row) => Math.max(value, candidate[row]));
  const ranks = unit.map((code) => unitRank?.[code] ?? code);
  return rowsIn(orderBy([ranks, target, weight, smaller, larger, baseline]), kept, unitRank);
}
function rowsIn(order, kept, unitRank) {
  const { target, baseline, candidate, weight, unit } = kept;
  const rankOf2 = (code) => unitRank?.[code] ?? code;
  const pick2 = (column) => Float64Array.from(order, (row) => column[row]);
  const unitCodes = [...new Set(unit)].sort((a, b) => rankOf2(a) - rankOf2(b));
  const slots = new Map(unitCodes.map((code, slot) => [code, slot]));
  return {
    target: pick2(target),
    baseline: pick2(baseline),
    candidate: pick2(candidate),
    weight: weight.length === 0 ? null : pick2(weight),
    units: unit.length === 0 ? null : Int32Array.from(order, (row) => slots.get(unit[row])),
    unitCodes
  };
}
function orderBy(columns) {
  const used = columns.filter((column) => column.length > 0);
  let order = Uint32Array.from((used[0] ?? []).keys());
  for (const column of [...used].reverse()) {
    const moved = ascendingOrder(Float64Array.from(order, (row) => column[row]));
    order = Uint32Array.from(moved, (place) => order[place]);
  }
  return order;
}
function drawnUnits({ target, units, unitCodes }, { series }) {
  if (units === null) return { count: target.length, ofRow: null, largest: 1 };
  const runOf = series === null ? null : runsOf(unitCodes, series);
  const ofRow = runOf === null ? units : units.map((unit) => runOf[unit]);
  const count = 1 + ofRow.reduce((most, unit) => Math.max(most, unit), 0);
  const sizes = new Uint32Array(count);
  for (const unit of ofRow) sizes[unit] = sizes[unit] + 1;
  return { count, ofRow, largest: sizes.reduce((most, size) => Math.max(most, size), 0) };
}
function runsOf(unitCodes, { timeOf, facts }) {
  const times = unitCodes.map((code) => timeOf[code]);
  const length = Math.max(periodsOf(times, facts).season, Math.ceil(Math.cbrt(unitCodes.length)));
  const order = [...times.keys()].sort((a, b) => times[a] - times[b]);
  const runOf = new Int32Array(unitCodes.length);
  for (const [rank, slot] of order.entries()) runOf[slot] = Math.floor(rank / length);
  return runOf;
}
function differingUnits({ baseline, candidate }, { count, ofRow }) {
  const differs2 = new Uint8Array(count);
  for (let row = 0; row < baseline.length; row++) {
    if (baseline[row] !== candidate[row]) differs2[ofRow === null ? row : ofRow[row]] = 1;
  }
  return differs2.reduce((sum, one) => sum + one, 0);
}

// src/core/evidence/rank-evidence.ts
var RankEvidence = class _RankEvidence {
  #metric;
  #kept;
  constructor(metric, kept) {
    this.#metric = metric;
    this.#kept = kept ?? { target: [], baseline: [], candidate: [], weight: [], unit: [] };
  }
  /** Reads back what `toJSON` wrote. */
  static read(metric, json) {
    const { target, baseline, candidate, weight, unit } = json;
    return new _RankEvidence(metric, {
      target: [...target],
      baseline: [...baseline],
      candidate: [...candidate],
      weight: [...weight],
      unit: [...unit]
    });
  }
  add({ columns, units, rows, count }) {
    const [target, baseline, candidate, weight] = columns;
    if (target === void 0 || baseline === void 0 || candidate === void 0) {
      throw new Error("Rows came without their target and both predictions.");
    }
    const kept = this.#kept;
    for (let index = 0; index < count; index++) {
      const row = rows === null ? index : rows[index];
      kept.target.push(target[row]);
      kept.baseline.push(baseline[row]);
      kept.candidate.push(candidate[row]);
      if (weight !== void 0) kept.weight.push(weight[row]);
      if (units !== null) kept.unit.push(units[row]);
    }
  }
  merge(other, unitCodes) {
    const theirs = other.#kept;
    append(this.#kept.target, theirs.target);
    append(this.#kept.baseline, theirs.baseline);
    append(this.#kept.candidate, theirs.candidate);
    append(this.#kept.weight, theirs.weight);
    append(this.#kept.unit, unitCodes === null ? theirs.unit : theirs.unit.map((code) => unitCodes[code]));
  }
  measure(context) {
    const isArea = this.#metric.method === "delong" && this.#kept.weight.length === 0;
    const rows = (isArea ? rowsAsTheyCame : sortedRows)(this.#kept, context.unitRank);
    const units = rows.units === null ? rows.target.length : rows.unitCodes.length;
    const facts = { rows: rows.target.length, units };
    if (facts.rows === 0) return undefinedMeasure({ ...facts, reason: "no rows" });
    const [ofBaseline, ofCandidate] = [rows.baseline, rows.candidate].map(
      (prediction) => this.#metric.prepare(rows.target, prediction)
    );
    const [baseline, candidate] = [ofBaseline(rows.weight), ofCandidate(rows.weight)];
    if (!Number.isFinite(baseline) || !Number.isFinite(candidate)) {
      return undefinedMeasure({ ...facts, reason: "these rows hold one class only" });
    }
    const drawn = drawnUnits(rows, context);
    const shaken = isArea ? null : this.#shake(rows, drawn, [ofBaseline, ofCandidate], context);
    return {
      ...facts,
      baseline,
      candidate,
      reason: null,
      combine: (b, c) => {
        const inference = shaken === null ? inferArea(rows, [b, c], context) : shaken(b, c);
        const differing2 = this.#differing(rows, drawn, inference, b !== 0 && c !== 0);
        return differing2 === null ? inference : heedFew(inference, differing2);
      }
    };
  }
  toJSON() {
    return this.#kept;
  }
  /** Inference about b·baseline + c·candidate, from resamples, or from leaving blocks out where there are many rows. */
  #shake(rows, { count, ofRow }, [ofBaseline, ofCandidate], { alpha, seed, mostResampled }) {
    const weights2 = new Float64Array(rows.target.length);
    const strata = this.#metric.stratified && ofRow === null ? Int32Array.from(rows.target, (y) => y > 0.5 ? 1 : 0) : null;
    const shaken = (statistic) => ({
      units: count,
      strata,
      statistic: (copies) => {
        if (ofRow === null) weights2.set(copies);
        else for (let row = 0; row < weights2.length; row++) weights2[row] = copies[ofRow[row]];
        if (rows.weight !== null) multiply2(weights2, rows.weight);
        return statistic(weights2);
      }
    });
    if (rows.target.length <= mostResampled) {
      return (b, c) => {
        const blend2 = (given) => b * ofBaseline(given) + c * ofCandidate(given);
        const { estimate, se, ...rest } = pairedBootstrap({ ...shaken(blend2), alpha, seed });
        const tail = fromStudent({ ...rest, estimate, se: se ?? Number.NaN, df: count - 1 });
        return beyondResamples({ ...rest, estimate, se }, tail, resamplesFor(alpha));
      };
    }
    const without = [ofBaseline, ofCandidate].map((statistic) => withoutBlocks(shaken(statistic), seed));
    const [baseline, candidate] = without;
    return (b, c) => {
      const estimate = b * ofBaseline(rows.weight) + c * ofCandidate(rows.weight);
      const values = baseline.map((value, block) => b * value + c * candidate[block]);
      return blockJackknife(estimate, values, count);
    };
  }
  /** A statistic that nothing moves differs nowhere, whatever the predictions. */
  #differing(rows, drawn, { se }, ofPair) {
    const positives = rows.target.reduce((sum, y) => sum + (y > 0.5 ? 1 : 0), 0);
    const reach = drawn.count * drawn.largest * this.#metric.swing(positives, rows.target.length);
    if (!ofPair) return unvarying(se ?? Number.NaN, reach);
    const units = se === 0 ? 0 : differingUnits(rows, drawn);
    return { units, among: drawn.count, reach, warning: caution.fewDiffering };
  }
};
function inferArea(rows, [b, c], context) {
  const { target, baseline, candidate, units, unitCodes } = rows;
  const areas = delong({ target, baseline, candidate, clusters: units });
  if (context.series === null || units === null) return areas.combine(b, c);
  const influences = areas.influence(b, c);
  const estimate = influences.reduce((sum, influence) => sum + influence, 0) / target.length;
  const values = new Float64Array(unitCodes.length).fill(estimate);
  for (const [row, influence] of influences.entries()) {
    const unit = units[row];
    values[unit] = values[unit] + (influence - estimate) * values.length / target.length;
  }
  return inferFrom({ ...influenceOfUnits(values, unitCodes), differing: null }, context, "DeLong by moment");
}
function multiply2(into, by) {
  for (let row = 0; row < into.length; row++) into[row] = into[row] * by[row];
}
function append(into, more) {
  for (const value of more) into.push(value);
}

// src/core/evidence/for-metric.ts
function evidenceFor(chosen, plan, classes, json) {
  const { metric } = chosen;
  const facts = { grouped: plan.unit !== "row", withWeight: needsWeight(plan) };
  const classCode = () => typeof chosen.argument === "string" ? classes.find(chosen.argument) ?? -1 : 1;
  switch (metric.evidence) {
    case "moments":
      return json === void 0 ? new MomentEvidence(metric, facts) : MomentEvidence.read(metric, facts, json);
    case "counts":
    case "fairness":
      return json === void 0 ? new CountEvidence(metric, classCode) : CountEvidence.read(metric, classCode, json);
    case "ranks":
      return json === void 0 ? new RankEvidence(metric) : RankEvidence.read(metric, json);
    case "extremes":
      return json === void 0 ? new ExtremeEvidence(metric) : ExtremeEvidence.read(metric, json);
  }
}

// src/core/rows-by-code.ts
function rowsByCode(codes, count) {
  let most = -1;
  for (let row = 0; row < count; row++) most = Math.max(most, codes[row]);
  const starts = new Int32Array(most + 2);
  for (let row = 0; row < count; row++) {
    const after = codes[row] + 1;
    starts[after] = starts[after] + 1;
  }
  for (let code = 0; code <= most; code++) starts[code + 1] = starts[code + 1] + starts[code];
  const next = starts.slice();
  const sorted = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const code = codes[row];
    sorted[next[code]] = row;
    next[code] = next[code] + 1;
  }
  const parts = [];
  for (let code = 0; code <= most; code++) {
    const [from, to] = [starts[code], starts[code + 1]];
    if (to > from) parts.push({ code, rows: sorted.subarray(from, to) });
  }
  return parts;
}

// src/core/slice-column.ts
var MOST_VALUES = 1e3;
var MOST_NUMBERS = 20;
var DIGITS = 3;
var SliceColumn = class {
  name;
  #codes;
  #empty;
  #slices = [];
  #slotOfLabel = /* @__PURE__ */ new Map();
  #slotOfCode = [];
  #mode = "values";
  constructor(name, codes, empty) {
    this.name = name;
    this.#codes = codes;
    this.#empty = empty;
  }
  /** Whether the column held too many values that are no numbers. */
  get givenUp() {
    return this.#mode === "given up";
  }
  add(batch) {
    const slots = this.#slotsOf(batch);
    if (slots === null) return;
    for (const { code: slot, rows } of rowsByCode(slots, batch.count)) {
      const { evidence } = this.#slices[slot];
      evidence.rows += rows.length;
      for (const row of rows) {
        evidence.differing += batch.differs[row];
        evidence.positives += batch.target[row];
      }
      evidence.primary.add({ columns: batch.columns, units: batch.units, rows, count: rows.length });
      countFlips(evidence.flips, batch.changes, rows, rows.length);
    }
  }
  merge(other, unitCodes) {
    if (other.givenUp) this.#giveUp();
    if (other.#mode === "rounded") this.#makeCoarse();
    for (const { label, evidence } of other.#slices) {
      const slot = this.#slotAt(label);
      if (slot !== null) this.#mergeInto(this.#slices[slot].evidence, evidence, unitCodes);
    }
    if (this.#isCrowded()) this.#makeCoarse();
  }
  /** The slices in the order of their rows, most first; quantiles for numeric columns with many values. */
  slices() {
    const named2 = this.#quantiles() ?? this.#slices.map(({ label, evidence }) => ({ value: label, evidence }));
    return named2.sort((a, b) => b.evidence.rows - a.evidence.rows || (a.value < b.value ? -1 : 1));
  }
  toJSON() {
    return {
      mode: this.#mode,
      slices: this.#slices.map(({ label, evidence: { flips, ...slice } }) => [
        label,
        { ...slice, flips: { grew: sparse(flips.grew), shrank: sparse(flips.shrank) } }
      ])
    };
  }
  /** Takes in what `toJSON` wrote; `readEvidence` reads a slice's evidence back. */
  read(json, readEvidence) {
    const written = json;
    this.#mode = written.mode;
    for (const [label, { rows, differing: differing2, positives, primary, flips }] of written.slices) {
      const counts = emptyFlipCounts();
      for (const [bin, count] of flips.grew) counts.grew[bin] = count;
      for (const [bin, count] of flips.shrank) counts.shrank[bin] = count;
      this.#append(label, { rows, differing: differing2, positives, primary: readEvidence(primary), flips: counts });
    }
  }
  /** The slice of each row; null when the column is given up. */
  #slotsOf(batch) {
    const slots = new Int32Array(batch.count);
    for (let row = 0; row < batch.count; row++) {
      const code = batch.codes[row];
      const slot = this.#slotOfCode[code] ?? this.#slotAt(this.#codes.labels[code]);
      if (slot === null) return null;
      if (this.#isCrowded()) {
        this.#makeCoarse();
        return this.#slotsOf(batch);
      }
      this.#slotOfCode[code] = slot;
      slots[row] = slot;
    }
    return slots;
  }
  /** The slice that a label belongs to; null when the column is given up, by this label perhaps. */
  #slotAt(label) {
    if (this.#mode === "rounded" && !isNumberOrEmpty(label)) this.#giveUp();
    if (this.#mode === "given up") return null;
    const own = this.#mode === "rounded" && label !== "" ? rounded(label) : label;
    return this.#slotOfLabel.get(own) ?? this.#append(own, this.#emptySlice());
  }
  #append(label, evidence) {
    const slot = this.#slices.length;
    this.#slices.push({ label, evidence });
    this.#slotOfLabel.set(label, slot);
    return slot;
  }
  #emptySlice() {
    return { rows: 0, differing: 0, positives: 0, primary: this.#empty(), flips: emptyFlipCounts() };
  }
  #mergeInto(into, slice, unitCodes) {
    into.rows += slice.rows;
    into.differing += slice.differing;
    into.positives += slice.positives;
    into.primary.merge(slice.primary, unitCodes);
    mergeFlips(into.flips, slice.flips);
  }
  #isCrowded() {
    return this.#mode === "values" && this.#slices.length > MOST_VALUES;
  }
  /** Rounds what there is, and everything to come. */
  #makeCoarse() {
    if (this.#mode !== "values") return;
    const before = this.#slices;
    this.#forget("rounded");
    for (const { label, evidence } of before) {
      const slot = this.#slotAt(label);
      if (slot === null) return;
      this.#mergeInto(this.#slices[slot].evidence, evidence, null);
    }
  }
  #giveUp() {
    this.#forget("given up");
  }
  #forget(mode) {
    this.#mode = mode;
    this.#slices = [];
    this.#slotOfLabel = /* @__PURE__ */ new Map();
    this.#slotOfCode = [];
  }
  #quantiles() {
    const numbers2 = this.#slices.filter(({ label }) => label !== "");
    if (!numbers2.every(({ label }) => isNumberOrEmpty(label))) return null;
    const numbered = numbers2.map(
      ({ label, evidence }) => ({
        number: Number(label),
        rows: evidence.rows,
        content: evidence
      })
    );
    if (distinct(numbered) <= MOST_NUMBERS) return null;
    const empty = this.#slices.filter(({ label }) => label === "");
    return [
      ...rangesOf(numbered).map(({ name, parts }) => ({ value: name, evidence: this.#union(parts) })),
      ...empty.map(({ label, evidence }) => ({ value: label, evidence }))
    ];
  }
  #union(parts) {
    const union = this.#emptySlice();
    for (const { content } of parts) this.#mergeInto(union, content, null);
    return union;
  }
};
var isNumberOrEmpty = (label) => label === "" || label.trim() !== "" && Number.isFinite(Number(label));
var rounded = (label) => String(Number(Number(label).toPrecision(DIGITS)));
function sparse(counts) {
  const some = [];
  for (let bin = 0; bin < counts.length; bin++) {
    const count = counts[bin];
    if (count > 0) some.push([bin, count]);
  }
  return some;
}

// src/core/paired-evidence.ts
var PairedEvidence = class _PairedEvidence {
  plan;
  dictionaries;
  metrics;
  slices;
  flips = emptyFlipCounts();
  worst = { grew: [], shrank: [] };
  totals;
  constructor(plan, dictionaries = emptyDictionaries(plan), written) {
    this.plan = plan;
    this.dictionaries = dictionaries;
    const { classes } = this.dictionaries;
    this.metrics = plan.metrics.map((chosen, index) => evidenceFor(chosen, plan, classes, written?.metrics[index]));
    const [primary] = plan.metrics;
    if (primary === void 0) throw new Error("A comparison needs a metric.");
    this.slices = plan.slices.map((name, index) => {
      const empty = (json) => evidenceFor(primary, plan, classes, json);
      const column = new SliceColumn(name, this.dictionaries.slices[index], () => empty());
      if (written !== void 0) column.read(written.slices[index], empty);
      return column;
    });
    this.totals = emptyTotals();
    if (written === void 0) return;
    mergeTotals(this.totals, written.totals);
    mergeFlips(this.flips, {
      grew: Uint32Array.from(written.flips.grew),
      shrank: Uint32Array.from(written.flips.shrank)
    });
    mergeWorst(this.worst, written.worst);
  }
  /** Reads back what `JSON.stringify` wrote. */
  static read(plan, json) {
    const written = json;
    return new _PairedEvidence(plan, readDictionaries(written), written);
  }
  add(rows) {
    const { count, units } = rows;
    const columns = this.plan.metrics.map((chosen) => columnsOf(rows, chosen, this.plan));
    for (const [index, evidence] of this.metrics.entries()) {
      evidence.add({ columns: columns[index], units, rows: null, count });
    }
    const changes = lossChanges(rows, this.plan);
    const differs2 = differing(rows);
    for (const [index, column] of this.slices.entries()) {
      const codes = rows.slices[index];
      const primary = columns[0];
      column.add({ columns: primary, units, count, codes, differs: differs2, target: rows.target, changes });
    }
    countFlips(this.flips, changes, null, count);
    keepWorst(this.worst, changes, rows);
    addTotals(this.totals, rows, differs2, changes.scale);
  }
  /** Adds what `other` has seen under the same plan. */
  merge(other) {
    if (other.plan.origin !== this.plan.origin) {
      throw new Error("Shards of one comparison share one plan; these two measure squares from different origins.");
    }
    const unitCodes = this.#mergeDictionaries(other.dictionaries);
    for (const [index, evidence] of this.metrics.entries()) evidence.merge(other.metrics[index], unitCodes);
    for (const [index, column] of this.slices.entries()) column.merge(other.slices[index], unitCodes);
    mergeFlips(this.flips, other.flips);
    mergeWorst(this.worst, other.worst);
    mergeTotals(this.totals, other.totals);
  }
  toJSON() {
    const { classes, units, unitTimes, slices, fairness } = this.dictionaries;
    return {
      dictionaries: {
        classes: classes.labels,
        units: units.labels,
        unitTimes,
        slices: slices.map(({ labels }) => labels),
        fairness: fairness.map(({ labels }) => labels)
      },
      metrics: this.metrics.map((evidence) => evidence.toJSON()),
      slices: this.slices.map((column) => column.toJSON()),
      flips: { grew: [...this.flips.grew], shrank: [...this.flips.shrank] },
      worst: this.worst,
      totals: this.totals
    };
  }
  #mergeDictionaries(other) {
    const { classes, units, unitTimes, slices, fairness } = this.dictionaries;
    const same = (mine, theirs) => theirs.labels.every((label, code) => mine.labels[code] === void 0 || mine.labels[code] === label);
    for (const [mine, theirs] of [[classes, other.classes], ...fairness.map((own, i) => [own, other.fairness[i]])]) {
      if (mine === void 0 || theirs === void 0 || !same(mine, theirs)) {
        throw new Error("Shards number their classes differently; start each with the same list of classes.");
      }
      mine.merge(theirs);
    }
    for (const [index, own] of slices.entries()) own.merge(other.slices[index]);
    const codes = units.merge(other.units);
    for (const [code, time] of other.unitTimes.entries()) unitTimes[codes[code]] = time;
    return codes;
  }
};
var emptyDictionaries = (plan) => ({
  classes: new Codes(plan.task === "binary" ? ["0", "1"] : []),
  units: new Codes(),
  unitTimes: [],
  slices: plan.slices.map(() => new Codes()),
  fairness: fairnessColumnsOf(plan).map(() => new Codes())
});
var readDictionaries = ({ dictionaries }) => ({
  classes: new Codes(dictionaries.classes),
  units: new Codes(dictionaries.units),
  unitTimes: [...dictionaries.unitTimes],
  slices: dictionaries.slices.map((labels) => new Codes(labels)),
  fairness: dictionaries.fairness.map((labels) => new Codes(labels))
});
var emptyTotals = () => ({
  rows: 0,
  differing: 0,
  zeroTargets: 0,
  positives: 0,
  lossScale: 0,
  baseline: [Number.MAX_VALUE, -Number.MAX_VALUE],
  candidate: [Number.MAX_VALUE, -Number.MAX_VALUE]
});
function addTotals(into, rows, differs2, lossScale) {
  into.rows += rows.count;
  into.lossScale += lossScale;
  for (let row = 0; row < rows.count; row++) {
    const target = rows.target[row];
    into.differing += differs2[row];
    if (target === 0) into.zeroTargets++;
    into.positives += target;
  }
  widen(into.baseline, rows.baseline, rows.count);
  widen(into.candidate, rows.candidate, rows.count);
}
function mergeTotals(into, other) {
  for (const key of ["rows", "differing", "zeroTargets", "positives", "lossScale"]) into[key] += other[key];
  widen(into.baseline, Float64Array.from(other.baseline), 2);
  widen(into.candidate, Float64Array.from(other.candidate), 2);
}
function widen(range, values, count) {
  for (let row = 0; row < count; row++) {
    const value = values[row];
    if (value < range[0]) range[0] = value;
    if (value > range[1]) range[1] = value;
  }
}
function differing(rows) {
  const differs2 = new Uint8Array(rows.count);
  const mark = (first, second) => {
    for (let row = 0; row < rows.count; row++) if (first[row] !== second[row]) differs2[row] = 1;
  };
  mark(rows.baseline, rows.candidate);
  const { baselineProbabilities, candidateProbabilities } = rows;
  if (baselineProbabilities === null || candidateProbabilities === null) return differs2;
  for (const [index, column] of baselineProbabilities.entries())
    mark(column, candidateProbabilities[index]);
  return differs2;
}

// src/flows/aligned-rows.ts
var NotInOrder = class extends Error {
};
async function* inOrder(sources, ids) {
  const ascent = new Ascent();
  if (sources.oneTable) {
    for await (const rows of oneTable(sources)) {
      requireSameIds(rows, ids, ascent);
      yield rows;
    }
    return;
  }
  const baseline = new Portions(sources.baseline.table.read(sources.baseline.wanted));
  const candidate = new Portions(sources.candidate.table.read(sources.candidate.wanted));
  try {
    for (; ; ) {
      const count = Math.min(await baseline.available(), await candidate.available());
      if (count === 0) break;
      const rows = {
        count,
        baseline: { source: sources.baseline, ...baseline.take(count) },
        candidate: { source: sources.candidate, ...candidate.take(count) }
      };
      requireSameIds(rows, ids, ascent);
      yield rows;
    }
    if (await baseline.available() !== await candidate.available()) throw new NotInOrder();
  } finally {
    await baseline.close();
    await candidate.close();
  }
}
async function* oneTable({ baseline, candidate }) {
  for await (const batch of baseline.table.read(new Map([...baseline.wanted, ...candidate.wanted]))) {
    const side = sideOf2(baseline, batch);
    yield { count: batch.rows, baseline: side, candidate: { ...side, source: candidate } };
  }
}
async function* byId(sources, ids) {
  const place = /* @__PURE__ */ new Map();
  if (sources.oneTable) {
    for await (const rows of oneTable(sources)) {
      for (let row = 0; row < rows.count; row++) remember(place, rows.baseline, row, ids);
      yield rows;
    }
    return;
  }
  const baseline = await readWhole(sources.baseline);
  for (let row = 0; row < baseline.count; row++) remember(place, baseline.rows, row, ids);
  const taken = new Uint8Array(baseline.count);
  let matched = 0;
  for await (const batch of sources.candidate.table.read(sources.candidate.wanted)) {
    const candidate = sideOf2(sources.candidate, batch);
    const order = new Int32Array(batch.rows);
    for (let row = 0; row < batch.rows; row++) {
      const id = idText(candidate, row, ids);
      const at = place.get(id);
      if (at === void 0) throw missingId(candidate, row, ids, sources.baseline);
      if (taken[at] === 1) throw duplicateId(candidate, row, ids);
      taken[at] = 1;
      order[row] = at;
    }
    matched += batch.rows;
    yield { count: batch.rows, baseline: pick(baseline.rows, order), candidate };
  }
  if (matched < baseline.count) throw missingId(baseline.rows, taken.indexOf(0), ids, sources.candidate);
}
var idsOf = (side, row, ids) => ids.map((id) => textAt(side.columns.get(id), row));
var SEPARATOR = "";
var idText = (side, row, ids) => {
  const [only] = ids;
  return ids.length === 1 ? textAt(side.columns.get(only), row) : idsOf(side, row, ids).join(SEPARATOR);
};
function remember(places, side, row, ids) {
  const before = places.size;
  places.set(idText(side, row, ids), places.size);
  if (places.size === before) throw duplicateId(side, row, ids);
}
var named = (side, row, ids) => idsOf(side, row, ids).map((value, index) => `${ids[index]} = ${JSON.stringify(value)}`).join(", ");
var duplicateId = (side, row, ids) => fail("id-duplicate", { file: side.source.table.name, line: side.lineOf(row), id: named(side, row, ids) });
var missingId = (side, row, ids, other) => fail("id-missing", {
  file: side.source.table.name,
  line: side.lineOf(row),
  id: named(side, row, ids),
  other: other.table.name
});
function requireSameIds({ count, baseline, candidate }, ids, ascent) {
  if (ids.length === 0) return;
  const columns = ids.map((id) => [baseline.columns.get(id), candidate.columns.get(id)]);
  for (let row = 0; row < count; row++) {
    for (const [ours, theirs] of columns) {
      if (textAt(ours, row) !== textAt(theirs, row)) throw new NotInOrder();
    }
    ascent.step(
      columns.length === 1 ? [textAt(columns[0][0], row)] : idsOf(baseline, row, ids)
    );
  }
}
var Ascent = class {
  #last = null;
  #numeric = [];
  step(id) {
    const last = this.#last;
    this.#last = id;
    if (last === null) {
      for (const part of id) this.#numeric.push(isWhole(part));
      return;
    }
    for (let index = 0; index < id.length; index++) {
      const [before, now] = [last[index], id[index]];
      if (this.#numeric[index] && !isWhole(now)) throw new NotInOrder();
      if (before === now) continue;
      const longer = this.#numeric[index] ? now.length - before.length : 0;
      if (longer > 0 || longer === 0 && now > before) return;
      throw new NotInOrder();
    }
    throw new NotInOrder();
  }
};
function isWhole(text) {
  if (text === "" || text.length > 1 && text.charCodeAt(0) === 48) return false;
  for (let index = 0; index < text.length; index++) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return false;
  }
  return true;
}
var sideOf2 = (source, batch) => ({
  source,
  columns: batch.columns,
  lineOf: (row) => batch.lineOf(row)
});
function pick(side, order) {
  const columns = new Map([...side.columns].map(([name, column]) => [name, pickColumn(column, order)]));
  return { source: side.source, columns, lineOf: (row) => side.lineOf(order[row]) };
}
function pickColumn(column, order) {
  switch (column.kind) {
    case "number":
    case "time":
    case "key":
      return { kind: column.kind, values: Float64Array.from(order, (row) => column.values[row]) };
    case "text":
      return { kind: "text", values: Array.from(order, (row) => column.values[row]) };
    case "category":
      return { ...column, codes: Int32Array.from(order, (row) => column.codes[row]) };
  }
}
async function readWhole(source) {
  const batches = [];
  for await (const batch of source.table.read(source.wanted)) batches.push(batch);
  const count = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const columns = /* @__PURE__ */ new Map();
  for (const name of source.wanted.keys()) {
    columns.set(
      name,
      concatenate(
        batches.map((batch) => batch.columns.get(name)),
        count
      )
    );
  }
  const lineOf = (row) => {
    const batch = batches.findLast(({ firstRow }) => firstRow <= row);
    return batch.lineOf(row - batch.firstRow);
  };
  return { count, rows: { source, columns, lineOf } };
}
function concatenate(parts, count) {
  const [first] = parts;
  if (first === void 0 || first.kind === "text") {
    return { kind: "text", values: parts.flatMap((column) => column.kind === "text" ? column.values : []) };
  }
  if (first.kind === "category") {
    const codes = new Int32Array(count);
    let at2 = 0;
    for (const column of parts) {
      if (column.kind !== "category") continue;
      codes.set(column.codes, at2);
      at2 += column.codes.length;
    }
    return { kind: "category", codes, labels: first.labels };
  }
  const values = new Float64Array(count);
  let at = 0;
  for (const column of parts) {
    if (column.kind === "text" || column.kind === "category") continue;
    values.set(column.values, at);
    at += column.values.length;
  }
  return { kind: first.kind, values };
}

// src/flows/paired-columns.ts
var PROBABILITY = "p:";
async function findColumns(tables, names, plan) {
  const known = { baseline: await tables.baseline.columns(), candidate: await tables.candidate.columns() };
  const oneTable2 = tables.baseline === tables.candidate;
  const sideOf3 = /* @__PURE__ */ new Map();
  for (const column of sharedColumns(names, plan)) {
    const side = known.baseline.includes(column) ? "baseline" : known.candidate.includes(column) ? "candidate" : null;
    if (side === null) throw unknownColumn(tables.baseline.name, column, known.baseline);
    sideOf3.set(column, side);
  }
  const source = (side, prediction) => {
    const table = tables[side];
    if (!known[side].includes(prediction)) throw unknownColumn(table.name, prediction, known[side]);
    for (const id of names.ids) if (!known[side].includes(id)) throw unknownColumn(table.name, id, known[side]);
    const probabilityClasses = oneTable2 ? [] : classesOf2(known[side], plan);
    const hasTarget = names.target !== null && known[side].includes(names.target);
    const wanted = wantedOf(side, { names, plan, prediction, probabilityClasses, hasTarget, sideOf: sideOf3 });
    return { side, table, wanted, prediction, probabilityClasses, hasTarget };
  };
  return {
    baseline: source("baseline", names.baselinePrediction),
    candidate: source("candidate", names.candidatePrediction),
    oneTable: oneTable2,
    sideOf: sideOf3
  };
}
var unknownColumn = (file, column, known) => fail("column-unknown", { file, column, nearest: nearest(column, known), known });
var classesOf2 = (columns, { task }) => task === "multiclass" ? columns.filter((column) => column.startsWith(PROBABILITY)).map((column) => column.slice(PROBABILITY.length)) : [];
function sharedColumns({ target, group, time, weight }, plan) {
  const single = [target, group, time, weight].filter((column) => column !== null);
  return [.../* @__PURE__ */ new Set([...single, ...plan.slices, ...fairnessColumnsOf(plan)])];
}
function wantedOf(side, facts) {
  const { names, plan, sideOf: sideOf3 } = facts;
  const wanted = /* @__PURE__ */ new Map();
  const want = (column, kind) => {
    if (column === null) return;
    const before = wanted.get(column);
    wanted.set(column, before === void 0 || before === kind ? kind : "category");
  };
  const wantShared = (column, kind) => {
    if (column !== null && sideOf3.get(column) === side) want(column, kind);
  };
  for (const id of names.ids) want(id, "text");
  wantShared(names.time, "time");
  wantShared(names.weight, "number");
  for (const column of [names.group, ...plan.slices, ...fairnessColumnsOf(plan)]) wantShared(column, "category");
  if (facts.hasTarget) want(names.target, plan.task === "regression" ? "number" : "category");
  want(facts.prediction, plan.task === "multiclass" ? "category" : "number");
  for (const label of facts.probabilityClasses) want(PROBABILITY + label, "number");
  return wanted;
}
var probabilityColumn = (label) => PROBABILITY + label;

// src/flows/pair-rows.ts
function pairRows(aligned, pairing) {
  const { plan, names, dictionaries } = pairing;
  const labelled = leaveOutUnlabelled(aligned, pairing);
  if (labelled === null) return null;
  const { count, baseline, candidate } = labelled;
  const shared2 = (column) => pairing.sources.sideOf.get(column) === "candidate" ? candidate : baseline;
  const coded = (columns, codes) => columns.map((column, index) => recode(shared2(column), column, codes[index], count));
  const probabilities = (side) => needsProbabilities(plan) ? dictionaries.classes.labels.map((label) => probability(side, label, count, plan)) : null;
  const coding = {
    target: names.target === null ? new Float64Array(count) : codeTargets(labelled, pairing),
    baseline: predictions(baseline, pairing, count),
    candidate: predictions(candidate, pairing, count)
  };
  const fairness = coded(fairnessColumnsOf(plan), dictionaries.fairness);
  requireFew(pairing, labelled);
  return {
    count,
    ...coding,
    baselineProbabilities: probabilities(baseline),
    candidateProbabilities: probabilities(candidate),
    weight: names.weight === null ? null : weights(shared2(names.weight), names.weight, count),
    units: pairing.units.read(shared2, count),
    slices: coded(plan.slices, dictionaries.slices),
    fairness,
    idOf: (row) => names.ids.length === 0 ? [String(candidate.lineOf(row))] : idsOf(candidate, row, names.ids)
  };
}
var needsProbability = ({ metric }) => metric.evidence === "moments" && metric.needsProbabilities;
var needsProbabilities = (plan) => plan.metrics.some(needsProbability);
function leaveOutUnlabelled(aligned, pairing) {
  const { target } = pairing.names;
  if (target === null) return aligned;
  const side = pairing.sources.sideOf.get(target) === "candidate" ? aligned.candidate : aligned.baseline;
  const column = side.columns.get(target);
  const isEmpty = emptiness(column);
  const kept = [];
  for (let row = 0; row < aligned.count; row++) {
    if (!isEmpty(row)) kept.push(row);
    else if (!pairing.dropUnlabelled) {
      throw fail("target-missing", { file: side.source.table.name, line: side.lineOf(row), column: target });
    }
  }
  pairing.unlabelled += aligned.count - kept.length;
  if (kept.length === aligned.count) return aligned;
  if (kept.length === 0) return null;
  const order = Int32Array.from(kept);
  const pick2 = (rows) => ({
    source: rows.source,
    columns: new Map([...rows.columns].map(([name, values]) => [name, pickColumn(values, order)])),
    lineOf: (row) => rows.lineOf(order[row])
  });
  return { count: kept.length, baseline: pick2(aligned.baseline), candidate: pick2(aligned.candidate) };
}
function requireFew({ plan, names, dictionaries: { classes, fairness } }, { candidate }) {
  const columns = [[names.target ?? "", classes]].concat(
    fairnessColumnsOf(plan).map((column, index) => [column, fairness[index]])
  );
  for (const [column, { labels }] of columns) {
    if (labels.length <= MOST_CODES) continue;
    throw fail("values-too-many", { file: candidate.source.table.name, column, most: MOST_CODES });
  }
}
function predictions(side, { plan, dictionaries, predicted }, count) {
  const name = side.source.prediction;
  if (plan.task !== "multiclass") {
    const isBinary = plan.task === "binary";
    const expected = isBinary ? "a probability from 0 to 1" : "a number";
    return numbers(side, name, count, expected, (value) => !isBinary || value >= 0 && value <= 1);
  }
  const isEmpty = emptiness(side.columns.get(name));
  const codes = recode(side, name, dictionaries.classes, count);
  for (let row = 0; row < count; row++) {
    if (isEmpty(row)) throw misfit(side, name, row, "the name of a class");
    predicted[side.source.side].add(codes[row]);
  }
  return Float64Array.from(codes);
}
function probability(side, label, count, plan) {
  if (!side.source.probabilityClasses.includes(label)) {
    const metric = plan.metrics.filter(needsProbability).map(({ text }) => text);
    throw fail("probability-missing", { file: side.source.table.name, metric: metric.join(" and "), missing: [label] });
  }
  return numbers(side, probabilityColumn(label), count, "a probability from 0 to 1", (value) => value >= 0 && value <= 1);
}
var weights = (side, name, count) => numbers(side, name, count, "a weight of 0 or more", (value) => value >= 0);
function numbers(side, name, count, expected, accepts) {
  const column = side.columns.get(name);
  const values = column.kind === "number" || column.kind === "time" ? column.values : Float64Array.from({ length: count }, (_, row) => Number(textAt(column, row) || "NaN"));
  for (let row = 0; row < count; row++) {
    const value = values[row];
    if (!accepts(value) || !Number.isFinite(value)) throw misfit(side, name, row, expected);
  }
  return values;
}
function recode(side, name, codes, count) {
  const column = side.columns.get(name);
  const own = translations(column, codes);
  const result = new Int32Array(count);
  for (let row = 0; row < count; row++) {
    const code = column.codes[row];
    let translated2 = own[code];
    if (translated2 === void 0) {
      translated2 = codes.codeOf(column.labels[code]);
      own[code] = translated2;
    }
    result[row] = translated2;
  }
  return result;
}
var translated = /* @__PURE__ */ new WeakMap();
function translations(column, codes) {
  const known = translated.get(column.labels) ?? /* @__PURE__ */ new Map();
  translated.set(column.labels, known);
  const table = known.get(codes) ?? [];
  known.set(codes, table);
  return table;
}

// src/flows/unit-reader.ts
var UnitReader = class {
  #kind;
  #names;
  #dictionaries;
  #timeOfGroup = /* @__PURE__ */ new Map();
  #timeOfText = /* @__PURE__ */ new Map();
  constructor(kind, names, dictionaries) {
    this.#kind = kind;
    this.#names = names;
    this.#dictionaries = dictionaries;
  }
  /** The units of a batch; null when every row is its own. */
  read(sideOf3, count) {
    const { group, time } = this.#names;
    if (this.#kind === "row") return null;
    if (this.#kind === "group") return this.#groups(sideOf3(group), group, count);
    const moments = this.#moments(sideOf3(time), time, count);
    if (group !== null && group !== time) this.#requireNested(sideOf3(group), group, moments);
    return moments;
  }
  #groups(side, name, count) {
    const column = side.columns.get(name);
    const codes = new Int32Array(count);
    for (let row = 0; row < count; row++) {
      const label = textAt(column, row);
      if (label === "") throw misfit(side, name, row, "the name of a group");
      codes[row] = this.#dictionaries.units.codeOf(label);
    }
    return codes;
  }
  #moments(side, name, count) {
    const column = side.columns.get(name);
    const { units, unitTimes } = this.#dictionaries;
    const codes = new Int32Array(count);
    for (let row = 0; row < count; row++) {
      const time = column.kind === "time" ? column.values[row] : this.#timeOf(textAt(column, row));
      if (Number.isNaN(time)) throw misfit(side, name, row, EXPECTED_TIME);
      const code = units.codeOf(String(time));
      unitTimes[code] = time;
      codes[row] = code;
    }
    return codes;
  }
  #timeOf(text) {
    const known = this.#timeOfText.get(text);
    if (known !== void 0) return known;
    const time = parseTime(text);
    this.#timeOfText.set(text, time);
    return time;
  }
  #requireNested(side, name, moments) {
    const column = side.columns.get(name);
    for (let row = 0; row < moments.length; row++) {
      const label = textAt(column, row);
      const moment = moments[row];
      const known = this.#timeOfGroup.get(label);
      if (known === void 0) this.#timeOfGroup.set(label, moment);
      else if (known !== moment) {
        const time = timeText(this.#dictionaries.unitTimes[moment]);
        throw fail("group-not-nested", { file: side.source.table.name, line: side.lineOf(row), group: label, time });
      }
    }
  }
};
var timeText = (time) => new Date(time).toISOString().replace(/T00:00:00\.000Z$/, "");

// src/flows/compare.ts
async function compareTables(request, progress = () => {
}) {
  const plan = { ...request.plan, ids: idsOf2(request) };
  let evidence = new PairedEvidence({ ...plan, origin: 0 });
  const start = () => {
    let isFirst = true;
    return (batch, dictionaries) => {
      if (isFirst) evidence = new PairedEvidence({ ...plan, origin: batch.target[0] ?? 0 }, dictionaries);
      isFirst = false;
      evidence.add(batch);
    };
  };
  const unlabelled = await readPairs(request, start, progress);
  if (evidence.totals.rows === 0) {
    const { baseline, candidate } = request.tables;
    throw fail("rows-none", { baseline: baseline.name, candidate: candidate.name, unlabelled });
  }
  const comparison = compare(evidence, request.policy, request.facts);
  return unlabelled === 0 ? comparison : { ...comparison, warnings: [unlabelledWarning(unlabelled), ...comparison.warnings] };
}
var unlabelledWarning = (count) => ({
  code: "unlabelled-rows",
  message: `${count === 1 ? "1 row" : `${numberText(count)} rows`} without a target left out, as asked for.`,
  count
});
var idsOf2 = ({ names }) => names.ids.length === 0 ? ["line"] : names.ids;
async function readPairs(asked, start, progress = () => {
}) {
  const request = { ...asked, plan: { ...asked.plan, ids: idsOf2(asked) } };
  const plan = { ...request.plan, origin: 0 };
  const { tables, names } = request;
  const sources = await findColumns(tables, names, plan);
  if (!sources.oneTable && names.ids.length === 0) {
    throw fail("id-unnamed", { baseline: tables.baseline.name, candidate: tables.candidate.name });
  }
  requireProbabilities(sources, plan);
  const read = (rows) => hand(rows, { request, sources, progress }, start());
  try {
    return await read(inOrder(sources, names.ids));
  } catch (error) {
    if (!(error instanceof NotInOrder)) throw error;
    return await read(byId(sources, names.ids));
  }
}
async function hand(rows, { request, sources, progress }, take) {
  let pairing = null;
  let read = 0;
  for await (const aligned of rows) {
    pairing ??= startPairing({ ...request.plan, origin: 0 }, request, sources);
    const batch = pairRows(aligned, pairing);
    read += aligned.count;
    progress(read);
    if (batch !== null) take(batch, pairing.dictionaries);
  }
  if (pairing !== null) requireSeenClasses(pairing, sources, pairing.dictionaries.classes);
  return pairing?.unlabelled ?? 0;
}
function startPairing(plan, request, sources) {
  const dictionaries = emptyDictionaries(plan);
  for (const label of [...sources.baseline.probabilityClasses].sort()) dictionaries.classes.codeOf(label);
  return {
    plan,
    names: request.names,
    sources,
    dictionaries,
    coding: { positive: request.positive, seen: /* @__PURE__ */ new Set() },
    units: new UnitReader(plan.unit, request.names, dictionaries),
    dropUnlabelled: request.dropUnlabelled,
    predicted: { baseline: /* @__PURE__ */ new Set(), candidate: /* @__PURE__ */ new Set() },
    unlabelled: 0
  };
}
function requireProbabilities({ baseline, candidate, oneTable: oneTable2 }, plan) {
  if (!needsProbabilities(plan)) return;
  const metric = plan.metrics.filter(needsProbability).map(({ text }) => text).join(" and ");
  const all = /* @__PURE__ */ new Set([...baseline.probabilityClasses, ...candidate.probabilityClasses]);
  for (const { table, probabilityClasses } of [baseline, candidate]) {
    const missing = [...all].filter((label) => !probabilityClasses.includes(label));
    if (oneTable2 || probabilityClasses.length === 0 || missing.length > 0) {
      throw fail("probability-missing", { file: table.name, metric, missing });
    }
  }
}
function requireSeenClasses({ coding, plan, names, predicted }, sources, classes) {
  const known = [...coding.seen];
  if (plan.task === "binary" && coding.positive !== null && !coding.seen.has(coding.positive)) {
    const file = (sources.baseline.hasTarget ? sources.baseline : sources.candidate).table.name;
    throw fail("label-positive", { file, column: names.target ?? "", positive: coding.positive, known });
  }
  if (plan.task !== "multiclass") return;
  const { probabilityClasses } = sources.candidate;
  for (const [code, label] of classes.labels.entries()) {
    const isKnown = coding.seen.has(label) || predicted.baseline.has(code) || probabilityClasses.includes(label);
    if (isKnown || !predicted.candidate.has(code)) continue;
    throw fail("label-unseen", { label, known, nearest: nearest(label, known) });
  }
  for (const { text, metric, argument } of plan.metrics) {
    if (metric.argument?.kind !== "class" || classes.find(String(argument)) !== void 0) continue;
    const { labels } = classes;
    throw fail("class-unknown", {
      metric: text,
      label: String(argument),
      known: labels,
      nearest: nearest(String(argument), labels)
    });
  }
}

export {
  lossChanges,
  wilson,
  probabilityColumn,
  compareTables,
  readPairs
};
