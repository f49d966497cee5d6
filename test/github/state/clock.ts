// Time on the local GitHub: given from outside, or the machine's.

/** Tells the time. */
export type Now = () => Date;

/** A clock that stands still until it is moved; for tests that look at dates. */
export interface SetClock {
  readonly now: Now;
  advance(milliseconds: number): void;
}

/** A clock that starts at a moment. */
export function setClock(start: string | Date): SetClock {
  let at = new Date(start).getTime();
  return {
    now: () => new Date(at),
    advance: milliseconds => {
      at += milliseconds;
    },
  };
}

/** A moment as GitHub's JSON writes it: to the second. */
export function timeText(moment: Date): string {
  return moment.toISOString().replace(/\.\d{3}Z$/, 'Z');
}
