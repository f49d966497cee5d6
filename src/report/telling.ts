// What a view tells, part by part: each model's section, and the config that could not be read, with whose result it is.
import { configSection } from './config-section.ts';
import type { Fitting } from './fitting.ts';
import { gravities } from './model-line.ts';
import { modelSection, type SectionBody } from './model-section.ts';
import type { PullRequestView, RunRef } from './pull-request-view.ts';
import type { PartMark } from './sticky-comment.ts';

/** Longer than any model's name, or a commit's. */
const LONGEST_NAME = 100;

/** Every part in all its forms, gravest first. */
export function tellings(pull: PullRequestView, form: (body: SectionBody) => string = wholeForm): Fitting[] {
  const mark = (name: string, { id, attempt }: RunRef): Pick<PartMark, 'name' | 'head' | 'run' | 'attempt'> => ({
    name: name.slice(0, LONGEST_NAME),
    head: pull.head.slice(0, LONGEST_NAME),
    run: id,
    attempt,
  });
  const models = pull.models.map((view): Fitting => {
    const { line, bodies } = modelSection(view, pull);
    return {
      mark: { ...mark(view.model, view.run), kind: 'model', gravity: line.gravity },
      line: `${line.sign} ${line.text}`,
      forms: bodies.map(body => once(() => form(body()))),
    };
  });
  if (pull.config === null) return models.sort(byGravity);
  const { line, bodies } = configSection(pull.config);
  const config = { ...mark(pull.config.file, pull.config.run), kind: 'config', gravity: 'unreadable' } as const;
  return [{ mark: config, line, forms: bodies.map(body => once(() => form(body()))) }, ...models].sort(byGravity);
}

/** Made when it is first asked for, and kept. */
function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const wholeForm = ({ open, folds }: SectionBody): string => (folds === '' ? open : `${open}\n\n${folds}`);

/** The order in which several models are told. */
export const byGravity = (a: Fitting, b: Fitting): number =>
  gravities.indexOf(a.mark.gravity) - gravities.indexOf(b.mark.gravity) || (a.mark.name < b.mark.name ? -1 : 1);
