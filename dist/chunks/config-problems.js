import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  ProblemList,
  formatProblem,
  formatProblems
} from "./config-problems-2.js";
import "./config-parsed.js";
import "./runtime.js";
export {
  ProblemList,
  formatProblem,
  formatProblems
};
