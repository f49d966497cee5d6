import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/config/parsed.ts
var good = (value) => ({ ok: true, value });
var bad = (message, more = {}) => ({
  ok: false,
  mistakes: [{ message, ...more }]
});
var unlike = (expected, raw, more = {}) => bad(`expected ${expected}; found ${describeFound(raw)}`, more);
function describeFound(raw) {
  if (raw === null || raw === void 0) return "nothing";
  if (Array.isArray(raw)) return raw.length === 0 ? "an empty list" : "a list";
  switch (typeof raw) {
    case "string":
      return raw === "" ? "an empty text" : `the text ${quote(raw)}`;
    case "number":
      return `the number ${raw}`;
    case "boolean":
      return String(raw);
    default:
      return "a map";
  }
}
var LONGEST_SHOWN = 60;
function quote(text) {
  const letters = Array.from(text.slice(0, 2 * LONGEST_SHOWN));
  const shown = letters.length > LONGEST_SHOWN ? `${letters.slice(0, LONGEST_SHOWN - 1).join("")}…` : letters.join("");
  return `"${disarm(shown)}"`;
}
function disarm(text) {
  const armed = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
  return text.replaceAll(armed, (letter) => `\\u{${letter.codePointAt(0)?.toString(16) ?? ""}}`);
}

export {
  good,
  bad,
  unlike,
  describeFound,
  quote,
  disarm
};
