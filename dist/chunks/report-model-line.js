import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  runLine,
  startsTraining
} from "./report-run-facts.js";
import {
  reportSchema
} from "./report-report-schema.js";
import {
  inertMarkdown
} from "./report-inert.js";
import {
  external_exports
} from "./zod.js";

// src/report/run-document.ts
var text = external_exports.string().max(2e4);
var name = external_exports.string().max(64);
var problem = external_exports.object({
  line: external_exports.number().int().nonnegative(),
  column: external_exports.number().int().nonnegative(),
  path: text,
  message: text,
  nearest: text.optional(),
  hint: text.optional()
});
var model = external_exports.discriminatedUnion("kind", [
  external_exports.object({
    kind: external_exports.literal("reported"),
    model: name,
    reused: external_exports.boolean().describe("An earlier run had compared the very same things."),
    report: reportSchema
  }),
  external_exports.object({ kind: external_exports.literal("not-trained"), model: name, when: external_exports.enum(["label", "command", "never"]) }),
  external_exports.object({ kind: external_exports.literal("no-report"), model: name, why: text, remedy: text })
]);
var runDocumentSchema = external_exports.object({
  schema: external_exports.literal("relevo.run/1"),
  relevo: text,
  config: external_exports.object({ file: text, problems: external_exports.array(problem).max(500) }).nullable().describe("A config with problems; null when it could be read."),
  models: external_exports.array(model).max(200)
}).describe("What one run of the Action found out about some models.");
var RUN_DOCUMENT = "run.json";
function readRunDocument(json) {
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, reason: `${RUN_DOCUMENT} is no JSON` };
  }
  const parsed = runDocumentSchema.safeParse(value);
  if (parsed.success) return { ok: true, document: parsed.data };
  const [issue] = parsed.error.issues;
  return {
    ok: false,
    reason: `${RUN_DOCUMENT}: ${issue?.path.join(".") || "it"}: ${issue?.message ?? "not as declared"}`
  };
}

// src/report/model-line.ts
var gravities = ["unreadable", "broken", "fails", "withheld", "undecided", "waits", "passes", "same"];
function modelLine(view, pull, inert = inertMarkdown) {
  const { standing } = view;
  const name2 = inert(view.model);
  const consequence = consequenceOf(view, pull.fork);
  switch (standing.kind) {
    case "not-trained":
      return {
        sign: "⏸️",
        text: `${name2}: not trained on this push; ${startsTraining[standing.when]}`,
        gravity: "waits"
      };
    case "no-report": {
      const why = inert(standing.why.replace(/\.$/, ""));
      return { sign: "💥", text: `${name2}: left no report: ${why}; ${consequence.otherwise}`, gravity: "broken" };
    }
    case "reported": {
      const { report, stale } = standing;
      if (stale === null) return withGravity(runLine({ ...report, model: view.model }, consequence, inert), view);
      const text2 = `${name2}: compared with ${inert(report.baseline.name)}, but ${inert(stale.now)} is in production now; comparing again`;
      return { sign: "⏳", text: text2, gravity: "waits" };
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
  const all = (text2) => ({ pass: text2, otherwise: text2, identical: text2 });
  if (fork) return all("by the fork’s own account, so merging evaluates it again");
  const stays = version === null ? "nothing is promoted" : `${version} stays`;
  const done = (text2) => ({
    ...all(text2),
    identical: version === null ? text2 : "nothing changes"
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

export {
  RUN_DOCUMENT,
  readRunDocument,
  gravities,
  modelLine,
  consequenceOf,
  isHeldByRules
};
