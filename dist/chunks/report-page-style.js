import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  presentable
} from "./report-report-check.js";
import {
  runFacts,
  runLine
} from "./report-run-facts.js";
import {
  pairingOf
} from "./flows-evaluate-judgement.js";
import {
  nameRules
} from "./flows-evaluate-identity-2.js";
import {
  lossChanges,
  readPairs,
  wilson
} from "./core-evidence-moment-evidence.js";
import {
  chooseMetric
} from "./core-metrics-ordered.js";
import {
  capitalised,
  evidenceSentence,
  flipSummary,
  flipWords,
  metricTable,
  powerSentence,
  primaryOf,
  sliceSummary,
  sliceTable
} from "./report-comparison-words.js";
import {
  inertLine
} from "./report-inert.js";
import {
  amount,
  count,
  counted,
  metricName,
  outcomeWords,
  scaleOf,
  valueFigure
} from "./report-figures.js";
import {
  numberText
} from "./core-number-text.js";
import {
  hexOf
} from "./core-digest.js";
import {
  RelevoError
} from "./errors-tables.js";

// src/report/page/charts.ts
var point = ({ x, y, low, high, rows }) => ({ x, y, low, high, rows, label: null });
var bothSeries = ({ baseline, candidate }, name) => [
  { name, side: "baseline", points: baseline.map(point) },
  { name: "candidate", side: "candidate", points: candidate.map(point) }
];
var isThere = (bins) => bins !== null && bins.candidate.length > 0;
function rowCharts({ task, baseline }, details) {
  const { calibration, residuals, errors } = details;
  return [
    ...isThere(calibration) ? [calibrationChart(calibration, baseline.name, task)] : [],
    ...isThere(residuals) ? [residualsChart(residuals, baseline.name)] : [],
    ...isThere(errors) ? [errorsChart(errors, baseline.name)] : [],
    ...details.periods.length > 1 ? [periodsChart(details, baseline.name, task)] : []
  ];
}
function calibrationChart(bins, baseline, task) {
  const isBinary = task === "binary";
  const said = isBinary ? "probability that was predicted" : "probability of the predicted class";
  const found = isBinary ? "share that was positive" : "share that was right";
  return {
    id: "calibration",
    kind: "calibration",
    title: "Calibration",
    caption: "On the diagonal, what is called likely happens as often as it was said to. Above it the model says too little, below it too much. Bins of about as many rows each.",
    description: `The ${found} against the ${said}, for both models.`,
    x: said,
    y: found,
    headers: ["predicted", "found", "from", "to"],
    series: bothSeries(bins, baseline)
  };
}
var residualsChart = (bins, baseline) => ({
  id: "residuals",
  kind: "residuals",
  title: "Errors by size of the prediction",
  caption: "True value minus prediction: the median, and the middle eight tenths of the rows. Above zero the model predicts too little. Bins of about as many rows each.",
  description: "The median error against the prediction, with the range of eight tenths of the rows, for both models.",
  x: "prediction",
  y: "true value − prediction",
  headers: ["prediction", "median error", "one tenth below", "one tenth above"],
  series: bothSeries(bins, baseline)
});
var errorsChart = (bins, baseline) => ({
  id: "errors",
  kind: "errors",
  title: "How large errors are",
  caption: "Share of rows by error. A better model is narrower, and has its peak at zero. The outer bins hold all beyond.",
  description: "The share of rows against the error, for both models.",
  x: "true value − prediction",
  y: "share of rows",
  headers: ["error", "share of rows"],
  series: bothSeries(bins, baseline)
});
function periodsChart({ periods }, baseline, task) {
  const y = task === "regression" ? "mean absolute error" : "share wrong";
  const series = (side) => periods.map(({ time, rows, ...losses }) => ({
    x: time,
    y: losses[side],
    low: null,
    high: null,
    rows,
    label: null
  }));
  return {
    id: "periods",
    kind: "periods",
    title: "Over time",
    caption: `The ${y} through the holdout, in stretches of about as many rows each.`,
    description: `The ${y} against time, for both models.`,
    x: "from",
    y,
    headers: ["from", y],
    series: [
      { name: baseline, side: "baseline", points: series("baseline") },
      { name: "candidate", side: "candidate", points: series("candidate") }
    ]
  };
}
function versionsChart(report, { versions }) {
  if (report.comparison === null) return null;
  const primary = primaryOf(report.comparison);
  const { factor, valueUnit } = scaleOf(primary);
  const same = versions.flatMap(({ version, made }) => {
    const value = made.metrics[primary.metric] ?? null;
    const isThis = made.artifact === report.digests.candidate;
    return made.holdout !== report.digests.holdout || value === null || isThis ? [] : [{ label: `v${version}`, value }];
  });
  if (same.length === 0 || primary.candidate === null) return null;
  const all = [...same, { label: "this run", value: primary.candidate }];
  const y = `${metricName(primary.metric)}${valueUnit === "" ? "" : ", %"}`;
  const points = all.map(({ label, value }, x) => ({ x, y: value * factor, low: null, high: null, rows: null, label }));
  return {
    id: "versions-chart",
    kind: "versions",
    title: `${metricName(primary.metric)} from version to version`,
    caption: "Versions that were judged on the rows of this run.",
    description: `${metricName(primary.metric)} of each version and of this run.`,
    x: "version",
    y,
    headers: ["version", y],
    series: [{ name: "candidate", side: "candidate", points }]
  };
}

