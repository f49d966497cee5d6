import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";
import "./runtime.js";

// src/core/split.ts
function startOfHoldout(times, cut) {
  times.sort();
  const index = indexOfStart(times, cut);
  return index > 0 ? times[index] : void 0;
}
function indexOfStart(sorted, cut) {
  switch (cut.kind) {
    case "share":
      return indexOfShare(sorted, cut.share);
    case "last":
      return upperBound(sorted, (sorted.at(-1) ?? 0) - cut.milliseconds);
    case "since":
      return lowerBound(sorted, cut.time);
  }
}
function indexOfShare(sorted, share) {
  const wanted = sorted.length * (1 - share);
  const inside = sorted[Math.min(Math.floor(wanted), sorted.length - 1)] ?? 0;
  const starts = [lowerBound(sorted, inside), upperBound(sorted, inside)];
  const possible = starts.filter((index) => index > 0 && index < sorted.length);
  return possible.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted) || a - b)[0] ?? 0;
}
function lowerBound(sorted, value) {
  return bisect(sorted.length, (index) => sorted[index] >= value);
}
function upperBound(sorted, value) {
  return bisect(sorted.length, (index) => sorted[index] > value);
}
function bisect(length, isTrue) {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = low + high >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
function isHeldOut(key, seed, share) {
  return hash(key, seed) < share * 2 ** 32;
}
function hash(text, seed) {
  let state = seed >>> 0;
  const even = text.length & ~1;
  for (let index = 0; index < even; index += 2) {
    state ^= scramble(text.charCodeAt(index) | text.charCodeAt(index + 1) << 16);
    state = state << 13 | state >>> 19;
    state = Math.imul(state, 5) + 3864292196 | 0;
  }
  if (even < text.length) state ^= scramble(text.charCodeAt(even));
  state ^= text.length * 2;
  state = Math.imul(state ^ state >>> 16, 2246822507);
  state = Math.imul(state ^ state >>> 13, 3266489909);
  return (state ^ state >>> 16) >>> 0;
}
function scramble(word) {
  const spread = Math.imul(word, 3432918353);
  return Math.imul(spread << 15 | spread >>> 17, 461845907);
}

// src/flows/split.ts
async function split(table, request, copy) {
  const rule = request.kind === "time" ? await ruleByTime(table, request) : await ruleAtRandom(table, request);
  const result = { train: { rows: 0 }, holdout: { rows: 0 } };
  await copy(placeRows(table, rule, result));
  return result;
}
async function* placeRows(table, rule, result) {
  for await (const batch of table.read(rule.wanted)) {
    const heldOut = rule.place(batch, result);
    const held = heldOut.reduce((sum, side) => sum + side, 0);
    result.holdout.rows += held;
    result.train.rows += batch.rows - held;
    yield { batch, heldOut };
  }
}
async function ruleByTime(table, { column, cut }) {
  const wanted = /* @__PURE__ */ new Map([[column, "time"]]);
  const times = await readTimes(table, column, wanted);
  const rows = times.length;
  const start = startOfHoldout(times, cut);
  if (start === void 0) throw fail("split-one-sided", { table: table.name, rows, by: `the times in ${column}` });
  const place = (batch, { train, holdout }) => Uint8Array.from(timesOf(batch, column), (time) => {
    const side = time < start ? train : holdout;
    side.first = Math.min(time, side.first ?? time);
    side.last = Math.max(time, side.last ?? time);
    return side === holdout ? 1 : 0;
  });
  return { wanted, place };
}
async function readTimes(table, column, wanted) {
  const parts = [];
  for await (const batch of table.read(wanted)) {
    const times = timesOf(batch, column);
    const missing = times.findIndex((time) => Number.isNaN(time));
    if (missing >= 0) {
      const line = batch.lineOf(missing);
      throw fail("data-value", { file: table.name, line, column, found: "an empty cell", expected: "a time" });
    }
    parts.push(times.slice());
  }
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
function timesOf(batch, column) {
  const times = batch.columns.get(column);
  if (times?.kind !== "time") throw new Error(`The batch has no times in ${column}.`);
  return times.values;
}
async function ruleAtRandom(table, request) {
  const { group } = request;
  const makeRule = group === void 0 ? await ruleByRow(table, request) : () => ruleByGroup(group, request);
  const seen = { train: { rows: 0 }, holdout: { rows: 0 } };
  for await (const _ of placeRows(table, makeRule(), seen)) {
    if (seen.train.rows > 0 && seen.holdout.rows > 0) return makeRule();
  }
  const rows = seen.train.rows + seen.holdout.rows;
  const by = group === void 0 ? `chance and seed ${request.seed}` : `the groups in ${group}`;
  throw fail("split-one-sided", { table: table.name, rows, by });
}
async function ruleByRow(table, { seed, share }) {
  const wanted = new Map((await table.columns()).slice(0, 1).map((name) => [name, "text"]));
  const place = (batch) => Uint8Array.from({ length: batch.rows }, (_, row) => isHeldOut(`${batch.firstRow + row}`, seed, share) ? 1 : 0);
  return () => ({ wanted, place });
}
function ruleByGroup(group, { seed, share }) {
  const decided = [];
  const place = (batch, { train, holdout }) => {
    const column = batch.columns.get(group);
    if (column?.kind !== "category") throw new Error(`The batch has no categories in ${group}.`);
    const { codes, labels } = column;
    return Uint8Array.from(codes, (code) => {
      let heldOut = decided[code];
      if (heldOut === void 0) {
        heldOut = isHeldOut(labels[code] ?? "", seed, share) ? 1 : 0;
        decided[code] = heldOut;
        const side = heldOut === 1 ? holdout : train;
        side.groups = (side.groups ?? 0) + 1;
      }
      return heldOut;
    });
  };
  return { wanted: /* @__PURE__ */ new Map([[group, "category"]]), place };
}
export {
  split
};
