// The names that ledgers and manifests hold, as shapes.
import { leaf } from './json-shape.ts';
import { isModelName, isRunId } from './model-ref.ts';

/** A model's name. */
export const modelName = leaf(
  "a model's name",
  (value): value is string => typeof value === 'string' && isModelName(value),
);

/** A run's id. */
export const runId = leaf("a run's id", (value): value is string => typeof value === 'string' && isRunId(value));

/** What git calls a commit or a tree, by SHA-1 or SHA-256. */
export const objectId = leaf(
  "a git object's id",
  (value): value is string => typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value),
);
