// What happens to a version in production, in any story: nothing, harm, recovery, new data, a step back.
import { later } from '../e2e/sales-year.ts';
import type { Told } from './chapter.ts';
import type { Production } from './production.ts';
import { answerOn, commentOn, issueOf, productionOf, pullFrom, releaseOf, said, theIssue } from './sight.ts';
import type { Stage } from './stage.ts';

/** Days pass on which nothing is wrong. */
export async function stayWell(production: Production, days: readonly string[]): Promise<Told> {
  for (const day of days) await production.wake(day);
  const opened = await issueOf(production.stage);
  return { outcome: opened === null ? 'healthy, no issue' : opened.what, where: '–', seen: [] };
}

/** Days pass on which something is wrong, until it is told; from the day `look` on it is looked every so many days. */
export async function getWorse(
  production: Production,
  days: { readonly since: string; readonly look: string; readonly every: number; readonly until: string },
): Promise<Told> {
  let day = days.look;
  await production.wake(day);
  while ((await issueOf(production.stage)) === null && day < days.until) {
    day = later(day, days.every);
    await production.wake(day);
  }
  const opened = await theIssue(production.stage);
  const after = (Date.parse(day) - Date.parse(days.since)) / 86_400_000;
  return { outcome: `issue after ${after} days`, where: `#${opened.number}`, seen: [opened] };
}

/** Days pass on which it is well again, and the issue closes by itself. */
export async function recover(production: Production, days: readonly string[]): Promise<Told> {
  for (const day of days) await production.wake(day);
  const { stage } = production;
  const closed = await theIssue(stage);
  const { number, state } = closed;
  return { outcome: `issue ${state}`, where: `#${number}`, seen: [closed, await answerOn(stage, number)] };
}

/** Somebody asks for new data in a thread, reads the comparison, and merges. */
export async function retrain(
  stage: Stage,
  { model, thread, login }: { readonly model: string; readonly thread: number; readonly login: string },
): Promise<Told & { readonly number: number }> {
  const command = '/relevo retrain';
  await stage.comment(thread, login, command);
  const answer = await answerOn(stage, thread);
  const pull = await pullFrom(stage, `relevo-retrain/${model}`);
  const told = await commentOn(stage, pull.number);
  await stage.merge(pull.number, login);
  const version = await productionOf(stage, model);
  const release = await releaseOf(stage, `${model}/v${version}`);
  const seen = [said(login, thread, command), answer, pull, told, release];
  return { outcome: `v${version} in production`, where: `#${pull.number}`, seen, number: pull.number };
}

/** Somebody commands it in a thread. */
export async function rollBack(
  stage: Stage,
  { model, thread, command }: { readonly model: string; readonly thread: number; readonly command: string },
): Promise<Told> {
  await stage.comment(thread, 'bea', command);
  const version = await productionOf(stage, model);
  const seen = [said('bea', thread, command), await answerOn(stage, thread)];
  return { outcome: `v${version} in production`, where: `#${thread}`, seen };
}
