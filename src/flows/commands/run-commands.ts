// Commands in a comment: who asks is checked, the comment gets a reaction and one answer, and what is delivered twice is done
// once.

import type { Config } from '../../config/config.ts';
import { parseConfig } from '../../config/parse.ts';
import { type AnswerMark, readAnswerMark, writeAnswer } from '../../core/answer-mark.ts';
import { foldState } from '../../core/model-state.ts';
import { nearest } from '../../core/nearest.ts';
import { type Mistake, parseCommands, type SlashCommand, usageOf } from '../../core/slash-command.ts';
import { RelevoError } from '../../errors.ts';
import type { Comment } from '../../ports/github.ts';
import { mistakeAnswer, plainAnswer, rightsAnswer } from '../../report/command-answer.ts';
import { byNames } from '../continued-ledger.ts';
import type { TrustedPorts } from '../trusted-ports.ts';
import { lookAtBranch } from '../trusted-runs.ts';
import { type Caller, type CommandSetting, may } from './command-call.ts';
import { aboutAll, work } from './verbs.ts';

/** A comment that was written just now. */
export interface NewComment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
  readonly isBot: boolean;
  /** The issue or pull request that it stands on. */
  readonly thread: number;
  readonly isPullRequest: boolean;
}

/** Carries out what a comment commands. True when it was answered here; false when there was nothing to answer. */
export async function runCommands(comment: NewComment, setting: CommandSetting, given: TrustedPorts): Promise<boolean> {
  const commands = comment.isBot ? [] : parseCommands(comment.body);
  if (commands.length === 0) return false;
  const config = await configOf(setting, given);
  const ports = config === null ? given : byNames(given, config);
  const answer = await claimAnswer(comment, config, ports);
  if (answer === null) return false;
  const permission = await ports.people.permission(comment.author);
  const { thread, isPullRequest, author: login } = comment;
  const caller: Caller = { login, permission, thread, isPullRequest };
  const mayCommand = may(caller, 'write');
  const isUnderstood = mayCommand && commands.every(command => !('mistake' in command));
  await ports.people.react(comment.id, isUnderstood ? '+1' : 'confused');
  const asked = { at: answer.mark.at, from: answer.mark.from };
  const lines = mayCommand ? [] : [rightsAnswer(login, 'write', 'commanding Relevo')];
  for (const command of mayCommand ? commands : [])
    lines.push(await carryOut(command, { config, caller, setting, ...asked }, ports));
  await ports.threads.rewrite(answer.id, writeAnswer({ ...answer.mark, isDone: true }, lines.join('\n\n')));
  return true;
}

/** The default branch's config: a pull request's own must not say what its comments may do. */
async function configOf({ config }: CommandSetting, { repository }: TrustedPorts): Promise<Config | null> {
  const { head } = await lookAtBranch({ repository });
  const text = head === null ? null : await repository.text(head, config);
  const parsed = text === null ? null : parseConfig(text, config);
  return parsed !== null && 'config' in parsed ? parsed.config : null;
}

interface Claimed {
  readonly id: number;
  readonly mark: AnswerMark;
}

/** Of several who want to answer, the one whose comment came first does; an answer that was begun and left is taken up. */
async function claimAnswer(comment: NewComment, config: Config | null, ports: TrustedPorts): Promise<Claimed | null> {
  const [known] = answersTo(comment, await ports.threads.comments(comment.thread));
  if (known !== undefined) return known.mark.isDone ? null : known;
  const at = ports.clock.now().toISOString();
  const mark = { comment: comment.id, isDone: false, at, from: await productions(config, ports) };
  const mine = await ports.threads.write(comment.thread, writeAnswer(mark, 'Working on it.'));
  const [first] = answersTo(comment, await ports.threads.comments(comment.thread));
  if (first === undefined || first.id === mine.id) return { id: mine.id, mark };
  await ports.threads.remove(mine.id);
  return null;
}

function answersTo({ id }: NewComment, comments: readonly Comment[]): Claimed[] {
  return comments
    .filter(({ isOurs }) => isOurs)
    .flatMap(one => {
      const mark = readAnswerMark(one.body);
      return mark?.comment === id ? [{ id: one.id, mark }] : [];
    })
    .sort((one, other) => one.id - other.id);
}

async function productions(config: Config | null, { ledger }: TrustedPorts): Promise<AnswerMark['from']> {
  const from: Record<string, AnswerMark['from'][string]> = {};
  for (const model of Object.keys(config?.models ?? {}))
    from[model] = foldState((await ledger.read(model)).entries).production?.event ?? null;
  return from;
}

interface Surroundings {
  readonly config: Config | null;
  readonly caller: Caller;
  readonly setting: CommandSetting;
  readonly at: string;
  readonly from: AnswerMark['from'];
}

/** What the catalogue knows is an answer; anything else fails the flow. */
async function carryOut(command: SlashCommand | Mistake, around: Surroundings, ports: TrustedPorts): Promise<string> {
  if ('mistake' in command) return mistakeAnswer(command);
  const { config, ...rest } = around;
  if (config === null) {
    const { config: path } = around.setting;
    return plainAnswer('❌', `${path} on the default branch is missing or has problems; relevo validate tells which.`);
  }
  const names = namesOf(command, Object.keys(config.models));
  if ('mistake' in names) return mistakeAnswer(names);
  const models = names.flatMap(name => config.models[name] ?? []);
  try {
    return await work[command.verb]({ command, models, ...rest }, ports);
  } catch (thrown) {
    if (!(thrown instanceof RelevoError)) throw thrown;
    return plainAnswer('❌', `${thrown.message} ${thrown.why} ${thrown.remedy}`);
  }
}

function namesOf({ verb, model }: SlashCommand, known: readonly string[]): readonly string[] | Mistake {
  if (model === null && (known.length === 1 || aboutAll.has(verb))) return known;
  if (model === null) return { mistake: `Name one of the models: ${known.join(', ')}.`, usage: usageOf(verb) };
  if (known.includes(model)) return [model];
  const meant = nearest(model, known);
  const hint = meant === undefined ? `The models are ${known.join(', ')}.` : `Did you mean “${meant}”?`;
  return { mistake: `There is no model “${model}”. ${hint}`, usage: usageOf(verb) };
}
