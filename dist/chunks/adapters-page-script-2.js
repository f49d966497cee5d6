import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  readText
} from "./adapters-system-2.js";

// src/adapters/page-script.ts
import { fileURLToPath } from "node:url";
var readPageScript = () => readText(fileURLToPath(new URL("../page/report.js", import.meta.url)));

export {
  readPageScript
};
