import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  require_dist
} from "./yaml.js";
import {
  ProblemList
} from "./config-problems-2.js";
import {
  describeFound,
  quote
} from "./config-parsed.js";
import {
  __toESM
} from "./runtime.js";

// src/config/tree.ts
function plain(tree) {
  switch (tree.kind) {
    case "scalar":
      return tree.value;
    case "list": {
      const items = tree.items.map(plain);
      return items.includes(void 0) ? void 0 : items;
    }
    case "map": {
      const pairs = [...tree.entries].map(([key, { value }]) => [key, plain(value)]);
      return pairs.some(([, value]) => value === void 0) ? void 0 : Object.fromEntries(pairs);
    }
    case "unread":
      return void 0;
  }
}
var isEmpty = (tree) => tree.kind === "scalar" && tree.value === null;
function below(path, key) {
  if (typeof key === "number") return `${path}[${key}]`;
  const isPlain = /^[\w-]{1,64}$/.test(key);
  if (!isPlain) return `${path}[${JSON.stringify(key.length > 64 ? `${key.slice(0, 63)}…` : key)}]`;
  return path === "" ? key : `${path}.${key}`;
}
function placeOf(root, keys) {
  let tree = root;
  let { path, offset } = root.at;
  for (const [depth, key] of keys.entries()) {
    const isLast = depth === keys.length - 1;
    const found = tree && stepInto(tree, key, isLast);
    path = found?.at.path ?? below(path, key);
    offset = found?.at.offset ?? offset;
    tree = found?.tree;
  }
  return { path, offset };
}
function stepInto(tree, key, isLast) {
  if (typeof key === "number") {
    const item = tree.kind === "list" ? tree.items[key] : tree;
    return item && { at: item.at, tree: item };
  }
  const entry = tree.kind === "map" ? tree.entries.get(key) : void 0;
  if (entry === void 0) return void 0;
  const hasOwnPlace = isLast && entry.value.kind !== "map" && !isEmpty(entry.value);
  return { at: hasOwnPlace ? entry.value.at : entry.key, tree: entry.value };
}
function layOver(defaults, own, exclusive, path = "") {
  const entries = new Map(defaults.entries);
  for (const [key, { value }] of own.entries) {
    if (isEmpty(value)) continue;
    for (const other of exclusive(key, path) ?? []) entries.delete(other);
  }
  for (const [key, entry] of own.entries) {
    const [lower, upper] = [entries.get(key)?.value, entry.value];
    const isDeeper = lower?.kind === "map" && upper.kind === "map";
    entries.set(key, isDeeper ? { ...entry, value: layOver(lower, upper, exclusive, join(path, key)) } : entry);
  }
  return { kind: "map", at: own.at, entries };
}
var join = (path, key) => path === "" ? key : `${path}.${key}`;

// src/config/yaml-tree.ts
var import_yaml2 = __toESM(require_dist(), 1);

