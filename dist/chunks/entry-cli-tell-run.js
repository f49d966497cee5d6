import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  comparisonTerminal
} from "./report-comparison-terminal-2.js";
import {
  arrow,
  firstLine,
  primaryOf
} from "./report-comparison-words.js";
import {
  amount,
  count,
  counted,
  fixed,
  inertLine,
  inertTerminal,
  metricName,
  scaleOf,
  valueFigure
} from "./report-figures.js";
import "./stdlib-math-base-special-kernel-betainc.js";
import "./core-number-text.js";
import {
  foldState
} from "./core-model-state-2.js";
import "./core-model-ref.js";
import "./core-json-shape.js";
import "./core-digest.js";
import {
  hasColors,
  painter
} from "./entry-cli-style-2.js";
import "./runtime.js";

// src/report/run-words.ts
function runLine(report, consequence, inert) {
  const { model, baseline, comparison: comparison2, failure: failure2, training } = report;
  const otherwise = consequence.otherwise;
  if (training.how === "failed")
    return { sign: "💥", text: `${model}: did not train, ${endingOf(report)}; ${otherwise}` };
  if (baseline.problem !== null && failure2?.code === baseline.problem.code) {
    return { sign: "⚠️", text: `${model}: undecided, ${baseline.name} could not predict here; ${otherwise}` };
  }
  if (failure2 !== null || comparison2 === null) {
    return {
      sign: "💥",
      text: `${model}: could not be judged: ${inert(failure2?.what ?? "nothing was compared")} ${otherwise}`
    };
  }
  if (baseline.version === null && report.verdict === "pass")
    return firstVersion(report, comparison2, consequence, inert);
  const pass = report.outcome === "identical" ? consequence.identical : consequence.pass;
  const subject = { model, baseline: baseline.name, consequence: { pass, otherwise }, inert };
  return firstLine(comparison2, subject);
}
function firstVersion({ model }, comparison2, { pass }, inert) {
  const primary = primaryOf(comparison2);
  const values = `${inert(metricName(primary.metric))} ${arrow(primary)}`;
  return { sign: "🆕", text: `${model}: first version, beats the best constant (${values}); ${pass}` };
}
function endingOf({ failure: failure2, training }) {
  const what = /exit(?:ed)? (?:with )?(?:code )?(\d+)/.exec(`${failure2?.what} ${failure2?.why}`)?.[1];
  const how = what === void 0 ? (failure2?.what ?? "for an unknown reason").replace(/\.$/, "") : `exit ${what}`;
  return training.seconds === null ? how : `${how} after ${Math.max(1, Math.round(training.seconds))} s`;
}

