// Keeps the output of foreign programs from speaking to the runner: lines of a log can be commands, and theirs must not be.

/** What to print before and after foreign output, each a line. */
export interface Fence {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const TOKEN = /^[A-Za-z0-9_-]{16,}$/;

/**
 * A group of the log in which the runner obeys nothing. The token must be random and new for each group: whoever knows it can
 * end the silence.
 */
export function fenceOutput(title: string, token: string): Fence {
  if (!TOKEN.test(token)) throw new RangeError('a token has 16 letters, digits, - or _ at least');
  return {
    before: [`::group::${escapeData(title)}`, `::stop-commands::${token}`],
    after: [`::${token}::`, '::endgroup::'],
  };
}

/** What the runner decodes in the data of a command. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Where a line may begin for the runner, or for any reader of lines. */
const LINE_ENDS = /\r\n|[\r\n\u2028\u2029]/g;
const ZERO_WIDTH_SPACE = '\u200b';

/** A line that is no command wherever it is printed: for logs without a fence. It looks the same. */
export function disarmLine(line: string): string {
  return line
    .replace(LINE_ENDS, ' ')
    .replace(/^(\s*):(?=:)/, `$1:${ZERO_WIDTH_SPACE}`)
    .replaceAll('##[', `#${ZERO_WIDTH_SPACE}#[`);
}
