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
  inertTerminal
} from "./report-inert.js";
import {
  counted
} from "./report-figures.js";
import "./core-number-text.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./report-workflow-commands.js";
import "./runtime.js";

// src/report/history-terminal.ts
function statusTerminal({ model, state, first }, terminal) {
  const { production, versions, frozen, alarm, runs } = state;
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
    `v${version}${version === production.version ? " *" : fateOf(made.artifact, state)}`,
    day(made.at),
    made.run ?? "adopted",
    made.commit?.slice(0, 10) ?? "",
    made.verdict ?? "",
    metricsText(made.metrics, first),
    inertTerminal(made.by)
  ]);
  const header = ["version", "since", "run", "commit", "verdict", "metrics", "by"];
  return `${lines.join("\n")}
${drawn({ header, rows, align: header.map(() => "left") }, terminal)}
`;
}
var day = (at) => at.slice(0, 16).replace("T", " ");
function fateOf(artifact, { pruned, rolledBack }) {
  const fates = [
    ...rolledBack.some((each) => each.artifact === artifact) ? ["rolled back"] : [],
    ...pruned.has(artifact) ? ["let go"] : []
  ];
  return fates.length === 0 ? "" : ` (${fates.join(", ")})`;
}
var metricsText = (metrics, first) => [.../* @__PURE__ */ new Set([...first, ...Object.keys(metrics)])].filter((name) => Object.hasOwn(metrics, name)).map((name) => [name, metrics[name] ?? null]).slice(0, 3).map(([name, value]) => `${inertTerminal(name)} ${value === null ? "–" : String(Number(value.toPrecision(4)))}`).join(", ");
function runsTerminal(runs, first, terminal) {
  if (runs.length === 0) return "No run yet: `relevo evaluate` makes the first.\n";
  const rows = runs.map(({ judged }) => [
    judged.run,
    judged.model,
    day(judged.at),
    `${judged.commit?.slice(0, 10) ?? "none"}${judged.dirty ? " +" : ""}`,
    judged.artifact?.slice(7, 19) ?? "–",
    metricsText(judged.metrics, first(judged.model)),
    judged.verdict
  ]);
  const header = ["run", "model", "at", "commit", "candidate", "metrics", "verdict"];
  return `${drawn({ header, rows, align: header.map(() => "left") }, terminal)}
`;
}
export {
  runsTerminal,
  statusTerminal
};
