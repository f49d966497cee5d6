// A model while it is read: every key that is mistaken is undefined.
import type { Mistake } from './parsed.ts';
import type { Draft } from './read-keys.ts';
import type { modelSchema } from './schema.ts';

/** What was read of a model so far. */
export type ModelDraft = Draft<typeof modelSchema>;

/** Tells a mistake at a key of the model. */
export type Say = (keys: readonly (string | number)[], mistake: Mistake) => void;
