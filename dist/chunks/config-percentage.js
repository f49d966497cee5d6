import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  bad,
  good,
  unlike
} from "./config-parsed.js";

// src/config/duration.ts
var DAY = 864e5;
var units = {
  ms: 1,
  s: 1e3,
  m: 6e4,
  h: 36e5,
  d: DAY,
  w: 7 * DAY,
  y: 365.25 * DAY
};
var LONGEST = 1e3 * 365.25 * DAY;
var durationPattern = "^\\d+(?:\\.\\d+)?(?:ms|s|m|h|d|w|y)$";
var expected = "a duration such as 30m, 12h, 7d or 5y";
function parseDuration(raw) {
  if (typeof raw === "number") {
    return unlike(expected, raw, { hint: "Write its unit too: ms, s, m (minutes), h, d, w or y." });
  }
  if (typeof raw !== "string") return unlike(expected, raw);
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w|y)$/.exec(raw.trim()) ?? [];
  const factor = unit === void 0 ? void 0 : units[unit];
  if (amount === void 0 || factor === void 0) {
    return unlike(expected, raw, {
      hint: "The units are ms, s, m (minutes), h, d, w and y; months have no fixed length."
    });
  }
  const ms = Number(amount) * factor;
  if (ms <= 0) return bad(`a duration must be longer than nothing; found "${raw.trim()}"`);
  if (ms > LONGEST) return bad("a duration of more than 1000 years has no meaning here");
  return good({ text: `${amount}${unit}`, ms: Math.round(ms) });
}

// src/config/percentage.ts
var NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
function numberOf(text) {
  const trimmed = text.trim();
  const value = NUMBER.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(value) ? value + 0 : void 0;
}
function percentageOf(text) {
  const trimmed = text.trim();
  if (!trimmed.endsWith("%")) return void 0;
  const percent = numberOf(trimmed.slice(0, -1));
  return percent === void 0 ? void 0 : shifted(percent);
}
var shifted = (percent) => Number(`${percent.toExponential().replace(/e([+-]\d+)$/, (_, power) => `e${Number(power) - 2}`)}`);
var sharePattern = "^\\d+(?:\\.\\d+)? ?%$";
function parseShare(raw, { from, to }) {
  const expected2 = "a percentage such as 10%";
  const value = typeof raw === "number" ? raw : typeof raw === "string" ? percentageOf(raw) ?? numberOf(raw) : void 0;
  if (value === void 0 || !Number.isFinite(value)) return unlike(expected2, raw);
  if (value < from || value > to) {
    const hint = value > 1 && value <= 100 && typeof raw === "number" ? `Write ${raw}% for a percentage.` : void 0;
    return bad(
      `must lie between ${from * 100}% and ${to * 100}%; found ${typeof raw === "number" ? raw : `"${raw}"`}`,
      { hint }
    );
  }
  return good(value);
}

export {
  durationPattern,
  parseDuration,
  numberOf,
  percentageOf,
  shifted,
  sharePattern,
  parseShare
};
