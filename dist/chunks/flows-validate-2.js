import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  inputPatterns
} from "./flows-evaluate-identity-2.js";
import {
  nearest
} from "./core-nearest.js";

// src/flows/validate.ts
async function checkModel(model, workspace) {
  const none = { inputs: [], data: [], watched: [] };
  if (!await workspace.exists(model.dir)) {
    return { model, files: none, findings: [missing(["dir"], `the folder ${model.dir} does not exist`)] };
  }
  const { dir, train, monitor } = model;
  const files = {
    inputs: train.command === null ? [] : await workspace.match(dir, inputPatterns(model)),
    data: await workspace.match(dir, train.data),
    watched: monitor === null ? [] : await workspace.match(dir, monitor.data)
  };
  const findings = [
    ...await checkPatterns(model, workspace),
    ...await checkPaths(model, workspace),
    ...await checkColumns(model, workspace)
  ];
  return { model, files, findings };
}
function missing(keys, message, hint) {
  return { keys, mistake: { message, hint } };
}
async function checkPatterns({ dir, train, predict }, workspace) {
  const lists = [
    { keys: ["train", "inputs"], patterns: train.inputs ?? [] },
    { keys: ["train", "data"], patterns: train.data },
    { keys: ["predict", "package"], patterns: predict.package }
  ];
  const findings = [];
  for (const { keys, patterns } of lists) {
    for (const [index, pattern] of patterns.entries()) {
      if (pattern.startsWith("!") || (await workspace.match(dir, [pattern])).length > 0) continue;
      const hint = await workspace.exists(under(dir, pattern)) ? `Everything in a folder is ${pattern}/**.` : void 0;
      findings.push(missing([...keys, index], `${pattern} matches no file`, hint));
    }
  }
  return findings;
}
async function checkPaths(model, workspace) {
  const findings = [];
  for (const { keys, path, hint } of namedPaths(model)) {
    if (!await workspace.exists(under(model.dir, path))) findings.push(missing(keys, `${path} does not exist`, hint));
  }
  return findings;
}
function namedPaths({ train, predict, holdout }) {
  const scripts = (keys, command) => (command ?? []).filter((word, index, words) => isScript(word) && !MAKES.test(words[index - 1] ?? "")).map((path) => ({ keys, path, hint: void 0 }));
  const { artifact } = train;
  return [
    ...scripts(["train", "command"], train.command),
    ...artifact?.kind === "folder" ? [{ keys: ["train", "artifact"], path: artifact.path, hint: void 0 }] : [],
    ...predict.module === null ? scripts(["predict", "command"], predict.command) : [{ keys: ["predict", "module"], path: predict.module, hint: "It exports predict({ tf, model, rows })." }],
    { keys: ["holdout", "data"], path: holdout.data, hint: "`relevo split` makes a holdout from a table." }
  ];
}
var MAKES = /^--?o(?:ut(?:put)?)?\b/i;
var isScript = (word) => /^[^-$][^$]*\.(?:[cm]?[jt]s|py|ipynb|r|jl|sh)$/i.test(word);
async function checkColumns({ dir, holdout }, workspace) {
  const path = under(dir, holdout.data);
  const columns = await workspace.exists(path) ? await workspace.columns(path) : void 0;
  if (columns === void 0) return [];
  const single = ["target", "group", "time", "weight"].map((key) => ({ keys: [key], name: holdout[key] }));
  const listed = ["id", "slices"].flatMap(
    (key) => holdout[key].map((name, index) => ({ keys: [key, index], name }))
  );
  return [...single, ...listed].flatMap(({ keys, name }) => {
    if (name === null || columns.includes(name)) return [];
    const message = `${holdout.data} has no column ${name}`;
    return [{ keys: ["holdout", ...keys], mistake: { message, nearest: nearest(name, columns) } }];
  });
}
function under(dir, path) {
  return dir === "." ? path : `${dir}/${path}`;
}

export {
  checkModel
};
