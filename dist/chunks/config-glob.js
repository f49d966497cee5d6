import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  findEscape,
  straighten
} from "./config-path.js";
import {
  bad,
  describeFound,
  good,
  quote,
  unlike
} from "./config-parsed.js";

// src/config/glob.ts
var globPattern = "^!?(?![/~!]|[A-Za-z]:)(?!(?:.*/)?\\.\\.(?:/|$))[^\\\\\\u0000-\\u001f]+$";
var LONGEST = 300;
var MOST_BRACES = 4;
var MOST_STARS = 12;
function parseGlob(raw) {
  if (typeof raw !== "string" || raw.trim() === "") return unlike("a path or a pattern such as data/*.csv", raw);
  const [sign, pattern] = raw.startsWith("!") ? ["!", raw.slice(1)] : ["", raw];
  if (pattern.trim() === "") return bad("a pattern is missing after the !");
  if (pattern.startsWith("!")) return bad(`one ! takes out what a pattern matches; found ${quote(raw)}`);
  if (raw.length > LONGEST) return bad(`a pattern has at most ${LONGEST} characters; found ${raw.length}`);
  return findEscape(pattern) ?? findUnreadable(pattern) ?? good(sign + straighten(pattern));
}
function findUnreadable(pattern) {
  const outside = pattern.replaceAll(/\[[^\]/]*\]/g, "");
  if (/[@!+*?]\(/.test(outside) || /[[\]]/.test(outside)) {
    const what = /[[\]]/.test(outside) ? "a [ without its ]" : "a pattern in parentheses";
    return bad(`found ${what} in ${quote(pattern)}`, { hint: "Patterns are made of *, **, ?, [a-z] and {a,b}." });
  }
  const flat = outside.replaceAll(/\{[^{}]*\}/g, "");
  if (/[{}]/.test(flat)) {
    return bad(`found braces that are not closed, or that stand in one another, in ${quote(pattern)}`);
  }
  const count = (letter) => outside.split(letter).length - 1;
  return count("{") > MOST_BRACES || count("*") > MOST_STARS ? bad(`a pattern has at most ${MOST_BRACES} braces and ${MOST_STARS} stars; found ${quote(pattern)}`, {
    hint: "Write several patterns in a list."
  }) : void 0;
}

// src/config/column.ts
var LONGEST2 = 200;
function parseColumn(raw) {
  if (typeof raw === "number" || typeof raw === "boolean") {
    return unlike("a column's name", raw, { hint: `Put it in quotes: "${raw}".` });
  }
  if (typeof raw !== "string" || raw.trim() === "") return unlike("a column's name", raw);
  if (raw.length > LONGEST2) return bad(`a column's name has at most ${LONGEST2} characters; found ${raw.length}`);
  return /[\u0000-\u001f\u007f]/.test(raw) ? bad(`a column's name is one line; found ${quote(raw)}`) : good(raw);
}
function parseLabel(raw) {
  if (typeof raw === "number" || typeof raw === "boolean") return good(String(raw));
  return typeof raw === "string" && raw !== "" && raw.length <= LONGEST2 ? good(raw) : unlike("a label of the target", raw);
}
var businessPattern = "^\\S.*\\s+must not\\s+(?:fall|rise)$";
function parseBusinessMetric(raw) {
  const [, column, move] = typeof raw === "string" ? /^\s*(\S(?:.*\S)?)\s+must not\s+(fall|rise)\s*$/.exec(raw) ?? [] : [];
  if (column === void 0 || move === void 0) {
    return bad(`expected a business metric such as "revenue must not fall"; found ${describeFound(raw)}`);
  }
  const name = parseColumn(column);
  if (!name.ok) return name;
  return good({ text: `${column} must not ${move}`, column, must_not: move === "fall" ? "fall" : "rise" });
}

export {
  parseColumn,
  parseLabel,
  businessPattern,
  parseBusinessMetric,
  globPattern,
  parseGlob
};
