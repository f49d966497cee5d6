import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  contradictionOf,
  presentable
} from "./report-report-check.js";
import {
  runFacts,
  runLine,
  startsTraining
} from "./report-run-facts.js";
import {
  keepingOf,
  prune
} from "./flows-prune.js";
import {
  RUN_DOCUMENT,
  readRunDocument
} from "./report-run-document.js";
import {
  RELEVO,
  lookAtBranch,
  promoteOnGitHub,
  runNumber
} from "./octokit-plugin-rest-endpoint-methods.js";
import {
  byNames,
  productionCommit
} from "./flows-continued-ledger.js";
import {
  recordRun
} from "./flows-record-run-2.js";
import {
  parseConfig
} from "./config-schema.js";
import {
  readYaml
} from "./config-yaml-tree.js";
import {
  foldState
} from "./core-model-state-2.js";
import {
  table
} from "./markdown-table.js";
import {
  evidenceSentence,
  flipSummary,
  flipTable,
  isLimit,
  metricTable,
  powerSentence,
  primaryOf,
  quantityNames,
  sliceName,
  sliceSummary,
  sliceTable
} from "./report-comparison-words.js";
import {
  count,
  counted,
  inertHtml,
  inertLine,
  inertMarkdown,
  inertMarkdownSentence,
  inertTerminal,
  inertTerminalSentence,
  metricName,
  scaleOf,
  valueFigure
} from "./report-figures.js";
import {
  numberText
} from "./core-number-text.js";
import {
  external_exports
} from "./zod.js";
import {
  isModelName,
  isRunId
} from "./core-model-ref.js";

// src/config/key-lines.ts
function keyLines(text, file) {
  const { tree } = readYaml(text, file);
  const lineAt = (offset) => text.slice(0, offset).split("\n").length;
  return (keys) => {
    let offset = 0;
    let here = tree;
    for (const key of keys) {
      const below = stepInto(here, key);
      if (below === void 0) break;
      offset = below.offset;
      here = below.value;
    }
    return lineAt(offset);
  };
}
function stepInto(tree, key) {
  if (tree?.kind === "map") {
    const entry = tree.entries.get(String(key));
    return entry === void 0 ? void 0 : { offset: entry.key.offset, value: entry.value };
  }
  const item = tree?.kind === "list" && typeof key === "number" ? tree.items[key] : void 0;
  return item === void 0 ? void 0 : { offset: item.at.offset, value: item };
}

// src/report/markup.ts
var folded = (summary, body2) => `<details><summary>${summary}</summary>

${body2}

</details>`;
var foldedUnder = (summary, body2) => folded(inertHtml(summary), body2);
var LINE = 500;
function fenced(lines2, language = "text") {
  const text = lines2.map((line) => disarmed(inertLine(line).slice(0, LINE))).join("\n");
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}${language}
${text}
${fence}`;
}
var disarmed = (line) => line.replace(/^(\s*)\/(?=[a-z])/i, "$1/​").replace(/<(?=!--|\/?(?:details|summary))/gi, "<​");
function link(text, address) {
  const safe = address === null ? null : safeAddress(address);
  return safe === null ? text : `[${text}](${safe})`;
}
function safeAddress(address) {
  if (!URL.canParse(address) || address.length > 2e3) return null;
  const { protocol, username, password, href } = new URL(address);
  if (!(protocol === "https:" || protocol === "http:") || username !== "" || password !== "") return null;
  return href.replace(/[^\w\-.~:/?#@!$+,;=%&]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

// src/report/charts.ts
var bars = "▁▂▃▄▅▆▇█";
function sparkline(values) {
  const known = values.filter((value) => value !== null);
  const [lowest, highest] = [Math.min(...known), Math.max(...known)];
  return values.map((value) => {
    if (value === null) return " ";
    const share = highest > lowest ? (value - lowest) / (highest - lowest) : 0.5;
    return bars.charAt(Math.min(bars.length - 1, Math.floor(share * bars.length)));
  }).join("");
}
var MOST_VERSIONS = 12;
function versionHistory(versions2, primary, holdout) {
  const same = versions2.filter((point) => point.holdout === holdout && point.value !== null);
  const shown = same.slice(-MOST_VERSIONS);
  if (shown.length < 2 || primary.candidate === null) return null;
  const scale = scaleOf(primary);
  const values = [...shown.map(({ value }) => value), primary.candidate];
  const labels = [...shown.map(({ version }) => `v${version}`), "this one"];
  const [first, last] = [valueFigure(values[0], scale), valueFigure(values.at(-1), scale)];
  return {
    summary: `${sparkline(values)} ${metricName(primary.metric)} from ${labels[0]} to this one: ${first} → ${last}`,
    chart: lineChart({
      title: `${metricName(primary.metric)}${scale.valueUnit}`,
      labels,
      values: values.map((value) => Number((value * scale.factor).toPrecision(6)))
    }),
    leftOut: versions2.length - same.length
  };
}
function lineChart({ title, labels, values, bound = null }) {
  const all = bound === null ? values : [...values, bound];
  const [lowest, highest] = [Math.min(...all), Math.max(...all)];
  const room = highest > lowest ? (highest - lowest) / 5 : Math.abs(highest) / 10 || 1;
  const ends = [lowest - room, highest + room].map((value) => decimal(Number(value.toPrecision(3))));
  return [
    "```mermaid",
    "xychart-beta",
    `  x-axis [${labels.map(quoted).join(", ")}]`,
    `  y-axis ${quoted(title)} ${ends.join(" --> ")}`,
    `  line [${values.map(decimal).join(", ")}]`,
    ...bound === null ? [] : [`  line [${values.map(() => decimal(bound)).join(", ")}]`],
    "```"
  ].join("\n");
}
var decimal = (value) => value.toFixed(12).replace(/\.?0+$/, "");
var quoted = (text) => `"${text.replace(/[^\p{L}\p{N} %().,_-]/gu, " ").slice(0, 60).trim()}"`;

