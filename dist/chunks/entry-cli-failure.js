import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  exitCodes
} from "./entry-cli-exit-code.js";
import {
  version
} from "./version-2.js";
import {
  printable
} from "./entry-cli-style-2.js";
import {
  RelevoError
} from "./errors-tables.js";

// src/entry/cli/failure.ts
import { inspect } from "node:util";
var issues = "https://github.com/relevo/relevo/issues/new";
function describeFailure(thrown, verbose, platform, paint) {
  return thrown instanceof RelevoError ? tellMistake(thrown, verbose, paint) : tellBug(thrown, platform, paint);
}
function tellMistake(error, verbose, paint) {
  const { code, message: what, why, remedy } = error;
  const causes = verbose ? causesOf(error).map((cause) => describeCause(cause)) : [];
  const lines = [
    `${paint("red", "error:")} ${printable(what)}`,
    `  ${paint("dim", "why:")} ${printable(why)}`,
    `  ${paint("dim", "fix:")} ${printable(remedy)}`,
    ...causes.map((cause) => paint("dim", `  cause: ${printable(cause)}`))
  ];
  return {
    code: exitCodes.userError,
    text: lines.join("\n"),
    json: { error: { code, what, why, remedy, ...verbose ? { causes } : {} } }
  };
}
function tellBug(thrown, platform, paint) {
  const what = describeCause(thrown);
  const causes = causesOf(thrown).map((cause) => describeCause(cause));
  const lines = [
    `${paint("red", "internal error:")} ${printable(what)}`,
    ...causes.map((cause) => `  cause: ${printable(cause)}`),
    "",
    "This is a bug in Relevo, not a mistake of yours. Please report it with everything above and this line:",
    `  relevo ${version}, Node ${platform.node}, ${platform.system}`,
    `  ${issues}`
  ];
  return {
    code: exitCodes.bug,
    text: lines.join("\n"),
    json: { error: { code: "bug", what, causes, relevo: version, ...platform, report: issues } }
  };
}
function causesOf(thrown) {
  const causes = [];
  for (let error = thrown; error instanceof Error && error.cause !== void 0 && causes.length < 8; ) {
    error = error.cause;
    causes.push(error);
  }
  return causes;
}
function describeCause(thrown) {
  if (thrown instanceof Error) return thrown.stack ?? `${thrown.name}: ${thrown.message}`;
  return `${inspect(thrown)} was thrown, which is not an error`;
}

export {
  describeFailure
};
