import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  drawn
} from "./report-comparison-terminal-2.js";
import "./report-comparison-words.js";
import {
  counted,
  inertTerminal,
  valueFigure
} from "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./runtime.js";

// src/report/history-terminal.ts
function statusTerminal(model, state, terminal) {
  const { production, versions, frozen, alarm, runs, pruned } = state;
  const heading = terminal.paint("bold", inertTerminal(model));
  if (production === null) {
    const next = runs.length === 0 ? "`relevo evaluate` makes a first candidate" : `${counted(runs.length, "runs")}, none promoted`;
    return `${heading}: nothing is in production; ${next}.
`;
  }
  const lines = [
    `${heading}: v${production.version} is in production since ${day(production.since)}.`,
    ...frozen === null ? [] : [
      terminal.paint(
        "yellow",
        `  frozen by ${inertTerminal(frozen.by)}${frozen.reason === null ? "" : `: ${inertTerminal(frozen.reason)}`}`
      )
    ],
    ...alarm === null ? [] : [
      terminal.paint(
        "red",
        `  got worse since ${day(alarm.since)}: ${alarm.signals.map(inertTerminal).join(", ")}`
      )
    ]
  ];
  const rows = [...versions].reverse().map(({ version, made }) => [
    `v${version}${version === production.version ? " *" : pruned.has(made.artifact) ? " (let go)" : ""}`,
    day(made.at),
    made.run ?? "adopted",
    made.commit?.slice(0, 10) ?? "",
    made.verdict ?? "",
    metricsText(made.metrics),
    inertTerminal(made.by)
  ]);
  const header = ["version", "since", "run", "commit", "verdict", "metrics", "by"];
  return `${lines.join("\n")}
${drawn({ header, rows, align: header.map(() => "left") }, terminal)}
`;
}
var day = (at) => at.slice(0, 16).replace("T", " ");
var metricsText = (metrics) => Object.entries(metrics).slice(0, 3).map(([name, value]) => `${inertTerminal(name)} ${value === null ? "–" : String(Number(value.toPrecision(4)))}`).join(", ");
function runsTerminal(runs, terminal) {
  if (runs.length === 0) return "No run yet: `relevo evaluate` makes the first.\n";
  const rows = runs.map(({ judged }) => [
    judged.run,
    judged.model,
    day(judged.at),
    `${judged.commit?.slice(0, 10) ?? "none"}${judged.dirty ? " +" : ""}`,
    judged.artifact?.slice(7, 19) ?? "–",
    metricsText(judged.metrics),
    judged.verdict
  ]);
  const header = ["run", "model", "at", "commit", "candidate", "metrics", "verdict"];
  return `${drawn({ header, rows, align: header.map(() => "left") }, terminal)}
`;
}
function differencesOf(before, after) {
  const simple = (part, name, a, b) => a === b ? [] : [{ part, name, before: a, after: b }];
  return [
    ...simple("commit", "commit", before.run.commit ?? "none", after.run.commit ?? "none"),
    ...simple("inputs", "training digest", before.digests.training, after.digests.training),
    ...simple("inputs", "command", before.training.command.join(" "), after.training.command.join(" ")),
    ...dataDifferences(before, after),
    ...policyDifferences(before.policy, after.policy),
    ...simple("yardstick", "yardstick", before.digests.yardstick, after.digests.yardstick),
    ...simple("baseline", "compared with", before.baseline.name, after.baseline.name),
    ...metricDifferences(before, after),
    ...simple("verdict", "verdict", before.verdict, after.verdict)
  ];
}
function dataDifferences(before, after) {
  const [old, now] = [before, after].map(({ data }) => new Map(data.map((each) => [each.path, each])));
  const paths = [.../* @__PURE__ */ new Set([...old?.keys() ?? [], ...now?.keys() ?? []])].sort();
  const text = (set) => set === void 0 ? "not there" : `${counted(set.rows, "rows")}, ${set.digest.slice(7, 19)}`;
  return paths.map((path) => ({ part: "data", name: path, before: text(old?.get(path)), after: text(now?.get(path)) })).filter((difference) => difference.before !== difference.after);
}
function policyDifferences(before, after) {
  return [.../* @__PURE__ */ new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key) => {
    const [a, b] = [JSON.stringify(before[key] ?? null), JSON.stringify(after[key] ?? null)];
    return a === b ? [] : [{ part: "yardstick", name: `policy.${key}`, before: a, after: b }];
  });
}
function metricDifferences(before, after) {
  const values = ({ comparison }) => new Map((comparison?.metrics ?? []).filter(({ slice }) => slice === null).map((row) => [row.metric, row]));
  const [old, now] = [values(before), values(after)];
  return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].flatMap((metric) => {
    const row = now.get(metric) ?? old.get(metric);
    const percent = row?.shown_as === "percent";
    const scale = { factor: percent ? 100 : 1, decimals: 4, valueUnit: percent ? " %" : "", changeUnit: "" };
    const [a, b] = [old, now].map((map) => valueFigure(map.get(metric)?.candidate ?? null, scale));
    return a === b ? [] : [{ part: "metric", name: metric, before: a, after: b }];
  });
}
function diffTerminal(differences, terminal) {
  if (differences.length === 0) return "The two runs differ in nothing that is recorded.\n";
  const short = (text) => inertTerminal(text.replace(/^sha256:(.{12}).*$/, "$1"));
  const rows = differences.map(({ part, name, before, after }) => [
    part,
    inertTerminal(name),
    short(before),
    short(after)
  ]);
  return `${drawn({ header: ["", "what", "before", "after"], rows, align: ["left", "left", "left", "left"] }, terminal)}
`;
}
export {
  diffTerminal,
  differencesOf,
  runsTerminal,
  statusTerminal
};
