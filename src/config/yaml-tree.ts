// YAML text → values with their places. Only the plain core of YAML 1.2: maps, lists, texts, numbers, true, false, null.
import {
  Composer,
  type CST,
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type ParsedNode,
  Parser,
  Scalar,
} from 'yaml';
import { describeFound } from './parsed.ts';
import { ProblemList } from './problems.ts';
import { below, type Entry, type Place, type Tree } from './tree.ts';
import { findTooDeep } from './yaml-depth.ts';
import { findRefused } from './yaml-tokens.ts';

/** A file that lists what a few models need is never near this. */
const MOST_BYTES = 2 ** 20;

/** The first mistake in the syntax brings others with it. */
const MOST_SYNTAX_ERRORS = 20;

/** A text's values, or undefined when it cannot be read; and what is wrong so far. */
export interface YamlReading {
  readonly tree: Tree | undefined;
  readonly problems: ProblemList;
}

/** Reads the one document of a text. */
export function readYaml(text: string, file: string): YamlReading {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const problems = new ProblemList(file, countLines(source));
  const whole: Place = { path: '', offset: 0 };
  // A text of UTF-16 units is at least as many bytes of UTF-8.
  if (source.length > MOST_BYTES) {
    problems.add(whole, { message: `the file is larger than 1 MB (${source.length} characters)` });
    return { tree: undefined, problems };
  }
  const tooDeep = findTooDeep(source);
  if (tooDeep !== undefined) {
    problems.add({ path: '', offset: tooDeep }, { message: 'nested deeper than any key of relevo.yml' });
    return { tree: undefined, problems };
  }
  const tokens = [...new Parser().parse(source)];
  for (const { offset, message, hint } of findRefused(tokens)) problems.add({ path: '', offset }, { message, hint });
  const document = compose(tokens, source.length);
  for (const { pos, code, message } of document?.errors.slice(0, MOST_SYNTAX_ERRORS) ?? []) {
    problems.add(
      { path: '', offset: pos[0] },
      { message: syntaxMessages[code] ?? lowerFirst(message), hint: hints[code] },
    );
  }
  if (document === undefined || document.errors.length > 0) return { tree: undefined, problems };
  return { tree: toTree(document.contents, whole, problems.add), problems };
}

function countLines(source: string): LineCounter {
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let end = source.indexOf('\n'); end !== -1; end = source.indexOf('\n', end + 1)) lines.addNewLine(end + 1);
  return lines;
}

function compose(tokens: Iterable<CST.Token>, length: number): Document.Parsed | undefined {
  // The library looks for equal keys by comparing each with each; `toMap` does it by looking them up.
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
  });
  return withoutStacks(() => composer.compose(tokens, true, length).next().value ?? undefined);
}

/** A broken text brings an Error for every second character, and their stacks, which nobody sees, cost most of the time. */
function withoutStacks<T>(work: () => T): T {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** The library's words where ours say more. */
const syntaxMessages: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'a tab indents this line',
  BAD_INDENT: 'this line is indented unlike those around it',
  MULTILINE_IMPLICIT_KEY: 'a key or its : is missing here',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
};

const hints: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Keys of one block begin in the same column.',
  BAD_SCALAR_START: 'Put the value in quotes.',
};

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + (text.split('\n')[0] ?? '').slice(1);

type Tell = ProblemList['add'];

function toTree(node: ParsedNode | null, at: Place, tell: Tell): Tree {
  const here = { path: at.path, offset: node?.range[0] ?? at.offset };
  if (node === null) return { kind: 'scalar', at, value: null };
  if (isMap(node)) return toMap(node.items as Pairs, here, tell);
  if (isSeq(node)) {
    const items = (node.items as (ParsedNode | null)[]).map((item, index) =>
      toTree(item, { path: below(at.path, index), offset: here.offset }, tell),
    );
    return { kind: 'list', at: here, items };
  }
  if (!isScalar(node)) return { kind: 'unread', at: here };
  const { value } = node;
  if (value === null || typeof value === 'string' || typeof value === 'boolean')
    return { kind: 'scalar', at: value === null ? at : here, value };
  if (typeof value === 'number' && Number.isFinite(value)) return { kind: 'scalar', at: here, value: value + 0 };
  tell(here, { message: `expected a finite number; found ${String(node.source)}` });
  return { kind: 'unread', at: here };
}

type Pairs = readonly { readonly key: ParsedNode | null; readonly value: ParsedNode | null }[];

/** Names that JavaScript gives a meaning of its own. */
const unsafe = ['__proto__', 'constructor', 'prototype'];

function toMap(pairs: Pairs, at: Place, tell: Tell): Tree {
  const entries = new Map<string, Entry>();
  for (const { key: node, value } of pairs) {
    const name = node instanceof Scalar ? node.value : undefined;
    const offset = node?.range[0] ?? at.offset;
    if (typeof name !== 'string') {
      tell({ path: at.path, offset }, refuseKey(node));
      continue;
    }
    const key: Place = { path: below(at.path, name), offset };
    if (name === '<<') {
      tell(key, { message: 'merge keys are not used here', hint: 'Write what models share under the key defaults.' });
    } else if (unsafe.includes(name)) tell(key, { message: 'this word cannot be a key' });
    else if (entries.has(name)) tell(key, { message: 'this key stands here twice', hint: 'Keep one of the two.' });
    else entries.set(name, { key, value: toTree(value, key, tell) });
  }
  return { kind: 'map', at, entries };
}

function refuseKey(node: ParsedNode | null) {
  const found = node instanceof Scalar ? node.value : node === null ? null : isSeq(node) ? [] : {};
  const hint =
    node instanceof Scalar && node.value !== null ? `Put it in quotes: "${String(node.source)}".` : undefined;
  return { message: `a key is a text; found ${describeFound(found)}`, hint };
}
