import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
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
  metricName,
  scaleOf,
  valueFigure
} from "./report-figures.js";

// src/report/run-words.ts
function runLine(report, consequence, inert) {
  const { baseline, comparison, failure, training } = report;
  const [model, name] = [inert(report.model), inert(baseline.name)];
  const otherwise = consequence.otherwise;
  if (training.how === "not-trained") return { sign: "⏸️", text: `${model}: ${notTrained(report)}` };
  if (training.how === "failed")
    return { sign: "💥", text: `${model}: did not train, ${endingOf(report, inert)}; ${otherwise}` };
  if (baseline.problem !== null && failure?.code === baseline.problem.code) {
    return { sign: "⚠️", text: `${model}: undecided, ${name} could not predict here; ${otherwise}` };
  }
  if (failure !== null || comparison === null) {
    const what = inert((failure?.what ?? "nothing was compared").replace(/\.$/, ""));
    return { sign: "💥", text: `${model}: could not be judged: ${what}; ${otherwise}` };
  }
  const compared = comparison;
  const first = baseline.version === null ? firstVersion(compared, consequence, inert) : null;
  if (first !== null) return { sign: first.sign, text: `${model}: ${first.text}` };
  const pass = report.outcome === "identical" ? consequence.identical : consequence.pass;
  return firstLine(compared, { model, baseline: name, consequence: { pass, otherwise }, inert });
}
function firstVersion(comparison, { pass, otherwise }, inert) {
  const primary = primaryOf(comparison);
  const values = `${inert(metricName(primary.metric))} ${arrow(primary)}`;
  const told = (sign, how, follows) => ({
    sign,
    text: `first version, ${how} the best constant (${values}); ${follows}`
  });
  if (comparison.verdict === "pass") return told("🆕", "beats", pass);
  const [first] = comparison.checks;
  const decisive = comparison.checks.find(({ result }) => result === comparison.verdict);
  if (first === void 0 || first !== decisive) return null;
  return comparison.verdict === "fail" ? told("❌", "worse than", otherwise) : told("⚠️", "not proven better than", otherwise);
}
var startsTraining = {
  label: "add the label relevo, or comment /relevo evaluate",
  command: "comment /relevo evaluate",
  never: "its config says never"
};
var notTrained = ({ run, training }) => `not trained ${run.origin === "local" ? "here" : "on this push"}; ${startsTraining[training.when ?? "never"]}`;
function endingOf({ failure, training }, inert) {
  const what = /exit(?:ed)? (?:with )?(?:code )?(\d+)/.exec(`${failure?.what} ${failure?.why}`)?.[1];
  const how = what === void 0 ? inert((failure?.what ?? "for an unknown reason").replace(/\.$/, "")) : `exit ${what}`;
  return training.seconds === null ? how : `${how} after ${Math.max(1, Math.round(training.seconds))} s`;
}

// src/report/run-facts.ts
function runFacts(report) {
  const { run, data, training, prediction } = report;
  const commit = run.commit === null ? "no commit" : run.commit.slice(0, 10);
  const judged = `${counted(report.judged_on_holdout, "candidates")} on this holdout; tuning on its scores is not bounded`;
  return [
    [
      "commit",
      `${commit}${run.branch === null ? "" : ` on ${run.branch}`}${run.dirty ? ", with uncommitted changes: not promotable" : ""}`
    ],
    ...data.map(
      ({ path, part, rows, digest, range }) => [
        part === "holdout" ? "holdout" : "data",
        `${path}, ${counted(rows, "rows")}${range === null ? "" : ` from ${range[0].slice(0, 10)} to ${range[1].slice(0, 10)}`}, ${digest.slice(7, 19)}`
      ]
    ),
    ["training", trainingText(training)],
    ...seedFacts(report),
    ...prediction === null ? [] : [["predictor", predictionText(prediction)]],
    ...report.judged_on_holdout > 0 ? [["judged", judged]] : [],
    ["run", `${run.id} by ${run.by}`]
  ];
}
function trainingText({ how, source, seconds, cpu_seconds, peak_mb, seed }) {
  if (how === "known") return "known: the same inputs made this candidate before";
  if (how === "elsewhere") return source === null ? "made elsewhere" : `made elsewhere, taken from ${source}`;
  if (how === "not-trained") return "none";
  const parts = [
    seconds === null ? null : `${seconds.toFixed(1)} s`,
    cpu_seconds === null ? null : `${cpu_seconds.toFixed(1)} s CPU`,
    peak_mb === null ? null : `${count(peak_mb)} MB at most`,
    `seed ${seed}`
  ];
  return parts.filter((part) => part !== null).join(", ");
}
function seedFacts({ training: { repeats }, comparison }) {
  const primary = comparison?.metrics.find(({ role, slice }) => role === "primary" && slice === null);
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

export {
  runLine,
  startsTraining,
  runFacts
};
