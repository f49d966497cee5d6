import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  fail
} from "./errors-tables.js";

// src/adapters/rows/table-format.ts
var HEAD_BYTES = 4096;
var PARQUET = "PAR1";
var GZIP = "";
var FOREIGN = [
  { magic: "PARE", found: "an encrypted Parquet file", remedy: "Write it without encryption." },
  {
    magic: "PK",
    found: "an Excel workbook or a zip archive",
    remedy: "Save the sheet as CSV (UTF-8), or unzip it."
  },
  { magic: "ÐÏà", found: "an old Excel workbook", remedy: "Save the sheet as CSV (UTF-8)." },
  { magic: "ARROW1", found: "an Arrow file", remedy: "Write it as Parquet." },
  { magic: "(µ/ý", found: "compressed with Zstandard", remedy: "Decompress it, or compress it with gzip." },
  { magic: "BZh", found: "compressed with bzip2", remedy: "Decompress it, or compress it with gzip." },
  { magic: "ý7zXZ", found: "compressed with xz", remedy: "Decompress it, or compress it with gzip." }
];
var BY_NAME = [
  { name: /\.(?:parquet|pq)$/i, format: "parquet" },
  { name: /\.(?:jsonl|ndjson|json)(?:\.gz)?$/i, format: "json-lines" }
];
var startsWith = (head, magic) => head.toString("latin1", 0, magic.length) === magic;
function isGzip(head) {
  return startsWith(head, GZIP);
}
var isLines = (head) => !isGzip(head) && !startsWith(head, PARQUET) && FOREIGN.every(({ magic }) => !startsWith(head, magic));
function isUtf16(head) {
  if (startsWith(head, "ÿþ") || startsWith(head, "þÿ")) return true;
  const first = head.subarray(0, 32);
  return first.length > 3 && [0, 1].some((odd) => first.every((byte, index) => index % 2 !== odd || byte === 0));
}
function tellFormat(file, head) {
  if (head.length === 0) throw fail("table-empty", { file });
  if (startsWith(head, PARQUET)) return "parquet";
  const foreign = FOREIGN.find(({ magic }) => startsWith(head, magic));
  if (foreign !== void 0) throw fail("table-format", { file, found: foreign.found, remedy: foreign.remedy });
  if (isUtf16(head)) throw fail("text-utf16", { file });
  const text = head.toString("latin1").replace(/^\xef\xbb\xbf/, "").trimStart();
  if (/^\[\s*(?:[{\]]|$)/.test(text)) throw fail("json-array", { file });
  if (/^\{\s*["}]/.test(text)) return "json-lines";
  const named = BY_NAME.find(({ name }) => name.test(file))?.format ?? "csv";
  if (named === "parquet")
    throw fail("parquet-unreadable", { file, reason: "It does not begin as a Parquet file does." });
  return named;
}

export {
  HEAD_BYTES,
  isGzip,
  isLines,
  tellFormat
};
