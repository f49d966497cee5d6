import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/report/workflow-commands.ts
var TOKEN = /^[A-Za-z0-9_-]{16,}$/;
function fenceOutput(title, token) {
  if (!TOKEN.test(token)) throw new RangeError("a token has 16 letters, digits, - or _ at least");
  return {
    before: [`::group::${escapeData(title)}`, `::stop-commands::${token}`],
    after: [`::${token}::`, "::endgroup::"]
  };
}
function escapeData(text) {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
var LINE_ENDS = /\r\n|[\r\n\u2028\u2029]/g;
var ZERO_WIDTH_SPACE = "​";
function disarmLine(line) {
  return line.replace(LINE_ENDS, " ").replace(/^(\s*):(?=:)/, `$1:${ZERO_WIDTH_SPACE}`).replaceAll("##[", `#${ZERO_WIDTH_SPACE}#[`);
}

export {
  fenceOutput,
  disarmLine
};
