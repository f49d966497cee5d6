// How the hosted App is set up: environment and options read once, checked before anything listens.
import { readFile } from 'node:fs/promises';
import { fail } from '../../errors.ts';

/** Everything that a server needs to know. */
export interface ServeSetting {
  readonly appId: string;
  readonly privateKey: string;
  readonly webhookSecret: string;
  readonly host: string;
  readonly port: number;
  /** The API's address; null for github.com's. */
  readonly baseUrl: string | null;
  /** The config's path, the same in every repository. */
  readonly config: string;
  /** The workflow whose runs are trusted, the same in every repository. */
  readonly workflow: string;
  /** Repositories that are worked on at once. */
  readonly atOnce: number;
}

/** What the command line says; it comes before the environment. */
export interface ServeOptions {
  readonly host?: string | undefined;
  readonly port?: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const LEAST_SECRET_BYTES = 32;

/** Reads and checks; the first thing that is missing is told. */
export async function readServeSetting(options: ServeOptions, env: Environment): Promise<ServeSetting> {
  const webhookSecret = env.WEBHOOK_SECRET ?? '';
  const bytes = Buffer.byteLength(webhookSecret);
  if (bytes < LEAST_SECRET_BYTES) throw fail('webhook-secret', { bytes });
  const host = options.host ?? env.HOST ?? '';
  if (host === '') throw fail('serve-host', {});
  const appId = env.APP_ID ?? '';
  if (!/^\d{1,20}$/.test(appId)) throw fail('app-credentials', { name: 'APP_ID', reason: 'it is no number' });
  return {
    appId,
    privateKey: await privateKeyOf(env),
    webhookSecret,
    host,
    port: portOf(options.port ?? env.PORT ?? '3000'),
    baseUrl: env.GITHUB_API_URL || null,
    config: env.RELEVO_CONFIG || 'relevo.yml',
    workflow: env.RELEVO_WORKFLOW || '.github/workflows/model.yml',
    atOnce: 4,
  };
}

async function privateKeyOf({ PRIVATE_KEY: key, PRIVATE_KEY_PATH: path }: Environment): Promise<string> {
  if (key) return key;
  if (!path)
    throw fail('app-credentials', { name: 'PRIVATE_KEY', reason: 'it is missing, and so is PRIVATE_KEY_PATH' });
  try {
    return await readFile(path, 'utf8');
  } catch (thrown) {
    throw fail('app-credentials', { name: 'PRIVATE_KEY_PATH', reason: String((thrown as Error).message) }, thrown);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw fail('option-invalid', { option: '--port', value: text, expected: 'a number from 0 to 65535' });
}
