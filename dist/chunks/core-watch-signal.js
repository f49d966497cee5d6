import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  longRunMean,
  pairedT,
  periodsOf,
  unitMoments,
  varianceInflation
} from "./core-statistics-long-run.js";
import {
  tQuantile
} from "./stdlib-math-base-special-kernel-betainc.js";

// src/core/watch/day.ts
var DAY_MS = 864e5;
var dayOf = (milliseconds) => Math.floor(milliseconds / DAY_MS);
var dayText = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);
var dayInstant = (day) => new Date(day * DAY_MS).toISOString();

// src/core/watch/accepted.ts
var ALPHA = 0.05;
var FEWEST_SEASONS = 8;
var MOST_PHASES = 31;
function accept(units, { seasonMs, tolerance }) {
  const { means, days, rows } = units;
  if (means.length < 2) return null;
  const season = days === null ? 1 : periodsOf(
    days.map((day) => day * DAY_MS),
    { seasonMs, horizon: null }
  ).season;
  const { inference, notes } = boundOf(means, days === null ? null : season);
  const { mean, variance } = unitMoments(means);
  const bound = mean === 0 ? allRightBound(means.length) : Math.min(1, Math.max(mean, inference.upper(ALPHA)));
  const phases = days === null ? null : phasesOf(means, days, seasonMs);
  const residuals = phases === null ? means : means.map((value, unit) => value / (ratioAt(phases, days?.[unit]) || 1));
  const inflation = days === null ? null : varianceInflation(residuals, season) ?? varianceInflation(residuals);
  const dependence = days !== null && inflation !== null ? [] : [DEPENDENCE_UNKNOWN];
  return {
    mean,
    bound,
    limit: bound * (1 + tolerance),
    tau: inflation ?? 1,
    spread: Math.sqrt(Math.max(0, variance)),
    phases,
    units: means.length,
    rows,
    notes: [...notes, ...dependence]
  };
}
var DEPENDENCE_UNKNOWN = "the holdout does not tell how much errors depend on those of the days before, as one with a time and twelve days would: false alarms may be more than promised";
var allRightBound = (units) => 1 - ALPHA ** (1 / units);
function boundOf(means, season) {
  if (season === null) return { inference: pairedT(unitMoments(means)), notes: [] };
  for (const span of /* @__PURE__ */ new Set([season, 1])) {
    const inference = longRunMean(means, span);
    if (Number.isFinite(inference.upper(ALPHA))) return { inference, notes: [] };
  }
  const note = `the holdout has ${means.length} days, too few to allow for dependence between them`;
  return { inference: pairedT(unitMoments(means)), notes: [note] };
}
function phasesOf(means, days, seasonMs) {
  const length = (seasonMs ?? 0) / DAY_MS;
  const isWhole = Number.isInteger(length) && length > 1 && length <= MOST_PHASES;
  if (!isWhole || means.length < FEWEST_SEASONS * length) return null;
  const byPhase = Array.from({ length }, () => []);
  for (const [unit, day] of days.entries()) byPhase[phaseOf(day, length)].push(means[unit]);
  if (byPhase.some((values) => values.length < FEWEST_SEASONS)) return null;
  const moments = byPhase.map((values) => unitMoments(Float64Array.from(values)));
  const overall = moments.reduce((sum, { mean }) => sum + mean, 0) / length;
  if (!(overall > 0)) return null;
  const between = unitMoments(Float64Array.from(moments, ({ mean }) => mean)).variance;
  const noise = moments.reduce((sum, { variance, n }) => sum + variance / n, 0) / length;
  const kept = between > 0 ? Math.max(0, 1 - noise / between) : 0;
  return moments.map(({ mean }) => 1 + kept * (mean / overall - 1));
}
var phaseOf = (day, length) => (day % length + length) % length;
function ratioAt(phases, day) {
  return phases === null || day === void 0 ? 1 : phases[phaseOf(day, phases.length)];
}
var limitOn = ({ limit, phases }, day) => limit * Math.max(PHASE_FLOOR, ratioAt(phases, day));
var PHASE_FLOOR = 0.05;

