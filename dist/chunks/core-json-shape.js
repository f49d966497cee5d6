import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  isDigest
} from "./core-digest.js";

// src/core/json-shape.ts
function leaf(expected, accepts) {
  return {
    expected,
    read: (value, at) => accepts(value) ? { ok: true, value } : { ok: false, at, expected }
  };
}
var digest = leaf("a SHA-256 digest", isDigest);
var flag = leaf("true or false", (value) => typeof value === "boolean");
function text(most) {
  const accepts = (value) => typeof value === "string" && value !== "" && value.length <= most && !new RegExp("\\p{Surrogate}", "u").test(value);
  return leaf(`a text of 1 to ${most} characters`, accepts);
}
function wholeNumber(least) {
  const accepts = (value) => typeof value === "number" && Number.isSafeInteger(value) && value >= least && !Object.is(value, -0);
  return leaf(`a whole number from ${least}`, accepts);
}
var finiteNumber = leaf(
  "a finite number",
  (value) => typeof value === "number" && Number.isFinite(value) && !Object.is(value, -0)
);
var instant = leaf("a time such as 2025-07-04T12:00:00.000Z", (value) => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value)) return false;
  const milliseconds = Date.parse(value);
  return Number.isFinite(milliseconds) && new Date(milliseconds).toISOString() === value;
});
function oneOf(...words) {
  const accepts = (value) => typeof value === "string" && words.includes(value);
  return leaf(words.length === 1 ? `"${words[0]}"` : `one of ${words.join(", ")}`, accepts);
}
function nullable(shape) {
  const expected = `${shape.expected}, or null`;
  return {
    expected,
    read: (value, at) => {
      if (value === null) return { ok: true, value };
      const reading = shape.read(value, at);
      return reading.ok || reading.at !== at ? reading : { ok: false, at, expected };
    }
  };
}
function listOf(shape, most, least = 0) {
  const expected = least === 0 ? `a list of at most ${most}` : `a list of ${least} to ${most}`;
  return {
    expected,
    read: (value, at) => {
      if (!Array.isArray(value) || value.length < least || value.length > most) return { ok: false, at, expected };
      const items = [];
      for (const [index, item] of value.entries()) {
        const reading = shape.read(item, `${at}[${index}]`);
        if (!reading.ok) return reading;
        items.push(reading.value);
      }
      return { ok: true, value: items };
    }
  };
}
function byName(shape, most) {
  const expected = `an object of at most ${most} names`;
  return {
    expected,
    read: (value, at) => {
      if (!isObject(value) || Object.keys(value).length > most) return { ok: false, at, expected };
      const entries = [];
      for (const name of Object.keys(value).sort()) {
        const reading = shape.read(value[name], join(at, name));
        if (!reading.ok) return reading;
        entries.push([name, reading.value]);
      }
      return { ok: true, value: Object.fromEntries(entries) };
    }
  };
}
function object(fields) {
  const known = Object.entries(fields);
  const expected = "an object";
  return {
    expected,
    read: (value, at) => {
      if (!isObject(value)) return { ok: false, at, expected };
      const unknown = Object.keys(value).find((key) => !Object.hasOwn(fields, key));
      if (unknown !== void 0) return { ok: false, at: join(at, unknown), expected: "no such key" };
      const entries = [];
      for (const [key, shape] of known) {
        const reading = shape.read(Object.hasOwn(value, key) ? value[key] : void 0, join(at, key));
        if (!reading.ok) return reading;
        entries.push([key, reading.value]);
      }
      return { ok: true, value: Object.fromEntries(entries) };
    }
  };
}
function taggedBy(key, variants) {
  const expected = `an object whose ${key} is one of ${Object.keys(variants).join(", ")}`;
  return {
    expected,
    read: (value, at) => {
      const tag = isObject(value) && Object.hasOwn(value, key) ? value[key] : void 0;
      if (typeof tag !== "string" || !Object.hasOwn(variants, tag)) return { ok: false, at, expected };
      return variants[tag].read(value, at);
    }
  };
}
function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function join(at, key) {
  return at === "" ? key : `${at}.${key}`;
}

export {
  leaf,
  digest,
  flag,
  text,
  wholeNumber,
  finiteNumber,
  instant,
  oneOf,
  nullable,
  listOf,
  byName,
  object,
  taggedBy
};
