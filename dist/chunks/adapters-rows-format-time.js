import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/adapters/rows/format-time.ts
var LAST_DATE = 864e13;
function formatTime(milliseconds, nanoseconds, zone) {
  if (!(Math.abs(milliseconds) <= LAST_DATE)) return void 0;
  const text = new Date(milliseconds).toISOString();
  const fraction = (text.slice(-4, -1) + String(nanoseconds).padStart(6, "0")).replace(/0+$/, "");
  return text.slice(0, -5) + (fraction === "" ? "" : `.${fraction}`) + zone;
}

export {
  formatTime
};
