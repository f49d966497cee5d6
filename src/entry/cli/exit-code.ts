// What the number that `relevo` ends with means. Scripts rely on it, so it never changes.

/** Every way to end; the first three carry the words of a verdict. */
export const exitCodes = {
  pass: 0,
  fail: 1,
  inconclusive: 3,
  userError: 2,
  bug: 70,
  interrupted: 130,
  terminated: 143,
} as const;

/** One of the numbers that `relevo` ends with. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The number that tells a verdict to a script. */
export function exitCodeOf(verdict: 'pass' | 'fail' | 'inconclusive'): ExitCode {
  return exitCodes[verdict];
}
