// A model's config as a flat list: dotted keys, and values as relevo.yml has them.
import { artifactPlace } from './artifact-source.ts';
import type { ModelConfig } from './config.ts';

/** Every key of a model with its value, defaults included; an address without what may be a signature in it. */
export function keyValues({ name: _, ...model }: ModelConfig): Record<string, string> {
  const { artifact } = model.train;
  const source = artifact && {
    text: `${artifactPlace(artifact)}${artifact.digest === null ? '' : `@${artifact.digest}`}`,
  };
  return Object.fromEntries(flatten({ ...model, train: { ...model.train, artifact: source } }));
}

/** Leaves by their dotted path; a list is one leaf. A value that was written as text keeps that text. */
export function flatten(value: unknown, path = ''): Map<string, string> {
  if (!isRecord(value)) return new Map([[path, textOf(value)]]);
  const written = value.text ?? value.given;
  if (typeof written === 'string') return new Map([[path, written]]);
  const parts = Object.entries(value).flatMap(([key, part]) => [
    ...flatten(part, path === '' ? key : `${path}.${key}`),
  ]);
  return new Map(parts);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.map(textOf).join(', ');
  if (isRecord(value)) return [...flatten(value).values()].join(' ');
  return value === null ? 'nothing' : String(value);
}
