import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  reportSchema
} from "./report-report-schema.js";
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

export {
  RUN_DOCUMENT,
  readRunDocument
};
