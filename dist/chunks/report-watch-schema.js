import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  bareQuantity,
  dayWords,
  isBeyond,
  lineChart,
  monthsWords,
  quantity,
  shortDay,
  signalName,
  sparkline,
  versionHistory
} from "./report-watch-words.js";
import {
  keepingOf,
  prune
} from "./flows-prune.js";
import {
  WATCHES,
  retrainAddress,
  watchFile,
  watchOutputs
} from "./report-watch-outputs.js";
import {
  ledgerName,
  parseWatchState
} from "./core-watch-signal.js";
import {
  RUN_DOCUMENT,
  gravities,
  isHeldByRules,
  modelLine,
  readRunDocument
} from "./report-model-line.js";
import {
  MOST_REFRESH_BYTES,
  REFRESHED,
  REFRESH_DOCUMENT,
  REFRESH_FILES,
  RELEVO,
  promoteOnGitHub,
  readRefresh,
  requireTurn,
  requireTurns
} from "./octokit-plugin-rest-endpoint-methods.js";
import {
  byNames,
  productionCommit
} from "./flows-continued-ledger.js";
import {
  contradictionOf,
  presentable
} from "./report-report-check.js";
import {
  runFacts
} from "./report-run-facts.js";
import {
  recordRun
} from "./flows-record-run-2.js";
import {
  recordWatch
} from "./flows-monitor-record-2.js";
import {
  flatten
} from "./config-key-values.js";
import {
  LOCK
} from "./flows-lock-data-2.js";
import {
  changesOf,
  readLock
} from "./core-lock-2.js";
import {
  parseConfig
} from "./config-schema.js";
import {
  readYaml
} from "./config-yaml-tree.js";
import {
  faultOfPath
} from "./core-artifact-manifest.js";
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
  inertHtml,
  inertLine,
  inertMarkdown,
  inertMarkdownSentence,
  inertTerminal,
  inertTerminalSentence,
  inertTitle
} from "./report-inert.js";
import {
  count,
  counted,
  metricName
} from "./report-figures.js";
import {
  numberText
} from "./core-number-text.js";
import {
  external_exports
} from "./zod.js";
import {
  branchView,
  openOf,
  retrainBranch,
  retrainStanding
} from "./flows-retrain-standing.js";
import {
  branchOf,
  distrustOf,
  holds,
  lookAtBranch,
  runNumber
} from "./flows-trusted-runs.js";
import {
  isModelName,
  isRunId
} from "./core-model-ref.js";
import {
  hexOf
} from "./core-digest.js";
import {
  RelevoError,
  fail
} from "./errors-tables.js";

