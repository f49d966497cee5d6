// The program of a report's page, as it was bundled beside the entries.
import { fileURLToPath } from 'node:url';
import { readText } from './system.ts';

/** Reads it; every bundle lies in a folder of its own, and so does this one. */
export const readPageScript = (): Promise<string> =>
  readText(fileURLToPath(new URL('../page/report.js', import.meta.url)));