// src/config/yaml-depth.ts
var import_yaml = __toESM(require_dist(), 1);
var DEEPEST = 40;
var marks = ["", "", ""];
var Depth = class {
  #brackets = 0;
  #indicators = 0;
  #isLineStart = true;
  #indents = [];
  /** The most levels that the next value can be deep; what nests twice in different ways is counted twice. */
  get levels() {
    return this.#brackets + this.#indicators + this.#indents.length;
  }
  take(lexeme) {
    if (marks.includes(lexeme)) return;
    if (lexeme === "\n" || lexeme === "\r\n") {
      this.#indicators = 0;
      this.#isLineStart = true;
      return;
    }
    if (this.#isLineStart) this.#indent(/^ */.exec(lexeme)?.[0].length ?? 0);
    this.#isLineStart = false;
    if (lexeme === "[" || lexeme === "{") this.#brackets++;
    else if (lexeme === "]" || lexeme === "}") this.#brackets = Math.max(0, this.#brackets - 1);
    else if (lexeme === "-" || lexeme === "?" || lexeme === ":" && this.#brackets === 0) this.#indicators++;
  }
  #indent(width) {
    while ((this.#indents.at(-1) ?? -1) >= width) this.#indents.pop();
    this.#indents.push(width);
  }
};
function findTooDeep(text) {
  const depth = new Depth();
  let offset = 0;
  for (const lexeme of new import_yaml.Lexer().lex(text)) {
    depth.take(lexeme);
    if (depth.levels > DEEPEST) return offset;
    if (!marks.includes(lexeme)) offset += lexeme.length;
  }
  return void 0;
}

// src/config/yaml-tokens.ts
var refusals = {
  anchor: {
    message: "anchors and aliases are not used here",
    hint: "Write what models share under the key defaults."
  },
  alias: {
    message: "anchors and aliases are not used here",
    hint: "Write what models share under the key defaults."
  },
  tag: {
    message: "tags are not used here",
    hint: "Leave the tag out; put a text that looks like a number in quotes."
  },
  directive: {
    message: "directives are not used here",
    hint: "Leave it out: the file is read as YAML 1.2."
  }
};
function findRefused(tokens) {
  const refused = [];
  const queue = [...tokens];
  for (let part = queue.pop(); part !== void 0; part = queue.pop()) {
    const refusal = "type" in part ? refusals[part.type] : void 0;
    if (refusal !== void 0 && "type" in part) {
      refused.push({ offset: part.offset, ...refusal, message: `${refusal.message}; found ${quote(sourceOf(part))}` });
    }
    for (const child of childrenOf(part)) queue.push(child);
  }
  return [...refused, ...findDocuments(tokens)];
}
var sourceOf = (token) => ("source" in token ? token.source : "").trim();
function childrenOf(token) {
  const children = [];
  if ("items" in token) for (const item of token.items) children.push(item);
  for (const part of ["start", "props", "sep", "end"]) {
    const list = token[part];
    if (Array.isArray(list)) for (const child of list) children.push(child);
  }
  for (const part of ["key", "value"]) {
    const child = token[part];
    if (child !== void 0 && child !== null) children.push(child);
  }
  return children;
}
function findDocuments(tokens) {
  const second = tokens.filter((token) => token.type === "document")[1];
  if (second === void 0) return [];
  return [
    {
      offset: second.offset,
      message: "a second document begins here",
      hint: "Write all models in one, under the key models, and take out the line ---."
    }
  ];
}

// src/config/yaml-tree.ts
var MOST_BYTES = 2 ** 20;
var MOST_SYNTAX_ERRORS = 20;
function readYaml(text, file) {
  const source = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const problems = new ProblemList(file, countLines(source));
  const whole = { path: "", offset: 0 };
  if (source.length > MOST_BYTES) {
    problems.add(whole, { message: `the file is larger than 1 MB (${source.length} characters)` });
    return { tree: void 0, problems };
  }
  const tooDeep = findTooDeep(source);
  if (tooDeep !== void 0) {
    problems.add({ path: "", offset: tooDeep }, { message: "nested deeper than any key of relevo.yml" });
    return { tree: void 0, problems };
  }
  const tokens = [...new import_yaml2.Parser().parse(source)];
  for (const { offset, message, hint } of findRefused(tokens)) problems.add({ path: "", offset }, { message, hint });
  const document = compose(tokens, source.length);
  for (const { pos, code, message } of document?.errors.slice(0, MOST_SYNTAX_ERRORS) ?? []) {
    problems.add(
      { path: "", offset: pos[0] },
      { message: syntaxMessages[code] ?? lowerFirst(message), hint: hints[code] }
    );
  }
  if (document === void 0 || document.errors.length > 0) return { tree: void 0, problems };
  return { tree: toTree(document.contents, whole, problems.add), problems };
}
function countLines(source) {
  const lines = new import_yaml2.LineCounter();
  lines.addNewLine(0);
  for (let end = source.indexOf("\n"); end !== -1; end = source.indexOf("\n", end + 1)) lines.addNewLine(end + 1);
  return lines;
}
function compose(tokens, length) {
  const composer = new import_yaml2.Composer({
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: false,
    prettyErrors: false
  });
  return withoutStacks(() => composer.compose(tokens, true, length).next().value ?? void 0);
}
function withoutStacks(work) {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}
var syntaxMessages = {
  TAB_AS_INDENT: "a tab indents this line",
  BAD_INDENT: "this line is indented unlike those around it",
  MULTILINE_IMPLICIT_KEY: "a key or its : is missing here",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters"
};
var hints = {
  TAB_AS_INDENT: "Indent with spaces.",
  BAD_INDENT: "Keys of one block begin in the same column.",
  BAD_SCALAR_START: "Put the value in quotes."
};
var lowerFirst = (text) => text.charAt(0).toLowerCase() + (text.split("\n")[0] ?? "").slice(1);
function toTree(node, at, tell) {
  const here = { path: at.path, offset: node?.range[0] ?? at.offset };
  if (node === null) return { kind: "scalar", at, value: null };
  if ((0, import_yaml2.isMap)(node)) return toMap(node.items, here, tell);
  if ((0, import_yaml2.isSeq)(node)) {
    const items = node.items.map(
      (item, index) => toTree(item, { path: below(at.path, index), offset: here.offset }, tell)
    );
    return { kind: "list", at: here, items };
  }
  if (!(0, import_yaml2.isScalar)(node)) return { kind: "unread", at: here };
  const { value } = node;
  if (value === null || typeof value === "string" || typeof value === "boolean")
    return { kind: "scalar", at: value === null ? at : here, value };
  if (typeof value === "number" && Number.isFinite(value)) return { kind: "scalar", at: here, value: value + 0 };
  tell(here, { message: `expected a finite number; found ${String(node.source)}` });
  return { kind: "unread", at: here };
}
var unsafe = ["__proto__", "constructor", "prototype"];
function toMap(pairs, at, tell) {
  const entries = /* @__PURE__ */ new Map();
  for (const { key: node, value } of pairs) {
    const name = node instanceof import_yaml2.Scalar ? node.value : void 0;
    const offset = node?.range[0] ?? at.offset;
    if (typeof name !== "string") {
      tell({ path: at.path, offset }, refuseKey(node));
      continue;
    }
    const key = { path: below(at.path, name), offset };
    if (name === "<<") {
      tell(key, { message: "merge keys are not used here", hint: "Write what models share under the key defaults." });
    } else if (unsafe.includes(name)) tell(key, { message: "this word cannot be a key" });
    else if (entries.has(name)) tell(key, { message: "this key stands here twice", hint: "Keep one of the two." });
    else entries.set(name, { key, value: toTree(value, key, tell) });
  }
  return { kind: "map", at, entries };
}
function refuseKey(node) {
  const found = node instanceof import_yaml2.Scalar ? node.value : node === null ? null : (0, import_yaml2.isSeq)(node) ? [] : {};
  const hint = node instanceof import_yaml2.Scalar && node.value !== null ? `Put it in quotes: "${String(node.source)}".` : void 0;
  return { message: `a key is a text; found ${describeFound(found)}`, hint };
}

export {
  plain,
  isEmpty,
  below,
  placeOf,
  layOver,
  readYaml
};
