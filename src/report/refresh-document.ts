// What a refresh of data left: `relevo.refresh/1`, beside the files themselves, in a folder of the model's name.
import { z } from 'zod';

/** What the upload of refreshed data is called. */
export const REFRESHED = 'relevo-refresh';
/** The document's name in the model's folder, and the folder with the files as they stand in the repository. */
export const REFRESH_DOCUMENT = 'refresh.json';
export const REFRESH_FILES = 'files';

/** GitHub takes blobs of up to 100 MB, as base64 in one request that has to end in time. */
export const MOST_FILE_BYTES = 40_000_000;
/** A refresh of gigabytes is not committed to git. */
export const MOST_REFRESH_BYTES = 200_000_000;

/** Why data are refreshed. */
export const causes = ['command', 'degraded', 'schedule'] as const;

/** One reason to retrain. */
export type RetrainCause = (typeof causes)[number];

/** Each file of a commit is a request, and a job's token has 1,000 an hour for all that the repository asks. */
export const MOST_PATHS = 500;

const refreshSchema = z.object({
  schema: z.literal('relevo.refresh/1'),
  relevo: z.string().max(100),
  model: z.string().max(100),
  /** The commit that the checkout stood at. */
  commit: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/),
  cause: z.enum(causes),
  /** From the repository's root; what differs from the commit. */
  paths: z.array(z.string().min(1).max(1024)).max(MOST_PATHS).readonly(),
});

/** The document. */
export type RefreshDocument = z.infer<typeof refreshSchema>;

/** Reads the document; null when it is none. */
export function readRefresh(text: string): RefreshDocument | null {
  try {
    const read = refreshSchema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null;
  }
}
