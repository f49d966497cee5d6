// What a release keeps of a version, as files on this machine: the tars of artifacts that runs left.
import type { Digest } from '../core/digest.ts';

/** Tars of artifacts. */
export interface Tars {
  /** The path of an artifact's tar among what a run uploaded, verified; null when the run left none, or not any more. */
  ofRun(run: number, digest: Digest): Promise<string | null>;
  /** Whether a file is the tar of that artifact, to the last byte. */
  isTar(path: string, digest: Digest): Promise<boolean>;
  /** A path where nothing is yet. */
  fresh(name: string): Promise<string>;
}
