// JSON Web Tokens, with which an App shows that it is itself.
import { createPublicKey, verify } from 'node:crypto';
import { Refusal } from '../answer.ts';
import { type App, botLogin } from './app.ts';
import type { Token } from './token.ts';
import type { World } from './world.ts';

/** Whether a token looks like one. */
export const isJwt = (value: string): boolean => /^ey[\w-]+\.[\w-]+\.[\w-]+$/.test(value);

interface Claims {
  readonly iss?: string | number;
  readonly iat?: number;
  readonly exp?: number;
}

const unreadable = () => new Refusal(401, 'A JSON web token could not be decoded');

const part = (text = ''): object => {
  try {
    return Object(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw unreadable();
  }
};

/** The App that signed a token, as a token; refuses what GitHub refuses, in its words. */
export function readJwt(world: World, value: string): Token {
  const [head = '', body = '', signature = ''] = value.split('.');
  const claims: Claims = part(body);
  const app = world.apps.find(({ id, clientId }) => [`${id}`, clientId].includes(`${claims.iss}`));
  if (app === undefined) throw new Refusal(404, 'Integration not found');
  const isSigned = (part(head) as { alg?: string }).alg === 'RS256' && isSignedBy(app, `${head}.${body}`, signature);
  if (!isSigned) throw unreadable();
  refuseTimes(claims, world.now().getTime() / 1000);
  const actor = world.account(botLogin(app));
  const common = { permissions: {}, repositories: null, expiresAt: null, installationId: null };
  return { kind: 'jwt', value, actor, appId: app.id, ...common };
}

function isSignedBy({ publicKey }: App, text: string, signature: string): boolean {
  if (publicKey === null) return false;
  return verify('RSA-SHA256', Buffer.from(text), createPublicKey(publicKey), Buffer.from(signature, 'base64url'));
}

/** A token lives ten minutes at most; a minute is forgiven to clocks that differ. */
function refuseTimes({ iat, exp }: Claims, now: number): void {
  if (!Number.isInteger(iat) || iat! > now + 60) {
    throw new Refusal(
      401,
      "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    );
  }
  if (!Number.isInteger(exp) || exp! <= now) {
    throw new Refusal(
      401,
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp! > now + 660) throw new Refusal(401, "'Expiration time' claim ('exp') is too far in the future");
}
