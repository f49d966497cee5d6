// Commands: a list of arguments, or a text that is split into them as a shell would, without any shell.
import { nearest } from '../core/nearest.ts';
import { bad, good, type Mistake, type Parsed, quote, unlike } from './parsed.ts';

/** A program and its arguments, as the operating system gets them. */
export type Command = readonly [program: string, ...arguments: string[]];

/** What Relevo replaces in the command of a predictor. */
export const placeholders = ['$MODEL', '$DATA', '$OUTPUT'] as const;

const LONGEST = 4000;
const MOST_ARGUMENTS = 500;
const inScript = 'Commands run without a shell: put it in a script, or use [bash, -c, "…"].';

/** Reads a command; only those of predictors have placeholders. */
export function parseCommand(raw: unknown, { hasPlaceholders = false } = {}): Parsed<Command> {
  const parsed = typeof raw === 'string' ? splitCommand(raw, hasPlaceholders) : readList(raw);
  if (!parsed.ok) return parsed;
  return hasPlaceholders ? checkPlaceholders(parsed.value) : parsed;
}

function readList(raw: unknown): Parsed<Command> {
  if (!Array.isArray(raw)) return unlike('a command, as a text or a list', raw);
  const mistakes = raw.flatMap((item, index): Mistake[] => {
    const message = findUnfit(item);
    return message === undefined ? [] : [{ ...message, index }];
  });
  if (mistakes.length > 0) return { ok: false, mistakes };
  return toCommand(raw as string[]);
}

function findUnfit(item: unknown): Mistake | undefined {
  if (typeof item !== 'string') {
    const text = typeof item === 'number' || typeof item === 'boolean' ? String(item) : undefined;
    const hint = text === undefined ? undefined : `Put it in quotes: "${text}".`;
    const failed = unlike('an argument as a text', item, { hint });
    return failed.ok ? undefined : failed.mistakes[0];
  }
  return item.includes('\0') ? { message: 'an argument cannot hold a NUL character' } : undefined;
}

function toCommand([program, ...rest]: readonly string[]): Parsed<Command> {
  if (program === undefined || program.trim() === '') return bad('expected a command; found nothing to run');
  if (rest.length >= MOST_ARGUMENTS) return bad(`a command has at most ${MOST_ARGUMENTS} arguments`);
  return good([program, ...rest]);
}

/** Splits a text as a POSIX shell splits words; whatever only a shell can do is refused, with what to do instead. */
export function splitCommand(text: string, hasPlaceholders = false): Parsed<Command> {
  if (text.length > LONGEST) return bad(`a command has at most ${LONGEST} characters; found ${text.length}`);
  if (text.includes('\0')) return bad('a command cannot hold a NUL character');
  const words: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const word = takeWord(rest, words.length, hasPlaceholders);
    if (!word.ok) return word;
    words.push(word.value.word);
    rest = rest.slice(word.value.length).trimStart();
  }
  return toCommand(words);
}

