// What tests of relevo.yml share: a small valid config, and short ways to read one.

import type { ModelConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Problem } from '../../src/config/problems.ts';

/** As little as a model can say. */
export const minimal = `models:
  sales:
    task: regression
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: y }
`;

/** The problems of a text; none for a config that is read. */
export function problemsOf(text: string): readonly Problem[] {
  const read = parseConfig(text, 'relevo.yml');
  return 'problems' in read ? read.problems : [];
}

/** The problems of a text, each as `line:column path: message`. */
export const linesOf = (text: string): string[] =>
  problemsOf(text).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);

/** The models of a text without problems. */
export function modelsOf(text: string): Readonly<Record<string, ModelConfig>> {
  const read = parseConfig(text, 'relevo.yml');
  if ('problems' in read) throw new Error(JSON.stringify(read.problems, null, 2));
  return read.config.models;
}

/** The only model of a text without problems. */
export function modelOf(text: string): ModelConfig {
  const [model, ...others] = Object.values(modelsOf(text));
  if (model === undefined || others.length > 0) throw new Error('One model was expected.');
  return model;
}

/** The minimal config with further lines under its model. */
export const withLines = (...lines: string[]): string => `${minimal}${lines.map(line => `    ${line}\n`).join('')}`;
