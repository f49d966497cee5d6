import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  disarmLine
} from "./report-workflow-commands.js";

// src/report/inert.ts
var NAME = 120;
var SENTENCE = 1e3;
var MARKUP = /[\\`*[\]|~$#!]|:(?=\S)|(?<=www)\./gi;
var LONELY = /(?<![\p{L}\p{N}])[_-]|[_-](?![\p{L}\p{N}])/gu;
var STARTING = /^(?:[+=/]|(\d+)([.)])(?=\s|$))/;
var entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
var inertMarkdown = (text) => markdown(shortened(text, NAME));
var inertMarkdownSentence = (text) => markdown(shortened(text, SENTENCE));
function markdown(text) {
  return text.replace(MARKUP, "\\$&").replace(LONELY, "\\$&").replace(STARTING, (all, digits, mark) => `${digits ?? ""}\\${mark ?? all}`).replace(/[&<>]/g, (character) => entities[character]).replace(/[@#]/g, "$&​").replace(/\b(GH-)(?=\d)/gi, "$1​").replace(/\\:/g, "$&​").replace(/www(?=\\\.)/gi, "$&​");
}
var inertTerminal = (text) => disarmLine(shortened(text, NAME));
var inertTerminalSentence = (text) => disarmLine(shortened(text, SENTENCE));
function inertLine(text) {
  return text.replace(/\t/g, "    ").replace(/[\r\n\u2028\u2029]+/g, " ").replace(CONTROLS, "�").trimEnd();
}
function shortened(text, most) {
  const line = text.slice(0, 20 * most).replace(/\s+/g, " ").replace(CONTROLS, "�").trim();
  const characters = [...line];
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join("")}…`;
}
var CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
var inertHtml = (text) => shortened(text, NAME).replace(/[&<>]/g, (character) => entities[character]).replace(/[@#]/g, "$&​").replace(/\b(GH-)(?=\d)/gi, "$1​").replace(/:(?=\S)/g, ":​").replace(/\bwww\./gi, "www​.");
var inertTitle = (text) => shortened(text, NAME).replace(/[@#]/g, "$&​").replace(/`/g, "´").replace(/\b(GH-)(?=\d)/gi, "$1​");

export {
  inertMarkdown,
  inertMarkdownSentence,
  inertTerminal,
  inertTerminalSentence,
  inertLine,
  inertHtml,
  inertTitle
};