// src/report/page/html.ts
var entities = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;"
};
var escaped = (text3) => inertLine(text3).replace(/[&<>"']/g, (character) => entities[character]);
function html(strings, ...pieces) {
  const markup = strings.map((part, index) => part + (index < pieces.length ? markupOf(pieces[index]) : ""));
  return { markup: markup.join("") };
}
function markupOf(piece) {
  if (piece === null) return "";
  if (typeof piece === "string" || typeof piece === "number") return escaped(String(piece));
  return "markup" in piece ? piece.markup : piece.map(({ markup }) => markup).join("\n");
}
var nothing = { markup: "" };
var sentence = (text3) => ({
  markup: escaped(text3).replace(/`([^`]+)`/g, "<code>$1</code>").replace(/(?<=\d) %/g, " %")
});
var dataScript = (id, value) => ({
  markup: `<script type="application/json" id="${escaped(id)}">${JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, unicode)}</script>`
});
var unicode = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

// src/report/page/flips.ts
function flipList({ comparison, baseline, details, named }) {
  if (named === "none") return null;
  const rows = details === null ? fromReport(comparison) : details.rows.map((detail) => rowOf(detail));
  const columns2 = details?.columns ?? Object.keys(comparison.flips.worst[0]?.id ?? {});
  if (rows.length === 0) return null;
  const { right, wrong } = flipWords(comparison);
  const largest2 = rows.reduce((so, row) => Math.max(so, Math.abs(row[4])), 0);
  const decimals = largest2 > 0 ? Math.min(12, Math.max(0, 2 - Math.floor(Math.log10(largest2)))) : 0;
  return {
    columns: columns2.map(inertLine),
    baseline: inertLine(baseline),
    right,
    wrong,
    change: comparison.flips.tolerance === null ? "P(truth) by" : "by",
    decimals,
    hasTarget: details !== null && comparison.task !== "score",
    isNumeric: comparison.task !== "multiclass",
    rows
  };
}
var rowOf = ({ names, target, baseline, candidate, change }) => [
  names.map(inertLine),
  text(target),
  text(baseline),
  text(candidate),
  change
];
var fromReport = ({ flips }) => flips.worst.map(({ id, change }) => [Object.values(id).map(inertLine), "", "", "", change]);
var text = (value) => {
  if (value === null) return "";
  return typeof value === "number" ? numberText(value) : inertLine(value);
};
function flipsSection(view, list) {
  const { comparison, details, named } = view;
  const summary = html`<p>${capitalised(flipSummary(comparison))}.</p>`;
  return html`<section id="rows" aria-labelledby="rows-title">
<h2 id="rows-title">Rows that flipped</h2>
${summary}
${named === "none" ? sentenceParagraph("Rows are not named: `report: { rows: ids }` in relevo.yml would list them here.") : nothing}
${list === null ? nothing : browser(list, details)}
</section>`;
}
var sentenceParagraph = (words) => html`<p class="quiet">${sentence(words)}</p>`;
function browser(list, details) {
  const listed = details === null ? "Those that changed most, as the report has them." : details.leftOut > 0 ? `The ${counted(list.rows.length, "rows")} that changed most; ${counted(details.leftOut, "more")} left out.` : "All of them, the largest change first.";
  return html`<p class="quiet">${listed}</p>
<noscript><p>Browsing rows needs JavaScript; everything else on this page does not.</p></noscript>
<div id="flips" hidden>
<div class="controls">
<label>Find <input type="search" name="text" placeholder="part of any cell" autocomplete="off"></label>
<label>Show <select name="kind"><option value="">all</option><option value="right">${list.right}</option><option value="wrong">${list.wrong}</option></select></label>
<output aria-live="polite"></output>
</div>
<div class="frame" role="region" aria-labelledby="flips-caption" tabindex="0"><table id="flips-table"><caption id="flips-caption"><span>Rows that flipped</span></caption><thead></thead><tbody></tbody></table></div>
<nav class="pages" aria-label="Pages of rows"><button type="button" name="first">First</button><button type="button" name="previous">Previous</button><span></span><button type="button" name="next">Next</button><button type="button" name="last">Last</button></nav>
</div>`;
}

// src/report/page/table.ts
function table({ id, caption, columns: columns2, rows, rowClass }) {
  return html`<div class="frame" role="region" aria-labelledby="${id}-caption" tabindex="0"><table id="${id}">
<caption id="${id}-caption"><span>${caption}</span></caption>
<thead><tr>${columns2.map(header)}</tr></thead>
<tbody>${rows.map(
    (cells, index) => html`<tr${rowClass === void 0 ? nothing : html` class="${rowClass(index)}"`}>${cells.map(
      (cell, column) => drawn(cell, columns2[column], column)
    )}</tr>`
  )}</tbody></table></div>`;
}
function header({ title, align, sort, name }) {
  const shown = sort === void 0 ? html`${title}` : html`<button type="button">${title}</button>`;
  const sorts = sort === void 0 ? nothing : html` data-sort="${sort}" aria-sort="none"`;
  return html`<th scope="col" class="${align} ${name ?? ""}"${sorts}>${shown}</th>`;
}
function drawn({ content, key }, { align, name }, column) {
  const sorted = key === void 0 ? nothing : html` data-key="${key ?? ""}"`;
  const classes = `${align} ${name ?? ""}`;
  return column === 0 ? html`<th scope="row" class="${classes}"${sorted}>${content}</th>` : html`<td class="${classes}"${sorted}>${content}</td>`;
}

// src/report/page/pictures.ts
function picture(chart) {
  const { id, title, caption, series, kind } = chart;
  return html`<figure id="${id}" class="${kind}">
<figcaption><strong>${title}</strong> ${caption}</figcaption>
${kind === "versions" ? nothing : html`<p class="legend">${series.map(({ name, side }) => html`<span class="${side}">${name}</span>`)}</p>`}
<div class="drawing" data-chart="${id}"></div>
<details><summary>As a table</summary>${numbers(chart)}</details>
</figure>`;
}
function numbers({ id, title, headers, series, kind }) {
  const hasRows = kind !== "versions";
  return table({
    id: `${id}-table`,
    caption: title,
    columns: [
      { title: "model", align: "left" },
      ...headers.map((header2) => ({ title: header2, align: "right" })),
      ...hasRows ? [{ title: "rows", align: "right" }] : []
    ],
    rows: series.flatMap(
      ({ name, points }) => points.map((point2) => [
        { content: name },
        ...cellsOf(point2, headers.length, kind),
        ...hasRows ? [{ content: count(point2.rows ?? 0) }] : []
      ])
    )
  });
}
function cellsOf({ x, y, low, high, label }, columns2, kind) {
  const first = label ?? (kind === "periods" ? new Date(x).toISOString().slice(0, 10) : figure(x));
  const ends2 = columns2 > 2 ? [low, high] : [];
  return [first, figure(y), ...ends2.map((end) => end === null ? "–" : figure(end))].map((content) => ({ content }));
}
var figure = (value) => numberText(value, 4);

// src/report/page/making.ts
function lineageSection(report) {
  const facts = runFacts(report);
  const named = [
    ["training", report.digests.training],
    ["candidate", report.digests.candidate],
    ["predictions", report.digests.predictions],
    ["holdout", report.digests.holdout],
    ["rules", report.digests.rules],
    ["yardstick", report.digests.yardstick],
    ["comparison", report.digests.comparison],
    ["baseline event", report.baseline.event]
  ];
  const digests = named.flatMap(([name, digest]) => digest === null ? [] : [{ name, digest }]);
  const command = report.training.command.join(" ");
  return html`<section id="lineage" aria-labelledby="lineage-title">
<h2 id="lineage-title">How it was made</h2>
<dl class="facts">${facts.map(([name, text3]) => html`<div><dt>${name}</dt><dd>${text3}</dd></div>`)}
${command === "" ? nothing : html`<div><dt>command</dt><dd><code>${command}</code></dd></div>`}
<div><dt>git</dt><dd>commit <code>${report.run.commit ?? "none"}</code>${report.run.tree === null ? nothing : html`, tree <code>${report.run.tree}</code>`}</dd></div></dl>
<details><summary>Digests</summary>${table({
    id: "digests-table",
    caption: "SHA-256 of everything that this run names. Equal digests are equal things, on every machine.",
    columns: [
      { title: "of", align: "left" },
      { title: "digest", align: "left", name: "digest" }
    ],
    rows: digests.map(({ name, digest }) => [{ content: name }, { content: html`<code>${digest}</code>` }])
  })}</details>
</section>`;
}
function policySection({ comparison, former, policy }) {
  if (comparison === null) return nothing;
  const compared = comparison;
  const { checks, require: require2, alpha } = compared;
  const passed = checks.filter(({ result }) => result === "pass").length;
  const power = powerSentence(compared, primaryOf(compared));
  return html`<section id="policy" aria-labelledby="policy-title">
<h2 id="policy-title">Policy</h2>
<p>${require2}, alpha ${alpha}; ${count(passed)} of ${counted(checks.length, "checks")} pass.${power === "" ? "" : ` ${power}`}${former === null ? "" : ` The rules changed since production; by the former ones the verdict is ${former.verdict}.`}</p>
${checks.length === 0 ? nothing : checksTable(checks)}
<details><summary>As relevo.yml has it</summary><pre>${{ markup: preformatted(JSON.stringify(policy, null, 2)) }}</pre></details>
</section>`;
}
var checksTable = (checks) => table({
  id: "checks-table",
  caption: "What the policy asks",
  columns: [
    { title: "check", align: "left" },
    { title: "expected", align: "left" },
    { title: "found", align: "left" },
    { title: "result", align: "left" }
  ],
  rows: checks.map(({ name, expected, message, result }) => [
    { content: name },
    { content: expected },
    { content: message },
    { content: html`<span class="outcome ${resultClass[result]}">${result}</span>` }
  ])
});
var resultClass = { pass: "better", fail: "worse", inconclusive: "inconclusive", skipped: "open" };
var preformatted = (text3) => text3.split("\n").map((line) => html`${line}`.markup).join("\n");
function versionsSection(report, state) {
  if (state.versions.length === 0) return nothing;
  const chart = versionsChart(report, state);
  const { production, frozen } = state;
  return html`<section id="versions" aria-labelledby="versions-title">
<h2 id="versions-title">Versions</h2>
<p>${production === null ? "Nothing is in production." : `v${production.version} is in production since ${day(production.since)}.`}${frozen === null ? "" : ` Frozen by ${frozen.by}${frozen.reason === null ? "" : `: ${frozen.reason}`}.`}</p>
${chart === null ? nothing : picture(chart)}
${table({
    id: "versions-table",
    caption: "Each version was measured on the holdout of its own time.",
    columns: [
      { title: "version", align: "left" },
      { title: "since", align: "left" },
      { title: metricName(metricOf(report, state) ?? "metric"), align: "right" },
      { title: "verdict", align: "left" },
      { title: "commit", align: "left" },
      { title: "by", align: "left" },
      { title: "", align: "left" }
    ],
    rows: [...state.versions].reverse().map((version) => cellsOf2(version, report, state)),
    rowClass: (index) => state.versions.at(-1 - index)?.version === production?.version ? "primary" : "other"
  })}
</section>`;
}
var primaryOfReport = ({ comparison }) => comparison === null ? null : primaryOf(comparison);
var metricOf = (report, { versions }) => primaryOfReport(report)?.metric ?? Object.keys(versions.at(-1)?.made.metrics ?? {})[0];
function shownValue({ made }, report, state) {
  const primary = primaryOfReport(report);
  const value = made.metrics[metricOf(report, state) ?? ""] ?? null;
  if (primary !== null) return valueFigure(value, scaleOf(primary));
  return value === null ? "–" : numberText(value);
}
function cellsOf2(one, report, state) {
  const { version, made } = one;
  const isRolledBack = state.rolledBack.some(({ artifact }) => artifact === made.artifact);
  const notes2 = [
    ...state.production?.version === version ? ["in production"] : [],
    ...isRolledBack ? ["rolled back"] : [],
    ...made.artifact === report.digests.candidate ? ["this candidate"] : [],
    ...report.baseline.version === version ? ["the baseline"] : []
  ];
  return [
    { content: `v${version}` },
    { content: day(made.at) },
    { content: shownValue(one, report, state) },
    { content: made.verdict ?? "adopted" },
    { content: html`<code>${made.commit?.slice(0, 10) ?? "none"}</code>` },
    { content: made.by },
    { content: notes2.join(", ") }
  ];
}
var day = (at2) => at2.slice(0, 10);

// src/report/page/interval.ts
function ownDomain({ improvement, interval, margin }) {
  const sizes = [improvement, ...interval ?? [], margin?.absolute ?? null].map((value) => Math.abs(value ?? 0));
  const reach = Math.max(...sizes) * 1.12 || 1;
  return { from: -reach, to: reach };
}
function sharedDomain(rows) {
  const estimates = rows.map(({ improvement }) => improvement).filter((value) => value !== null);
  const ends2 = (index) => rows.map(({ interval }) => interval?.[index] ?? null).filter((value) => value !== null).sort((a, b) => a - b);
  const [lows, highs] = [ends2(0), ends2(1)];
  const margins = rows.map(({ margin }) => -(margin?.absolute ?? 0));
  const from = Math.min(0, ...estimates, ...margins, lows[Math.floor(lows.length * 0.05)] ?? 0);
  const to = Math.max(0, ...estimates, highs[Math.ceil(highs.length * 0.95) - 1] ?? 0);
  const room = (to - from) * 0.04 || 1;
  return { from: from - room, to: to + room };
}
function intervalPicture(row, domain) {
  const { improvement, outcome, margin } = row;
  if (improvement === null) return nothing;
  const [low, high] = row.interval ?? [null, null];
  const allowed = margin === null || margin.absolute === null ? null : -margin.absolute;
  return html`<svg class="interval ${outcome}" aria-hidden="true" focusable="false">${allowed === null || allowed >= 0 ? null : band(allowed, domain)}<line class="zero" x1="${at(0, domain)}" x2="${at(0, domain)}" y1="0" y2="100%"/>${low === null || high === null ? null : range(low, high, domain)}<circle cx="${at(improvement, domain)}" cy="50%" r="4.5"/></svg>`;
}
var band = (allowed, domain) => html`<rect class="allowed" x="${at(allowed, domain)}" width="${percent(position(0, domain) - position(allowed, domain))}" y="0" height="100%"/>`;
function range(low, high, domain) {
  const line = html`<line class="range" x1="${at(low, domain)}" x2="${at(high, domain)}" y1="50%" y2="50%"/>`;
  const arrows = [
    ...low < domain.from ? [html`<svg x="0" y="50%"><path d="M7-5 1 0l6 5"/></svg>`] : [tick(low, domain)],
    ...high > domain.to ? [html`<svg x="100%" y="50%"><path d="M-7-5-1 0l-6 5"/></svg>`] : [tick(high, domain)]
  ];
  return html`${line}${arrows}`;
}
var tick = (end, domain) => html`<svg x="${at(end, domain)}" y="50%"><path d="M0-4v8"/></svg>`;
var at = (value, domain) => percent(position(value, domain));
var position = (value, { from, to }) => Math.min(100, Math.max(0, (value - from) / (to - from) * 100));
var percent = (share) => `${Number(share.toFixed(2))}%`;

// src/report/page/metrics.ts
function metricsSection(comparison, baseline) {
  const style2 = { inert: inertLine, strong: (text3) => text3, baseline, candidate: "candidate" };
  const { rows } = metricTable(comparison, style2);
  const metrics = comparison.metrics.filter(({ slice }) => slice === null);
  const level = Math.round(primaryOf(comparison).level * 100);
  return html`<section id="metrics" aria-labelledby="metrics-title">
<h2 id="metrics-title">Metrics</h2>
${table({
    id: "metrics-table",
    caption: html`Right of the middle is better. The line is the ${level} % interval; the shaded stretch is what the policy lets a metric lose. The first metric decides.`,
    columns: [
      { title: "metric", align: "left", name: "metric" },
      { title: baseline, align: "right" },
      { title: "candidate", align: "right" },
      { title: html`<span class="ends"><span>worse</span><span>better</span></span>`, align: "left", name: "drawing" },
      { title: `change (${level} %)`, align: "left", name: "change" },
      { title: "needed", align: "right" },
      { title: "result", align: "left" }
    ],
    rows: rows.map((cells, index) => cellsOf3(cells, metrics[index])),
    rowClass: (index) => metrics[index]?.role === "primary" ? "primary" : "other"
  })}
</section>`;
}
function cellsOf3(cells, metric) {
  const [name = "", before = "", after = "", change = "", needed = "", result = ""] = cells;
  const picture2 = metric === void 0 ? null : intervalPicture(metric, ownDomain(metric));
  return [
    { content: name },
    { content: before },
    { content: after },
    { content: picture2 },
    { content: change },
    { content: needed },
    { content: html`<span class="outcome ${metric?.outcome ?? limitClass(result)}">${result}</span>` }
  ];
}
var limitClass = (result) => result === "within" ? "better" : result === "beyond" ? "worse" : "open";

// src/report/page/slices.ts
var order = [
  "worse",
  "inconclusive",
  "slightly-worse",
  "not-worse",
  "better",
  "identical"
];
function slicesSection(comparison, baseline) {
  const rows = comparison.metrics.filter(({ slice }) => slice !== null);
  if (rows.length === 0) return nothing;
  return html`<section id="slices" aria-labelledby="slices-title">
<h2 id="slices-title">Slices</h2>
<p>${sliceSummary(comparison)}.${leftOut(comparison)}</p>
${controls(rows)}
${forest(comparison, rows, baseline)}
</section>`;
}
function leftOut({ slices }) {
  const small = slices.too_small.length;
  const parts = [
    ...small > 0 ? [`${counted(small, "slices")} with too few rows to be told`] : [],
    ...slices.left_out > 0 ? [`${counted(slices.left_out, "slices")} beyond the most that are tested`] : []
  ];
  return parts.length === 0 ? "" : ` Left out: ${parts.join(", ")}.`;
}
function controls(rows) {
  const present = order.filter((outcome) => rows.some((row) => row.outcome === outcome));
  return html`<div class="controls" data-filters="slices-table" hidden>
<label>Find <input type="search" name="text" placeholder="part of a slice’s name" autocomplete="off"></label>
<label>Result <select name="kind"><option value="">all</option>${present.map(
    (outcome) => html`<option value="${outcome}">${outcomeWords[outcome]}</option>`
  )}</select></label>
<output aria-live="polite">${counted(rows.length, "slices")}</output>
</div>`;
}
function forest(comparison, rows, baseline) {
  const primary = primaryOf(comparison);
  const domain = sharedDomain(rows);
  const { rows: texts } = sliceTable(comparison, { inert: inertLine, strong: (text3) => text3, baseline, candidate: "" });
  const flips = new Map(comparison.flips.slices.map((slice) => [JSON.stringify(slice.slice), slice]));
  return table({
    id: "slices-table",
    caption: `${metricName(primary.metric)} of each slice with its ${Math.round(primary.level * 100)} % interval; an arrow points to an end beyond the picture.`,
    columns: columns(comparison, baseline, ends(primary, domain)),
    rows: rows.map((row, index) => {
      const [name = "", , before = "", after = "", change = ""] = texts[index];
      const flipped = flips.get(JSON.stringify(row.slice));
      const [right, wrong] = [flipped?.wrong_to_right ?? 0, flipped?.right_to_wrong ?? 0];
      return [
        { content: name, key: name },
        { content: count(row.rows), key: row.rows },
        { content: before, key: row.baseline },
        { content: after, key: row.candidate },
        { content: intervalPicture(row, domain), key: row.interval?.[0] ?? null },
        { content: change, key: row.improvement },
        { content: count(right), key: right },
        { content: count(wrong), key: wrong },
        {
          content: html`<span class="outcome ${row.outcome}">${outcomeWords[row.outcome]}</span>`,
          key: order.indexOf(row.outcome)
        }
      ];
    }),
    rowClass: (index) => rows[index]?.outcome ?? ""
  });
}
function columns(comparison, baseline, scale) {
  const { right, wrong } = flipWords(comparison);
  return [
    { title: "slice", align: "left", sort: "text", name: "slice" },
    { title: "rows", align: "right", sort: "number" },
    { title: baseline, align: "right", sort: "number" },
    { title: "candidate", align: "right", sort: "number" },
    { title: scale, align: "left", sort: "number", name: "drawing" },
    { title: "change", align: "left", sort: "number", name: "change" },
    { title: right, align: "right", sort: "number", name: "flip" },
    { title: wrong, align: "right", sort: "number", name: "flip" },
    { title: "result", align: "left", sort: "number" }
  ];
}
function ends(primary, { from, to }) {
  const scale = scaleOf(primary);
  return html`<span class="ends"><span>${amount(from, scale)}</span><span>${amount(to, scale)}</span></span>`;
}

// src/report/page/style.ts
var colours = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #14171c);
  --raised: light-dark(#f6f7f9, #1c2027);
  --line: light-dark(#dfe3e8, #303640);
  --ink: light-dark(#1b1f24, #e8ebef);
  --quiet: light-dark(#57606a, #a0a9b4);
  --accent: light-dark(#2456c9, #8db4ff);
  --better: light-dark(#11734b, #5fd3a0);
  --worse: light-dark(#b3261e, #ff9a90);
  --open: light-dark(#8a5a00, #f0c05a);
  --baseline: light-dark(#8a6d3b, #d8b573);
  --candidate: light-dark(#2456c9, #8db4ff);
  --allowed: light-dark(#eceff3, #262c35);
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }`;
var text2 = `
* { box-sizing: border-box; }
html { scroll-behavior: smooth; scroll-padding-top: 4rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; font-variant-numeric: tabular-nums; }
main, .top, footer { max-width: 78rem; margin-inline: auto; padding-inline: 1.5rem; }
h1 { font-size: clamp(1.35rem, 1rem + 1.6vw, 1.95rem); line-height: 1.25; letter-spacing: -0.015em; font-weight: 650; margin: .6rem 0 .7rem; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; font-weight: 650; letter-spacing: -0.01em; margin: 0 0 .6rem; }
p { margin: 0 0 .8rem; max-width: 75ch; overflow-wrap: anywhere; }
code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, monospace; font-size: .86em; overflow-wrap: anywhere; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem; overflow-x: auto; }
a { color: var(--accent); }
.quiet, figcaption, caption { color: var(--quiet); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 2; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
section, figure { margin: 0 0 2.8rem; }
footer { color: var(--quiet); font-size: .85rem; padding-block: 1.2rem 3rem; border-top: 1px solid var(--line); }`;
var top = `
.bar { position: sticky; top: 0; z-index: 1; background: var(--paper); border-bottom: 1px solid var(--line); }
.top { display: flex; align-items: center; gap: 1rem; padding-block: .55rem; }
.top .name { font-weight: 650; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.top nav { display: flex; gap: 1.1rem; margin-left: auto; overflow-x: auto; white-space: nowrap; font-size: .9rem; padding: .2rem; }
.top nav a { color: var(--quiet); text-decoration: none; }
.top nav a:hover { color: var(--ink); text-decoration: underline; }
.answer { padding-block: 2rem .6rem; }
.verdict { display: inline-block; font-size: .8rem; font-weight: 650; padding: .12rem .7rem; border-radius: 99px; border: 1.5px solid; }
.verdict.pass { color: var(--better); }
.verdict.fail { color: var(--worse); }
.verdict.inconclusive { color: var(--open); }
.lead { font-size: 1.08rem; }
.meta { display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; color: var(--quiet); font-size: .88rem; margin: 0 0 2rem; padding: 0; list-style: none; }
.note { border-left: 3px solid var(--open); background: var(--raised); padding: .6rem 1rem; border-radius: 0 8px 8px 0; margin: 0 0 1rem; max-width: 75ch; }
.note.broken { border-color: var(--worse); }
main > .note + section, main > pre + section { margin-top: 2.4rem; }
.note p:last-child { margin: 0; }
button, select, input { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--line); border-radius: 7px; padding: .28rem .7rem; }
button { cursor: pointer; }
button:hover:not(:disabled) { background: var(--raised); }
button:disabled { color: var(--quiet); cursor: default; opacity: .55; }
.theme { flex: none; font-size: .85rem; }`;
var tables = `
.frame { overflow-x: auto; border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .92rem; }
caption span { display: block; position: sticky; left: .7rem; width: fit-content; max-width: min(75ch, 100vw - 4rem); }
caption { text-align: left; padding: .6rem .7rem; font-size: .86rem; border-bottom: 1px solid var(--line); }
th, td { padding: .42rem .7rem; text-align: left; vertical-align: middle; border-bottom: 1px solid var(--line); }
tbody tr:last-child > * { border-bottom: 0; }
tbody th { font-weight: 500; }
tbody tr:hover > * { background: var(--raised); }
tr.primary > * { font-weight: 650; }
thead th { font-weight: 600; color: var(--quiet); font-size: .84rem; white-space: nowrap; background: var(--raised); }
.right { text-align: right; white-space: nowrap; }
.metric { white-space: nowrap; }
.slice { overflow-wrap: anywhere; min-width: 9rem; }
.digest { overflow-wrap: anywhere; }
thead button { border: 0; background: none; padding: .1rem .2rem; margin: 0 -.2rem; font-weight: inherit; color: inherit; }
thead th.right button { text-align: right; }
thead button::after { content: "↕"; opacity: .35; margin-left: .35em; display: inline-block; width: .8em; }
thead [aria-sort="ascending"] button::after { content: "↑"; opacity: 1; }
thead [aria-sort="descending"] button::after { content: "↓"; opacity: 1; }
thead [aria-sort="ascending"], thead [aria-sort="descending"] { color: var(--ink); }
th.drawing button { display: flex; width: 100%; align-items: center; }
.ends { display: flex; justify-content: space-between; gap: .8rem; flex: 1; font-weight: 400; font-size: .92em; white-space: normal; line-height: 1.2; }
.ends :last-child { text-align: right; }
.change { white-space: nowrap; }
#slices-table .change { white-space: normal; min-width: 12.5rem; }
thead th.flip { white-space: normal; line-height: 1.2; min-width: 6.4rem; }
.drawing { min-width: 12rem; width: 30%; }
td.drawing { padding-block: 0; }
.outcome { white-space: nowrap; }
.outcome::before { content: ""; display: inline-block; width: .55em; height: .55em; border-radius: 50%; margin-right: .45em; background: var(--quiet); }
.outcome.better::before { background: var(--better); }
.outcome.worse::before { background: var(--worse); border-radius: 0; }
.outcome.slightly-worse::before, .outcome.inconclusive::before { background: none; border: 2px solid var(--open); width: .3em; height: .3em; }
.outcome.worse { color: var(--worse); font-weight: 600; }
.outcome.better { color: var(--better); }
.interval { display: block; width: 100%; height: 2.1rem; overflow: hidden; color: var(--quiet); }
.interval svg { overflow: visible; }
.interval.better { color: var(--better); }
.interval.worse { color: var(--worse); }
.interval.inconclusive, .interval.slightly-worse { color: var(--open); }
.interval .zero { stroke: var(--quiet); stroke-width: 1; opacity: .65; }
.interval .allowed { fill: var(--allowed); }
.interval .range, .interval path { stroke: currentColor; stroke-width: 2; fill: none; }
.interval circle { fill: currentColor; stroke: var(--paper); stroke-width: 1.5; }
.controls { display: flex; flex-wrap: wrap; gap: .6rem 1.2rem; align-items: center; margin-bottom: .8rem; font-size: .92rem; }
.controls input { width: 15rem; max-width: 60vw; }
label { display: inline-flex; gap: .5em; align-items: center; }
.controls output { color: var(--quiet); margin-left: auto; }
[hidden] { display: none !important; }
.pages { display: flex; gap: .5rem; align-items: center; justify-content: center; margin-top: .8rem; font-size: .9rem; flex-wrap: wrap; }
.pages span { color: var(--quiet); padding-inline: .6rem; }
.kind-right { color: var(--better); }
.kind-wrong { color: var(--worse); }`;
var pictures = `
.gallery { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 2.2rem; }
.gallery figure { display: grid; grid-template-rows: subgrid; grid-row: span 4; margin-bottom: 2rem; align-content: start; }
.gallery figure.periods { grid-column: 1 / -1; }
figure { min-width: 0; }
figcaption { font-size: .88rem; max-width: 65ch; }
figcaption strong { display: block; color: var(--ink); font-size: 1rem; }
figure .drawing { width: 100%; min-width: 0; --plot-background: var(--paper); }
figure svg { display: block; max-width: 100%; height: auto; overflow: visible; font-family: inherit; }
.legend { display: flex; gap: 1.2rem; font-size: .86rem; margin: .4rem 0 .2rem; }
.legend span::before { content: ""; display: inline-block; width: 1.4em; height: 0; border-top: 2.5px solid var(--candidate); vertical-align: middle; margin-right: .45em; }
.legend .baseline::before { border-color: var(--baseline); border-top-style: dashed; }
details { margin-top: .5rem; font-size: .92rem; }
details .frame { margin-top: .5rem; max-height: 24rem; overflow: auto; }
summary { cursor: pointer; color: var(--quiet); width: fit-content; }
.facts { margin: 0; border: 1px solid var(--line); border-radius: 10px; font-size: .92rem; }
.facts div { display: grid; grid-template-columns: 8rem 1fr; gap: 1rem; padding: .45rem .9rem; border-bottom: 1px solid var(--line); }
.facts div:last-child { border-bottom: 0; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  main, .top, footer { padding-inline: 1rem; }
  .top nav { display: none; }
  .top .theme { margin-left: auto; }
  .facts div { grid-template-columns: 1fr; gap: 0; }
  th, td { padding-inline: .6rem; }
  tbody th, thead th:first-child { position: sticky; left: 0; background: var(--paper); border-right: 1px solid var(--line); }
  thead th:first-child { background: var(--raised); }
  .slice { min-width: 7rem; max-width: 40vw; }
  .controls output { margin-left: 0; }
}
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
@media (forced-colors: active) { .interval circle, .interval .range { forced-color-adjust: none; } }`;
var paper = `
@media print {
  :root, :root[data-theme] { color-scheme: light; }
  @page { margin: 14mm; }
  html { font-size: 8.2pt; }
  .change, #slices-table .change { white-space: normal; min-width: 10rem; }
  main, .top, footer { max-width: none; padding-inline: 0; }
  .bar { position: static; border: 0; }
  .top nav, .theme, .controls, .pages button, .skip, thead button::after, summary, details:not([open]) { display: none !important; }
  .frame { overflow: visible; border-radius: 0; }
  th, td { padding: .22rem .45rem; }
  thead { display: table-header-group; }
  tr, figure, .note, .facts div { break-inside: avoid; }
  h2, caption, figcaption { break-after: avoid; }
  section, figure { margin-bottom: 1.4rem; }
  td.drawing, th.drawing { min-width: 8rem; }
  * { print-color-adjust: exact; }
}`;
var style = [colours, text2, top, tables, pictures, paper].join("\n");

// src/report/page/page.ts
function reportPage(parts) {
  const { script, sha256, rows } = parts;
  if (/<\/script|<!--/i.test(script)) throw new Error("The program of the page would end its own element.");
  const report = presentable(parts.report, rows);
  const sections = bodyOf({ ...parts, report });
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${base64Of(hexOf(sha256(script)))}'`,
    `style-src 'sha256-${base64Of(hexOf(sha256(style)))}'`,
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'"
  ];
  return `${html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${{ markup: policy.join("; ") }}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Relevo ${report.relevo}">
<link rel="icon" href="data:,">
<title>${answerOf(report, parts.consequence).text.replaceAll("`", "")}</title>
<style>${{ markup: style }}</style>
</head>
${sections}
<script>${{ markup: script }}</script>
</html>`.markup}
`;
}
var answerOf = (report, consequence) => runLine(report, consequence, inertLine);
function bodyOf(parts) {
  const { report, details, state } = parts;
  const compared = report.comparison;
  const { name: baseline } = report.baseline;
  const view = compared && {
    comparison: compared,
    baseline,
    details: details?.flips ?? null,
    named: parts.rows
  };
  const list = view === null ? null : flipList(view);
  const charts = details === null ? [] : rowCharts(report, details);
  const course = versionsChart(report, state);
  const data = { charts: course === null ? charts : [...charts, course], flips: list };
  const all = [
    ...compared === null ? [] : [metricsSection(compared, baseline), slicesSection(compared, baseline)],
    view === null ? nothing : flipsSection(view, list),
    charts.length === 0 || details === null ? nothing : gallery(charts.map(picture), details),
    policySection(report),
    lineageSection(report),
    versionsSection(report, state)
  ].filter(({ markup }) => markup !== "");
  return html`<body>
<a class="skip" href="#main">Skip to the answer</a>
<div class="bar"><div class="top"><span class="name">${report.model}</span>${navigation(all)}<button type="button" class="theme" hidden>Theme: system</button></div></div>
<main id="main">
${answer(parts)}
${all}
</main>
<footer>Relevo ${report.relevo}, run ${report.run.id}. This file is complete in itself: it loads nothing and sends nothing.</footer>
${dataScript("data", data)}
</body>`;
}
function navigation(sections) {
  const links = sections.flatMap(({ markup }) => {
    const [, id, title] = /<section id="([a-z]+)"[\s\S]*?<h2[^>]*>([^<]+)<\/h2>/.exec(markup) ?? [];
    return id === void 0 || title === void 0 ? [] : [html`<a href="#${id}">${{ markup: title }}</a>`];
  });
  return html`<nav aria-label="Sections">${links}</nav>`;
}
function answer({ report, missing, consequence }) {
  const { text: text3 } = answerOf(report, consequence);
  const { run, verdict, comparison } = report;
  const meta = [
    run.commit === null ? "no commit" : `commit ${run.commit.slice(0, 10)}`,
    ...run.branch === null ? [] : [`branch ${run.branch}`],
    `${run.at.slice(0, 16).replace("T", " ")} UTC`,
    `by ${run.by}`,
    `compared with ${report.baseline.name}`
  ];
  return html`<header class="answer">
<span class="verdict ${verdict}">${verdict}</span>
<h1>${sentence(text3)}</h1>
${comparison === null ? nothing : html`<p class="lead">${evidenceSentence(comparison, inertLine)}</p>`}
<ul class="meta">${meta.map((each) => html`<li>${each}</li>`)}</ul>
</header>
${failureNote(report)}
${notes(report, missing).map((note) => html`<div class="note"><p>${note}</p></div>`)}`;
}
function failureNote({ failure, baseline, training }) {
  const problem = failure ?? baseline.problem;
  if (problem === null) return nothing;
  const output = training.last_lines.length === 0 ? nothing : html`<pre>${{ markup: preformatted(training.last_lines.join("\n")) }}</pre>`;
  return html`<div class="note broken"><p><strong>${sentence(problem.what)}</strong></p><p>${sentence(problem.why)}</p><p>${sentence(problem.remedy)}</p></div>
${output}`;
}
function notes({ comparison, run }, missing) {
  return [
    ...run.dirty ? ["Made from files that no commit holds, so it is never promoted."] : [],
    ...comparison?.warnings.map(({ message }) => message) ?? [],
    ...missing === null ? [] : [`Without the rows themselves, because ${missing}: this page shows what the report alone holds.`]
  ];
}
function gallery(pictures2, { stride }) {
  const thinned = stride === 1 ? nothing : html`<p class="quiet">Drawn from every ${stride}th row.</p>`;
  return html`<section id="pictures" aria-labelledby="pictures-title">
<h2 id="pictures-title">Where errors lie</h2>
${thinned}
<div class="gallery">${pictures2}</div>
</section>`;
}
function base64Of(hex) {
  const bits = hex.replace(/./g, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, "0"));
  const padded = bits.padEnd(Math.ceil(bits.length / 6) * 6, "0");
  const letters = padded.replace(/.{6}/g, (six) => ALPHABET.charAt(Number.parseInt(six, 2)));
  return letters.padEnd(Math.ceil(letters.length / 4) * 4, "=");
}
var ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// src/core/row-shapes.ts
var FEWEST = 10;
var MOST_BINS = 20;
function calibrationBins(rows, alpha) {
  return binsOf(rows.forecast).map((members) => {
    const k = sumOf(members, rows.outcome);
    const share = wilson({ k, n: members.length });
    return {
      x: sumOf(members, rows.forecast) / members.length,
      y: share.estimate,
      low: share.lower(alpha),
      high: share.upper(alpha),
      rows: members.length
    };
  });
}
function residualBins({ forecast, outcome }) {
  return binsOf(forecast).map((members) => {
    const errors = Float64Array.from(members, (row) => outcome[row] - forecast[row]).sort();
    const forecasts = Float64Array.from(members, (row) => forecast[row]);
    return {
      x: quantile(forecasts, 0.5),
      y: quantile(errors, 0.5),
      low: quantile(errors, 0.1),
      high: quantile(errors, 0.9),
      rows: members.length
    };
  });
}
function binsOf(values) {
  const order2 = Int32Array.from(values.keys()).sort((a, b) => values[a] - values[b]);
  const wanted = Math.max(FEWEST, Math.ceil(values.length / MOST_BINS));
  const bins = [];
  let from = 0;
  for (let to = wanted; to <= order2.length; to++) {
    const isTied = to < order2.length && values[order2[to]] === values[order2[to - 1]];
    if (to - from < wanted || isTied) continue;
    const end = order2.length - to < wanted ? order2.length : to;
    bins.push(order2.subarray(from, end));
    from = end;
    to = end;
  }
  return bins;
}
var sumOf = (members, values) => members.reduce((sum, row) => sum + values[row], 0);
function quantile(sorted, share) {
  const at2 = share * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(at2)], sorted[Math.ceil(at2)]];
  return below + (above - below) * (at2 - Math.floor(at2));
}
function errorShares(sides) {
  const errors = sides.map(({ forecast, outcome }) => outcome.map((truth, row) => truth - forecast[row]));
  const all = Float64Array.from(errors.flatMap((side) => [...side])).sort();
  if (all.length < sides.length * FEWEST) return sides.map(() => []);
  const [from, to] = [quantile(all, 0.01), quantile(all, 0.99)];
  if (from === to) return sides.map(() => []);
  return errors.map((side) => sharesBetween(side, from, (to - from) / SHARES));
}
var SHARES = 30;
function sharesBetween(errors, from, width) {
  const counts = new Uint32Array(SHARES);
  for (const error of errors) {
    const bin = Math.min(SHARES - 1, Math.max(0, Math.floor((error - from) / width)));
    counts[bin] = counts[bin] + 1;
  }
  return Array.from(counts, (rows, bin) => ({
    x: from + (bin + 0.5) * width,
    y: rows / errors.length,
    low: null,
    high: null,
    rows
  }));
}
var MOST_PERIODS = 60;
function periodLosses(moments) {
  const sorted = [...moments].sort((a, b) => a.time - b.time);
  const total = sorted.reduce((sum, { rows }) => sum + rows, 0);
  const wanted = Math.max(FEWEST, Math.ceil(total / MOST_PERIODS));
  const periods = [];
  let open = null;
  for (const moment of sorted) {
    open = open === null ? { ...moment, until: moment.time } : joined(open, moment);
    if (open.rows < wanted) continue;
    periods.push(open);
    open = null;
  }
  const last = periods.pop();
  if (last !== void 0) periods.push(open === null ? last : joined(last, { ...open }));
  return periods.map((period) => ({
    ...period,
    baseline: period.baseline / period.rows,
    candidate: period.candidate / period.rows
  }));
}
var joined = (one, next) => ({
  time: one.time,
  until: next.until ?? next.time,
  rows: one.rows + next.rows,
  baseline: one.baseline + next.baseline,
  candidate: one.candidate + next.candidate
});

