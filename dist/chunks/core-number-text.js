import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/number-text.ts
function numberText(value, digits = 4) {
  if (value === 0) return "0";
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-6) return value.toExponential(digits - 1).replace(/\.?0+e/, "e");
  const whole = Math.floor(Math.log10(size)) + 1;
  const decimals = Math.max(0, digits - whole);
  const [integer, fraction] = value.toFixed(Math.min(decimals, 12)).split(".");
  const grouped = integer.replace(/\B(?=(\d{3})+$)/g, ",");
  const kept = fraction?.replace(/0+$/, "");
  const text = kept === void 0 || kept === "" ? grouped : `${grouped}.${kept}`;
  return text.replace(/^-/, "−");
}
function metricText(value, shownAs) {
  if (value === null) return "undefined";
  return shownAs === "percent" ? `${numberText(value * 100)} %` : numberText(value);
}
var OF_CHANGES = 3;
var bare = (value, shownAs) => numberText(Math.abs(value) * (shownAs === "percent" ? 100 : 1), OF_CHANGES);
function amountText(value, shownAs) {
  const amount = bare(value, shownAs);
  if (shownAs !== "percent") return amount;
  return amount === "1" ? "1 point" : `${amount} points`;
}
function changeText(improvement, shownAs) {
  if (improvement === 0) return "no change";
  return `${amountText(improvement, shownAs)} ${improvement > 0 ? "better" : "worse"}`;
}
function rangeText([lower, upper], shownAs) {
  const [from, to] = [bare(lower, shownAs), bare(upper, shownAs)];
  if (lower > 0) return `${from} to ${to}`;
  return upper < 0 ? `${to} to ${from}` : `${from} worse to ${to} better`;
}

export {
  numberText,
  metricText,
  amountText,
  changeText,
  rangeText
};
