import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  counted,
  valueFigure
} from "./report-figures.js";
import "./core-number-text.js";
import "./runtime.js";

// src/report/input-differences.ts
function inputDifferences(before, after) {
  const [old, now] = [before.inputs, after.inputs];
  if (old !== void 0 && now !== void 0) return compared(old, now);
  if (before.digests.training === after.digests.training) return { files: [], untold: [] };
  const runs = runsOf(before, after, ({ inputs }) => inputs === void 0);
  return { files: [], untold: [`${runs} before reports listed input files: which of them changed cannot be told.`] };
}
function compared(before, after) {
  const cut = [before, after].flatMap(({ files: files2, rest }) => rest === null ? [] : [files2.at(-1)?.path ?? ""]).sort()[0];
  const isTold = (path) => cut === void 0 || path <= cut;
  const [old, now] = [contents(before), contents(after)];
  const paths = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].filter(isTold).sort();
  const files = paths.map((path) => ({ path, before: old.get(path) ?? null, after: now.get(path) ?? null })).filter(({ before: was, after: is }) => was !== is);
  const [ofBefore, ofAfter] = [before, after].map(
    ({ files: listed, rest }) => JSON.stringify([listed.at(-1)?.path, rest])
  );
  if (cut === void 0 || ofBefore === ofAfter) return { files, untold: [] };
  const untold = `Reports list a bounded number of input files: whether any after ${cut} changed cannot be told.`;
  return { files, untold: [untold] };
}
var contents = ({ files }) => new Map(files.map(({ path, content }) => [path, content]));
function runsOf(before, after, lacks) {
  const ids = [before, after].filter(lacks).map(({ run }) => run.id);
  return ids.length === 1 ? `Run ${ids[0]} was made` : `Runs ${ids.join(" and ")} were made`;
}

// src/report/run-differences.ts
var ABSENT = "not there";
function differencesOf(before, after) {
  const inputs = inputDifferences(before, after);
  const config = configDifferences(before, after);
  const differences = [
    ...changed("commit", "commit", before.run.commit ?? "none", after.run.commit ?? "none"),
    ...changed("inputs", "training digest", before.digests.training, after.digests.training),
    ...inputs.files.flatMap(({ path, before: was, after: is }) => changed("inputs", path, was ?? ABSENT, is ?? ABSENT)),
    ...config.differences,
    ...dataDifferences(before, after),
    ...changed("yardstick", "yardstick", before.digests.yardstick, after.digests.yardstick),
    ...changed("baseline", "compared with", before.baseline.name, after.baseline.name),
    ...metricDifferences(before, after),
    ...changed("verdict", "verdict", before.verdict, after.verdict)
  ];
  return { differences, untold: [...inputs.untold, ...config.untold] };
}
function changed(part, name, before, after) {
  return before === after ? [] : [{ part, name, before, after }];
}
function configDifferences(before, after) {
  const [old, now] = [before.config, after.config];
  if (old !== void 0 && now !== void 0) return { differences: keyDifferences(old, now), untold: [] };
  const few = ({ training, policy }) => ({
    "train.command": training.command.join(" "),
    ...Object.fromEntries(Object.entries(policy).map(([key, value]) => [`policy.${key}`, JSON.stringify(value)]))
  });
  const untold = `${runsOf(before, after, ({ config }) => config === void 0)} before reports held every key of relevo.yml: only the policy and the command are compared.`;
  return { differences: keyDifferences(few(before), few(after)), untold: [untold] };
}
function keyDifferences(before, after) {
  const keys = [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap((key) => changed("config", key, before[key] ?? ABSENT, after[key] ?? ABSENT));
}
function dataDifferences(before, after) {
  const byPath = ({ data }) => new Map(data.map((each) => [each.path, each]));
  const [old, now] = [byPath(before), byPath(after)];
  const paths = [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap((path) => {
    const [was, is] = [old.get(path), now.get(path)];
    return [...changed("data", path, sizes(was), sizes(is)), ...columnDifferences(path, was, is)];
  });
}
var sizes = (data) => data === void 0 ? ABSENT : `${counted(data.rows, "rows")}, ${counted(data.columns, "columns")}, ${data.digest.slice(7, 19)}`;
function columnDifferences(path, before, after) {
  const [old, now] = [before?.column_names, after?.column_names];
  const isListed = [before, after].every((data) => data?.column_names?.length === data?.columns);
  if (old === void 0 || now === void 0 || !isListed) return [];
  const only = (names, others) => names.filter((name) => !others.includes(name)).join(", ") || "no others";
  return changed("data", `${path}: columns only here`, only(old, now), only(now, old));
}
function metricDifferences(before, after) {
  const values = ({ comparison }) => new Map((comparison?.metrics ?? []).filter(({ slice }) => slice === null).map((row) => [row.metric, row]));
  const [old, now] = [values(before), values(after)];
  return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].flatMap((metric) => {
    const percent = (now.get(metric) ?? old.get(metric))?.shown_as === "percent";
    const scale = { factor: percent ? 100 : 1, decimals: 4, valueUnit: percent ? " %" : "", changeUnit: "" };
    const text = (rows) => valueFigure(rows.get(metric)?.candidate ?? null, scale);
    return changed("metric", metric, text(old), text(now));
  });
}
export {
  differencesOf
};
