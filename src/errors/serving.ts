// Failures of starting and running the hosted App.
import type { Rows } from './explanation.ts';

/** Failures of starting and running the hosted App. */
export const servingErrors = {
  'webhook-secret': (p: { bytes: number }) => ({
    what: p.bytes === 0 ? 'The App has no webhook secret.' : `The webhook secret has ${p.bytes} bytes.`,
    why: 'Whoever knows or guesses it can make the App believe anything; 32 bytes are out of reach of guessing.',
    remedy: 'Set WEBHOOK_SECRET to at least 32 random bytes (`openssl rand -hex 32`), here and in the App’s settings.',
  }),
  'app-credentials': (p: { name: string; reason: string }) => ({
    what: `The App cannot show GitHub who it is: ${p.name} is of no use.`,
    why: `${p.reason.charAt(0).toUpperCase()}${p.reason.slice(1)}.`,
    remedy: 'Set APP_ID, and PRIVATE_KEY or PRIVATE_KEY_PATH, to what the App’s settings page on GitHub shows.',
  }),
  'serve-host': (_: Readonly<Record<string, never>>) => ({
    what: 'The App was not told where to listen.',
    why: 'Listening on every address by default would open it to networks that nobody thought of.',
    remedy: 'Give --host or HOST: 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container.',
  }),
  'serve-port': (p: { host: string; port: number; reason: string }) => ({
    what: `The App cannot listen on ${p.host}, port ${p.port}.`,
    why: `${p.reason}.`,
    remedy: 'Choose another port with --port or PORT, or end what listens there.',
  }),
} satisfies Rows;