// src/report/model-folds.ts
function modelFolds(view, report, { pull, style, room }) {
  const compared = report.comparison;
  const isSame2 = compared === null || primaryOf(compared).outcome === "identical";
  return [
    ...compared === null || isSame2 ? [] : [...slices(compared, style, room), ...flips(compared, style, room)],
    ...compared === null ? [] : versions(view, report, room),
    folded("How it was made", facts(report)),
    ...compared === null ? [] : policy(compared, room),
    folded("Commands", commands(view, pull))
  ];
}
function cut(shown, all, rest) {
  const left = all - shown.rows.length;
  return left > 0 ? `${table(shown)}

… and ${count(left)} more${rest}.` : table(shown);
}
function slices(compared, style, { slices: most }) {
  const metrics2 = compared.metrics.filter(({ slice }) => slice !== null);
  if (metrics2.length === 0) return [];
  const shown = sliceTable({ ...compared, metrics: metrics2.slice(0, most) }, style);
  return [folded(`Slices: ${sliceSummary(compared)}`, cut(shown, metrics2.length, ", none worse than these"))];
}
function flips(compared, style, { flips: most }) {
  const named = flipTable(compared, style, most);
  const summary = `Rows: ${flipSummary(compared)}`;
  return [named.rows.length === 0 ? summary : folded(summary, table(named))];
}
function versions({ versions: all }, report, { chart }) {
  const history = versionHistory(all, primaryOf(report.comparison), report.digests.holdout);
  if (history === null || !chart) return [];
  const left = history.leftOut === 0 ? "" : `

${counted(history.leftOut, "versions")} of another holdout left out.`;
  return [foldedUnder(history.summary, `${history.chart}${left}`)];
}
function facts(report) {
  const all = runFacts(report);
  const shown = all.slice(0, MOST_FACTS);
  const left = all.length - shown.length;
  const lines2 = shown.map(([name, text]) => `- ${name}: ${inertMarkdownSentence(text)}`);
  return [...lines2, ...left > 0 ? [`- … and ${count(left)} more`] : []].join("\n");
}
var MOST_FACTS = 30;
function policy(compared, { checks: most }) {
  const { checks: all, require: require2, alpha } = compared;
  if (all.length === 0) return [];
  const open3 = all.filter(({ result }) => result === "fail" || result === "inconclusive");
  const ordered = all.length > most ? [...open3, ...all.filter((check) => !open3.includes(check))] : all;
  const drawn = cut(
    {
      header: ["check", "expected", "found", ""],
      align: ["left", "left", "left", "left"],
      rows: ordered.slice(0, most).map((check) => [
        inertMarkdown(check.name),
        inertMarkdown(check.expected),
        inertMarkdownSentence(check.message),
        check.result
      ])
    },
    all.length,
    ""
  );
  const passed = all.filter(({ result }) => result === "pass").length;
  const power = powerSentence(compared, primaryOf(compared));
  const summary = `Policy: ${require2}, alpha ${alpha}; ${count(passed)} of ${count(all.length)} checks pass`;
  return [folded(summary, power === "" ? drawn : `${drawn}

${power}`)];
}
function commands(view, { known, place }) {
  const { standing, effect, production, frozen } = view;
  const name = known !== null && known.length > 1 && isModelName(view.model) ? ` ${view.model}` : "";
  const report = standing.kind === "reported" ? standing.report : null;
  const isMerged = effect.kind !== "merging" && effect.kind !== "returning";
  const isMade = report !== null && report.digests.candidate !== null && effect.kind !== "promoted";
  const run = isMerged && report !== null && isRunId(report.run.id) ? report.run.id : "<run>";
  const when = isMerged ? "" : "after merging: ";
  const makes = effect.kind === "merging" && effect.by === "command" ? effect.makes : null;
  const rows = [
    place === "pull-request" && !isMerged ? [`evaluate${name}`, "evaluates this again"] : null,
    isMade && report.verdict !== "pass" ? [`promote ${run} because …`, `${when}promotes it against the verdict, and records why`] : null,
    isMade && report.verdict === "pass" && makes !== null ? [`promote ${run}`, `${when}makes it v${makes}`] : null,
    production !== null && production.version > 1 ? [`rollback${name}`, "returns to the version before"] : null,
    frozen === null ? [`freeze${name} because …`, "promotes nothing until it is unfrozen"] : [`unfreeze${name}`, "promotes again"]
  ];
  return rows.flatMap((row) => row === null ? [] : [`- \`/relevo ${row[0]}\` ${row[1]}`]).join("\n");
}

// src/report/config-section.ts
function configSection(config) {
  const { problems, run } = config;
  const links = run.url === null ? "" : link("run", run.url);
  const body2 = (parts) => () => ({
    open: parts.filter((part2) => part2 !== "").join("\n\n"),
    folds: ""
  });
  return {
    line: `💥 ${configLine(config, inertMarkdown)}`,
    bodies: [...[100, 20, 5].map((most) => () => body2([table2(problems, most), links])()), body2([links]), body2([])]
  };
}
function configLine({ file, problems }, inert) {
  const many = problems.length === 1 ? "one problem" : `${problems.length} problems`;
  return `${inert(file)}: ${many}, so no model was evaluated`;
}
function problemText({ message, nearest, hint }) {
  const meant = nearest === void 0 ? "" : `; did you mean "${nearest}"?`;
  return `${message}${meant}${hint === void 0 ? "" : ` ${hint}`}`;
}
function table2(problems, most) {
  const rows = problems.slice(0, most).map((problem) => [String(problem.line), inertMarkdown(problem.path), inertMarkdownSentence(problemText(problem))]);
  return cut({ header: ["line", "key", "problem"], align: ["right", "left", "left"], rows }, problems.length, "");
}

// src/report/annotations.ts
function annotationsOf({ models, config }, source) {
  const problems = (config?.problems ?? []).map((problem) => ({
    path: config?.file ?? source.file,
    line: problem.line,
    level: "failure",
    title: inertTerminal(problem.path === "" ? "relevo.yml" : problem.path),
    message: inertTerminalSentence(problemText(problem))
  }));
  return [...problems, ...models.flatMap((view) => failedChecks(view, source))];
}
function failedChecks({ model, standing }, { file, lineOf }) {
  if (standing.kind !== "reported" || standing.stale !== null || contradictionOf(standing.report) !== null) return [];
  const { report } = standing;
  const failed = (report.comparison?.checks ?? []).filter(({ result }) => result === "fail");
  return failed.map((check) => ({
    path: file,
    line: lineOf(["models", model, ...keysOf(check, report)]),
    level: "failure",
    title: inertTerminal(`${model}: ${check.name}`),
    message: inertTerminalSentence(`${messageOf(check)}; needed: ${check.expected}`)
  }));
}
var messageOf = ({ slice, message, name }) => slice === null || name.includes("=") ? message : `${sliceName(slice, (text) => text)}: ${message}`;
function keysOf({ name, expected, slice }, { policy: policy2 }) {
  if (slice !== null) return ["policy", "slices"];
  if (name === expected) return ["policy", "limits", ...placeOf(policy2.limits, "text", expected)];
  if (name.endsWith(": guard")) return ["policy", "guard", ...placeOf(policy2.guard, "metric", name.slice(0, -7))];
  if (name.startsWith("leaks ")) return ["policy", "leaks"];
  return name.endsWith(": better") ? ["policy", "require"] : ["policy", "margin"];
}
function placeOf(list, key, value) {
  if (!Array.isArray(list)) return [];
  const place = list.findIndex((item) => item?.[key] === value);
  return place < 0 ? [] : [place];
}