// src/core/statistics/e-detector.ts
var BET_SHARES = [0.02, 0.05, 0.1, 0.2, 0.4, 0.8];
var RECOVERY_THRESHOLD = 20;
var LARGEST_BET = {
  harm: (m0) => 1 / m0,
  recovery: (m0) => -1 / (1 - m0)
};
function startDetector(day, components = BET_SHARES.length) {
  const untouched = { logM: null, logCusum: 0, since: null };
  return { day, components: new Array(components).fill(untouched) };
}
function update(state, { day, loss }, options) {
  const { m0, every, tau, watch } = checked(options);
  if (!(loss >= 0 && loss <= 1)) throw new RangeError(`a loss of ${loss} is not within [0, 1]`);
  const gain = LARGEST_BET[watch](m0) * (loss - m0);
  const logE = BET_SHARES.map((share) => Math.log1p(share * gain) / tau);
  return advance(state, { day, mass: (day - state.day) / every, logE });
}
function advance(state, { day, mass, logE }) {
  if (!(day >= state.day)) throw new RangeError(`day ${day} comes before day ${state.day}, which was counted already`);
  if (!(mass >= 0 && mass < Number.POSITIVE_INFINITY)) throw new RangeError(`no mass: ${mass}`);
  if (logE.length !== state.components.length || !logE.every(Number.isFinite)) {
    throw new RangeError(`expected ${state.components.length} finite logarithms, found ${logE.join(", ")}`);
  }
  const components = state.components.map(({ logM, logCusum, since }, index) => {
    const log = logE[index];
    const total = logOfSum(logM, mass);
    const reset = since === null || logCusum <= 0;
    return {
      logM: total === null ? null : total + log,
      logCusum: (reset ? 0 : logCusum) + log,
      since: reset ? day : since
    };
  });
  return { day, components };
}
function logEvidence(state) {
  const logs = state.components.map(({ logM }) => logM ?? Number.NEGATIVE_INFINITY);
  const largest = Math.max(...logs);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  return largest + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - largest), 0) / logs.length);
}
function alarmThreshold(signal, signals) {
  return signal === "overall" ? 2 : 2 * Math.max(1, signals - 1);
}
function logOfSum(logM, mass) {
  if (mass === 0) return logM;
  const log = Math.log(mass);
  if (logM === null) return log;
  return Math.max(logM, log) + Math.log1p(Math.exp(-Math.abs(logM - log)));
}
function checked(options) {
  const { m0, every, tau, watch } = options;
  const betting = m0 > 0 && (watch === "harm" ? m0 < Number.POSITIVE_INFINITY : m0 < 1);
  if (!betting) throw new RangeError(`an accepted mean loss of ${m0} leaves nothing to bet on`);
  if (!(every > 0)) throw new RangeError(`one false alarm every ${every} days is no promise`);
  if (!(tau >= 1)) throw new RangeError(`a variance ratio of ${tau} is under 1`);
  return options;
}

// src/core/watch/recovery.ts
var HIGHEST_BAR = 0.999;
var REACH = 3;
var LEAST_REACH = 0.25;
var RECOVERY_EVERY = 28;
var startBelow = (bar, day) => ({
  bar: Math.min(bar, HIGHEST_BAR),
  detector: startDetector(day - 1)
});
function countBelow({ bar, detector }, { day, loss, mass }, { spread, mean, tau }, phase = 1) {
  const own = Math.min(bar * phase, HIGHEST_BAR);
  const deviation = spread * Math.max(1, mean > 0 ? own / mean : 1);
  const reach = Math.min(1, own + Math.max(REACH * deviation, LEAST_REACH * own));
  const gain = (own - Math.min(loss, reach)) / (reach - own);
  const logE = BET_SHARES.map((share) => Math.log1p(share * gain) / tau);
  return { bar, detector: advance(detector, { day: Math.max(day, detector.day), mass, logE }) };
}
var isBelow = ({ detector }) => logEvidence(detector) >= Math.log(RECOVERY_THRESHOLD);