// src/config/key-lines.ts
function keyLines(text2, file) {
  const { tree } = readYaml(text2, file);
  const lineAt = (offset) => text2.slice(0, offset).split("\n").length;
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
  const text2 = lines2.map((line) => disarmed(inertLine(line).slice(0, LINE))).join("\n");
  const longest = Math.max(0, ...[...text2.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(Math.max(3, longest + 1));
  return `${fence}${language}
${text2}
${fence}`;
}
var disarmed = (line) => line.replace(/^(\s*)\/(?=[a-z])/i, "$1/​").replace(/<(?=!--|\/?(?:details|summary))/gi, "<​");
function link(text2, address) {
  const safe = address === null ? null : safeAddress(address);
  return safe === null ? text2 : `[${text2}](${safe})`;
}
function safeAddress(address) {
  if (!URL.canParse(address) || address.length > 2e3) return null;
  const { protocol, username, password, href } = new URL(address);
  if (!(protocol === "https:" || protocol === "http:") || username !== "" || password !== "") return null;
  return href.replace(/[^\w\-.~:/?#@!$+,;=%&]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

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
  const named2 = flipTable(compared, style, most);
  const summary = `Rows: ${flipSummary(compared)}`;
  return [named2.rows.length === 0 ? summary : folded(summary, table(named2))];
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
  const lines2 = shown.map(([name2, text2]) => `- ${name2}: ${inertMarkdownSentence(text2)}`);
  return [...lines2, ...left > 0 ? [`- … and ${count(left)} more`] : []].join("\n");
}
var MOST_FACTS = 30;
function policy(compared, { checks: most }) {
  const { checks: all, require: require2, alpha } = compared;
  if (all.length === 0) return [];
  const open4 = all.filter(({ result }) => result === "fail" || result === "inconclusive");
  const ordered = all.length > most ? [...open4, ...all.filter((check) => !open4.includes(check))] : all;
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
  const { standing, effect, production: production2, frozen } = view;
  const name2 = known !== null && known.length > 1 && isModelName(view.model) ? ` ${view.model}` : "";
  const report = standing.kind === "reported" ? standing.report : null;
  const isMerged = effect.kind !== "merging" && effect.kind !== "returning";
  const isMade = report !== null && report.digests.candidate !== null && effect.kind !== "promoted";
  const run = isMerged && report !== null && isRunId(report.run.id) ? report.run.id : "<run>";
  const when = isMerged ? "" : "after merging: ";
  const makes = effect.kind === "merging" && effect.by === "command" ? effect.makes : null;
  const rows2 = [
    place === "pull-request" && !isMerged ? [`evaluate${name2}`, "evaluates this again"] : null,
    isMade && report.verdict !== "pass" ? [`promote ${run} because …`, `${when}promotes it against the verdict, and records why`] : null,
    isMade && report.verdict === "pass" && makes !== null ? [`promote ${run}`, `${when}makes it v${makes}`] : null,
    production2 !== null && production2.version > 1 ? [`rollback${name2}`, "returns to the version before"] : null,
    frozen === null ? [`freeze${name2} because …`, "promotes nothing until it is unfrozen"] : [`unfreeze${name2}`, "promotes again"]
  ];
  return rows2.flatMap((row) => row === null ? [] : [`- \`/relevo ${row[0]}\` ${row[1]}`]).join("\n");
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
  const rows2 = problems.slice(0, most).map((problem) => [String(problem.line), inertMarkdown(problem.path), inertMarkdownSentence(problemText(problem))]);
  return cut({ header: ["line", "key", "problem"], align: ["right", "left", "left"], rows: rows2 }, problems.length, "");
}

// src/report/annotations.ts
var MOST = 500;
var LAST_LINE = 1e6;
function annotationsOf({ models, config }, source) {
  const problems = (config?.problems ?? []).map((problem) => ({
    path: config?.file ?? source.file,
    line: Math.min(Math.max(1, problem.line), LAST_LINE),
    level: "failure",
    title: inertTerminal(problem.path === "" ? "relevo.yml" : problem.path),
    message: inertTerminalSentence(problemText(problem))
  }));
  return [...problems, ...models.flatMap((view) => failedChecks(view, source))].slice(0, MOST);
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
var messageOf = ({ slice, message, name: name2 }) => slice === null || name2.includes("=") ? message : `${sliceName(slice, (text2) => text2)}: ${message}`;
function keysOf({ name: name2, expected, slice }, { policy: policy2 }) {
  if (slice !== null) return ["policy", "slices"];
  if (name2 === expected) return ["policy", "limits", ...placeOf(policy2.limits, "text", expected)];
  if (name2.endsWith(": guard")) return ["policy", "guard", ...placeOf(policy2.guard, "metric", name2.slice(0, -7))];
  if (name2.startsWith("leaks ")) return ["policy", "leaks"];
  return name2.endsWith(": better") ? ["policy", "require"] : ["policy", "margin"];
}
function placeOf(list2, key, value) {
  if (!Array.isArray(list2)) return [];
  const place = list2.findIndex((item) => item?.[key] === value);
  return place < 0 ? [] : [place];
}

// src/report/fitting.ts
function fitted(given, { most, measure, write }) {
  const parts = given.map((part2) => ({ ...part2, forms: part2.forms.map(once) }));
  const rungs2 = parts.map(() => 0);
  const written = (shown) => {
    const forms = parts.slice(0, shown).map((one, at) => ({ mark: one.mark, line: one.line, body: formAt(one, rungs2[at]) }));
    return write(forms, parts.length - shown);
  };
  for (; ; ) {
    const text2 = written(parts.length);
    const excess = measure(text2) - most;
    if (excess <= 0) return text2;
    if (!shorten(parts, rungs2, excess)) break;
  }
  let [fits, tooMany] = [0, parts.length];
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2);
    if (measure(written(middle)) <= most) fits = middle;
    else tooMany = middle;
  }
  return written(fits);
}
function once(write) {
  let text2;
  return () => {
    text2 ??= write();
    return text2;
  };
}
var formAt = ({ forms }, rung) => forms[rung ?? 0]?.() ?? "";
function shorten(parts, rungs2, excess) {
  let gone = 0;
  while (gone < excess) {
    const lengths = parts.map(
      (one, at) => rungs2[at] < one.forms.length - 1 ? formAt(one, rungs2[at]).length : -1
    );
    const index = lengths.reduce((so, length, at) => length > lengths[so] ? at : so, 0);
    if ((lengths[index] ?? -1) < 0) return gone > 0;
    rungs2[index] = rungs2[index] + 1;
    gone += lengths[index] - formAt(parts[index], rungs2[index]).length;
  }
  return true;
}
function headingOf(parts, left) {
  const groups = groupWords.flatMap(([sign2, gravities2, one, many]) => {
    const size = parts.filter(({ mark }) => gravities2.includes(mark.gravity)).length;
    return size === 0 ? [] : [{ sign: sign2, text: `${size} ${size === 1 ? one : many}` }];
  });
  const sign = groups[0]?.sign ?? "➖";
  return `${sign} ${counted(parts.length + left, "models")}: ${groups.map(({ text: text2 }) => text2).join(", ")}`;
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
  const list2 = parts.map(({ line }) => `- ${line}`).join("\n");
  const bodies = parts.map(({ mark, body: body2 }) => body2 === "" ? "" : foldedUnder(mark.name, body2));
  return joined([`${list2}${leftOut(left)}`, ...bodies]);
}
var joined = (parts) => parts.filter((part2) => part2 !== "").join("\n\n");

// src/report/model-notes.ts
function modelNotes(view, pull) {
  return [effectNote(view), frozenNote(view), yardstickNote(view), pull.fork ? claims : null].filter(
    (note) => note !== null
  );
}
var claims = "**Claims of a fork.** Its own code computed these numbers, so nothing is promoted on them: after merging, the default branch is evaluated and judged afresh.";
function effectNote({ effect, production: production2 }) {
  switch (effect.kind) {
    case "returning":
      return `**A return to v${effect.to}.** The inputs are those of v${effect.to} again, so merging is a rollback to it, whatever the verdict here: v${effect.to} was judged when it was made.`;
    case "returned":
      return `**v${effect.version} is in production again.**${sentence(effect.reason)}`;
    case "withheld": {
      const stays = production2 === null ? "Nothing was promoted" : `v${production2.version} stays`;
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
var sentence = (text2) => text2 === null ? "" : ` ${inertMarkdownSentence(text2)}`;
function frozenNote({ frozen, effect }) {
  if (frozen === null || effect.kind === "withheld") return null;
  const reason = frozen.reason === null ? "" : `: ${inertMarkdownSentence(frozen.reason)}`;
  return `**Frozen** by ${inertMarkdown(frozen.by)}${reason}. Nothing is promoted until \`/relevo unfreeze\`.`;
}
function yardstickNote(view) {
  const { yardstick, standing } = view;
  if (yardstick === null || standing.kind !== "reported") return null;
  const rows2 = yardstick.rows === null ? "" : `**The holdout changed**: ${inertMarkdown(yardstick.rows)}.`;
  if (yardstick.rules.length === 0) return rows2 === "" ? null : `${rows2} Both models were judged on the new rows.`;
  const { verdict, former } = standing.report;
  const changes = yardstick.rules.slice(0, MOST_CHANGES).map(inertMarkdown).join(", ");
  const more = yardstick.rules.length > MOST_CHANGES ? ` and ${yardstick.rules.length - MOST_CHANGES} more` : "";
  const before = former === null ? "the former ones could not be applied" : `by the former ones: ${former.verdict}`;
  const follows = isHeldByRules(view) ? " It is promoted only when it passes by both." : "";
  return `${rows2}${rows2 === "" ? "" : " "}**The rules changed**: ${changes}${more}. Verdict by the new ones: ${verdict}; ${before}.${follows}`;
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
  const why = `its report contradicts itself: ${contradiction}`;
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
    (text2) => inertMarkdownSentence(text2 ?? "")
  );
  const told = problem === null ? "It ended without a comparison." : `${what} ${why} **What to do:** ${remedy}`;
  const last = training.last_lines.slice(-lines2);
  return [told, ...last.length === 0 ? [] : [fenced(last)]].join("\n\n");
}
function styleOf({ effect }, { baseline }, { place }) {
  const made = effect.kind === "promoted" ? `v${effect.version}` : null;
  return {
    inert: inertMarkdown,
    strong: (name2) => `**${name2 === "" ? "–" : name2}**`,
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
    ([quantity2, value]) => value === null || limited.has(quantity2) ? [] : [[quantityNames.get(quantity2) ?? quantity2, "", numberText(value, 2), "", "", ""]]
  );
  return cut({ ...shown, rows: [...shown.rows, ...extra] }, overall.length + limits.length + extra.length, "");
}
function warnings({ warnings: all }, { checks }) {
  const most = Math.max(3, Math.min(10, checks));
  const lines2 = all.slice(0, most).map(({ message }) => `- ${inertMarkdownSentence(message)}`);
  return [...lines2, ...all.length > most ? [`- … and ${count(all.length - most)} more`] : []].join("\n");
}
function linksOf({ run, page, production: production2, effect }, { head }) {
  const links = [
    ["run", run.url],
    ["report", page],
    ...effect.kind === "promoted" || effect.kind === "returned" ? [[`v${effect.version}`, effect.url]] : production2 === null ? [] : [[`v${production2.version}`, production2.url]]
  ];
  const shown = links.flatMap(([text2, address]) => address === null ? [] : [link(text2, address)]);
  return [...shown, `for ${/^[0-9a-f]{7,64}$/.test(head) ? head.slice(0, 10) : "an unknown commit"}`].join(" · ");
}

// src/report/telling.ts
var LONGEST_NAME = 100;
function tellings(pull, form = wholeForm) {
  const mark = (name2, { id, attempt }) => ({
    name: name2.slice(0, LONGEST_NAME),
    head: pull.head.slice(0, LONGEST_NAME),
    run: id,
    attempt
  });
  const models = pull.models.map((view) => {
    const { line: line2, bodies: bodies2 } = modelSection(view, pull);
    return {
      mark: { ...mark(view.model, view.run), kind: "model", gravity: line2.gravity },
      line: `${line2.sign} ${line2.text}`,
      forms: bodies2.map((body2) => once2(() => form(body2())))
    };
  });
  if (pull.config === null) return models.sort(byGravity);
  const { line, bodies } = configSection(pull.config);
  const config = { ...mark(pull.config.file, pull.config.run), kind: "config", gravity: "unreadable" };
  return [{ mark: config, line, forms: bodies.map((body2) => once2(() => form(body2()))) }, ...models].sort(byGravity);
}
function once2(make) {
  let made = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
var wholeForm = ({ open: open4, folds: folds2 }) => folds2 === "" ? open4 : `${open4}

${folds2}`;
var byGravity = (a, b) => gravities.indexOf(a.mark.gravity) - gravities.indexOf(b.mark.gravity) || (a.mark.name < b.mark.name ? -1 : 1);

// src/report/summary.ts
var MOST_BYTES = 1e6;
function jobSummary(pull) {
  const parts = tellings(pull);
  if (parts.length === 0) return "";
  return fitted(parts, { most: MOST_BYTES, measure: bytesOf, write: plainText });
}
var bytesOf = (text2) => new TextEncoder().encode(text2).length;

// src/report/check.ts
function checkFace(pull, source) {
  const parts = tellings(pull);
  const isOne = parts.length === 1;
  const text2 = isOne ? within(folds(pull), onlyBody) : within(parts, foldedList);
  return {
    title: cut2(titleOf(pull, parts)),
    summary: isOne ? within(open2(pull), onlyBody) || "The title says it all." : within(lines(parts), plainList),
    text: text2.trim() === "" ? null : text2,
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
var effectOf = ({ run, decision, entries }, releaseUrl) => recordedEffect(run, entries, releaseUrl) ?? decidedEffect(run, decision, releaseUrl);
function recordedEffect(run, entries, releaseUrl) {
  const at = entries.findIndex(({ event: event2 }) => event2.event === "evaluated" && event2.run === run);
  const judged = entries[at]?.event;
  if (judged?.event !== "evaluated") return null;
  let isNewest = true;
  for (const { event: event2 } of entries.slice(at + 1)) {
    if (event2.event === "promoted" && event2.run === run) return promoted(event2.version, null, releaseUrl);
    if (event2.event === "forced" && event2.run === run) return promoted(event2.version, event2.reason, releaseUrl);
    if (event2.event === "evaluated" && event2.origin === "push") isNewest = false;
    const isReturn = event2.event === "rolled-back" && event2.by === RELEVO && event2.artifact === judged.artifact;
    if (isReturn && isNewest) return returned(event2, releaseUrl);
  }
  return null;
}
function decidedEffect(run, decision, releaseUrl) {
  switch (decision.kind) {
    case "promote": {
      const { event: event2, reason } = decision;
      if (event2.event === "rolled-back") return returned(event2, releaseUrl);
      if (event2.run !== run) return { kind: "withheld", reason: MOVED, remedy: null };
      return promoted(event2.version, event2.event === "forced" ? reason : null, releaseUrl);
    }
    case "nothing":
      return { kind: "nothing" };
    case "wait":
    case "refuse":
      return { kind: "withheld", reason: decision.reason, remedy: decision.remedy };
  }
}
var MOVED = "The default branch has moved on since, and the run of its newest commit decides.";
var promoted = (version, because, releaseUrl) => ({
  kind: "promoted",
  version,
  url: releaseUrl(version),
  because
});
var returned = ({ version, reason }, releaseUrl) => ({
  kind: "returned",
  version,
  url: releaseUrl(version),
  reason
});

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

// src/flows/publish/model-view.ts
function modelView(claim, known) {
  const { state, config, facts: facts2 } = known;
  const { production: production2 } = state;
  return {
    model: claim.model,
    run: runRef(facts2.run),
    standing: standingOf(claim, state),
    production: production2 === null ? null : { version: production2.version, url: known.releaseUrl(production2.version) },
    effect: known.decided ?? effectOf2(claim, known),
    frozen: state.frozen === null ? null : { by: state.frozen.by, reason: state.frozen.reason },
    yardstick: claim.kind === "reported" ? yardstickOf(claim.report, known) : null,
    touched: claim.kind !== "reported" || isTouched(claim.report, state),
    settings: settingsOf(config),
    versions: versionsOf(state, config),
    page: claim.kind === "reported" ? known.page : null
  };
}
var runRef = ({ id, attempt, url }) => ({ id, attempt, url });
var settingsOf = (config) => ({
  inconclusive: config?.policy.inconclusive ?? "neutral",
  rows: config?.report.rows ?? "none"
});
function standingOf(claim, { production: production2 }) {
  switch (claim.kind) {
    case "reported": {
      const now = production2 === null ? null : `v${production2.version}`;
      const isStale = claim.report.baseline.event !== (production2?.event ?? null) && !isPromotedSince(claim.report, production2);
      return { kind: "reported", report: claim.report, stale: isStale && now !== null ? { now } : null };
    }
    case "not-trained":
      return { kind: "not-trained", when: claim.when };
    case "no-report":
      return { kind: "no-report", why: claim.why, remedy: claim.remedy };
  }
}
var isPromotedSince = ({ digests }, production2) => production2 !== null && digests.candidate === production2.artifact;
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
  const rows2 = yardstick.holdout === holdout ? null : freshRows(report);
  if (yardstick.rules === rules) return rows2 === null ? null : { rules: [], rows: rows2 };
  const named2 = config === null || former === null ? [] : rulesChanges(former, config);
  return { rules: named2.length > 0 ? named2 : ["metrics or policy"], rows: rows2 };
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
  const origin = await vouchedOrigin(run, facts2, repository);
  return { run, repository: facts2, origin, pullRequest: await pullRequestOf(run, origin, repository) };
}
async function vouchedOrigin(run, facts2, repository) {
  const origin = originOf(run, facts2);
  if (origin !== "push") return origin;
  const ports = { repository };
  return await holds(await branchOf(facts2, ports), run.headSha, ports) ? "push" : "branch";
}
function originOf({ event: event2, headBranch, headRepositoryId }, { id, defaultBranch }) {
  if (headRepositoryId !== id) return "fork";
  if (event2 === "merge_group") return "merge-group";
  if (event2.startsWith("pull_request")) return "pull-request";
  return ownEvents.has(event2) && headBranch === defaultBranch ? "push" : "branch";
}
async function pullRequestOf(run, origin, repository) {
  if (origin === "merge-group") return null;
  const [number2] = run.pullRequests;
  if (origin === "pull-request" && number2 !== void 0) return repository.pullRequest(number2);
  const found = await repository.pullRequestsOf(run.headSha);
  if (origin === "push") return found.find(({ merged, mergeCommit }) => merged && mergeCommit === run.headSha) ?? null;
  const proposing = found.filter(({ headSha }) => headSha === run.headSha);
  return proposing.find(({ state }) => state === "open") ?? proposing[0] ?? null;
}
var evaluating = /* @__PURE__ */ new Set(["push", "pull_request", "merge_group", "workflow_dispatch"]);
var idle = /* @__PURE__ */ new Set(["skipped", "action_required"]);
var mayHaveReport = ({ event: event2, conclusion }) => evaluating.has(event2) && !idle.has(conclusion ?? "");
var broken = /* @__PURE__ */ new Set([null, "failure", "cancelled", "timed_out", "startup_failure"]);
var owesReport = ({ run, origin, pullRequest }) => mayHaveReport(run) && broken.has(run.conclusion) && !((origin === "pull-request" || origin === "fork") && pullRequest?.state === "closed");
var runId = ({ id, attempt }) => `${id}.${attempt}`;
async function evaluatedCommit(claimed, facts2, repository) {
  const { headSha } = facts2.run;
  const commit = claimed !== null && /^[0-9a-f]{40}$/.test(claimed) ? await repository.commit(claimed) : null;
  const isVouched = commit !== null && (commit.sha === headSha || await isMerge(commit, facts2, repository));
  return isVouched ? { commit: commit.sha, tree: commit.tree } : { commit: headSha, tree: null };
}
async function isMerge(commit, { run, pullRequest }, repository) {
  const named2 = pullRequest?.mergeCommit ?? pullRequest?.testMerge ?? null;
  if (named2 === null || pullRequest?.headSha !== run.headSha) return false;
  const made = named2 === commit.sha ? commit : await repository.commit(named2);
  if (made?.tree !== commit.tree) return false;
  return pullRequest.merged || made.parents.includes(run.headSha);
}

// src/flows/publish/read-run.ts
var REPORTS = "relevo-report";
var PAGES = "relevo-page";
var looks = new RegExp(`^(?:${WATCHES}|${REFRESHED})`);
var isOnlyLook = (uploads) => uploads.some(({ name: name2 }) => looks.test(name2)) && !uploads.some(({ name: name2 }) => name2.startsWith(REPORTS));
var MOST_BYTES3 = 5e7;
var MOST_BYTES_IN_ALL = 1e8;
var MOST_UPLOADS = 256;
async function readRun(facts2, ports) {
  const all = await ports.runs.artifacts(facts2.run.id);
  const uploads = newestByName(all, REPORTS);
  const { documents, refused } = await readDocuments(uploads, ports.runs);
  const models = [];
  for (const one of documents.flatMap((document) => document.models)) {
    models.push(one.kind === "reported" ? await trusted(one, facts2, ports.repository) : one);
  }
  return {
    models: byName(models),
    config: documents.find(({ config }) => config !== null)?.config ?? null,
    refused,
    isEmpty: uploads.length === 0,
    isExcused: all.some(({ name: name2, expired }) => name2.startsWith(REPORTS) ? expired : looks.test(name2)),
    pageOf: pagesIn(newestByName(all, PAGES), facts2)
  };
}
async function readDocuments(uploads, runs) {
  const documents = [];
  const refused = uploads.length > MOST_UPLOADS ? [`it uploaded more than ${MOST_UPLOADS} reports`] : [];
  let left = MOST_BYTES_IN_ALL;
  for (const { id, name: name2 } of uploads.slice(0, MOST_UPLOADS)) {
    const read = await readUpload(id, Math.min(MOST_BYTES3, left), runs);
    left -= read.length;
    if (read.reading.ok) documents.push(read.reading.document);
    else refused.push(`${name2}: ${read.reading.reason}`);
  }
  return { documents, refused };
}
async function readUpload(id, most, runs) {
  try {
    const text2 = await runs.text(id, RUN_DOCUMENT, most);
    if (text2 !== null) return { reading: readRunDocument(text2), length: text2.length };
    return { reading: { ok: false, reason: `${RUN_DOCUMENT} is missing` }, length: 0 };
  } catch (thrown) {
    if (!(thrown instanceof RelevoError) || thrown.code !== "github-archive") throw thrown;
    return { reading: { ok: false, reason: thrown.why }, length: most };
  }
}
function pagesIn(uploads, { origin, run }) {
  const pages = new Map(uploads.map(({ name: name2, id }) => [name2, `${run.url}/artifacts/${id}`]));
  return (model) => origin === "fork" ? null : pages.get(`${PAGES}-${model}`) ?? pages.get(PAGES) ?? null;
}
function newestByName(artifacts, kind) {
  const newest = /* @__PURE__ */ new Map();
  for (const artifact of artifacts) {
    if (artifact.expired || !artifact.name.startsWith(kind)) continue;
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
  return { kind: "no-report", model, why: `its report contradicts itself: ${contradiction}`, remedy };
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
function readHiddenMark(opening, text2) {
  const end = text2.indexOf(" -->");
  if (!text2.startsWith(opening) || end < 0) return void 0;
  try {
    return JSON.parse(text2.slice(opening.length, end));
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
  const bodies = parts.map(({ name: name2, body: body2 }, index) => {
    const shown = body2 === "" ? "" : isOne ? body2 : foldedUnder(name2, body2);
    return shown === "" ? part(index) : `${part(index)}

${shown}
`;
  });
  return [markOf(parts), top, "", ...bodies, END].join("\n");
}
function markOf(parts) {
  const kept2 = parts.map(({ name: name2, kind, head, run, attempt, gravity }) => ({
    name: name2,
    kind,
    head,
    run,
    attempt,
    gravity
  }));
  return hiddenMark(OPENING, { v: 1, parts: kept2 });
}
function readComment(text2) {
  const body2 = text2.replace(/\r\n?/g, "\n");
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
  const next2 = body2.indexOf(part(index + 1));
  const to = next2 < 0 ? body2.lastIndexOf(END) : next2;
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
  const kept2 = before.filter((part2) => isKept(part2, pull) && !told.some(({ mark }) => isSame(part2, mark)));
  const body2 = comment([...told, ...kept2.map(asTelling)].sort(byGravity));
  if (body2 === existing?.replace(/\r\n?/g, "\n")) return { kind: "unchanged" };
  return { kind: existing === null ? "create" : "update", body: body2 };
}
var MOST_CHARACTERS = 65e3;
function comment(parts) {
  const newest = parts.reduce((so, { mark }) => so !== null && isNewer(so, mark) ? so : mark, null);
  return fitted(parts, {
    most: MOST_CHARACTERS,
    measure: (text2) => text2.length,
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
async function settleComment(number2, view, threads) {
  for (let round = 0; ; round++) {
    const ours = oursOf(await threads.comments(number2));
    const [first, ...doubles] = ours;
    const plan = planComment(first?.body ?? null, view);
    if (plan.kind === "create") await threads.write(number2, plan.body);
    if (plan.kind === "update" && first !== void 0) await threads.rewrite(first.id, plan.body);
    for (const double of doubles) await threads.remove(double.id);
    const isSettled = doubles.length === 0 && (plan.kind === "unchanged" || plan.kind === "none");
    if (isSettled || round === ROUNDS) return first ?? null;
  }
}
var oursOf = (comments) => comments.filter(({ isOurs, body: body2 }) => isOurs && isRelevoComment(body2)).sort((a, b) => a.id - b.id);

// src/flows/publish/told-check.ts
var checkName = (config) => config === "relevo.yml" ? "relevo" : `relevo (${config})`;
var checkMark = (run, text2, sha256) => `${runId(run)} ${hexOf(sha256(JSON.stringify(text2))).slice(0, 16)}`;
function isNewer2(check, run) {
  const { id, attempt } = toldOf(check);
  return id > run.id || id === run.id && attempt > run.attempt;
}
function tells(check, run) {
  const { id, attempt } = toldOf(check);
  return isNewer2(check, run) || id === run.id && attempt === run.attempt;
}
function toldOf({ externalId }) {
  const [, id, attempt] = /^(\d+)\.(\d+)(?: |$)/.exec(externalId) ?? [];
  return { id: Number(id ?? 0), attempt: Number(attempt ?? 0) };
}

// src/flows/publish/publish.ts
async function publish(request, ports) {
  const facts2 = await findRunFacts(await ports.runs.get(request.run), ports.repository);
  if (request.only !== void 0 && facts2.run.path !== request.only) return nothingToTell(facts2);
  const claims2 = await readRun(facts2, ports);
  if (claims2.isEmpty && (claims2.isExcused || !owesReport(facts2))) return nothingToTell(facts2);
  const config = await configAt(facts2.run.headSha, request.config, ports.repository);
  const named2 = config.config === null ? ports : byNames(ports, config.config);
  const view = await viewOf(claims2, { request, facts: facts2, config }, named2);
  await ports.summarize(jobSummary(view));
  await settleCheck(view, { facts: facts2, source: config.source, file: request.config }, ports);
  const comment2 = await tellPullRequest(view, facts2, ports.threads);
  return { facts: facts2, view, comment: comment2 };
}
function nothingToTell(facts2) {
  const view = { place: "branch", fork: facts2.origin === "fork", head: facts2.run.headSha };
  return { facts: facts2, view: { ...view, models: [], known: null, config: null }, comment: null };
}
async function configAt(commit, path, repository) {
  const text2 = await repository.text(commit, path);
  const parsed = text2 === null ? null : parseConfig(text2, path);
  const config = parsed !== null && "config" in parsed ? parsed.config : null;
  return { config, source: { file: path, lineOf: keyLines(text2 ?? "", path) } };
}
async function viewOf(claims2, about, ports) {
  const { facts: facts2, config, request } = about;
  if (claims2.config !== null) await requireTurns(request.standing, ports.ledger);
  const models = [];
  for (const claim of claimsOf(claims2, config.config)) {
    models.push(await oneModel(claim, { ...about, page: claims2.pageOf(claim.model) }, ports));
  }
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
  const why = claims2.refused.length > 0 ? `what the run left is not as Relevo writes it: ${claims2.refused[0]}` : null;
  if (!claims2.isEmpty && why === null) return claims2.models;
  const told = new Set(claims2.models.map(({ model }) => model));
  const missing = Object.keys(config?.models ?? {}).filter((model) => !told.has(model));
  return [
    ...claims2.models,
    ...missing.map(
      (model) => ({
        kind: "no-report",
        model,
        why: why ?? "the run ended before it could write one",
        remedy: "Read the log of its job `evaluate`, mend what it says, and run it again."
      })
    )
  ];
}
async function oneModel(claim, { request, facts: facts2, config, page }, ports) {
  const model = config.config?.models[claim.model] ?? null;
  const state = await recorded(claim, { request, facts: facts2 }, ports);
  const isDecided = model !== null && facts2.origin === "push" && claim.kind === "reported";
  const decision = isDecided ? await request.decide(model) : null;
  const entries = decision === null ? [] : (await ports.ledger.read(claim.model)).entries;
  const releaseUrl = (version) => releasePage(facts2, claim.model, version);
  return modelView(claim, {
    facts: facts2,
    state: decision === null ? state : foldState(entries),
    config: model,
    former: await formerConfig(claim, state, request.config, ports.repository),
    decided: decision === null ? null : effectOf({ run: runId(facts2.run), decision, entries }, releaseUrl),
    page,
    releaseUrl
  });
}
var releasePage = ({ repository }, model, version) => `${repository.url}/releases/tag/${encodeURIComponent(model)}/v${version}`;
async function recorded(claim, { request, facts: facts2 }, ports) {
  const isKept2 = claim.kind === "reported" && facts2.origin !== "fork" && (!claim.reused || facts2.origin === "push") && claim.report.training.how !== "not-trained";
  const { standing } = request;
  const guard = (entries2) => requireTurn(claim.model, foldState(entries2), standing);
  if (isKept2) {
    const pullRequest = facts2.pullRequest?.number ?? null;
    const record = { report: claim.report, writer: standing.writer, pullRequest, guard };
    return foldState((await recordRun(record, ports)).entries);
  }
  const { entries } = await ports.ledger.read(claim.model);
  guard(entries);
  return foldState(entries);
}
async function formerConfig(claim, state, path, repository) {
  if (claim.kind !== "reported" || state.yardstick === null || claim.report.digests.rules === state.yardstick.rules)
    return null;
  const commit = productionCommit(state);
  const text2 = commit === null ? null : await repository.text(commit, path);
  const parsed = text2 === null ? null : parseConfig(text2, path);
  return parsed !== null && "config" in parsed ? parsed.config.models[claim.model] ?? null : null;
}
async function settleCheck(view, { facts: facts2, source, file }, { checks, sha256 }) {
  if (view.models.length === 0 && view.config === null) return;
  const { headSha } = facts2.run;
  const name2 = checkName(file);
  const ours = await checks.find(headSha, name2);
  const face = checkFace(view, source);
  const mark = checkMark(facts2.run, face, sha256);
  if (ours.length === 0) await checks.create(headSha, name2, mark, face);
  for (const check of ours) {
    const isSaid = check.externalId === mark || isNewer2(check, facts2.run);
    if (!isSaid) await checks.update(check.id, mark, face);
  }
}
async function tellPullRequest(view, facts2, threads) {
  const { pullRequest, run, origin } = facts2;
  if (pullRequest === null) return null;
  const isCurrent = origin === "push" ? pullRequest.mergeCommit === run.headSha : pullRequest.headSha === run.headSha;
  if (!isCurrent) return null;
  return (await settleComment(pullRequest.number, view, threads))?.url ?? null;
}

// src/report/watch-schema.ts
var digest = external_exports.string().regex(/^sha256:[0-9a-f]{64}$/);
var count2 = external_exports.number().int().nonnegative();
var number = external_exports.number().nullable();
var text = external_exports.string().max(2e3);
var name = external_exports.string().max(500);
var instant = external_exports.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
var day = external_exports.string().regex(/^\d{4}-\d\d-\d\d$/);
var unit = external_exports.enum(["percent", "target", "number", "rows", "duration", "columns"]);
var better = external_exports.enum(["lower", "higher"]);
var signal = external_exports.object({
  name: name.describe("`wape`, `shop = Vigo`, `revenue`, `volume`."),
  kind: external_exports.enum(["performance", "business", "quality", "drift", "labels"]),
  slice: external_exports.object({ column: name, value: name }).nullable(),
  state: external_exports.enum(["fine", "worse", "recovered", "unknown"]),
  accepted: number.describe("What it was on the holdout that the version was accepted on."),
  promised: number.describe("The worst that is accepted."),
  now: number.describe("Since the change where it got worse; else on the latest days."),
  interval: external_exports.tuple([external_exports.number(), external_exports.number()]).nullable().describe("Of `now`, two-sided, 90 %."),
  unit: unit.describe("`percent` and `duration` are shares and milliseconds."),
  better,
  since: day.nullable().describe("The day from which it likely was worse, or from which it is back."),
  days: count2.describe("Days behind `now`."),
  rows: count2.describe("Rows behind `now`."),
  evidence: number.describe("Of the detector, as a multiple of chance; null for facts."),
  threshold: number.describe("The evidence from which it is an alarm."),
  detail: text.nullable()
});
var rows = external_exports.object({
  read: count2.describe("In files that were read in this run."),
  counted: count2.describe("Whose labels were counted in this run."),
  other_versions: count2,
  before_promotion: count2,
  without_time: count2,
  without_prediction: count2,
  future: count2,
  duplicates: count2.describe("Rows whose id came again; the last one that has a label counts."),
  corrected: count2.describe("Of those, rows with another prediction or label than before."),
  late_rows: count2.describe("Of days that had been counted; they change nothing."),
  late_labels: count2.describe("Of days that had been counted; they change nothing."),
  changed_days: count2.describe("Counted days in which some content changed since.")
});
var days = external_exports.object({
  counted: count2.describe("Whose labels were counted in this run."),
  first: day.nullable(),
  last: day.nullable(),
  waiting: count2.describe("Complete days that wait for labels."),
  total: count2.describe("Counted since the promotion.")
});
var paths = external_exports.array(external_exports.string().max(4096)).readonly();
var files = external_exports.object({
  matched: count2,
  read: count2,
  new: count2,
  appended: count2,
  rewritten: paths.describe("Changed before their end since they were read."),
  vanished: paths
});
var drift = external_exports.object({
  feature: name,
  kind: external_exports.enum(["number", "category"]),
  state: external_exports.enum(["fine", "shifted", "unknown"]),
  p: number.describe("Adjusted over all features (Benjamini–Hochberg)."),
  psi: number,
  psi_critical: number.describe("What chance alone exceeds once in twenty."),
  distance: number.describe("Jensen–Shannon distance, base 2."),
  before: number,
  now: number,
  deviations: number.describe("How far the mean moved, in standard deviations of training."),
  label: external_exports.object({ value: name, before: external_exports.number(), now: external_exports.number() }).nullable(),
  rows: count2
});
var weekly = external_exports.object({
  metric: name,
  unit,
  better,
  promised: number,
  points: external_exports.array(external_exports.object({ from: day, value: external_exports.number(), days: count2, rows: count2, version: count2 })).readonly()
});
var production = external_exports.object({
  version: count2,
  event: digest,
  since: instant,
  artifact: digest
});
var promotion = external_exports.object({
  kind: external_exports.enum(["promoted", "forced", "rolled-back"]),
  version: count2,
  at: instant,
  by: name,
  from: count2.nullable().describe("The version in use before."),
  outcome: external_exports.string().max(40).nullable(),
  commit: external_exports.string().max(80).nullable()
});
var event = external_exports.discriminatedUnion("event", [
  external_exports.object({
    event: external_exports.literal("degraded"),
    production: digest,
    signals: external_exports.array(external_exports.string().max(200)).readonly(),
    since: instant
  }),
  external_exports.object({ event: external_exports.literal("recovered"), production: digest, signals: external_exports.array(external_exports.string().max(200)).readonly() })
]);
var alarm = external_exports.object({
  event: digest,
  production: digest,
  version: count2.nullable(),
  signals: external_exports.array(name).readonly(),
  since: instant,
  acknowledged: external_exports.array(name).readonly()
});
var MOST_STATE = 2e7;
var watchSchema = external_exports.object({
  schema: external_exports.literal("relevo.watch/1"),
  relevo: name,
  model: name,
  task: external_exports.enum(["regression", "binary", "multiclass", "score"]),
  at: instant,
  production: production.nullable(),
  promotion: promotion.nullable().describe("What put the version into production."),
  state: external_exports.enum(["healthy", "degraded", "recovered", "unknown"]),
  reason: text.nullable().describe("Why it is `unknown`, or how it recovered."),
  failure: external_exports.object({ code: name, what: text, why: text, remedy: text }).nullable().describe("What has to be mended before anything can be told."),
  signals: external_exports.array(signal).readonly(),
  drift: external_exports.array(drift).readonly().describe("The largest first."),
  drift_from: external_exports.enum(["training", "holdout"]).nullable(),
  weekly: weekly.nullable(),
  rows,
  days,
  files,
  false_alarm_every: external_exports.object({ text: name, days: external_exports.number() }),
  tolerance: external_exports.number(),
  notes: external_exports.array(text).readonly(),
  alarm: alarm.nullable().describe("The open alarm as the ledger had it."),
  snoozed_until: instant.nullable(),
  head: digest.describe("The ledger’s head that the events follow."),
  watch: external_exports.object({ before: digest.nullable(), text: external_exports.string().max(MOST_STATE) }).nullable().describe("What is to be remembered, and the digest of the state it was computed from; null when nothing is."),
  events: external_exports.array(event).max(2).readonly().describe("What is to be written to the ledger.")
}).describe("One look at a model’s production.");

// src/report/issue-chart.ts
var MOST_BARS = 53;
var MOST_POINTS = 16;
function weeklyBars({ weeks }) {
  const shown = weeks.of.slice(-MOST_BARS);
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === void 0 || last === void 0 || shown.filter(({ value }) => value !== null).length < 2) return "";
  const bars = sparkline(shown.map(({ value }) => value));
  return `\`${bars}\` weekly ${inertMarkdown(metricName(weeks.metric))}, ${monthsWords(first.from, last.from)}.`;
}
function weeklyChart(view) {
  const { weeks, versions: versions2 } = view;
  const known = weeks.of.filter((week) => week.value !== null);
  const shown = known.slice(-MOST_POINTS);
  if (shown.length < 2) return "";
  const overall = view.signals.find(({ kind }) => kind === "performance")?.promised ?? null;
  const factor = weeks.unit === "percent" ? 100 : 1;
  const plain2 = (value) => Number((value * factor).toPrecision(6));
  const chart = lineChart({
    title: `${metricName(weeks.metric)}${weeks.unit === "percent" ? " %" : ""}`,
    labels: shown.map((week, index) => labelOf(week, shown[index + 1]?.from ?? null, versions2)),
    values: shown.map(({ value }) => plain2(value)),
    bound: overall === null ? null : plain2(overall.value)
  });
  const said = overall === null ? "" : ` The flat line is what was promised: ${quantity(overall.value, weeks.unit)}.`;
  return `${chart}

One point a week.${said}`;
}
function labelOf({ from }, next2, versions2) {
  const came = versions2.filter(({ since }) => {
    const day2 = since.slice(0, 10);
    return day2 >= from && (next2 === null || day2 < next2);
  });
  return [shortDay(from), ...came.map(({ version }) => `v${version}`)].join(" ");
}

// src/report/issue-mark.ts
var digest2 = external_exports.string().regex(/^sha256:[0-9a-f]{64}$/);
var issueMark = external_exports.object({
  v: external_exports.literal(1),
  model: external_exports.string().max(100),
  /** `duplicate`: made at the same time as another, which tells it. */
  state: external_exports.enum(["worse", "recovered", "duplicate"]),
  /** The signals that people were told of, by opening, reopening or a comment. */
  told: external_exports.array(external_exports.string().max(200)).max(1e3)
});
var OPENING2 = "<!-- relevo:issue ";
var writeIssueMark = (mark) => hiddenMark(OPENING2, { v: 1, ...mark });
function readIssueMark(body2) {
  const read = issueMark.safeParse(readHiddenMark(OPENING2, body2));
  if (!read.success) return null;
  const { v: _, ...mark } = read.data;
  return mark;
}
var eventMark = external_exports.object({ event: digest2 });
var COMMENT = "<!-- relevo:watch ";
var writeEventMark = (event2) => hiddenMark(COMMENT, { event: event2 });
function tellsEvent(body2, event2) {
  const read = eventMark.safeParse(readHiddenMark(COMMENT, body2));
  return read.success && read.data.event === event2;
}

// src/report/issue-table.ts
var MOST2 = { worse: 40, unknown: 8, fine: 8 };
function wordOf({ state, now, promised }) {
  if (state === "worse") return "worse";
  if (state === "unknown") return "not enough rows yet";
  return isBeyond(now, promised?.value ?? null, promised?.bound === "at-most") ? "not proven" : "fine";
}
var order = ["worse", "unknown", "fine"];
function signalTable(view, share = 1) {
  const shown = order.flatMap(
    (state) => ofState(view.signals, state).slice(0, Math.max(state === "worse" ? 1 : 0, Math.floor(MOST2[state] * share)))
  );
  const rows2 = shown.map((signal2) => rowOf(signal2, view));
  const table3 = ["| signal | promised | now | since | |", "| --- | ---: | ---: | --- | --- |", ...rows2].join("\n");
  const left = leftOut2(view.signals, shown);
  return left === "" ? table3 : `${table3}

${left}`;
}
function ofState(signals, state) {
  const all = signals.filter((signal2) => signal2.state === state);
  return [...all.filter((one) => wordOf(one) !== "fine"), ...all.filter((one) => wordOf(one) === "fine")];
}
function rowOf(signal2, { until, acknowledged }) {
  const { promised, unit: unit2, since, state } = signal2;
  const bound = promised === null ? "" : `${promised.bound === "at-most" ? "≤" : "≥"} ${quantity(promised.value, unit2)}`;
  const isKnown = state === "worse" && acknowledged.includes(signal2.id);
  const cells = [
    named(signal2),
    bound,
    quantity(signal2.now, unit2),
    since === null || state !== "worse" ? "" : dayWords(since, until),
    isKnown ? "worse, acknowledged" : wordOf(signal2)
  ];
  return `| ${cells.join(" | ")} |`;
}
var named = ({ name: name2, detail }) => detail === null ? inertMarkdown(name2) : `${inertMarkdown(name2)}: ${inertMarkdown(detail)}`;
function leftOut2(all, shown) {
  const left = order.flatMap((state) => ofState(all, state)).filter((signal2) => !shown.includes(signal2));
  const words = [...new Set(left.map(wordOf))];
  const parts = words.map((word) => `${left.filter((signal2) => wordOf(signal2) === word).length} ${word}`);
  return parts.length === 0 ? "" : `And ${counted(left.length, "more signals")}: ${parts.join(", ")}.`;
}
var MOST_DRIFT = 10;
function driftTable(drift2) {
  const sorted = [...drift2].sort((a, b) => b.distance - a.distance).slice(0, MOST_DRIFT);
  const rows2 = sorted.map((one) => {
    const { feature, label, before, now, distance } = one;
    const unit2 = label === null ? "number" : "percent";
    const what = label === null ? "mean" : `share of ${inertMarkdown(label)}`;
    const cells = [inertMarkdown(feature), what, quantity(before, unit2), quantity(now, unit2), distance.toFixed(2)];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| column | | in training | now | distance |", "| --- | --- | ---: | ---: | ---: |", ...rows2].join("\n");
}
function shiftWords({ label, before, now }) {
  if (before === null || now === null) return null;
  if (label !== null) return `${inertMarkdown(label)}: ${whole2(before)} → ${whole2(now)}`;
  if (before === 0 || before * now <= 0) return `mean ${quantity(before, "number")} → ${quantity(now, "number")}`;
  const shift = now / before - 1;
  return `${shift < 0 ? "−" : "+"}${whole2(Math.abs(shift))}`;
}
var whole2 = (share) => share >= 0.1 ? quantity(Number(share.toFixed(2)), "percent").replace(".0 ", " ") : quantity(share, "percent");

// src/report/issue-words.ts
function issueHeadline(view, inert) {
  const { model, status, leading, until } = view;
  const { since, before, now, unit: unit2 } = leading;
  const values = before === null ? quantity(now, unit2) : `${quantity(before, unit2)} → ${quantity(now, unit2)}`;
  const day2 = since === null ? "" : ` since about ${dayWords(since, until)}`;
  const what = `${inert(subject(view))} ${values}${day2}`;
  return `${inert(model)} ${status === "worse" ? verbs[leading.kind] : "recovered"}: ${what}`;
}
var verbs = {
  performance: "got worse",
  business: "does worse",
  quality: "has unusual data"
};
function subject({ leading, weeks }) {
  if (leading.kind !== "performance") return leading.name;
  const metric = metricName(weeks.metric);
  return leading.name === `overall ${metric}` ? metric : `${metric} of ${leading.name}`;
}
function evidence2(view) {
  const { leading, status, falseAlarmEvery } = view;
  const { promised, unit: unit2, kind } = leading;
  const bound = promised?.bound === "at-least" ? "at least" : "at most";
  const promise = promised === null ? "" : `${promiser[kind]}: ${bound} ${quantity(promised.value, unit2)}. `;
  const budget = kind === "quality" ? FACT : oneIn(falseAlarmEvery);
  return `${promise}${observed(leading)}${status === "worse" ? ` ${budget}` : ""}`;
}
var promiser = {
  performance: "Promised at promotion",
  business: "Promised at promotion",
  quality: "Expected"
};
var FACT = "This is counted, not estimated.";
var oneIn = (every) => `With \`false_alarm_every: ${every.replace(/[^\w.]/g, "")}\`, a false alarm comes once in that time on average.`;
function observed({ now, interval, rows: rows2, unit: unit2, kind }) {
  const labelled = kind === "performance" ? "labelled rows" : "rows";
  const on = rows2 === null ? "since then" : `on ${counted(rows2, labelled)} since then`;
  const range = interval === null ? "" : ` (90 %: ${bareQuantity(interval[0], unit2)} to ${bareQuantity(interval[1], unit2)})`;
  return `Observed ${on}: ${quantity(now, unit2)}${range}.`;
}
function versionsWords({ alarmed, watched, status, until }) {
  const came = `v${alarmed.version} came on ${dayWords(alarmed.since, until)}.`;
  if (alarmed.version === watched.version && alarmed.since === watched.since) return came;
  const now = `v${watched.version} is watched now, since ${dayWords(watched.since, until)}`;
  if (status === "recovered") return `${now}; the alarm was about v${alarmed.version}.`;
  return `${came} ${now}: this closes when v${watched.version} is shown to keep what was promised.`;
}
function shiftedWords({ drift: drift2 }) {
  if (drift2.length === 0) return "";
  const nearest = [...drift2].sort((a, b) => b.distance - a.distance).slice(0, 3);
  const names = nearest.map((one) => {
    const shift = shiftWords(one);
    return `${inertMarkdown(one.feature)}${shift === null ? "" : ` (${shift})`}`;
  });
  const more = drift2.length > names.length ? ` and ${counted(drift2.length - names.length, "more columns")}` : "";
  return `Shifted with it: ${names.join(", ")}${more}.`;
}
function remedies(view) {
  const { model, versions: versions2, watched, retrain: retrain2 } = view;
  const before = versions2.findLast(({ version }) => version < watched.version);
  const ways = [
    retrainWords(retrain2, model),
    ...before === void 0 ? [] : [`\`/relevo rollback ${model} v${before.version}\``],
    `\`/relevo snooze ${model} 7d\``,
    `\`/relevo ack ${model}\``
  ];
  return `**What you can do.** ${ways.join(" · ")}. This issue closes by itself when the ${closing[view.leading.kind]}, with evidence.`;
}
var closing = {
  performance: "error is back",
  business: "numbers are back",
  quality: "data are back"
};
function retrainWords(retrain2, model) {
  switch (retrain2.kind) {
    case "pull-request":
      return `#${retrain2.number} trains on the latest data: review and merge it`;
    case "branch":
      return `${link(`Open a pull request from \`${retrain2.branch}\``, retrain2.compareUrl)}, which trains on the latest data; the repository's settings do not let Actions open it`;
    case "none":
      return retrain2.can ? `\`/relevo retrain ${model}\` opens a pull request with a model trained on the latest data` : "Push newer training data; `data.refresh` in relevo.yml would let `/relevo retrain` fetch them";
  }
}
function quietWords({ acknowledged, snoozedUntil, until }) {
  const snoozed = snoozedUntil === null ? [] : [`Snoozed until ${dayWords(snoozedUntil, until)}.`];
  const known = acknowledged.length === 0 ? [] : ["Acknowledged: only something new is told again."];
  return [...known, ...snoozed].join(" ");
}

// src/report/issue.ts
var LONGEST_TITLE = 250;
var MOST_CHARACTERS2 = 65e3;
var rungs = [
  { signals: 1, folds: true },
  { signals: 1, folds: false },
  { signals: 0.25, folds: false },
  { signals: 0, folds: false }
];
function issueText(view, told) {
  const mark = writeIssueMark({ model: view.model, state: view.status, told: [...told].sort() });
  const title = [...issueHeadline(view, inertTitle)].slice(0, LONGEST_TITLE).join("");
  for (const rung of rungs) {
    const body2 = bodyOf2(view, mark, rung);
    if (body2.length <= MOST_CHARACTERS2) return { title, body: body2 };
  }
  return issueText(view, told.slice(0, Math.floor(told.length / 2)));
}
var duplicateText = (model, kept2) => `${writeIssueMark({ model, state: "duplicate", told: [] })}

The same is told in #${kept2}.`;
function bodyOf2(view, mark, { signals, folds: folds2 }) {
  const worse = view.status === "worse";
  return joined2([
    mark,
    `### ${issueHeadline(view, inertMarkdown)}`,
    joinedLine([evidence2(view), worse ? "" : versionsWords(view)]),
    signalTable(view, signals),
    joinedLine([weeklyBars(view), worse ? shiftedWords(view) : "", worse ? versionsWords(view) : ""]),
    worse ? remedies(view) : "",
    worse ? quietWords(view) : "",
    ...folds2 ? foldsOf(view) : [],
    `<sub>Rows up to ${dayWords(view.until, view.until)} ${view.until.slice(0, 4)} are counted.</sub>`
  ]);
}
function foldsOf(view) {
  const chart = weeklyChart(view);
  const notes = view.notes.slice(0, 20).map((note) => `- ${inertMarkdownSentence(note)}`);
  return [
    chart === "" ? "" : folded("Week by week", chart),
    view.drift.length === 0 ? "" : folded(
      `What shifted: ${counted(view.drift.length, "columns")}`,
      `${driftTable(view.drift)}

A shift is evidence of a cause and never an alarm of its own.`
    ),
    notes.length === 0 ? "" : folded("Notes", notes.join("\n"))
  ];
}
var joined2 = (parts) => parts.filter((part2) => part2 !== "").join("\n\n");
var joinedLine = (parts) => parts.filter((part2) => part2 !== "").join(" ");

// src/report/issue-comment.ts
function changeComment(view, change, { event: event2, fresh }) {
  return `${writeEventMark(event2)}

${texts[change](view, fresh)}`;
}
var texts = {
  returned: (view) => `**It is back.** ${issueHeadline(view, inertMarkdown)}. ${evidence2(view)} ${versionsWords(view)}`,
  more: (view, fresh) => `**More got worse.** ${list(
    view.signals.filter(({ id }) => fresh.includes(id)),
    view.until
  )}`,
  recovered: (view) => `**Recovered.** ${issueHeadline(view, inertMarkdown)}. ${evidence2(view)} ${versionsWords(view)} This closes the issue; if it returns within 30 days, it is opened again.`
};
var MOST3 = 10;
function list(signals, until) {
  const parts = signals.slice(0, MOST3).map(({ name: name2, now, unit: unit2, since }) => {
    const day2 = since === null ? "" : ` since about ${dayWords(since, until)}`;
    return `${inertMarkdown(name2)}: ${quantity(now, unit2)}${day2}`;
  });
  const left = signals.length - parts.length;
  return `${parts.join("; ")}${left === 0 ? "" : `; and ${left} more`}.`;
}

// src/report/issue-plan.ts
var DAY_MS = 864e5;
var REOPEN_MS = 30 * DAY_MS;
function planIssue(known, situation) {
  const { worse, isSnoozed } = situation;
  if (worse === null) return known?.mark.state === "worse" ? recover(known, isSnoozed) : { kind: "nothing" };
  if (known === null || isLongGone(known, situation)) {
    return isSnoozed ? { kind: "nothing" } : { kind: "open", told: worse };
  }
  if (known.mark.state !== "worse") return comeBack(known, worse, isSnoozed);
  return known.state === "open" ? goOn(known, worse, situation) : wasClosed(known, worse, situation);
}
function recover({ state, mark }, isSnoozed) {
  const isTold = state === "open" && !isSnoozed;
  return { kind: "update", state: "closed", comment: isTold ? "recovered" : null, fresh: [], told: mark.told };
}
var isLongGone = ({ state, closedAt, mark }, { now }) => state === "closed" && mark.state === "recovered" && now.getTime() - Date.parse(closedAt ?? "") > REOPEN_MS;
function comeBack({ state }, worse, isSnoozed) {
  if (isSnoozed && state === "closed") return { kind: "nothing" };
  return { kind: "update", state: "open", comment: isSnoozed ? null : "returned", fresh: worse, told: worse };
}
function goOn({ mark }, worse, situation) {
  const fresh = freshOf(mark, worse, situation);
  if (fresh.length === 0 || situation.isSnoozed) {
    return { kind: "update", state: "open", comment: null, fresh: [], told: mark.told };
  }
  return { kind: "update", state: "open", comment: "more", fresh, told: [.../* @__PURE__ */ new Set([...mark.told, ...worse])] };
}
function wasClosed({ mark }, worse, situation) {
  const unsaid = worse.filter((name2) => mark.told.includes(name2) && !situation.acknowledged.includes(name2));
  if (unsaid.length > 0) {
    const signals = worse.filter((name2) => mark.told.includes(name2) || situation.acknowledged.includes(name2));
    return { kind: "acknowledge", signals };
  }
  const fresh = freshOf(mark, worse, situation);
  if (fresh.length === 0 || situation.isSnoozed) return { kind: "nothing" };
  return { kind: "update", state: "open", comment: "more", fresh, told: [.../* @__PURE__ */ new Set([...mark.told, ...worse])] };
}
var freshOf = ({ told }, worse, { acknowledged }) => worse.filter((name2) => !told.includes(name2) && !acknowledged.includes(name2));

// src/report/watch-issue.ts
function issueView(facts2) {
  const { watch, status, state, alarm: alarm2 } = facts2;
  const watched = state.production;
  const leading = leadingSignal(facts2);
  if (watched === null || leading === null) return null;
  const about = state.productions.find(({ event: event2 }) => event2 === alarm2.production) ?? watched;
  return {
    model: watch.model,
    status,
    leading,
    signals: signalViews(watch),
    weeks: weeksOf(watch),
    drift: watch.drift.flatMap(driftOf),
    alarmed: versionOf(about),
    watched: versionOf(watched),
    versions: state.productions.map(versionOf),
    falseAlarmEvery: watch.false_alarm_every.text,
    until: lastDay(watch),
    acknowledged: facts2.acknowledged,
    snoozedUntil: facts2.snoozedUntil,
    retrain: facts2.retrain,
    notes: [...watch.state === "unknown" && watch.reason !== null ? [watch.reason] : [], ...watch.notes]
  };
}
function signalViews(watch) {
  return watch.signals.filter(({ kind }) => kind !== "drift").map(viewOf2).sort((a, b) => Number(isOverall(b, watch)) - Number(isOverall(a, watch)));
}
var lastDay = ({ days: days2, at }) => days2.last ?? at.slice(0, 10);
function leadingSignal(facts2) {
  const { watch, alarmed, alarm: alarm2, status, state } = facts2;
  const inAlarm = ({ name: name2 }) => alarm2.signals.includes(ledgerName(name2));
  const wasWorse = strongest((alarmed?.signals ?? []).filter(inAlarm));
  const now = watch.signals.filter(inAlarm);
  if (status === "recovered") {
    const back = strongest(now.filter(({ state: one }) => one === "recovered")) ?? strongest(now) ?? watch.signals[0];
    if (back === void 0) return null;
    const before = wasWorse?.name === back.name ? wasWorse.now : null;
    return { ...viewOf2(back), before };
  }
  const about = state.productions.find(({ event: event2 }) => event2 === alarm2.production) ?? null;
  const isSame2 = about?.event === state.production?.event;
  const worse = isSame2 ? strongest(now.filter(({ state: one }) => one === "worse")) : void 0;
  const leading = worse ?? wasWorse ?? strongest(now) ?? watch.signals[0];
  return leading === void 0 ? null : viewOf2(leading);
}
var kinds = ["performance", "business", "labels", "quality", "drift"];
function strongest(signals) {
  return [...signals].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || Number(a.slice !== null) - Number(b.slice !== null) || (b.evidence ?? 0) - (a.evidence ?? 0)
  )[0];
}
var shownKinds = {
  performance: "performance",
  business: "business",
  quality: "quality",
  labels: "quality",
  drift: "quality"
};
var itself = (text2) => text2;
function viewOf2(signal2) {
  const { name: name2, kind, promised, better: better2, rows: rows2, since } = signal2;
  return {
    id: ledgerName(name2),
    name: signalName(signal2, itself),
    kind: shownKinds[kind],
    state: signal2.state === "recovered" ? "fine" : signal2.state,
    unit: signal2.unit,
    promised: promised === null ? null : { bound: better2 === "lower" ? "at-most" : "at-least", value: promised },
    before: signal2.accepted,
    now: signal2.now,
    interval: signal2.interval,
    rows: rows2 > 0 ? rows2 : null,
    detail: signal2.detail,
    since
  };
}
var isOverall = ({ name: name2, kind }, { weekly: weekly2 }) => kind === "performance" && weekly2 !== null && name2 === `overall ${metricName(weekly2.metric)}`;
function weeksOf({ weekly: weekly2 }) {
  if (weekly2 === null) return { metric: "", unit: "number", of: [] };
  const { metric, unit: unit2, points } = weekly2;
  return { metric, unit: unit2, of: points.map(({ from, value, rows: rows2 }) => ({ from, value, rows: rows2 })) };
}
function driftOf({ feature, state, distance, label, before, now }) {
  if (state !== "shifted" || distance === null) return [];
  const moved = label === null ? { label: null, before, now } : { ...label, label: label.value };
  return [{ feature, label: moved.label, before: moved.before, now: moved.now, distance }];
}
var versionOf = ({ version, since }) => ({ version, since });

// src/flows/triage/find-issue.ts
var ISSUE_LABEL = "relevo";
async function findIssue(model, issues) {
  const all = await marked(model, issues);
  const open4 = all.filter(({ issue }) => issue.state === "open").sort((a, b) => a.issue.number - b.issue.number);
  const current = open4[0] ?? all.sort((a, b) => b.issue.number - a.issue.number)[0] ?? null;
  for (const { issue, mark } of open4.slice(1)) {
    if (mark.state === "worse" && current !== null) await close(issue, model, current, issues);
  }
  return current;
}
async function openIssue(model, { text: text2, labels, assignees }, issues) {
  const all = [.../* @__PURE__ */ new Set([ISSUE_LABEL, ...labels])];
  const made = await issues.create({ ...text2, labels: all, assignees });
  const mine = { issue: made, mark: readIssueMark(text2.body) };
  const [first = mine] = (await marked(model, issues)).filter(({ issue }) => issue.state === "open").sort((a, b) => a.issue.number - b.issue.number);
  if (first.issue.number >= made.number) return mine;
  await close(made, model, first, issues);
  return first;
}
async function marked(model, issues) {
  return (await issues.list(ISSUE_LABEL)).flatMap((issue) => {
    const mark = issue.isOurs ? readIssueMark(issue.body) : null;
    return mark === null || mark.model !== model || mark.state === "duplicate" ? [] : [{ issue, mark }];
  });
}
async function close(issue, model, kept2, issues) {
  await issues.update(issue.number, { body: duplicateText(model, kept2.issue.number), state: "closed" });
}

// src/flows/triage/keep-issue.ts
async function keepIssue(telling, ports) {
  const found = await findIssue(telling.model.name, ports.issues);
  const plan = planIssue(knownOf(found), situationOf(foldState(telling.entries), ports));
  if (plan.kind !== "acknowledge") return carryOut(plan, found, telling, ports);
  const entries = await acknowledge(plan.signals, found?.issue ?? null, telling, ports);
  const again = planIssue(knownOf(found), situationOf(foldState(entries), ports));
  const kept2 = await carryOut(again, found, { ...telling, entries }, ports);
  return kept2?.action === "unchanged" ? { ...kept2, action: "acknowledged" } : kept2;
}
var knownOf = (found) => found === null ? null : { state: found.issue.state, closedAt: found.issue.closedAt, mark: found.mark };
function situationOf({ alarm: alarm2, snoozedUntil }, { clock }) {
  const now = clock.now();
  const isSnoozed = snoozedUntil !== null && Date.parse(snoozedUntil) > now.getTime();
  return { worse: alarm2?.signals ?? null, acknowledged: alarm2?.acknowledged ?? [], isSnoozed, now };
}
async function carryOut(plan, found, telling, ports) {
  switch (plan.kind) {
    case "open":
      return open3(plan.told, telling, ports);
    case "update":
      return found === null ? null : update(plan, found.issue, telling, ports);
    case "nothing":
    case "acknowledge":
      return found === null ? null : kept(found.issue, "unchanged");
  }
}
var kept = ({ number: number2, url }, action) => ({ number: number2, url, action });
async function open3(told, telling, ports) {
  const { view } = await situationView(telling, ports);
  if (view === null) return null;
  const { name: name2, monitor } = telling.model;
  ports.log.step(`opening the issue of ${name2}`);
  const { labels, assignees } = monitor?.issue ?? { labels: [], assignees: [] };
  const { issue } = await openIssue(name2, { text: issueText(view, told), labels, assignees }, ports.issues);
  return kept(issue, "opened");
}
async function update({ state, comment: comment2, fresh, told }, issue, telling, ports) {
  const { view, event: event2 } = await situationView(telling, ports);
  if (view === null) return kept(issue, "unchanged");
  if (comment2 !== null) await sayOnce(issue.number, event2, changeComment(view, comment2, { event: event2, fresh }), ports);
  const { title, body: body2 } = issueText(view, told);
  const isSame2 = title === issue.title && plain(body2) === plain(issue.body) && state === issue.state;
  if (isSame2) return kept(issue, "unchanged");
  const moved = state === issue.state ? "updated" : state === "open" ? "reopened" : "closed";
  ports.log.step(`${moved === "updated" ? "updating" : moved.replace(/ed$|d$/, "ing")} the issue of ${view.model}`);
  await ports.issues.update(issue.number, { title, body: body2, ...state === issue.state ? {} : { state } });
  return kept(issue, moved);
}
var plain = (text2) => text2.replaceAll("\r\n", "\n").trim();
async function sayOnce(number2, event2, body2, { threads }) {
  const said = await threads.comments(number2);
  if (!said.some((comment2) => comment2.isOurs && tellsEvent(comment2.body, event2))) await threads.write(number2, body2);
}
async function situationView(telling, ports) {
  const { entries, model, retrain: retrain2 } = telling;
  const state = foldState(entries);
  const ofKind = (kind) => entries.findLast(({ event: event2 }) => event2.event === kind);
  const alarmEntry = ofKind("degraded");
  const backEntry = ofKind("recovered");
  const degraded = alarmEntry?.event;
  if (degraded?.event !== "degraded") return { view: null, event: "" };
  const alarmed = await documentOf(model.name, degraded.report, ports);
  const back = backEntry?.event.event === "recovered" ? backEntry.event.report : null;
  const isOver = state.alarm === null;
  const watch = isOver ? await documentOf(model.name, back, ports) ?? telling.watch : telling.watch;
  const view = issueView({
    watch,
    alarmed,
    status: isOver ? "recovered" : "worse",
    alarm: { production: degraded.production, signals: degraded.signals },
    state,
    acknowledged: state.alarm?.acknowledged ?? [],
    snoozedUntil: situationOf(state, ports).isSnoozed ? state.snoozedUntil : null,
    retrain: retrain2
  });
  return { view, event: (isOver ? backEntry : alarmEntry)?.id ?? "" };
}
async function documentOf(model, report, { ledger }) {
  if (report === null) return null;
  const read = watchSchema.safeParse(JSON.parse(await ledger.report(model, report)));
  return read.success ? read.data : null;
}
var ATTEMPTS = 5;
async function acknowledge(signals, issue, { model, standing }, { ledger, clock, log }) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { head, entries } = await ledger.read(model.name);
    const known = foldState(entries).alarm;
    if (known === null || signals.every((name2) => known.acknowledged.includes(name2))) return entries;
    log.step(`noting that the issue of ${model.name} was closed by hand`);
    const event2 = {
      event: "acknowledged",
      model: model.name,
      at: clock.now().toISOString(),
      by: issue?.closedBy ?? "somebody",
      writer: standing.writer,
      signals,
      reason: "The issue was closed by hand."
    };
    const appended = await ledger.append({ model: model.name, head, events: [event2], reports: [] });
    if (appended.outcome === "appended") return [...entries, ...appended.entries];
  }
  throw fail("ledger-busy", { model: model.name });
}

// src/flows/triage/review-issue.ts
async function reviewIssue(model, standing, ports) {
  const { entries } = await ports.ledger.read(model.name);
  const watch = await lastTold(model.name, entries, ports);
  if (watch === null) return null;
  requireTurn(model.name, foldState(entries), standing);
  return keepIssue({ model, standing, watch, entries, retrain: await retrainStanding(model, ports) }, ports);
}
async function lastTold(model, entries, { ledger }) {
  const event2 = entries.findLast(({ event: one }) => one.event === "degraded" || one.event === "recovered")?.event;
  const report = event2?.event === "degraded" || event2?.event === "recovered" ? event2.report : null;
  if (report === null) return null;
  const read = watchSchema.safeParse(JSON.parse(await ledger.report(model, report)));
  return read.success ? read.data : null;
}

// src/flows/untold-runs.ts
var RECENT_MS = 7 * 864e5;
var MOST4 = 20;
var isRecent = (at, now) => now.getTime() - Date.parse(at) < RECENT_MS;
async function findUntold({ workflow, config, onBranch, isTold }, { runs, checks, clock }) {
  const all = [...onBranch, ...await runs.ofPullRequests(workflow)];
  const now = clock.now();
  const ended = all.filter((run) => run.status === "completed" && mayHaveReport(run) && isRecent(run.startedAt, now));
  const untold = [];
  for (const run of newestOfEach(ended).slice(0, MOST4)) {
    if (isTold(run)) continue;
    const found = await checks.find(run.headSha, checkName(config));
    if (!found.some((check) => tells(check, run))) untold.push(run);
  }
  return untold.sort((one, other) => one.id - other.id);
}
function newestOfEach(runs) {
  const newest = /* @__PURE__ */ new Map();
  for (const run of [...runs].sort((one, other) => other.id - one.id)) {
    const key = `${run.event} ${run.headSha}`;
    if (!newest.has(key)) newest.set(key, run);
  }
  return [...newest.values()];
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
  const look = { models, branch, request };
  if (request.isThorough) {
    await attempt(async () => {
      for (const run of await runsToTell(look, ports)) await attempt(() => request.publish(run));
    });
  }
  const decisions = [];
  for (const model of models) {
    await attempt(async () => {
      const decision = await promoteOnGitHub({ model, standing: request.standing, command: null }, ports);
      decisions.push({ model: model.name, decision });
      await tellProduction(model, decision, request, ports);
    });
    if (request.isThorough || request.reviewsIssues)
      await attempt(async () => void await reviewIssue(model, request.standing, ports));
  }
  let isStarted = false;
  if (request.mayStart) {
    await attempt(async () => {
      isStarted = await startEvaluation(look, ports);
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
  const text2 = head === null ? null : await repository.text(head, path);
  if (text2 === null) return null;
  const parsed = parseConfig(text2, path);
  if ("config" in parsed) return parsed.config;
  log.step(`${path} on the default branch has problems; nothing follows from it`);
  return null;
}
var NEWEST = 5;
async function runsToTell({ models, branch, request }, ports) {
  const wanted = /* @__PURE__ */ new Set();
  for (const model of models) {
    const id = await runOfProduction(model, ports);
    if (id !== null) wanted.add(id);
  }
  const { standing, config, isTold } = request;
  const onBranch = await ports.runs.latest(standing.workflow, branch.repository.defaultBranch);
  const ended = ofHead(onBranch, branch).filter((run) => run.status === "completed" && mayHaveReport(run));
  const [newest] = await evaluating2(ended.slice(0, NEWEST), ports);
  if (newest !== void 0 && !isTold(newest)) wanted.add(newest.id);
  const untold = await findUntold({ workflow: standing.workflow, config, onBranch, isTold }, ports);
  for (const { id } of untold) wanted.add(id);
  return [...wanted];
}
async function runOfProduction({ name: name2 }, { ledger, clock }) {
  const { production: production2, versions: versions2 } = foldState((await ledger.read(name2)).entries);
  const made = versions2.findLast(({ version }) => version === production2?.version)?.made;
  const isNews = production2 !== null && isRecent(production2.since, clock.now());
  return isNews && made?.run != null ? runNumber(made.run) : null;
}
async function tellProduction(model, { kind }, { publish: publish2, tellsProduction, isThorough }, ports) {
  if (kind !== "promote" && (!tellsProduction || isThorough)) return;
  const run = await runOfProduction(model, ports);
  if (run !== null) await publish2(run);
}
var ofHead = (runs, { repository, head }) => runs.filter(({ headSha, headRepositoryId }) => headSha === head && headRepositoryId === repository.id);
async function startEvaluation({ models, branch, request }, ports) {
  const lacking = [];
  for (const model of models) {
    const state = foldState((await ports.ledger.read(model.name)).entries);
    if (model.train.when === "push" && lacksEvaluation(state, branch)) lacking.push(state);
  }
  if (lacking.length === 0) return false;
  const newest = await ports.runs.latest(request.standing.workflow, branch.repository.defaultBranch);
  const runs = ofHead(newest, branch).filter((run) => run.id !== request.self && mayHaveReport(run));
  if (runs.some(({ status }) => status !== "completed")) return false;
  const tries = await evaluating2(runs, ports);
  const untried = lacking.filter(({ production: production2 }) => !tries.some((run) => startedSince(run, production2?.since ?? null)));
  if (untried.length === 0) return false;
  ports.log.step("starting an evaluation of the default branch against what is in production");
  await ports.dispatches.workflow(request.standing.workflow, branch.repository.defaultBranch, {});
  return true;
}
async function evaluating2(all, { runs }) {
  const tries = [];
  for (const run of all) {
    const isLook = run.event === "workflow_dispatch" && isOnlyLook(await runs.artifacts(run.id));
    if (!isLook) tries.push(run);
  }
  return tries;
}
function lacksEvaluation({ runs, production: production2 }, { head }) {
  const event2 = production2?.event ?? null;
  return !runs.some(
    ({ judged }) => judged.origin === "push" && judged.commit === head && (judged.baseline === event2 || production2 !== null && judged.artifact === production2.artifact)
  );
}
var startedSince = ({ startedAt }, since) => since === null || Date.parse(startedAt) >= Date.parse(since);

// src/report/upload-name.ts
function isUploadFor(model, kind, name2) {
  if (name2 === kind) return true;
  return name2.startsWith(`${kind}-`) && name2.slice(kind.length + 1).split(/[\s,]+/).includes(model);
}

// src/report/retrain-text.ts
var outcomes = {
  opened: "Its data were refreshed, and {view} brings them in.",
  updated: "Its data were refreshed, and {view} has them now.",
  unchanged: "{view} with refreshed data is open already; `/relevo retrain` brings it up to date.",
  branch: "Its data were refreshed: {view}. The repository’s settings do not let Actions open the pull request.",
  declined: "Its data were refreshed; a pull request with the same data was closed by hand, and is not opened again.",
  answered: "Its data were refreshed; their pull request was merged or closed since, and is not opened again.",
  "nothing-new": "`data.refresh` fetched nothing new.",
  "not-refreshed": "Its data were not refreshed."
};
function retrainSummary(model, { outcome, view }) {
  const shown = view.kind === "pull-request" ? `[#${view.number}](${view.url})` : view.kind === "branch" ? `[open a pull request from \`${view.branch}\`](${view.compareUrl})` : "";
  return `

**${inertMarkdown(model)}.** ${outcomes[outcome].replace("{view}", shown)}

`;
}
var MOST_ROWS = 30;
function retrainText(facts2) {
  const { model, changes } = facts2;
  const until = changes.flatMap(({ after }) => after?.range?.to.slice(0, 10) ?? []).sort().at(-1);
  const title = `Retrain ${model} on ${until === void 0 ? "refreshed data" : `data up to ${dayWords(until, until)} ${until.slice(0, 4)}`}`;
  const rows2 = changes.slice(0, MOST_ROWS).map(rowOf2);
  const left = changes.length - rows2.length;
  const body2 = [
    `${reasons[facts2.cause](facts2)} \`data.refresh\` fetched what is new, and nothing else changed.`,
    ["| data | rows | up to |", "| --- | ---: | --- |", ...rows2].join("\n"),
    left === 0 ? "" : `And ${counted(left, "more data sets")}.`,
    next(facts2)
  ];
  return { title, body: body2.filter((part2) => part2 !== "").join("\n\n") };
}
var reasons = {
  command: ({ model }) => `Asked for by \`/relevo retrain ${model}\`.`,
  degraded: ({ model, issue }) => `${model} got worse in production${issue === null ? "" : `, as #${issue} tells`}.`,
  schedule: ({ model }) => `${model} is retrained at the interval that \`monitor.retrain_every\` sets.`
};
function rowOf2({ path, before, after }) {
  const rows2 = after === null ? "gone" : before === null ? count(after.rows) : `${count(before.rows)} → ${count(after.rows)}`;
  return `| ${inertMarkdown(path)} | ${rows2} | ${upTo(before)}${before === null || after === null ? "" : " → "}${upTo(after)} |`;
}
var upTo = (data) => data === null ? "" : data.range === null ? "–" : inertMarkdown(data.range.to.slice(0, 10));
function next({ production: production2, promote, isByActions }) {
  const judged = production2 === null ? "A first version is judged" : `It is compared with v${production2}`;
  const then = promote === "by-command" ? "After the merge, `/relevo promote` promotes it" : "Merging promotes it";
  const wait = isByActions ? " GitHub holds back the checks of a pull request that a job opened, until somebody approves their run below." : "";
  return `${judged} as every change is, in a comment here. ${then} when it passes.${wait}`;
}

// src/flows/retrain.ts
var MOST_BYTES4 = MOST_REFRESH_BYTES + 2e7;
async function retrain(request, ports) {
  const { model, run } = request;
  const left = await findRefresh(model.name, run, ports);
  if (left === null) return without("not-refreshed");
  const { upload, document } = left;
  const refresh = readRefresh(document);
  const folder = await ports.tars.fresh(`refresh-${model.name}`);
  const facts2 = await ports.repository.facts();
  const { files: files2, changes } = await trusted2(refresh, { ...request, facts: facts2, folder, upload }, ports);
  if (files2.length === 0) return without("nothing-new");
  await ports.runs.download(upload, folder, MOST_BYTES4);
  return propose({ ...request, facts: facts2, files: files2, changes, cause: refresh.cause }, ports);
}
async function findRefresh(model, run, { runs }) {
  for (const { id, name: name2, expired } of await runs.artifacts(run.id)) {
    if (expired || !isUploadFor(model, REFRESHED, name2)) continue;
    const document = await runs.text(id, `${model}/${REFRESH_DOCUMENT}`, MOST_BYTES4);
    if (document !== null) return { upload: id, document };
  }
  return null;
}
var without = (outcome) => ({
  outcome,
  view: { kind: "none", can: true },
  told: null
});
async function trusted2(refresh, taking, ports) {
  const { model, run, root, facts: facts2, folder } = taking;
  const refuse = (reason) => fail("retrain-untrusted", { model: model.name, reason });
  if (refresh === null || refresh.model !== model.name) throw refuse("Their document is none of this model");
  const isOurs = run.headRepositoryId === facts2.id && run.headBranch === facts2.defaultBranch;
  if (!isOurs || refresh.commit !== run.headSha)
    throw refuse("They were not fetched for a commit of the default branch");
  if (!await holds(await branchOf(facts2, ports), run.headSha, ports)) {
    throw refuse(`Their commit is not on ${facts2.defaultBranch} any more`);
  }
  const strange = refresh.paths.find((path) => path !== LOCK && !isDataOf(model, path, ports.patterns));
  if (strange !== void 0) throw refuse(`${JSON.stringify(strange)} is none of the model’s data sets`);
  const changes = await lockChanges(taking, ports);
  const other = changes.find(({ path }) => !isDataOf(model, path, ports.patterns));
  if (other !== void 0) throw refuse(`${LOCK} changes ${JSON.stringify(other.path)}, which is none of the model’s`);
  const paths2 = refresh.paths.length === 0 ? [] : [.../* @__PURE__ */ new Set([...refresh.paths, LOCK])];
  const from = `${folder}/${model.name}/${REFRESH_FILES}`;
  const files2 = paths2.map((path) => ({ path: `${root}${path}`, file: `${from}/${path}` }));
  return { files: files2, changes };
}
function isDataOf({ dir, train, holdout }, path, patterns) {
  const prefix = dir === "." ? "" : `${dir}/`;
  if (faultOfPath(path) !== void 0 || !path.startsWith(prefix) || /(?:^|\/)\.git/i.test(path)) return false;
  const within2 = path.slice(prefix.length);
  return within2 === holdout.data || patterns.select([within2], train.data).length > 0;
}
async function lockChanges({ model, run, root, upload }, ports) {
  const text2 = await ports.runs.text(upload, `${model.name}/${REFRESH_FILES}/${LOCK}`, MOST_BYTES4);
  const before = await ports.repository.text(run.headSha, `${root}${LOCK}`);
  if (text2 === null) return [];
  const [old, now] = [before === null ? null : readLock(before), readLock(text2)];
  if (!now.ok) throw fail("retrain-untrusted", { model: model.name, reason: `Their ${LOCK} is none: ${now.reason}` });
  return changesOf(old?.ok === true ? old.data : [], now.data);
}
async function propose(proposal, ports) {
  const { model, run, files: files2, facts: facts2, cause } = proposal;
  const branch = retrainBranch(model.name);
  const pulls = await ports.proposals.from(branch);
  const open4 = openOf(pulls);
  if (open4 === void 0 && pulls.some(({ closedAt }) => isAfter(closedAt, run))) return without("answered");
  const tip = await ports.repository.commit(open4?.headSha ?? `heads/${branch}`);
  const isWritten = tip !== null && isAfter(tip.at, run);
  const message = `Refresh the data of ${model.name}`;
  if (open4 !== void 0) {
    const sha2 = cause === "command" && !isWritten ? await ports.proposals.commit({ branch, parent: open4.headSha, message, files: files2, instead: false }) : open4.headSha;
    return { outcome: sha2 === open4.headSha ? "unchanged" : "updated", view: viewOf3(open4, facts2), told: null };
  }
  ports.log.step(`putting refreshed data of ${model.name} on ${branch}`);
  const sha = isWritten ? tip.sha : await ports.proposals.commit({ branch, parent: run.headSha, message, files: files2, instead: true });
  if (sha === run.headSha) return without("nothing-new");
  if (cause !== "command" && await wasDeclined(sha, pulls, ports)) return without("declined");
  return openPull(proposal, branch, ports);
}
var isAfter = (at, { startedAt }) => at !== null && Date.parse(at) > Date.parse(startedAt);
async function wasDeclined(sha, pulls, { repository }) {
  const last = pulls.find(({ state, merged }) => state === "closed" && !merged);
  if (last === void 0) return false;
  const [mine, theirs] = await Promise.all([repository.commit(sha), repository.commit(last.headSha)]);
  return mine !== null && mine.tree === theirs?.tree;
}
async function openPull(proposal, branch, ports) {
  const { model, standing, changes, cause, issue, facts: facts2 } = proposal;
  const { production: production2 } = foldState((await ports.ledger.read(model.name)).entries);
  const told = {
    model: model.name,
    changes,
    cause,
    issue,
    production: production2?.version ?? null,
    promote: model.promote,
    isByActions: standing.writer === "actions"
  };
  const pull = await ports.proposals.open({ branch, ...retrainText(told) });
  if (pull !== null) return { outcome: "opened", view: viewOf3(pull, facts2), told };
  ports.log.step("the settings do not let Actions open pull requests; the branch is there, and a link in the issue");
  return { outcome: "branch", view: branchView(branch, facts2), told: null };
}
var viewOf3 = ({ number: number2 }, { url }) => ({
  kind: "pull-request",
  number: number2,
  url: `${url}/pull/${number2}`
});
async function citeIssue({ view, told }, issue, { proposals }) {
  if (view.kind !== "pull-request" || told === null || told.cause !== "degraded" || told.issue === issue) return;
  await proposals.rewrite(view.number, retrainText({ ...told, issue }));
}

// src/report/read-watch.ts
var MOST_WATCH_CHARACTERS = 32e6;
var MOST_SIGNALS = 2e3;
var MOST_ITEMS = 1e4;
var CLOCK_MS = 36e5;
function readWatch(text2, model, now) {
  if (text2.length > MOST_WATCH_CHARACTERS) return no(`it has ${text2.length} characters`);
  const value = parse(text2);
  if (value === void 0) return no("it is no JSON");
  const read = watchSchema.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    return no(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "it is something else"}`);
  }
  const reason = contradictions.find(({ applies }) => applies(read.data, model, now))?.reason;
  return reason === void 0 ? { ok: true, watch: read.data } : no(reason);
}
var no = (reason) => ({ ok: false, reason });
function parse(text2) {
  try {
    return JSON.parse(text2);
  } catch {
    return void 0;
  }
}
var eventOf = ({ events }, kind) => events.find((each) => each.event === kind);
var namesOf = ({ signals }, state) => new Set(signals.filter((signal2) => signal2.state === state).map(({ name: name2 }) => ledgerName(name2)));
var contradictions = [
  { reason: "it is about another model", applies: (watch, model) => watch.model !== model },
  { reason: "it was made in the future", applies: ({ at }, _, now) => !(Date.parse(at) <= now.getTime() + CLOCK_MS) },
  {
    reason: "it holds more than any watch tells",
    applies: ({ signals, drift: drift2, notes, weekly: weekly2, files: files2 }) => signals.length > MOST_SIGNALS || [drift2, notes, weekly2?.points ?? [], files2.rewritten, files2.vanished].some(({ length }) => length > MOST_ITEMS)
  },
  {
    reason: "it wants to write more than one event",
    applies: ({ events }) => events.length > 1
  },
  {
    reason: "it wants to write or to remember something of a model that is not in production",
    applies: ({ production: production2, events, watch }) => production2 === null && (events.length > 0 || watch !== null)
  },
  {
    reason: "it wants to write an event and to remember nothing",
    applies: ({ events, watch }) => events.length > 0 && watch === null
  },
  {
    reason: "its event is about another production than it watched",
    applies: ({ production: production2, events }) => events.some((each) => each.production !== production2?.event)
  },
  {
    reason: "its state is not the one that its event makes",
    applies: (watch) => watch.events.some(({ event: event2 }) => event2 !== watch.state)
  },
  {
    reason: "it says that something is worse which its signals do not show",
    applies: (watch) => {
      const degraded = eventOf(watch, "degraded");
      if (degraded === void 0) return false;
      const worse = namesOf(watch, "worse");
      return degraded.signals.length === 0 || !degraded.signals.every((name2) => worse.has(name2));
    }
  },
  {
    reason: "it says that production got worse after it looked",
    applies: (watch) => Date.parse(eventOf(watch, "degraded")?.since ?? watch.at) > Date.parse(watch.at)
  },
  {
    reason: "it says that production is back and shows that it is not",
    applies: (watch) => {
      const recovered = eventOf(watch, "recovered");
      const worse = namesOf(watch, "worse");
      return recovered?.signals.some((name2) => worse.has(name2)) ?? false;
    }
  },
  {
    reason: "what it wants to remember is no state of the watch on this production",
    applies: ({ watch, production: production2 }) => watch !== null && parseWatchState(watch.text)?.production !== production2?.event
  }
];

// src/report/watch-summary.ts
var heads = {
  healthy: "✅ {model}: as promised",
  degraded: "❌ {model}: worse than promised",
  recovered: "✅ {model}: recovered",
  unknown: "⚠️ {model}: cannot be told"
};
function watchSummary(watch, state, stale) {
  const { acknowledged } = state.alarm ?? { acknowledged: [] };
  const table3 = signalTable({ signals: signalViews(watch), until: lastDay(watch), acknowledged });
  return [
    `### ${heads[watch.state].replace("{model}", inertMarkdown(watch.model))}${figure(watch)}`,
    stale === null ? "" : `**Nothing follows from this look.** ${inertMarkdownSentence(stale)}`,
    watch.reason === null ? "" : inertMarkdownSentence(watch.reason),
    failure2(watch),
    watch.signals.length === 0 ? "" : table3,
    reading(watch),
    ...watch.notes.slice(0, MOST_NOTES).map((note) => `- ${inertMarkdownSentence(note)}`)
  ].filter((part2) => part2 !== "").join("\n\n");
}
var MOST_NOTES = 20;
function figure({ signals }) {
  const overall = signals.find(({ kind, slice }) => kind === "performance" && slice === null);
  if (overall === void 0 || overall.now === null) return "";
  const bound = overall.better === "lower" ? "at most" : "at least";
  const promised = overall.promised === null ? "" : `, promised ${bound} ${quantity(overall.promised, overall.unit)}`;
  return `, ${inertMarkdown(metricName(overall.name))} ${quantity(overall.now, overall.unit)}${promised}`;
}
function failure2({ failure: failed }) {
  if (failed === null) return "";
  return [failed.what, failed.why, failed.remedy].map(inertMarkdownSentence).join(" ");
}
function reading({ rows: rows2, days: days2, files: files2, production: production2 }) {
  const watched = production2 === null ? "Nothing is in production." : `v${production2.version} is watched.`;
  const until = days2.last === null ? "" : ` up to ${dayWords(days2.last, days2.last)}`;
  const left = leftOut3.filter(([key]) => rows2[key] > 0).map(([key, words]) => `${counted(rows2[key], "rows")} ${words}`);
  const waiting = days2.waiting === 0 ? [] : [`${counted(days2.waiting, "days")} wait for labels`];
  const gone = files2.vanished.length === 0 ? [] : [`${counted(files2.vanished.length, "files")} vanished`];
  const rewritten = files2.rewritten.length === 0 ? [] : [`${counted(files2.rewritten.length, "files")} changed`];
  const remarks = [...waiting, ...left, ...gone, ...rewritten];
  const read = `Read ${counted(rows2.read, "rows")} of ${counted(files2.read, "files")}, counted ${counted(rows2.counted, "rows")} of ${counted(days2.counted, "days")}${until}.`;
  return `${watched} ${read}${remarks.length === 0 ? "" : ` ${remarks.join("; ")}.`}`;
}
var leftOut3 = [
  ["other_versions", "of other versions"],
  ["without_time", "without a time"],
  ["without_prediction", "without a prediction"],
  ["future", "of the future"],
  ["duplicates", "came again"],
  ["late_rows", "came too late"],
  ["late_labels", "got their labels too late"]
];

// src/flows/triage.ts
async function triage({ model, standing, text: text2 }, ports) {
  const reading2 = readWatch(text2, model.name, ports.clock.now());
  if (!reading2.ok) throw fail("watch-untrusted", { model: model.name, reason: reading2.reason });
  const { watch } = reading2;
  const record = await recordWatch(
    { watch, by: RELEVO, writer: standing.writer, requireTurn: (now) => requireTurn(model.name, now, standing) },
    ports
  );
  const { outcome, why, state, entries } = record;
  await ports.summarize(watchSummary(watch, state, why));
  const retrain2 = await retrainStanding(model, ports);
  const issue = outcome === "stale" ? null : await keepIssue({ model, standing, watch, entries, retrain: retrain2 }, ports);
  const outputs = watchOutputs(watch, state, { issue: issue?.url ?? "", retrain: retrain2 });
  return { outcome, why, state: watch.state, issue, outputs };
}

// src/flows/triage/act-on-look.ts
async function actOnLook(request, ports) {
  const { model, standing, look } = request;
  const failures = [];
  const retrained = await bringIn(request, ports).catch((thrown) => {
    failures.push(thrown);
    return void 0;
  });
  const outputs = look === null ? null : await tell({ model, standing, look, retrained }, ports);
  if (retrained !== void 0) await ports.summarize(retrainSummary(model.name, retrained));
  if (failures.length > 0) throw failures[0];
  return outputs ?? (retrained === void 0 ? null : unwatched(model.name, retrained));
}
async function bringIn({ model, standing, run, root }, ports) {
  if (model.data.refresh === null) return void 0;
  const known = await findIssue(model.name, ports.issues);
  const issue = known?.issue.state === "open" ? known.issue.number : null;
  const retrained = await retrain({ model, standing, run, root, issue }, ports);
  return retrained.outcome === "not-refreshed" ? void 0 : retrained;
}
async function tell(told, ports) {
  const { model, standing, look, retrained } = told;
  const { issue, outputs } = await triage({ model, standing, text: look }, ports);
  if (issue !== null && retrained !== void 0) await citeIssue(retrained, issue.number, ports);
  return outputs;
}
function unwatched(model, { view }) {
  return { model, state: null, signals: [], version: "", issue: "", retrain: retrainAddress(view) };
}

// src/flows/triage/tell-watches.ts
var MOST_BYTES5 = 2e7;
async function tellWatches({ run: id, config, standing }, given, told = () => void 0) {
  const { runs, repository, log } = given;
  const all = (await runs.artifacts(id)).filter(({ expired }) => !expired);
  const uploads = all.filter(({ name: name2 }) => name2.startsWith(WATCHES));
  if (uploads.length === 0 && !all.some(({ name: name2 }) => name2.startsWith(REFRESHED)))
    return log.step("no look at production to act on");
  const run = await trustedRun(id, standing, given);
  if (run === null) return;
  const text2 = await repository.text(run.headSha, config);
  const parsed = text2 === null ? null : parseConfig(text2, config);
  if (parsed === null || !("config" in parsed)) return log.step(`${config} cannot be read; nothing follows from it`);
  const ports = byNames(given, parsed.config);
  const root = config.slice(0, config.lastIndexOf("/") + 1);
  const failures = [];
  for (const model of Object.values(parsed.config.models)) {
    try {
      const look = await lookOf(model.name, uploads, runs);
      const outputs = await actOnLook({ model, standing, run, root, look }, ports);
      if (outputs !== null) told(outputs);
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length === 1) throw failures[0];
  if (failures.length > 1) throw new AggregateError(failures, `${failures.length} models could not be told.`);
}
async function trustedRun(id, { workflow }, ports) {
  const run = await ports.runs.get(id);
  const expected = { branch: await lookAtBranch(ports), commit: run.headSha, workflow };
  const distrust = await distrustOf(run, expected, ports);
  if (distrust === null) return run;
  ports.log.step(`nothing follows from its looks at production. ${distrust}`);
  return null;
}
async function lookOf(model, uploads, runs) {
  for (const { id, name: name2 } of uploads) {
    if (!isUploadFor(model, WATCHES, name2)) continue;
    const text2 = await runs.text(id, watchFile(model), MOST_BYTES5);
    if (text2 !== null) return text2;
  }
  return null;
}

export {
  runId,
  publish,
  ISSUE_LABEL,
  reconcile,
  tellWatches
};
