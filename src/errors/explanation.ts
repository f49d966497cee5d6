// What a row of the catalogue of errors says, and how it names a place in a user's file.

/** One failure, told to the person who reads it at work. */
export interface Explanation {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** Where in a user's file something is wrong; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: string | number | undefined;
}

/** `sales.csv, line 3, column shop`. */
export const at = (place: Place): string =>
  [
    place.file,
    ...(place.line === undefined ? [] : [`line ${place.line}`]),
    ...(place.column === undefined ? [] : [`column ${place.column}`]),
  ].join(', ');

/** Rows of the catalogue: each takes the facts of one failure and tells them. */
export type Rows = Record<string, (parameters: never) => Explanation>;
