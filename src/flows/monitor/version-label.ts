// What a cell of the version column may call a version.
import type { Digest } from '../../core/digest.ts';

const SHORTEST_DIGEST = 7;

/** Whether a label means a version: `v12`, `12`, or the beginning of its artifact's digest. */
export function isLabelOf({
  version,
  artifact,
}: {
  readonly version: number;
  readonly artifact: Digest;
}): (label: string) => boolean {
  const hex = artifact.slice('sha256:'.length);
  return label => {
    const plain = label.toLowerCase().replace(/^(?:sha256:|v(?=\d+$))/, '');
    return plain === String(version) || (plain.length >= SHORTEST_DIGEST && hex.startsWith(plain));
  };
}
