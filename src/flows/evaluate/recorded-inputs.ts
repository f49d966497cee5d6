// What a report records of the inputs: every file with what was in it, up to a bound, and beyond it the rest by one digest.
import type { Sha256 } from '../../core/digest.ts';
import type { TrainingInput } from '../../core/digests.ts';
import type { Report } from '../../report/report-schema.ts';
import type { Identity } from './identity.ts';

/** A report is kept with every run for good, so it holds no more of them than this. */
const MOST_FILES = 1000;
const MOST_CHARACTERS = 100_000;

/** Lists inputs and lock files by path. */
export function recordInputs(
  { inputs, locks }: Pick<Identity, 'inputs' | 'locks'>,
  sha256: Sha256,
): NonNullable<Report['inputs']> {
  const all = [...new Map([...inputs, ...locks].map(file => [file.path, file])).values()];
  all.sort((a, b) => (a.path < b.path ? -1 : 1));
  const listed = fitting(all);
  const rest = all.slice(listed);
  const text = rest.map(({ path, content }) => `${content} ${path}\n`).join('');
  return {
    files: all.slice(0, listed).map(({ path, content }) => ({ path, content })),
    rest: rest.length === 0 ? null : { files: rest.length, digest: sha256(text) },
  };
}

/** How many of the first files fit. */
function fitting(files: readonly TrainingInput[]): number {
  let characters = 0;
  const over = files.slice(0, MOST_FILES).findIndex(({ path, content }) => {
    characters += path.length + content.length;
    return characters > MOST_CHARACTERS;
  });
  return over === -1 ? Math.min(files.length, MOST_FILES) : over;
}
