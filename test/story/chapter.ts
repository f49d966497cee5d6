// A chapter of a story: something that people or the world do, and what is seen of it.
import type { Seen } from './sight.ts';
import type { Stage } from './stage.ts';

/** One chapter; chapters are lived in their order, each once. */
export interface Chapter {
  /** What tests know it by. */
  readonly name: string;
  /** What happens, in a few words. */
  readonly title: string;
  /** What happens, for who watches. */
  readonly text: string;
  /** Lives it; what a person would look at afterwards. */
  readonly live: () => Promise<Told>;
}

/** What came of a chapter. */
export interface Told {
  /** In half a line, for the table at the end. */
  readonly outcome: string;
  /** Where it can be looked at: a pull request, an issue, a release. */
  readonly where: string;
  readonly seen: readonly Seen[];
}

/** A story, before it is lived. */
export interface Story {
  /** The repository's name. */
  readonly name: string;
  /** What it is about. */
  readonly about: string;
  /** The moment that it begins at. */
  readonly at: string;
  readonly chapters: (stage: Stage) => readonly Chapter[];
}