// src/report/fitting.ts
function fitted(parts, { most, measure, write }) {
  const rungs = parts.map(() => 0);
  const written = (shown) => {
    const forms = parts.slice(0, shown).map((one, at) => ({ mark: one.mark, line: one.line, body: formAt(one, rungs[at]) }));
    return write(forms, parts.length - shown);
  };
  for (; ; ) {
    const text = written(parts.length);
    const excess = measure(text) - most;
    if (excess <= 0) return text;
    if (!shorten(parts, rungs, excess)) break;
  }
  let [fits, tooMany] = [0, parts.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(written(middle)) <= most) fits = middle;
    else tooMany = middle;
  }
  return written(fits);
}
var formAt = ({ forms }, rung) => forms[rung ?? 0]?.() ?? "";
function shorten(parts, rungs, excess) {
  let gone = 0;
  while (gone < excess) {
    const lengths = parts.map(
      (one, at) => rungs[at] < one.forms.length - 1 ? formAt(one, rungs[at]).length : -1
    );
    const index = lengths.reduce((so, length, at) => length > lengths[so] ? at : so, 0);
    if ((lengths[index] ?? -1) < 0) return gone > 0;
    rungs[index] = rungs[index] + 1;
    gone += lengths[index] - formAt(parts[index], rungs[index]).length;
  }
  return true;
}
function headingOf(parts, left) {
  const groups = groupWords.flatMap(([sign2, gravities2, one, many]) => {
    const size = parts.filter(({ mark }) => gravities2.includes(mark.gravity)).length;
    return size === 0 ? [] : [{ sign: sign2, text: `${size} ${size === 1 ? one : many}` }];
  });
  const sign = groups[0]?.sign ?? "➖";
  return `${sign} ${counted(parts.length + left, "models")}: ${groups.map(({ text }) => text).join(", ")}`;
}
var groupWords = [
  ["💥", ["unreadable"], "config cannot be read", "configs cannot be read"],
  ["❌", ["broken", "fails"], "fails", "fail"],
  ["⏸️", ["withheld"], "withheld", "withheld"],
  ["⚠️", ["undecided"], "undecided", "undecided"],
  ["⏳", ["waits"], "waits", "wait"],
  ["✅", ["passes"], "passes", "pass"],
  ["➖", ["same"], "unchanged", "unchanged"]
];
var leftOut = (left) => left === 0 ? "" : `
- … and ${counted(left, "more models")}, none of them worse`;
function plainText(parts, left) {
  const [only] = parts;
  if (parts.length === 1 && left === 0 && only !== void 0) return joined([`### ${only.line}`, only.body]);
  return joined([`### ${headingOf(parts, left)}`, foldedList(parts, left)]);
}
function foldedList(parts, left) {
  const list = parts.map(({ line }) => `- ${line}`).join("\n");
  const bodies = parts.map(({ mark, body: body2 }) => body2 === "" ? "" : foldedUnder(mark.name, body2));
  return joined([`${list}${leftOut(left)}`, ...bodies]);
}
var joined = (parts) => parts.filter((part2) => part2 !== "").join("\n\n");

// src/report/model-line.ts
var gravities = ["unreadable", "broken", "fails", "withheld", "undecided", "waits", "passes", "same"];
function modelLine(view, pull, inert = inertMarkdown) {
  const { standing } = view;
  const name = inert(view.model);
  const consequence = consequenceOf(view, pull.fork);
  switch (standing.kind) {
    case "not-trained":
      return {
        sign: "⏸️",
        text: `${name}: not trained on this push; ${startsTraining[standing.when]}`,
        gravity: "waits"
      };
    case "no-report": {
      const why = inert(standing.why.replace(/\.$/, ""));
      return { sign: "💥", text: `${name}: left no report: ${why}; ${consequence.otherwise}`, gravity: "broken" };
    }
    case "reported": {
      const { report, stale } = standing;
      if (stale === null) return withGravity(runLine({ ...report, model: view.model }, consequence, inert), view);
      const text = `${name}: compared with ${inert(report.baseline.name)}, but ${inert(stale.now)} is in production now; comparing again`;
      return { sign: "⏳", text, gravity: "waits" };
    }
  }
}
var bySign = {
  "💥": "broken",
  "❌": "fails",
  "⚠️": "undecided",
  "⏳": "waits",
  "⏸️": "waits",
  "🆕": "passes",
  "✅": "passes",
  "➖": "same"
};
function withGravity(line, { effect }) {
  const gravity = bySign[line.sign];
  const isWithheld = effect.kind === "withheld" && gravity === "passes";
  return isWithheld ? { ...line, sign: "⏸️", gravity: "withheld" } : { ...line, gravity };
}
function consequenceOf(view, fork) {
  const { production, effect } = view;
  const version = production === null ? null : `v${production.version}`;
  const all = (text) => ({ pass: text, otherwise: text, identical: text });
  if (fork) return all("by the fork’s own account, so merging evaluates it again");
  const stays = version === null ? "nothing is promoted" : `${version} stays`;
  const done = (text) => ({
    ...all(text),
    identical: version === null ? text : "nothing changes"
  });
  switch (effect.kind) {
    case "merging":
      return merging(view, effect, version);
    case "returning":
      return all(view.frozen === null ? `merging returns to v${effect.to}` : `frozen, so merging keeps ${version}`);
    case "deciding":
      return { pass: "promotion follows", otherwise: stays, identical: "nothing changes" };
    case "promoted":
      return all(`promoted as v${effect.version}${effect.because === null ? "" : " by command"}`);
    case "returned":
      return all(`v${effect.version} is back`);
    case "withheld":
      return done(`withheld, so ${stays}`);
    case "nothing":
      return done(stays);
  }
}
function merging(view, { makes, by }, version) {
  const keeps = version === null ? "merging promotes nothing" : `merging keeps ${version}`;
  const hindrance = view.frozen !== null ? "frozen" : isHeldByRules(view) ? "its rules changed too" : null;
  const makesIt = by === "merge" ? `merging makes it v${makes}` : `after merging, /relevo promote makes it v${makes}`;
  return {
    pass: hindrance === null ? makesIt : `${hindrance}, so ${keeps}`,
    otherwise: keeps,
    identical: "merging changes nothing"
  };
}
function isHeldByRules({ yardstick, standing }) {
  const isChanged = yardstick !== null && yardstick.rules.length > 0;
  return isChanged && standing.kind === "reported" && standing.report.former?.verdict !== "pass";
}

// src/report/model-notes.ts
function modelNotes(view, pull) {
  return [effectNote(view), frozenNote(view), yardstickNote(view), pull.fork ? claims : null].filter(
    (note) => note !== null
  );
}
var claims = "**Claims of a fork.** Its own code computed these numbers, so nothing is promoted on them: after merging, the default branch is evaluated and judged afresh.";
function effectNote({ effect, production }) {
  switch (effect.kind) {
    case "returning":
      return `**A return to v${effect.to}.** The inputs are those of v${effect.to} again, so merging is a rollback to it, whatever the verdict here: v${effect.to} was judged when it was made.`;
    case "returned":
      return `**v${effect.version} is in production again.**${sentence(effect.reason)}`;
    case "withheld": {
      const stays = production === null ? "Nothing was promoted" : `v${production.version} stays`;
      return `**${stays}.**${sentence(effect.reason)}${sentence(effect.remedy)}`;
    }
    case "promoted":
      return effect.because === null ? null : `**Promoted by command**, because${sentence(effect.because)}`;
    case "merging":
    case "deciding":
    case "nothing":
      return null;
  }
}
var sentence = (text) => text === null ? "" : ` ${inertMarkdownSentence(text)}`;
function frozenNote({ frozen, effect }) {
  if (frozen === null || effect.kind === "withheld") return null;
  const reason = frozen.reason === null ? "" : `: ${inertMarkdownSentence(frozen.reason)}`;
  return `**Frozen** by ${inertMarkdown(frozen.by)}${reason}. Nothing is promoted until \`/relevo unfreeze\`.`;
}
function yardstickNote(view) {
  const { yardstick, standing } = view;
  if (yardstick === null || standing.kind !== "reported") return null;
  const rows = yardstick.rows === null ? "" : `**The holdout changed**: ${inertMarkdown(yardstick.rows)}.`;
  if (yardstick.rules.length === 0) return rows === "" ? null : `${rows} Both models were judged on the new rows.`;
  const { verdict, former } = standing.report;
  const changes = yardstick.rules.slice(0, MOST_CHANGES).map(inertMarkdown).join(", ");
  const more = yardstick.rules.length > MOST_CHANGES ? ` and ${yardstick.rules.length - MOST_CHANGES} more` : "";
  const before = former === null ? "the former ones could not be applied" : `by the former ones: ${former.verdict}`;
  const follows = isHeldByRules(view) ? " It is promoted only when it passes by both." : "";
  return `${rows}${rows === "" ? "" : " "}**The rules changed**: ${changes}${more}. Verdict by the new ones: ${verdict}; ${before}.${follows}`;
}
var MOST_CHANGES = 8;

