// What the README of an example says that Relevo prints.
import { listFences } from '../docs/markdown.ts';

/** The answers of evaluations, in order: each a text block of three lines, of which the second is empty. */
export function shownAnswers(readme: string): readonly string[] {
  return listFences(readme)
    .filter(({ language, text }) => language === 'text' && /^.*\n\n.*\n$/.test(text))
    .map(({ text }) => text.trimEnd());
}
