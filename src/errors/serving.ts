// Failures of starting and running the hosted App.
import type { Rows } from './explanation.ts';

/** Failures of starting and running the hosted App. */
export const servingErrors = {
  'webhook-secret': (p: { bytes: number }) => ({
    what: p.bytes === 0 ? 'The App has no webhook secret.' : `The webhook secret has ${p.bytes} bytes.`,
    why: 'Whoever knows or guesses it can make the App believe anything; 32 bytes are out of reach of guessing.',
    remedy: 'Set WEBHOOK_SECRET to at least 32 random bytes (`openssl rand -hex 32`), here and in the App’s settings.',
  }),
} satisfies Rows;