// src/report/model-section.ts
var rooms = [
  { rows: 60, slices: 200, flips: 20, checks: 60, lines: 40, chart: true },
  { rows: 30, slices: 30, flips: 5, checks: 30, lines: 20, chart: true },
  { rows: 20, slices: 10, flips: 0, checks: 10, lines: 10, chart: false }
];
var unfolded = { rows: 12, slices: 0, flips: 0, checks: 0, lines: 5, chart: false };
function modelSection(given, pull) {
  const view = checked(given);
  const line = modelLine(view, pull);
  const title = modelLine(view, pull, inertTerminal).text;
  const { standing } = view;
  const notes = modelNotes(view, pull).join("\n\n");
  if (standing.kind !== "reported") {
    const links = linksOf(view, pull);
    const words = standing.kind === "no-report" ? inertMarkdownSentence(standing.remedy) : "";
    return { line, title, bodies: [body([words, notes, links]), body([links]), body([])].map((form) => () => form) };
  }
  const { report } = standing;
  const style = styleOf(view, report, pull);
  const facts2 = { view, report, pull, style, notes };
  return {
    line,
    title,
    bodies: [
      ...rooms.map((room) => () => whole(facts2, room)),
      () => body(open(facts2, unfolded)),
      () => body([evidence(report), notes, linksOf(view, pull)]),
      () => body([])
    ]
  };
}
function checked(view) {
  const { standing, settings } = view;
  if (standing.kind !== "reported") return view;
  const contradiction = contradictionOf(standing.report);
  if (contradiction === null) {
    return { ...view, standing: { ...standing, report: presentable(standing.report, settings.rows) } };
  }
  const why = `its report contradicts itself: ${contradiction}.`;
  return {
    ...view,
    standing: { kind: "no-report", why, remedy: "Evaluate again with the version of Relevo that the workflow names." }
  };
}
var body = (parts, folds2 = []) => ({
  open: parts.filter((part2) => part2 !== "").join("\n\n"),
  folds: folds2.join("\n\n")
});
var whole = (facts2, room) => body(open(facts2, room), modelFolds(facts2.view, facts2.report, { pull: facts2.pull, style: facts2.style, room }));
function open({ view, report, pull, style, notes }, room) {
  const links = linksOf(view, pull);
  const { comparison } = report;
  if (comparison === null) return [failure(report, room), notes, links];
  const compared = comparison;
  const isSame2 = report.outcome === "identical" && report.verdict === "pass";
  return [
    evidence(report),
    notes,
    isSame2 ? "" : metrics({ compared, report, style }, room),
    warnings(compared, room),
    links
  ];
}
function evidence({ comparison, failure: failed }) {
  if (comparison !== null) return evidenceSentence(comparison, inertMarkdownSentence);
  return failed === null ? "" : inertMarkdownSentence(failed.what);
}
function failure({ failure: failed, baseline, training }, { lines: lines2 }) {
  const problem = failed ?? baseline.problem;
  const [what, why, remedy] = [problem?.what, problem?.why, problem?.remedy].map(
    (text) => inertMarkdownSentence(text ?? "")
  );
  const told = problem === null ? "It ended without a comparison." : `${what} ${why} **What to do:** ${remedy}`;
  const last = training.last_lines.slice(-lines2);
  return [told, ...last.length === 0 ? [] : [fenced(last)]].join("\n\n");
}
function styleOf({ effect }, { baseline }, { place }) {
  const made = effect.kind === "promoted" ? `v${effect.version}` : null;
  return {
    inert: inertMarkdown,
    strong: (name) => `**${name === "" ? "–" : name}**`,
    baseline: inertMarkdown(baseline.name),
    candidate: made ?? (place === "pull-request" ? "this pull request" : "this commit")
  };
}
function metrics({ compared, report, style }, { rows: most }) {
  const { prediction } = report;
  const overall = compared.metrics.filter(({ slice }) => slice === null);
  const limits = compared.checks.filter(isLimit);
  const shown = metricTable({ ...compared, metrics: overall.slice(0, most), checks: limits.slice(0, most) }, style);
  const limited = new Set(limits.map(({ metric }) => metric));
  const measured = [
    ["predict_ms_per_row", prediction?.ms_per_row ?? null],
    ["model_mb", prediction?.model_mb ?? null]
  ];
  const extra = measured.flatMap(
    ([quantity, value]) => value === null || limited.has(quantity) ? [] : [[quantityNames.get(quantity) ?? quantity, "", numberText(value, 2), "", "", ""]]
  );
  return cut({ ...shown, rows: [...shown.rows, ...extra] }, overall.length + limits.length + extra.length, "");
}
function warnings({ warnings: all }, { checks }) {
  const most = Math.max(3, Math.min(10, checks));
  const lines2 = all.slice(0, most).map(({ message }) => `- ${inertMarkdownSentence(message)}`);
  return [...lines2, ...all.length > most ? [`- … and ${count(all.length - most)} more`] : []].join("\n");
}
function linksOf({ run, page, production, effect }, { head }) {
  const links = [
    ["run", run.url],
    ["report", page],
    ...effect.kind === "promoted" || effect.kind === "returned" ? [[`v${effect.version}`, effect.url]] : production === null ? [] : [[`v${production.version}`, production.url]]
  ];
  const shown = links.flatMap(([text, address]) => address === null ? [] : [link(text, address)]);
  return [...shown, `for ${/^[0-9a-f]{7,64}$/.test(head) ? head.slice(0, 10) : "an unknown commit"}`].join(" · ");
}

