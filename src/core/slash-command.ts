// `/relevo …` in a comment: what people ask of Relevo where they talk about a model.
import { ownLines } from './comment-lines.ts';
import { isModelName, isRunId, parseModelRef, type Target } from './model-ref.ts';
import { nearest } from './nearest.ts';

/** Everything that can be asked. */
export type Verb =
  | 'status'
  | 'evaluate'
  | 'promote'
  | 'rollback'
  | 'freeze'
  | 'unfreeze'
  | 'snooze'
  | 'ack'
  | 'retrain'
  | 'help';

/** A command, understood. What its verb does not take is null. */
export interface SlashCommand {
  readonly verb: Verb;
  /** null where none is named, and the only model, or every one, is meant. */
  readonly model: string | null;
  readonly run: string | null;
  readonly version: number | null;
  readonly milliseconds: number | null;
  readonly because: string | null;
}

/** A line that starts a command and is none. */
export interface Mistake {
  readonly mistake: string;
  /** How it is written. */
  readonly usage: string;
}

interface Form {
  /** The word beside a model's name, as usage shows it. */
  readonly argument: 'none' | 'run' | 'version' | 'duration';
  readonly isRequired: boolean;
  readonly takesReason: boolean;
  readonly does: string;
}

/** Every verb, in the order of help. */
export const verbs: Readonly<Record<Verb, Form>> = {
  status: form('none', 'what is in production, since when, and what is awaited'),
  evaluate: form('none', 'evaluates this pull request again'),
  promote: form('run', 'makes a judged run the version in production; a reason overrides its verdict', true),
  rollback: form('version', 'puts an earlier version back, by default the one before', true),
  freeze: form('none', 'keeps production as it is until it is unfrozen', true),
  unfreeze: form('none', 'ends that'),
  snooze: form('duration', 'keeps the watch on production quiet so long'),
  ack: form('none', 'says that what got worse is known; only something new is told again'),
  retrain: form('none', 'opens a pull request with a model trained on the latest data'),
  help: form('none', 'lists the commands'),
};

function form(argument: Form['argument'], does: string, takesReason = false): Form {
  return { argument, isRequired: argument === 'run' || argument === 'duration', takesReason, does };
}

const placeholders = { none: '', run: '<run>', version: '<version>', duration: '<duration>' } as const;

/** `/relevo promote [model] <run> [because <reason>]` */
export function usageOf(verb: Verb): string {
  const { argument, isRequired, takesReason } = verbs[verb];
  const placeholder = placeholders[argument];
  return [
    `/relevo ${verb}`,
    ...(verb === 'help' ? [] : ['[model]']),
    ...(placeholder === '' ? [] : [isRequired ? placeholder : `[${placeholder.slice(1, -1)}]`]),
    ...(takesReason ? ['[because <reason>]'] : []),
  ].join(' ');
}

/** So many commands of one comment are carried out; more in one comment are a mistake or mischief. */
const MOST = 10;
/** What a ledger keeps of a reason. */
const LONGEST_REASON = 2000;

const START = /^ {0,3}\/relevo(?=\s|$)/i;

/** Every command of a comment, in order, understood or not; none where the comment only mentions them. */
export function parseCommands(body: string): readonly (SlashCommand | Mistake)[] {
  return ownLines(body)
    .filter(line => START.test(line))
    .slice(0, MOST)
    .map(line => parseCommand(line.replace(START, '')));
}

function parseCommand(text: string): SlashCommand | Mistake {
  const clean = text.replace(/\p{Cc}+/gu, ' ').trim();
  const [said = 'help', ...rest] = clean === '' ? [] : clean.split(/\s+/);
  const verb = said.toLowerCase();
  if (!isVerb(verb)) return unknownVerb(said);
  const at = rest.findIndex(word => word.toLowerCase() === 'because');
  const words = at === -1 ? rest : rest.slice(0, at);
  const because = at === -1 ? null : rest.slice(at + 1).join(' ');
  if (because === '') return wrong(verb, 'A reason follows “because”.');
  if (because !== null && !verbs[verb].takesReason) return wrong(verb, `“${verb}” takes no reason.`);
  if (because !== null && because.length > LONGEST_REASON)
    return wrong(verb, `A reason has at most ${LONGEST_REASON} characters.`);
  const read = readWords(verb, words);
  return 'mistake' in read ? read : { ...read, because };
}