// src/core/watch/signal.ts
var LATEST_DAYS = 28;
var noDays = { days: 0, rows: 0, sum: 0, squares: 0, whole: { sum: 0, squares: 0 } };
function startSignal(day) {
  return { detector: startDetector(day - 1), tallies: BET_SHARES.map(() => noDays), alarm: null, recovered: null };
}
function countDay(state, day, rule) {
  return state.alarm === null ? watchForHarm(state, day, rule) : watchForRecovery(state, state.alarm, day, rule);
}
function watchForHarm(state, observed, { accepted, every, threshold }) {
  const day = Math.max(observed.day, state.detector.day);
  const { tau } = accepted;
  const options = { m0: limitOn(accepted, observed.day), every, tau, watch: "harm" };
  const detector = update(state.detector, { day, loss: observed.loss }, options);
  const tallies = state.detector.components.map(
    (component, index) => added(wasReset(component) ? noDays : state.tallies[index], observed)
  );
  const next = { detector, tallies, alarm: null, recovered: state.recovered };
  const evidence = logEvidence(detector);
  if (evidence < Math.log(threshold)) return next;
  const leading = leadingComponent(detector);
  const since = detector.components[leading]?.since ?? day;
  const tally = tallies[leading];
  return { ...next, recovered: null, alarm: raised({ day, since, tally, evidence }, accepted) };
}
function raised({ day, since, tally, evidence }, { limit, tau }) {
  const bad = meanOf(tally, tau);
  const bar = Math.max(limit, bad?.interval?.[0] ?? bad?.mean ?? 0);
  const [within, better] = [startBelow(limit, day + 1), startBelow(bar, day + 1)];
  return { day, since, tally, logEvidence: evidence, within, better, latest: [] };
}
function watchForRecovery(state, alarm, observed, { accepted }) {
  const day = Math.max(observed.day, alarm.within.detector.day);
  const step = { day, loss: observed.loss, mass: (day - alarm.within.detector.day) / RECOVERY_EVERY };
  const phase = limitOn(accepted, observed.day) / accepted.limit;
  const within = countBelow(alarm.within, step, accepted, phase);
  const better = countBelow(alarm.better, step, accepted, phase);
  const latest = [...alarm.latest, observed.loss].slice(-LATEST_DAYS);
  const next = { ...alarm, within, better, latest, tally: added(alarm.tally, observed) };
  const isBack2 = isBelow(within) || isBelow(better) && areWithin(latest, accepted.limit);
  return isBack2 ? { ...startSignal(day + 1), recovered: { day, since: alarm.since } } : { ...state, alarm: next };
}
var areWithin = (latest, limit) => latest.length === LATEST_DAYS && latest.reduce((sum, loss) => sum + loss, 0) / LATEST_DAYS <= limit;
var wasReset = ({ since, logCusum }) => since === null || logCusum <= 0;
function added({ days, rows, sum, squares, whole }, day) {
  return {
    days: days + 1,
    rows: rows + day.rows,
    sum: sum + day.loss,
    squares: squares + day.loss ** 2,
    whole: { sum: whole.sum + day.whole, squares: whole.squares + day.whole ** 2 }
  };
}
var emptyTally = noDays;
function leadingComponent({ components }) {
  let leading = 0;
  for (const [index, { logM }] of components.entries()) {
    if ((logM ?? Number.NEGATIVE_INFINITY) > (components[leading]?.logM ?? Number.NEGATIVE_INFINITY)) leading = index;
  }
  return leading;
}
var meanOf = ({ days, sum, squares }, tau) => dayMean({ days, sum, squares }, tau, [0, 1]);
var wholeMeanOf = ({ days, whole }, tau, bounds) => dayMean({ days, ...whole }, tau, bounds);
function dayMean({ days, sum, squares }, tau, [least, most]) {
  if (days === 0) return null;
  const mean = sum / days;
  if (days < 2) return { mean, interval: null };
  const variance = Math.max(0, (squares - sum * mean) / (days - 1));
  const half = tQuantile(0.95, days - 1) * Math.sqrt(variance * tau / days);
  return { mean, interval: [Math.max(least, mean - half), Math.min(most, mean + half)] };
}
function resumeSignal(state, day) {
  const resumed = (detector) => ({ ...detector, day: Math.max(detector.day, day - 1) });
  const below = (test) => ({ ...test, detector: resumed(test.detector) });
  const { alarm } = state;
  const moved = alarm === null ? null : { ...alarm, within: below(alarm.within), better: below(alarm.better) };
  return { ...state, detector: resumed(state.detector), alarm: moved, recovered: null };
}

// src/core/watch/aftermath.ts
var ENOUGH_DAYS = 30;
var startAftermath = (signal, bar, day) => ({
  signal,
  better: bar === null ? null : startBelow(bar, day),
  tally: emptyTally
});
function countAftermath(state, observed, accepted) {
  const { better, tally } = state;
  const { day, loss } = observed;
  const phase = limitOn(accepted, day) / accepted.limit;
  const mass = tally.days === 0 ? 1 : 0;
  const moved = better === null ? null : countBelow(better, { day, loss, mass }, accepted, phase);
  return { ...state, better: moved, tally: added(tally, observed) };
}
function isBack(aftermath, { limit }) {
  const { days, sum } = aftermath.tally;
  if (days === 0 || sum / days > limit) return false;
  return isProvenBetter(aftermath) || days >= ENOUGH_DAYS;
}
var isProvenBetter = ({ better }) => better !== null && isBelow(better);

