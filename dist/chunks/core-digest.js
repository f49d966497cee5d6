import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/core/digest.ts
function isDigest(value) {
  return typeof value === "string" && /^sha256:[0-9a-f]{64}$/.test(value);
}
function hexOf(digest) {
  if (!isDigest(digest)) throw new TypeError("No digest.");
  return digest.slice("sha256:".length);
}
function digestOf(hex) {
  return `sha256:${hex}`;
}

export {
  isDigest,
  hexOf,
  digestOf
};