const isVerb = (word: string): word is Verb => Object.hasOwn(verbs, word);

function unknownVerb(said: string): Mistake {
  const meant = nearest(said, Object.keys(verbs)) as Verb | undefined;
  const mistake = `There is no command “${shorten(said)}”.`;
  if (meant === undefined) return { mistake, usage: usageOf('help') };
  return { mistake: `${mistake} Did you mean “${meant}”?`, usage: usageOf(meant) };
}

const shorten = (word: string) => (word.length > 60 ? `${word.slice(0, 60)}…` : word);

const wrong = (verb: Verb, mistake: string): Mistake => ({ mistake, usage: usageOf(verb) });

type Words = Omit<SlashCommand, 'because'>;

function readWords(verb: Verb, words: readonly string[]): Words | Mistake {
  const { argument, isRequired } = verbs[verb];
  const most = verb === 'help' ? 0 : argument === 'none' ? 1 : 2;
  if (words.length > most) return wrong(verb, `“${shorten(words[most] ?? '')}” is one word too many.`);
  const [first, second] = words;
  const none: Words = { verb, model: null, run: null, version: null, milliseconds: null };
  if (first === undefined) return isRequired ? wrong(verb, `It needs ${needs[argument]}.`) : none;
  if (second !== undefined) {
    if (!isModelName(first)) return wrong(verb, `“${shorten(first)}” cannot be the name of a model.`);
    return readArgument({ ...none, model: first }, argument, second);
  }
  // A word alone is a model's name where it can be nothing else.
  if (argument === 'none' || (argument === 'version' && isModelName(first))) {
    if (!isModelName(first)) return wrong(verb, `“${shorten(first)}” cannot be the name of a model.`);
    return { ...none, model: first };
  }
  return readArgument(none, argument, first);
}

const needs = {
  none: 'nothing more',
  run: 'the id of a run',
  version: 'a version such as v3',
  duration: 'a duration such as 12h, 7d or 2w',
} as const;

function readArgument(words: Words, argument: Form['argument'], text: string): Words | Mistake {
  const milliseconds = argument === 'duration' ? readDuration(text) : null;
  if (milliseconds !== null) return { ...words, milliseconds };
  const ref = argument === 'duration' ? undefined : parseModelRef(text);
  // `daily-sales@v3` names the model too, once.
  if (ref !== undefined && (ref.model === null || words.model === null)) {
    const found = readTarget(ref.target, argument);
    if (found !== null) return { ...words, model: ref.model ?? words.model, ...found };
  }
  return wrong(words.verb, `“${shorten(text)}” is not ${needs[argument]}.`);
}

function readTarget(target: Target, argument: Form['argument']): Pick<Words, 'run'> | Pick<Words, 'version'> | null {
  if (argument === 'version' && target.kind === 'version') return { version: target.version };
  if (argument === 'run' && target.kind === 'run' && isRunId(target.run)) return { run: target.run };
  return null;
}

const HOUR = 3_600_000;
const units: Readonly<Record<string, number>> = { m: HOUR / 60, h: HOUR, d: 24 * HOUR, w: 7 * 24 * HOUR };
/** A watch that is quiet for longer than a year is none. */
const LONGEST_SNOOZE = 366 * 24 * HOUR;

function readDuration(text: string): number | null {
  const [, amount, unit = ''] = /^([1-9]\d{0,5})([mhdw])$/i.exec(text) ?? [];
  const milliseconds = Number(amount) * (units[unit.toLowerCase()] ?? Number.NaN);
  return milliseconds <= LONGEST_SNOOZE ? milliseconds : null;
}