/** Pieces that a word is made of, in the order in which they are tried; each gives what it stands for. */
const pieces: readonly { readonly pattern: RegExp; readonly meaning: (match: RegExpExecArray) => string }[] = [
  { pattern: /^'([^']*)'/, meaning: match => match[1] ?? '' },
  { pattern: /^"((?:[^"\\]|\\[\s\S])*)"/, meaning: match => (match[1] ?? '').replaceAll(/\\(["\\$`])/g, '$1') },
  { pattern: /^\\([\s\S])/, meaning: match => (match[1] === '\n' ? '' : (match[1] ?? '')) },
  { pattern: /^[^\s'"\\]/u, meaning: match => match[0] },
];

function takeWord(text: string, index: number, hasPlaceholders: boolean): Parsed<{ word: string; length: number }> {
  let word = '';
  let at = 0;
  while (at < text.length && !/\s/.test(text.charAt(at))) {
    const rest = text.slice(at);
    const shell = findShell(rest, { atStart: at === 0, index, hasPlaceholders });
    if (shell !== undefined) return shell;
    const piece = pieces.find(({ pattern }) => pattern.test(rest));
    const match = piece?.pattern.exec(rest);
    if (piece === undefined || match === null || match === undefined) {
      const what = rest.startsWith('\\') ? 'a \\ with nothing after it' : `a ${rest.charAt(0)} that is never closed`;
      return bad(`found ${what} in ${quote(text)}`);
    }
    word += piece.meaning(match);
    at += match[0].length;
  }
  return good({ word, length: at });
}

interface Here {
  readonly atStart: boolean;
  readonly index: number;
  readonly hasPlaceholders: boolean;
}

/** What only a shell does, by how it begins. */
const operators: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /^(?:&&|\|\||\|&|[|&;])/, name: 'the shell operator' },
  { pattern: /^(?:<<<?|>>|[<>]\(|[<>]&?)/, name: 'the redirection' },
  { pattern: /^\$\(|^`/, name: 'the command substitution' },
  { pattern: /^[()]/, name: 'the shell operator' },
  { pattern: /^(?:[*?]|\[)/, name: 'the pattern' },
  { pattern: /^\{[^{},\s]*,/, name: 'the alternatives' },
];

function findShell(rest: string, { atStart, index, hasPlaceholders }: Here): Parsed<never> | undefined {
  for (const { pattern, name } of operators) {
    const found = pattern.exec(rest)?.[0];
    if (found !== undefined) return bad(`found ${name} ${found}, which only a shell understands`, { hint: inScript });
  }
  if (atStart && /^[#~]/.test(rest)) {
    return bad(`found ${rest.charAt(0)} at the start of a word, which only a shell understands`, { hint: inScript });
  }
  if (atStart && index === 0 && /^[A-Za-z_]\w*=/.test(rest)) {
    return bad(`found the assignment ${quote(/^\S+/.exec(rest)?.[0] ?? '')} before the program`, {
      hint: 'Set it in the workflow and let it through by name under train.env, or use [env, NAME=value, …].',
    });
  }
  return findVariable(/^"(?:[^"\\]|\\[\s\S])*"/.exec(rest)?.[0] ?? rest, hasPlaceholders);
}

/** A variable at the start of a text, or anywhere in double quotes there. */
function findVariable(rest: string, hasPlaceholders: boolean): Parsed<never> | undefined {
  const quoted = /^"(?:[^"\\]|\\[\s\S])*"/.exec(rest)?.[0].replaceAll(/\\[\s\S]/g, '  ');
  if (quoted !== undefined && /\$\(|`/.test(quoted)) {
    return bad('found a command substitution, which only a shell understands', { hint: inScript });
  }
  const piece = quoted ?? /^\$(?:\w+|\{[^}]*\})/.exec(rest)?.[0] ?? '';
  const variables = piece.match(/\$(?:\w+|\{[^}]*\})/g) ?? [];
  const known: readonly string[] = hasPlaceholders ? placeholders : [];
  const found = variables.find(variable => !known.includes(variable));
  if (found === undefined) return undefined;
  return bad(`found the variable ${quote(found)}, which only a shell replaces`, {
    nearest: hasPlaceholders ? nearest(found.replaceAll(/[{}]/g, ''), placeholders) : undefined,
    hint: hasPlaceholders
      ? `The placeholders are ${placeholders.join(', ')}.`
      : 'A program finds it in its own environment; a shell too: [bash, -c, "…"].',
  });
}

/** A predictor's command must say where the rows are and where the predictions go. */
function checkPlaceholders(command: Command): Parsed<Command> {
  const unknown = command.findIndex(word => /^\$[A-Z_]+$/.test(word) && !placeholders.some(known => known === word));
  const word = command[unknown];
  if (word !== undefined) {
    return bad(`there is no placeholder ${word}`, {
      nearest: nearest(word, placeholders),
      hint: `The placeholders are ${placeholders.join(', ')}.`,
    });
  }
  const missing = ['$DATA', '$OUTPUT'].filter(name => !command.some(argument => argument.includes(name)));
  if (missing.length === 0) return good(command);
  return bad(`the command does not say where ${missing.join(' and ')} ${missing.length === 1 ? 'goes' : 'go'}`, {
    hint: 'Relevo replaces $MODEL by the folder of the model, $DATA by the rows and $OUTPUT by the file for the predictions.',
  });
}