// src/report/telling.ts
var LONGEST_NAME = 100;
function tellings(pull, form = wholeForm) {
  const mark = (name, { id, attempt }) => ({
    name: name.slice(0, LONGEST_NAME),
    head: pull.head.slice(0, LONGEST_NAME),
    run: id,
    attempt
  });
  const models = pull.models.map((view) => {
    const { line: line2, bodies: bodies2 } = modelSection(view, pull);
    return {
      mark: { ...mark(view.model, view.run), kind: "model", gravity: line2.gravity },
      line: `${line2.sign} ${line2.text}`,
      forms: bodies2.map((body2) => once(() => form(body2())))
    };
  });
  if (pull.config === null) return models.sort(byGravity);
  const { line, bodies } = configSection(pull.config);
  const config = { ...mark(pull.config.file, pull.config.run), kind: "config", gravity: "unreadable" };
  return [{ mark: config, line, forms: bodies.map((body2) => once(() => form(body2()))) }, ...models].sort(byGravity);
}
function once(make) {
  let made = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
var wholeForm = ({ open: open3, folds: folds2 }) => folds2 === "" ? open3 : `${open3}

${folds2}`;
var byGravity = (a, b) => gravities.indexOf(a.mark.gravity) - gravities.indexOf(b.mark.gravity) || (a.mark.name < b.mark.name ? -1 : 1);

// src/report/summary.ts
var MOST_BYTES = 1e6;
function jobSummary(pull) {
  const parts = tellings(pull);
  if (parts.length === 0) return "";
  return fitted(parts, { most: MOST_BYTES, measure: bytesOf, write: plainText });
}
var bytesOf = (text) => new TextEncoder().encode(text).length;

// src/report/check.ts
function checkFace(pull, source) {
  const parts = tellings(pull);
  const isOne = parts.length === 1;
  const text = isOne ? within(folds(pull), onlyBody) : within(parts, foldedList);
  return {
    title: cut2(titleOf(pull, parts)),
    summary: isOne ? within(open2(pull), onlyBody) || "The title says it all." : within(lines(parts), plainList),
    text: text.trim() === "" ? null : text,
    conclusion: conclusionOf(pull),
    annotations: annotationsOf(pull, source)
  };
}
var open2 = (pull) => tellings(pull, (body2) => body2.open);
var folds = (pull) => tellings(pull, (body2) => body2.folds);
var lines = (parts) => parts.map((part2) => ({ ...part2, forms: [() => ""] }));
var MOST_BYTES2 = 65e3;
var within = (parts, write) => fitted(parts, { most: MOST_BYTES2, measure: bytesOf, write });
var onlyBody = ([only]) => only?.body ?? "";
var plainList = (shown, left) => shown.length + left === 0 ? "Nothing was evaluated on this commit." : foldedList(shown, left);
var MOST_TITLE = 255;
function titleOf({ models, config, ...pull }, parts) {
  if (parts.length === 0) return "No model was evaluated";
  if (parts.length > 1) return headingOf(parts, 0).replace(/^\S+ /, "");
  const [only] = models;
  if (only !== void 0) return modelSection(only, { ...pull, models, config }).title;
  return config === null ? "" : configLine(config, inertTerminal);
}
function cut2(title) {
  const characters = [...title];
  let [end, length] = [0, 0];
  while (end < characters.length && length + characters[end].length < MOST_TITLE) {
    length += characters[end].length;
    end++;
  }
  return end === characters.length ? title : `${characters.slice(0, end).join("")}…`;
}
function conclusionOf({ models, config }) {
  const all = new Set(models.map(conclusionOfModel));
  if (config !== null || all.has("failure")) return "failure";
  return all.size === 0 || all.has("neutral") ? "neutral" : "success";
}
function conclusionOfModel({ standing, settings }) {
  switch (standing.kind) {
    case "no-report":
      return "failure";
    case "not-trained":
      return settings.inconclusive;
    case "reported": {
      if (contradictionOf(standing.report) !== null) return "failure";
      if (standing.stale !== null) return settings.inconclusive;
      return { pass: "success", fail: "failure", inconclusive: settings.inconclusive }[standing.report.verdict];
    }
  }
}

// src/flows/publish/decided-effect.ts
function effectOf(decision, releaseUrl) {
  switch (decision.kind) {
    case "promote": {
      const { event, reason } = decision;
      const { version } = event;
      const url = releaseUrl(version);
      if (event.event === "rolled-back") return { kind: "returned", version, url, reason: event.reason };
      return { kind: "promoted", version, url, because: event.event === "forced" ? reason : null };
    }
    case "nothing":
      return { kind: "nothing" };
    case "wait":
    case "refuse":
      return { kind: "withheld", reason: decision.reason, remedy: decision.remedy };
  }
}

// src/config/rules-changes.ts
function rulesChanges(former, now) {
  const [before, after] = [flatten(rulesOf(former)), flatten(rulesOf(now))];
  const keys = [.../* @__PURE__ */ new Set([...before.keys(), ...after.keys()])].sort();
  return keys.filter((key) => before.get(key) !== after.get(key)).map((key) => `${key} ${before.get(key) ?? "nothing"} → ${after.get(key) ?? "nothing"}`);
}
function rulesOf({ task, metrics: metrics2, holdout, policy: policy2 }) {
  const { data: _, ...columns } = holdout;
  const { inconclusive: __, ...judged } = policy2;
  return { task, metrics: metrics2, holdout: columns, policy: judged };
}
function flatten(value, path = "") {
  if (!isRecord(value)) return /* @__PURE__ */ new Map([[path, textOf(value)]]);
  const written = value.text ?? value.given;
  if (typeof written === "string") return /* @__PURE__ */ new Map([[path, written]]);
  const parts = Object.entries(value).flatMap(([key, part2]) => [
    ...flatten(part2, path === "" ? key : `${path}.${key}`)
  ]);
  return new Map(parts);
}
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
function textOf(value) {
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(textOf).join(", ");
  if (isRecord(value)) return [...flatten(value).values()].join(" ");
  return value === null ? "nothing" : String(value);
}

// src/flows/publish/model-view.ts
function modelView(claim, known) {
  const { state, config, facts: facts2 } = known;
  const { production } = state;
  return {
    model: claim.model,
    run: runRef(facts2.run),
    standing: standingOf(claim, state),
    production: production === null ? null : { version: production.version, url: known.releaseUrl(production.version) },
    effect: known.decided ?? effectOf2(claim, known),
    frozen: state.frozen === null ? null : { by: state.frozen.by, reason: state.frozen.reason },
    yardstick: claim.kind === "reported" ? yardstickOf(claim.report, known) : null,
    touched: claim.kind !== "reported" || isTouched(claim.report, state),
    settings: settingsOf(config),
    versions: versionsOf(state, config),
    page: null
  };
}
var runRef = ({ id, attempt, url }) => ({ id, attempt, url });
var settingsOf = (config) => ({
  inconclusive: config?.policy.inconclusive ?? "neutral",
  rows: config?.report.rows ?? "none"
});
function standingOf(claim, { production }) {
  switch (claim.kind) {
    case "reported": {
      const now = production === null ? null : `v${production.version}`;
      const isStale = claim.report.baseline.event !== (production?.event ?? null) && !isPromotedSince(claim.report, production);
      return { kind: "reported", report: claim.report, stale: isStale && now !== null ? { now } : null };
    }
    case "not-trained":
      return { kind: "not-trained", when: claim.when };
    case "no-report":
      return { kind: "no-report", why: claim.why, remedy: claim.remedy };
  }
}
var isPromotedSince = ({ digests }, production) => production !== null && digests.candidate === production.artifact;
function effectOf2(claim, { state, facts: facts2, config }) {
  if (facts2.origin === "push") return { kind: "deciding" };
  const known = claim.kind === "reported" ? state.versions.findLast(({ made }) => made.artifact === claim.report.digests.candidate) : void 0;
  if (known !== void 0 && known.version !== state.production?.version)
    return { kind: "returning", to: known.version };
  const makes = Math.max(0, ...state.versions.map(({ version }) => version)) + 1;
  return { kind: "merging", makes, by: config?.promote === "by-command" ? "command" : "merge" };
}
function yardstickOf(report, { state, config, former }) {
  const { yardstick } = state;
  if (yardstick === null) return null;
  const { rules, holdout } = report.digests;
  const rows = yardstick.holdout === holdout ? null : freshRows(report);
  if (yardstick.rules === rules) return rows === null ? null : { rules: [], rows };
  const named = config === null || former === null ? [] : rulesChanges(former, config);
  return { rules: named.length > 0 ? named : ["metrics or policy"], rows };
}
var freshRows = ({ data }) => {
  const holdout = data.find(({ part: part2 }) => part2 === "holdout");
  return holdout === void 0 ? "other rows" : `now ${holdout.rows.toLocaleString("en-US")} rows`;
};
function isTouched({ digests }, { runs }) {
  const last = runs.findLast(({ judged }) => judged.origin === "push")?.judged;
  return last === void 0 || last.training !== digests.training || last.yardstick !== digests.yardstick;
}
function versionsOf({ versions: versions2 }, config) {
  const [primary] = config?.metrics ?? [];
  if (primary === void 0) return [];
  return versions2.map(({ version, made }) => ({
    version,
    value: made.metrics[primary] ?? null,
    holdout: made.holdout
  }));
}

// src/flows/publish/run-facts.ts
var ownEvents = /* @__PURE__ */ new Set(["push", "schedule", "workflow_dispatch", "repository_dispatch"]);
async function findRunFacts(run, repository) {
  const facts2 = await repository.facts();
  const origin = originOf(run, facts2);
  return { run, repository: facts2, origin, pullRequest: await pullRequestOf(run, origin, repository) };
}
function originOf({ event, headBranch, headRepositoryId }, { id, defaultBranch }) {
  if (headRepositoryId !== id) return "fork";
  if (event === "merge_group") return "merge-group";
  if (event.startsWith("pull_request")) return "pull-request";
  return ownEvents.has(event) && headBranch === defaultBranch ? "push" : "branch";
}
async function pullRequestOf(run, origin, repository) {
  if (origin === "merge-group") return null;
  const [number] = run.pullRequests;
  if (origin === "pull-request" && number !== void 0) return repository.pullRequest(number);
  const found = await repository.pullRequestsOf(run.headSha);
  if (origin === "push") return found.find(({ merged, mergeCommit }) => merged && mergeCommit === run.headSha) ?? null;
  const proposing = found.filter(({ headSha }) => headSha === run.headSha);
  return proposing.find(({ state }) => state === "open") ?? proposing[0] ?? null;
}
var runId = ({ id, attempt }) => `${id}.${attempt}`;
async function evaluatedCommit(claimed, { run }, repository) {
  const commit = claimed !== null && /^[0-9a-f]{40}$/.test(claimed) ? await repository.commit(claimed) : null;
  const isVouched = commit !== null && (commit.sha === run.headSha || commit.parents.includes(run.headSha));
  return isVouched ? { commit: commit.sha, tree: commit.tree } : { commit: run.headSha, tree: null };
}

// src/flows/publish/read-run.ts
var REPORTS = "relevo-report";
var MOST_BYTES3 = 5e7;
async function readRun(facts2, ports) {
  const uploads = newestByName(await ports.runs.artifacts(facts2.run.id));
  const documents = [];
  const refused = [];
  for (const { id, name } of uploads) {
    const text = await ports.runs.text(id, RUN_DOCUMENT, MOST_BYTES3);
    const reading = text === null ? { ok: false, reason: `${RUN_DOCUMENT} is missing` } : readRunDocument(text);
    if (reading.ok) documents.push(reading.document);
    else refused.push(`${name}: ${reading.reason}`);
  }
  const models = [];
  for (const one of documents.flatMap((document) => document.models)) {
    models.push(one.kind === "reported" ? await trusted(one, facts2, ports.repository) : one);
  }
  return {
    models: byName(models),
    config: documents.find(({ config }) => config !== null)?.config ?? null,
    refused,
    isEmpty: uploads.length === 0
  };
}
function newestByName(artifacts) {
  const newest = /* @__PURE__ */ new Map();
  for (const artifact of artifacts) {
    if (artifact.expired || !artifact.name.startsWith(REPORTS)) continue;
    const known = newest.get(artifact.name);
    if (known === void 0 || known.id < artifact.id) newest.set(artifact.name, artifact);
  }
  return [...newest.values()];
}
var byName = (models) => [
  ...new Map(models.map((one) => [one.model, one])).values()
];
async function trusted(claim, facts2, repository) {
  const { model, report } = claim;
  const contradiction = report.model === model ? contradictionOf(report) : "it is about another model";
  if (contradiction === null) return { ...claim, report: await stamped(report, facts2, repository) };
  const remedy = "Run it again; if that does not help, look for what writes to the folder of results.";
  return { kind: "no-report", model, why: `The report contradicts itself: ${contradiction}.`, remedy };
}
async function stamped(report, facts2, repository) {
  const { run, origin } = facts2;
  const { commit, tree } = await evaluatedCommit(report.run.commit, facts2, repository);
  return {
    ...report,
    run: {
      ...report.run,
      id: runId(run),
      by: run.actor,
      origin,
      commit,
      tree,
      branch: run.headBranch,
      // A tree that GitHub does not know was made from files that no commit holds.
      dirty: report.run.dirty || tree === null && origin === "push"
    }
  };
}

// src/report/hidden-mark.ts
var hiddenMark = (opening, value) => `${opening}${JSON.stringify(value).replace(/[^\w {}[\]",:.\\/-]|-(?=-)|\/(?=\/)/g, escaped)} -->`;
var escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
function readHiddenMark(opening, text) {
  const end = text.indexOf(" -->");
  if (!text.startsWith(opening) || end < 0) return void 0;
  try {
    return JSON.parse(text.slice(opening.length, end));
  } catch {
    return void 0;
  }
}

// src/report/sticky-comment.ts
var partMark = external_exports.object({
  name: external_exports.string().max(300),
  kind: external_exports.enum(["model", "config"]),
  head: external_exports.string().max(100),
  run: external_exports.number().int().nonnegative(),
  attempt: external_exports.number().int().nonnegative(),
  gravity: external_exports.enum(gravities)
});
var marks = external_exports.object({ v: external_exports.literal(1), parts: external_exports.array(partMark).max(1e3) });
var OPENING = "<!-- relevo:comment ";
var part = (index) => `<!-- relevo:part ${index} -->`;
var END = "<!-- relevo:end -->";
var EARLIER = " *(of an earlier push)*";
var isRelevoComment = (body2) => body2.startsWith(OPENING);
function writeComment(parts, { heading, head, left }) {
  const lineOf = (one) => `${one.line}${one.head === head ? "" : EARLIER}`;
  const [only] = parts;
  const isOne = parts.length === 1 && only !== void 0 && left === "";
  const top = isOne ? `### ${lineOf(only)}` : `### ${heading}

${parts.map((one) => `- ${lineOf(one)}`).join("\n")}${left}`;
  const bodies = parts.map(({ name, body: body2 }, index) => {
    const shown = body2 === "" ? "" : isOne ? body2 : foldedUnder(name, body2);
    return shown === "" ? part(index) : `${part(index)}

${shown}
`;
  });
  return [markOf(parts), top, "", ...bodies, END].join("\n");
}
function markOf(parts) {
  const kept = parts.map(({ name, kind, head, run, attempt, gravity }) => ({
    name,
    kind,
    head,
    run,
    attempt,
    gravity
  }));
  return hiddenMark(OPENING, { v: 1, parts: kept });
}
function readComment(text) {
  const body2 = text.replace(/\r\n?/g, "\n");
  const end = body2.indexOf(" -->\n");
  if (!isRelevoComment(body2) || end < 0) return null;
  const known = readMarks(body2.slice(OPENING.length, end));
  if (known === null) return null;
  const top = body2.slice(end + 5, Math.max(end + 5, body2.indexOf(part(0))));
  const listed = [...top.matchAll(/^- (.*)$/gm)].map(([, line]) => line);
  const single = listed.length === 0 ? /^### (.*)$/m.exec(top)?.[1] : void 0;
  const lines2 = single === void 0 ? listed.slice(0, known.length) : [single];
  if (lines2.length !== known.length) return null;
  const bodies = known.map((_, index) => bodyOf(body2, index, single === void 0));
  if (bodies.includes(null)) return null;
  return known.map((mark, index) => ({
    ...mark,
    line: lines2[index].replace(EARLIER, ""),
    body: bodies[index]
  }));
}
function readMarks(json) {
  try {
    const read = marks.safeParse(JSON.parse(json));
    return read.success ? read.data.parts : null;
  } catch {
    return null;
  }
}
function bodyOf(body2, index, isFolded) {
  const from = body2.indexOf(part(index));
  const next = body2.indexOf(part(index + 1));
  const to = next < 0 ? body2.lastIndexOf(END) : next;
  if (from < 0 || to < from) return null;
  const shown = body2.slice(from + part(index).length, to).trim();
  return isFolded ? shown.replace(/^<details><summary>[^\n]*<\/summary>\n\n|\n\n<\/details>$/g, "") : shown;
}

// src/report/comment.ts
function planComment(existing, pull) {
  if (existing === null && isQuiet(pull)) return { kind: "none" };
  const before = existing === null ? [] : readComment(existing) ?? [];
  const told = tellings(pull).filter(({ mark }) => !before.some((part2) => isSame(part2, mark) && isNewer(part2, mark)));
  if (told.length === 0 && existing !== null) return { kind: "unchanged" };
  const kept = before.filter((part2) => isKept(part2, pull) && !told.some(({ mark }) => isSame(part2, mark)));
  const body2 = comment([...told, ...kept.map(asTelling)].sort(byGravity));
  if (body2 === existing?.replace(/\r\n?/g, "\n")) return { kind: "unchanged" };
  return { kind: existing === null ? "create" : "update", body: body2 };
}
var MOST_CHARACTERS = 65e3;
function comment(parts) {
  const newest = parts.reduce((so, { mark }) => so !== null && isNewer(so, mark) ? so : mark, null);
  return fitted(parts, {
    most: MOST_CHARACTERS,
    measure: (text) => text.length,
    write: (shown, left) => writeComment(
      shown.map(({ mark, ...part2 }) => ({ ...mark, ...part2 })),
      { heading: headingOf(shown, left), head: newest?.head ?? "", left: leftOut(left) }
    )
  });
}
var isQuiet = ({ models, config }) => config === null && models.every(isUnmoved);
function isUnmoved({ touched, standing, effect }) {
  if (touched || effect.kind !== "merging") return false;
  if (standing.kind !== "reported") return standing.kind === "not-trained";
  const { report, stale } = standing;
  return stale === null && (report.outcome === "identical" || report.training.how === "known");
}
var isSame = (one, other) => one.kind === other.kind && one.name === other.name;
var isNewer = (one, other) => one.run > other.run || one.run === other.run && one.attempt > other.attempt;
function isKept(part2, { known, models, config }) {
  if (part2.kind === "model") return known === null || known.includes(part2.name);
  const read = config === null ? models.map(({ run }) => run) : [];
  return !read.some((run) => run.id > part2.run || run.id === part2.run && run.attempt >= part2.attempt);
}
function asTelling({ line, body: body2, ...mark }) {
  const folds2 = body2.indexOf("\n<details>");
  const shorter = folds2 < 0 ? [] : [body2.slice(0, folds2).trimEnd()];
  return { mark, line, forms: [body2, ...shorter, ""].map((form) => () => form) };
}

// src/flows/publish/settle-comment.ts
var ROUNDS = 4;
async function settleComment(number, view, threads) {
  for (let round = 0; ; round++) {
    const ours = oursOf(await threads.comments(number));
    const [first, ...doubles] = ours;
    const plan = planComment(first?.body ?? null, view);
    if (plan.kind === "create") await threads.write(number, plan.body);
    if (plan.kind === "update" && first !== void 0) await threads.rewrite(first.id, plan.body);
    for (const double of doubles) await threads.remove(double.id);
    const isSettled = doubles.length === 0 && (plan.kind === "unchanged" || plan.kind === "none");
    if (isSettled || round === ROUNDS) return first ?? null;
  }
}
var oursOf = (comments) => comments.filter(({ isOurs, body: body2 }) => isOurs && isRelevoComment(body2)).sort((a, b) => a.id - b.id);

// src/flows/publish/publish.ts
async function publish(request, ports) {
  const facts2 = await findRunFacts(await ports.runs.get(request.run), ports.repository);
  const claims2 = await readRun(facts2, ports);
  const config = await configAt(facts2.run.headSha, request.config, ports.repository);
  const named = config.config === null ? ports : byNames(ports, config.config);
  const view = await viewOf(claims2, { request, facts: facts2, config }, named);
  await ports.summarize(jobSummary(view));
  await settleCheck(view, { facts: facts2, source: config.source, file: request.config }, ports.checks);
  const comment2 = await tellPullRequest(view, facts2, ports.threads);
  return { facts: facts2, view, comment: comment2 };
}
async function configAt(commit, path, repository) {
  const text = await repository.text(commit, path);
  const parsed = text === null ? null : parseConfig(text, path);
  const config = parsed !== null && "config" in parsed ? parsed.config : null;
  return { config, source: { file: path, lineOf: keyLines(text ?? "", path) } };
}
async function viewOf(claims2, about, ports) {
  const { facts: facts2, config, request } = about;
  const models = [];
  for (const claim of claimsOf(claims2, config.config)) models.push(await oneModel(claim, about, ports));
  return {
    place: facts2.origin === "merge-group" ? "merge-group" : facts2.pullRequest?.state === "open" ? "pull-request" : "branch",
    fork: facts2.origin === "fork",
    head: facts2.run.headSha,
    models,
    known: config.config === null ? null : Object.keys(config.config.models),
    config: claims2.config === null ? null : configView(claims2.config.problems, { request, facts: facts2 })
  };
}
function configView(problems, { request, facts: facts2 }) {
  const told = problems.map(({ nearest, hint, ...problem }) => ({
    ...problem,
    ...nearest === void 0 ? {} : { nearest },
    ...hint === void 0 ? {} : { hint }
  }));
  return { file: request.config, run: runRef(facts2.run), problems: told };
}
function claimsOf(claims2, config) {
  const why = claims2.refused.length > 0 ? `What the run left is not as Relevo writes it: ${claims2.refused[0]}.` : null;
  if (!claims2.isEmpty && why === null) return claims2.models;
  const told = new Set(claims2.models.map(({ model }) => model));
  const missing = Object.keys(config?.models ?? {}).filter((model) => !told.has(model));
  return [
    ...claims2.models,
    ...missing.map(
      (model) => ({
        kind: "no-report",
        model,
        why: why ?? "The run ended without a report.",
        remedy: "Read the log of its job `evaluate`, mend what it says, and run it again."
      })
    )
  ];
}
async function oneModel(claim, { request, facts: facts2, config }, ports) {
  const model = config.config?.models[claim.model] ?? null;
  const state = await recorded(claim, { request, facts: facts2 }, ports);
  const isDecided = model !== null && facts2.origin === "push" && claim.kind === "reported";
  const decision = isDecided ? await request.decide(model) : null;
  const now = decision === null ? state : foldState((await ports.ledger.read(claim.model)).entries);
  const releaseUrl = (version) => releasePage(facts2, claim.model, version);
  return modelView(claim, {
    facts: facts2,
    state: now,
    config: model,
    former: await formerConfig(claim, state, request.config, ports.repository),
    decided: decision === null ? null : effectOf(decision, releaseUrl),
    releaseUrl
  });
}
var releasePage = ({ repository }, model, version) => `${repository.url}/releases/tag/${encodeURIComponent(model)}/v${version}`;
async function recorded(claim, { request, facts: facts2 }, ports) {
  const isKept2 = claim.kind === "reported" && facts2.origin !== "fork" && (!claim.reused || facts2.origin === "push") && claim.report.training.how !== "not-trained";
  if (!isKept2) return foldState((await ports.ledger.read(claim.model)).entries);
  const pullRequest = facts2.pullRequest?.number ?? null;
  const { entries } = await recordRun({ report: claim.report, writer: request.writer, pullRequest }, ports);
  return foldState(entries);
}
async function formerConfig(claim, state, path, repository) {
  if (claim.kind !== "reported" || state.yardstick === null || claim.report.digests.rules === state.yardstick.rules)
    return null;
  const commit = productionCommit(state);
  const text = commit === null ? null : await repository.text(commit, path);
  const parsed = text === null ? null : parseConfig(text, path);
  return parsed !== null && "config" in parsed ? parsed.config.models[claim.model] ?? null : null;
}
var checkName = (config) => config === "relevo.yml" ? "relevo" : `relevo (${config})`;
async function settleCheck(view, { facts: facts2, source, file }, checks) {
  if (view.models.length === 0 && view.config === null) return;
  const { headSha } = facts2.run;
  const name = checkName(file);
  const [first] = await checks.find(headSha, name);
  const face = checkFace(view, source);
  const externalId = runId(facts2.run);
  if (first === void 0) await checks.create(headSha, name, externalId, face);
  else if (!isNewer2(first, facts2)) await checks.update(first.id, externalId, face);
}
function isNewer2({ externalId }, { run }) {
  const [id = 0, attempt = 0] = externalId.split(".").map(Number);
  return id > run.id || id === run.id && attempt > run.attempt;
}
async function tellPullRequest(view, facts2, threads) {
  const { pullRequest, run, origin } = facts2;
  if (pullRequest === null) return null;
  const isCurrent = origin === "push" ? pullRequest.mergeCommit === run.headSha : pullRequest.headSha === run.headSha;
  if (!isCurrent) return null;
  return (await settleComment(pullRequest.number, view, threads))?.url ?? null;
}

// src/flows/reconcile.ts
async function reconcile(request, given) {
  const branch = await lookAtBranch(given);
  const config = await configAt2(branch, request.config, given);
  if (config === null) return { decisions: [], isStarted: false };
  const models = Object.values(config.models);
  const ports = byNames(given, config);
  const failures = [];
  const attempt = async (work) => work().catch((thrown) => void failures.push(thrown));
  if (request.isThorough) await attempt(() => publishAgain({ models, branch, request }, ports));
  const decisions = [];
  for (const model of models) {
    await attempt(async () => {
      const wish = { model, standing: request.standing, command: null };
      decisions.push({ model: model.name, decision: await promoteOnGitHub(wish, ports) });
    });
  }
  let isStarted = false;
  if (request.mayStart) {
    await attempt(async () => {
      isStarted = await startEvaluation({ models, branch, request }, ports);
    });
  }
  if (request.isThorough && failures.length === 0) {
    const { writer } = request.standing;
    await attempt(() => prune({ keep: keepingOf(models), by: RELEVO, writer }, ports));
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} parts could not be reconciled.`);
  return { decisions, isStarted };
}
async function configAt2({ head }, path, { repository, log }) {
  const text = head === null ? null : await repository.text(head, path);
  if (text === null) return null;
  const parsed = parseConfig(text, path);
  if ("config" in parsed) return parsed.config;
  log.step(`${path} on the default branch has problems; nothing follows from it`);
  return null;
}
async function publishAgain({ models, branch, request }, ports) {
  const runs = await runsOfHead(branch, request, ports);
  const wanted = /* @__PURE__ */ new Set();
  for (const { name } of models) {
    const { production, versions: versions2 } = foldState((await ports.ledger.read(name)).entries);
    const made = versions2.findLast(({ version }) => version === production?.version)?.made;
    const id = made?.run == null ? null : runNumber(made.run);
    if (id !== null) wanted.add(id);
  }
  const newest = runs.find(({ status }) => status === "completed");
  if (newest !== void 0) wanted.add(newest.id);
  for (const id of wanted) await request.publish(id);
}
async function runsOfHead({ repository, head }, { standing }, { runs }) {
  const newest = await runs.latest(standing.workflow, repository.defaultBranch);
  return newest.filter(({ headSha, headRepositoryId }) => headSha === head && headRepositoryId === repository.id);
}
async function startEvaluation({ models, branch, request }, ports) {
  const lacking = [];
  for (const model of models) {
    const state = foldState((await ports.ledger.read(model.name)).entries);
    if (model.train.when === "push" && lacksEvaluation(state, branch)) lacking.push(state);
  }
  if (lacking.length === 0) return false;
  const runs = (await runsOfHead(branch, request, ports)).filter(({ id }) => id !== request.self);
  if (runs.some(({ status }) => status !== "completed")) return false;
  const untried = lacking.filter(({ production }) => !runs.some((run) => startedSince(run, production?.since ?? null)));
  if (untried.length === 0) return false;
  ports.log.step("starting an evaluation of the default branch against what is in production");
  await ports.dispatches.workflow(request.standing.workflow, branch.repository.defaultBranch, {});
  return true;
}
function lacksEvaluation({ runs, production }, { head }) {
  const event = production?.event ?? null;
  return !runs.some(
    ({ judged }) => judged.origin === "push" && judged.commit === head && (judged.baseline === event || production !== null && judged.artifact === production.artifact)
  );
}
var startedSince = ({ startedAt }, since) => since === null || Date.parse(startedAt) >= Date.parse(since);

// src/flows/retrain/standing.ts
var retrainBranch = (model) => `relevo-retrain/${model}`;
async function retrainStanding(model, ports) {
  if (model.data.refresh === null) return { kind: "none", can: false };
  const branch = retrainBranch(model.name);
  const pulls = await ports.proposals.from(branch);
  const open3 = openOf(pulls);
  const { url, defaultBranch } = await ports.repository.facts();
  if (open3 !== void 0) return { kind: "pull-request", number: open3.number, url: `${url}/pull/${open3.number}` };
  const head = await ports.repository.commit(branch);
  const isDone = head === null || pulls.some(({ headSha }) => headSha === head.sha) || await ports.repository.contains(defaultBranch, head.sha);
  return isDone ? { kind: "none", can: true } : branchView(branch, { url, defaultBranch });
}
var openOf = (pulls) => pulls.findLast(({ state }) => state === "open");
var branchView = (branch, at) => ({
  kind: "branch",
  branch,
  compareUrl: `${at.url}/compare/${at.defaultBranch}...${branch}?expand=1`
});

export {
  folded,
  link,
  sparkline,
  lineChart,
  hiddenMark,
  readHiddenMark,
  publish,
  reconcile,
  retrainStanding
};
