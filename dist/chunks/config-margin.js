import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  metricText
} from "./config-policy-consistency.js";
import {
  numberOf,
  percentageOf,
  shifted
} from "./config-percentage.js";
import {
  bad,
  describeFound,
  good,
  quote
} from "./config-parsed.js";

// src/config/margin.ts
var marginPattern = "^(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?(?: ?%| ?(?:percentage )?points?)?$";
var expected = "a margin such as 2%, 0.5 points or 0.02";
function parseMargin(raw) {
  const text = typeof raw === "number" ? String(raw) : typeof raw === "string" ? raw.trim() : void 0;
  const found = text === void 0 ? void 0 : amountOf(text);
  if (text === void 0 || found === void 0) return bad(`expected ${expected}; found ${describeFound(raw)}`);
  if (found.amount < 0) {
    return bad(`a margin cannot be negative; found ${quote(text)}`, {
      hint: "To ask for an improvement, write `require: better` under policy."
    });
  }
  if (found.kind === "relative" && found.amount >= 1) return bad(`a margin must be under 100%; found ${quote(text)}`);
  return good({ ...found, text });
}
function amountOf(text) {
  const share = percentageOf(text);
  if (share !== void 0) return { kind: "relative", amount: share };
  const points = numberOf(/^(.*?)\s*(?:percentage )?points?$/.exec(text)?.[1] ?? "");
  if (points !== void 0) return { kind: "absolute", amount: shifted(points) };
  const amount = numberOf(text);
  return amount === void 0 ? void 0 : { kind: "absolute", amount };
}

// src/config/guard.ts
var guardPattern = "^\\S.*\\s+within\\s+\\S.*$";
function parseGuard(raw) {
  const [, metric, amount] = typeof raw === "string" ? /^\s*(\S(?:.*\S)?)\s+within\s+(.*\S)\s*$/.exec(raw) ?? [] : [];
  if (metric === void 0 || amount === void 0) {
    return bad(`expected a guard such as "bias within 1%"; found ${describeFound(raw)}`, {
      hint: "Write a metric, the word within, and how much worse it may get."
    });
  }
  const margin = parseMargin(amount);
  if (!margin.ok) return margin;
  const name = metricText(metric);
  return good({ text: `${name} within ${margin.value.text}`, metric: name, margin: margin.value });
}

// src/config/limit.ts
var limitPattern = "^\\s*[A-Za-z_].*(?:<=|>=|<|>|≤|≥).*$";
var operators = {
  "<=": "<=",
  "<": "<",
  ">=": ">=",
  ">": ">",
  "≤": "<=",
  "≥": ">="
};
function parseLimit(raw) {
  const [, quantity, sign, right] = typeof raw === "string" ? /^\s*([^\s<>=≤≥!][^<>=≤≥!]*?)\s*([<>=≤≥!]+)\s*(.*?)\s*$/.exec(raw) ?? [] : [];
  if (quantity === void 0 || sign === void 0 || right === void 0) {
    return bad(`expected a limit such as "wape <= 0.25"; found ${describeFound(raw)}`, {
      hint: "Write a metric or a measured quantity, one of <= < >= >, and a number or percentage."
    });
  }
  const operator = operators[sign];
  if (operator === void 0) return bad(`a limit is written with <=, <, >= or >; found ${quote(sign)}`);
  const bound = percentageOf(right) ?? numberOf(right);
  if (bound === void 0) return bad(`expected a number or percentage after ${operator}; found ${quote(right)}`);
  const name = metricText(quantity);
  return good({ text: `${name} ${operator} ${right.replaceAll(/\s+/g, "")}`, quantity: name, operator, bound });
}

export {
  marginPattern,
  parseMargin,
  guardPattern,
  parseGuard,
  limitPattern,
  parseLimit
};