// src/report/run-terminal.ts
function runTerminal(report, consequence, terminal) {
  const { paint, emoji } = terminal;
  const { sign, text } = runLine(report, consequence, inertTerminal);
  const colour = { pass: "green", fail: "red", inconclusive: "yellow" }[report.verdict];
  const heading = paint("bold", paint(colour, emoji ? `${sign} ${text}` : `${report.verdict}: ${text}`));
  const blocks = [heading, ...failure(report, terminal), ...comparison(report, terminal), ...making(report)];
  return `${blocks.join("\n\n")}
`;
}
function comparison({ comparison: compared }, terminal) {
  if (compared === null) return [];
  const text = comparisonTerminal(compared, terminal);
  return [text.slice(text.indexOf("\n\n") + 2).trimEnd()];
}
function failure({ failure: failed, baseline, training }, { paint }) {
  const problem = failed ?? baseline.problem;
  if (problem === null) return [];
  const lines = [problem.what, `  why: ${problem.why}`, `  fix: ${problem.remedy}`].map(inertLine);
  const output = training.last_lines.map((line) => paint("dim", `  | ${inertLine(line)}`));
  return [[...lines, ...output].join("\n")];
}
function making(report) {
  const { run, data, training, prediction } = report;
  const commit = run.commit === null ? "no commit" : run.commit.slice(0, 10);
  const facts = [
    [
      "commit",
      `${commit}${run.branch === null ? "" : ` on ${run.branch}`}${run.dirty ? ", with uncommitted changes: not promotable" : ""}`
    ],
    ...data.map(({ path, part, rows, digest, range }) => [
      part === "holdout" ? "holdout" : "data",
      `${path}, ${counted(rows, "rows")}${range === null ? "" : ` from ${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`}, ${digest.slice(7, 19)}`
    ]),
    ["training", trainingText(training)],
    ...seedFacts(report),
    ...prediction === null ? [] : [["predictor", predictionText(prediction)]],
    ...report.judged_on_holdout > 0 ? [
      [
        "judged",
        `${counted(report.judged_on_holdout, "candidates")} on this holdout; tuning on its scores is not bounded`
      ]
    ] : [],
    ["run", `${run.id} by ${run.by}`]
  ];
  const width = Math.max(...facts.map(([name]) => name.length));
  return [facts.map(([name, text]) => `  ${name.padEnd(width)}  ${inertLine(text)}`).join("\n")];
}
function trainingText({ how, seconds, cpu_seconds, peak_mb, seed }) {
  if (how === "known") return "known: the same inputs made this candidate before";
  if (how === "elsewhere") return "made elsewhere";
  const parts = [
    seconds === null ? null : `${seconds.toFixed(1)} s`,
    cpu_seconds === null ? null : `${cpu_seconds.toFixed(1)} s CPU`,
    peak_mb === null ? null : `${count(peak_mb)} MB at most`,
    `seed ${seed}`
  ];
  return parts.filter((part) => part !== null).join(", ");
}
function seedFacts({ training: { repeats }, comparison: comparison2 }) {
  const primary = comparison2?.metrics.find(({ role, slice }) => role === "primary" && slice === null);
  if (repeats.length === 0 || primary === void 0) return [];
  const values = [primary.candidate, ...repeats.map(({ value }) => value)].filter((value) => value !== null);
  const failed = repeats.length + 1 - values.length;
  const left = failed === 0 ? "" : `; ${counted(failed, "seeds")} failed and ${failed === 1 ? "is" : "are"} left out`;
  if (values.length < 2) return [["seeds", `nothing is known of their luck${left}`]];
  const scale = scaleOf(primary);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const range = `${primary.metric} ${valueFigure(lowest, scale)} to ${valueFigure(highest, scale)}`;
  const spread = `${fixed((highest - lowest) * scale.factor, scale.decimals)}${scale.changeUnit}`;
  const beside = primary.improvement === null ? "" : `, and the candidate is ${amount(primary.improvement, scale)}`;
  return [
    ["seeds", `${counted(values.length, "seeds")} give ${range}: luck alone moves it by ${spread}${beside}${left}`]
  ];
}
function predictionText({ backend, note, ms_per_row, load_ms, model_mb }) {
  const parts = [
    model_mb === null ? null : `${Number(model_mb.toPrecision(3))} MB`,
    load_ms === null ? null : `loads in ${count(load_ms)} ms`,
    ms_per_row === null ? null : `${Number(ms_per_row.toPrecision(2))} ms a row`,
    backend,
    note
  ];
  return parts.filter((part) => part !== null).join(", ");
}

// src/entry/cli/tell-run.ts
async function tellRun({ report, run, reused }, local, context) {
  const consequence = consequenceOf(report, foldState((await local.ledger.read(report.model)).entries));
  const paint = painter(context, "stdout");
  const emoji = context.isTerminal.stdout && hasColors(context, "stdout");
  const text = runTerminal(report, consequence, { paint: (style, part) => paint(style, part), emoji });
  return reused ? `${text}  (compared before, in run ${run}: nothing that matters has changed)
` : text;
}
function consequenceOf({ model, digests }, { production, versions }) {
  const stays = production === null ? "nothing is in production" : `v${production.version} stays in production`;
  const consequence = { otherwise: stays, identical: "promoting changes nothing" };
  const known = versions.findLast(({ made }) => made.artifact === digests.candidate);
  const next = Math.max(0, ...versions.map(({ version }) => version)) + 1;
  if (known === void 0) return { ...consequence, pass: `\`relevo promote ${model}\` makes it v${next}` };
  const isUsed = known.made.artifact === production?.artifact;
  const pass = isUsed ? `it is v${known.version}, in production` : `it is v${known.version}; \`relevo promote\` returns to it`;
  return { otherwise: stays, identical: isUsed ? pass : consequence.identical, pass };
}
export {
  tellRun
};
