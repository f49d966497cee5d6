// Days as the watch counts them: whole numbers since 1970, in UTC.

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

/** The day in which a moment lies. */
export const dayOf = (milliseconds: number): number => Math.floor(milliseconds / DAY_MS);

/** `2025-07-03`. */
export const dayText = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The first moment of a day, as ledgers write it. */
export const dayInstant = (day: number): string => new Date(day * DAY_MS).toISOString();