// src/core/degradation.ts
var LONGEST_NAME = 200;
function judgeProduction(facts) {
  const worse = facts.version.signals.filter(({ state }) => state.alarm !== null);
  if (worse.length > 0) return degraded(facts, worse);
  if (facts.alarm !== null) return afterAlarm(facts, facts.alarm);
  if (facts.blind !== null) return { state: "unknown", reason: facts.blind, events: [] };
  return { state: "healthy", reason: null, events: [] };
}
function degraded({ production, alarm }, worse) {
  const signals = worse.map(({ name }) => ledgerName(name)).sort();
  const since = dayInstant(Math.min(...worse.map(({ state }) => state.alarm?.since ?? Number.POSITIVE_INFINITY)));
  const known = alarm?.production === production ? [...alarm.signals].sort() : null;
  const isNews = known === null || known.join("\n") !== signals.join("\n");
  const event = { event: "degraded", production, signals, since };
  return { state: "degraded", reason: null, events: isNews ? [event] : [] };
}
var ledgerName = (name) => name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
function afterAlarm({ production, version, alarm, recovery }, open) {
  const event = { event: "recovered", production, signals: open.signals };
  if (alarm?.production === production && isProvenBack(version, open)) {
    return {
      state: "recovered",
      reason: "Its mean loss is within what was promised, and proven to be lower than while it was worse.",
      events: [event]
    };
  }
  const pending = recovery?.signals ?? [];
  const isPending = recovery?.alarm === open.event && pending.length > 0;
  const back = pending.filter((each) => {
    const accepted = version.reference.signals.find(({ name }) => name === each.signal)?.accepted;
    return accepted != null && isBack(each, accepted);
  });
  if (isPending && back.length === pending.length) {
    const days2 = Math.min(...pending.map(({ tally }) => tally.days));
    const proof = pending.every(isProvenBetter) ? ", and proven to be better than while it was worse" : "";
    const reason2 = `Within what was promised on ${days2} days since${proof}.`;
    return { state: "recovered", reason: reason2, events: [event] };
  }
  const counted = isPending ? Math.min(...pending.map(({ tally }) => tally.days)) : 0;
  const days = counted === 1 ? "1 day" : `${counted} days`;
  const reason = `It got worse under an earlier version or watch, and ${days} of labelled rows since do not tell yet whether it is back.`;
  return { state: "unknown", reason, events: [] };
}
var isProvenBack = ({ signals }, { signals: names }) => names.every((name) => signals.some((signal) => ledgerName(signal.name) === name && signal.state.recovered !== null));
function unfollowed({
  production,
  version,
  alarm
}) {
  if (alarm === null) return [];
  const isFollowed = (name) => alarm.production === production && version.signals.some(({ name: own, state }) => ledgerName(own) === name && state.alarm !== null);
  const names = alarm.signals.filter((name) => !isFollowed(name));
  const known = version.signals.map(({ name }) => name).filter((name) => names.includes(ledgerName(name)));
  const overall = version.signals[0]?.name;
  return names.length > 0 && known.length === 0 && overall !== void 0 ? [overall] : known;
}

// src/core/watch/watch-state.ts
var STATE_SCHEMA = "relevo.watch-state/1";
var MOST_VERSIONS = 5;
var MOST_WEEKS = 60;
var formatWatchState = (state) => `${JSON.stringify(state)}
`;
function parseWatchState(text) {
  try {
    const value = JSON.parse(text);
    return value?.schema === STATE_SCHEMA ? value : null;
  } catch {
    return null;
  }
}
var hasLabelsCounted = ({ labels }, day) => day <= labels.through || labels.beyond.includes(day);
function withLabelsOf(labels, day) {
  const beyond = /* @__PURE__ */ new Set([...labels.beyond, day]);
  let { through } = labels;
  while (beyond.delete(through + 1)) through += 1;
  return { through, beyond: [...beyond].filter((each) => each > through).sort((a, b) => a - b) };
}

export {
  DAY_MS,
  dayOf,
  dayText,
  accept,
  logEvidence,
  alarmThreshold,
  startSignal,
  countDay,
  added,
  emptyTally,
  meanOf,
  wholeMeanOf,
  resumeSignal,
  startAftermath,
  countAftermath,
  judgeProduction,
  ledgerName,
  unfollowed,
  STATE_SCHEMA,
  MOST_VERSIONS,
  MOST_WEEKS,
  formatWatchState,
  parseWatchState,
  hasLabelsCounted,
  withLabelsOf
};