// src/flows/row-sample.ts
var SIDES = ["baseline", "candidate"];
var MOST_ROWS = 5e5;
var RowSample = class {
  stride = 1;
  /** Whether classes came with the probability of the one that was predicted. */
  hasProbabilities = false;
  #seen = 0;
  #most;
  #forecast = { baseline: [], candidate: [] };
  #outcome = { baseline: [], candidate: [] };
  constructor(most = MOST_ROWS) {
    this.#most = most;
  }
  add(batch, task) {
    if (task === "multiclass") this.hasProbabilities = batch.candidateProbabilities !== null;
    for (let row = 0; row < batch.count; row++, this.#seen++) {
      if (this.#seen % this.stride !== 0) continue;
      for (const side of SIDES) {
        const said = batch[side][row];
        const truth = batch.target[row];
        const isClass = task === "multiclass";
        this.#forecast[side].push(isClass ? probabilitiesOf(batch, side)?.[said]?.[row] ?? 1 : said);
        this.#outcome[side].push(isClass ? Number(said === truth) : truth);
      }
      if (this.#forecast.baseline.length >= this.#most) this.#thin();
    }
  }
  forecasts(side) {
    return { forecast: Float64Array.from(this.#forecast[side]), outcome: Float64Array.from(this.#outcome[side]) };
  }
  #thin() {
    this.stride *= 2;
    for (const columns2 of [this.#forecast, this.#outcome]) {
      for (const side of SIDES) columns2[side] = columns2[side].filter((_, index) => index % 2 === 0);
    }
  }
};
var probabilitiesOf = (batch, side) => side === "baseline" ? batch.baselineProbabilities : batch.candidateProbabilities;

// src/flows/row-gatherer.ts
var MOST_FLIPS = 5e3;
var RowGatherer = class {
  #gathering;
  #sample = new RowSample();
  #moments = /* @__PURE__ */ new Map();
  #flips = [];
  #flipped = 0;
  #rows = 0;
  constructor(gathering) {
    this.#gathering = gathering;
  }
  add(batch, dictionaries) {
    const { plan } = this.#gathering;
    this.#rows += batch.count;
    this.#addFlips(batch, dictionaries);
    if (plan.task === "score") return;
    this.#sample.add(batch, plan.task);
    if (plan.unit === "time" && batch.units !== null) this.#addMoments(batch, batch.units, dictionaries);
  }
  /** What was seen so far. */
  details() {
    const { plan, named, alpha } = this.#gathering;
    const [baseline, candidate] = [this.#sample.forecasts("baseline"), this.#sample.forecasts("candidate")];
    const both = (of) => ({
      baseline: of(baseline),
      candidate: of(candidate)
    });
    const isNumbers = plan.task === "regression";
    const isClasses = plan.task === "binary" || plan.task === "multiclass" && this.#sample.hasProbabilities;
    const [errorsBefore = [], errorsAfter = []] = isNumbers ? errorShares([baseline, candidate]) : [];
    return {
      rows: this.#rows,
      stride: this.#sample.stride,
      flips: named ? this.#listed() : null,
      calibration: isClasses ? both((rows) => calibrationBins(rows, alpha)) : null,
      residuals: isNumbers ? both(residualBins) : null,
      errors: isNumbers ? { baseline: errorsBefore, candidate: errorsAfter } : null,
      periods: periodLosses([...this.#moments.values()])
    };
  }
  #listed() {
    const { plan } = this.#gathering;
    const rows = largest(this.#flips);
    return { columns: [...plan.ids, ...plan.slices.filter(isNoId(plan))], rows, leftOut: this.#flipped - rows.length };
  }
  #addFlips(batch, dictionaries) {
    const { plan, tolerance, named } = this.#gathering;
    if (!named) return;
    const { bins, change } = lossChanges(batch, { ...plan, origin: 0 });
    for (let row = 0; row < batch.count; row++) {
      if (bins[row] === 0 || Math.abs(change[row]) < (tolerance ?? 0)) continue;
      this.#flipped += 1;
      this.#flips.push(detailOf(batch, row, { plan, dictionaries, change: change[row] }));
    }
    if (this.#flips.length > 4 * MOST_FLIPS) this.#flips = largest(this.#flips);
  }
  #addMoments(batch, units, { unitTimes }) {
    for (let row = 0; row < batch.count; row++) {
      const unit = units[row];
      const before = this.#moments.get(unit) ?? {
        time: unitTimes[unit],
        rows: 0,
        baseline: 0,
        candidate: 0
      };
      const loss = (side) => this.#loss(batch, side, row);
      this.#moments.set(unit, {
        time: before.time,
        rows: before.rows + 1,
        baseline: before.baseline + loss("baseline"),
        candidate: before.candidate + loss("candidate")
      });
    }
  }
  /** The absolute error of a number, 1 for a wrong class. */
  #loss(batch, side, row) {
    const [said, truth] = [batch[side][row], batch.target[row]];
    switch (this.#gathering.plan.task) {
      case "regression":
        return Math.abs(truth - said);
      case "binary":
        return said > 0.5 === truth > 0.5 ? 0 : 1;
      case "multiclass":
      case "score":
        return said === truth ? 0 : 1;
    }
  }
};
function detailOf(batch, row, { plan, dictionaries, change }) {
  const label = (value) => plan.task === "multiclass" ? dictionaries.classes.labels[value] ?? "" : value;
  const slices = plan.slices.flatMap((name, index) => {
    if (!isNoId(plan)(name)) return [];
    return [dictionaries.slices[index]?.labels[batch.slices[index]?.[row]] ?? ""];
  });
  return {
    names: [...batch.idOf(row), ...slices],
    target: plan.task === "score" ? null : label(batch.target[row]),
    baseline: label(batch.baseline[row]),
    candidate: label(batch.candidate[row]),
    change
  };
}
var isNoId = ({ ids }) => (name) => !ids.includes(name);
var largest = (flips) => [...flips].sort((a, b) => Math.abs(b.change) - Math.abs(a.change)).slice(0, MOST_FLIPS);

// src/flows/report-page.ts
async function writePage(request, ports) {
  const { report, model, state, consequence, script } = request;
  const { details, missing } = await findDetails(request, ports);
  const rows = model?.report.rows ?? "none";
  return reportPage({ report, details, missing, rows, state, consequence, script, sha256: ports.sha256 });
}
var without = (missing) => ({ details: null, missing });
async function findDetails(request, ports) {
  const { report, model } = request;
  if (report.comparison === null) return without(null);
  if (model === null) return without("relevo.yml no longer has this model");
  if (nameRules(model, ports.sha256) !== report.digests.rules) return without("relevo.yml has other rules by now");
  try {
    return await readDetails({ ...request, model }, report.comparison, ports);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    if (thrown.code === "file-not-found") return without("the holdout is not in this checkout");
    return without(model.report.rows === "ids" ? thrown.message.replace(/\.$/, "") : "they can no longer be read");
  }
}
async function readDetails(request, comparison, ports) {
  const { report, model, state } = request;
  const holdout = `${ports.checkout.at(model.dir)}/${model.holdout.data}`;
  if (await ports.dataSets.digest(holdout) !== report.digests.holdout) {
    return without("the holdout in this checkout is another one");
  }
  const candidate = await fetched(report.digests.predictions, ports);
  if (candidate === null) return without("the candidate’s predictions are not in the registry");
  const isConstant = report.baseline.version === null;
  const baseline = isConstant ? null : await fetched(request.baselinePredictions ?? predictionsOfBaseline(report, state), ports);
  if (!isConstant && baseline === null) {
    return without(`the predictions of ${report.baseline.name} on this holdout are not in the registry`);
  }
  const pairing = withProbabilities(await pairingOf(model, { candidate, baseline }, ports));
  return { details: await gather(await pairing, model, comparison), missing: null };
}
async function gather(pairing, model, comparison) {
  const start = () => new RowGatherer({
    plan: pairing.plan,
    tolerance: comparison.flips.tolerance,
    named: model.report.rows === "ids",
    alpha: comparison.alpha
  });
  let gatherer = start();
  await readPairs(pairing, () => {
    gatherer = start();
    return (batch, dictionaries) => gatherer.add(batch, dictionaries);
  });
  return gatherer.details();
}
function predictionsOfBaseline({ baseline, digests }, { versions, runs }) {
  const version = versions.findLast(({ version: number }) => number === baseline.version)?.made;
  if (version === void 0) return null;
  if (version.holdout === digests.holdout && version.predictions !== null) return version.predictions;
  const run = runs.findLast(
    ({ judged }) => judged.artifact === version.artifact && judged.holdout === digests.holdout && judged.predictions !== null
  );
  return run?.judged.predictions ?? null;
}
async function fetched(digest, { blobs, workshop }) {
  if (digest === null || !await blobs.has(digest)) return null;
  const folder = `${await workshop.folder("page")}/kept`;
  await blobs.fetch(digest, folder);
  return `${folder}/predictions.csv`;
}
async function withProbabilities(pairing) {
  const { tables: tables2, plan } = pairing;
  if (plan.task !== "multiclass") return pairing;
  const of = async (side) => (await tables2[side].columns()).filter((name) => name.startsWith("p:")).sort().join("\n");
  const [before, after] = [await of("baseline"), await of("candidate")];
  const chosen = chooseMetric("log_loss", plan.task);
  if (before === "" || before !== after || !("metric" in chosen)) return pairing;
  return { ...pairing, plan: { ...plan, metrics: [...plan.metrics, chosen] } };
}

export {
  writePage
};
