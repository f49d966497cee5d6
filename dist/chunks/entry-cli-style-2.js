import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/entry/cli/style.ts
import { styleText } from "node:util";
function hasColors(context, stream) {
  const { NO_COLOR, FORCE_COLOR, TERM } = context.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== void 0) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return context.isTerminal[stream] && TERM !== "dumb";
}
function painter(context, stream) {
  if (hasColors(context, stream)) return (format, text) => styleText(format, text, { validateStream: false });
  return (_format, text) => text;
}
function terminalStyle(context) {
  const paint = painter(context, "stdout");
  const emoji = context.isTerminal.stdout && hasColors(context, "stdout");
  return { paint: (style, text) => paint(style, text), emoji };
}
var control = /(?![\n\t])[\p{Cc}\p{Bidi_Control}]/gu;
function printable(text) {
  return text.replace(control, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

export {
  hasColors,
  painter,
  terminalStyle,
  printable
};
