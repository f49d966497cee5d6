// Who asks, and whether the token may do what is asked.
import { forbidden, notFound, Refusal } from './answer.ts';
import type { Route } from './call.ts';
import { isJwt, readJwt } from './state/jwt.ts';
import { atLeast, type Repository, type Role, roleOf } from './state/repository.ts';
import { anonymous, type Level, reaches, type Token } from './state/token.ts';
import type { World } from './state/world.ts';

const levels: readonly (Level | 'none')[] = ['none', 'read', 'write', 'admin'];

/** The token of an `Authorization` header. */
export function authenticate(world: World, header: string | undefined): Token {
  if (header === undefined) return anonymous;
  const [, scheme = '', value = ''] = /^(\S+) +(\S+)$/.exec(header) ?? [];
  const token = ['token', 'bearer'].includes(scheme.toLowerCase()) ? findToken(world, value) : undefined;
  if (token === undefined) throw new Refusal(401, 'Bad credentials');
  return token;
}

function findToken(world: World, value: string): Token | undefined {
  const token = world.tokens.get(value);
  if (token === undefined) return isJwt(value) ? readJwt(world, value) : undefined;
  return token.expiresAt !== null && token.expiresAt <= world.now() ? undefined : token;
}

/** Refuses what a token may not do; `repository` is the one of the path, if there is one. */
export function authorize(token: Token, route: Route, repository: Repository | undefined): void {
  if (route.needs === 'app') {
    if (token.kind === 'actions' || token.kind === 'app') throw forbidden();
    if (token.kind !== 'jwt') throw new Refusal(401, 'A JSON web token could not be decoded');
    return;
  }
  if (token.kind === 'jwt') throw new Refusal(401, 'Bad credentials');
  if (repository === undefined) return;
  if (!isVisible(token, repository)) throw notFound();
  const alternatives = parseNeeds(route.needs);
  if (alternatives.length === 0 || alternatives.some(wanted => grants(token, repository, wanted))) return;
  if (token.kind === 'none') throw new Refusal(401, 'Requires authentication');
  const kind = token.kind === 'user' ? 'personal access token' : 'integration';
  throw forbidden(`Resource not accessible by ${kind}`);
}

/** Whether a token sees a repository at all; what it does not see answers 404. */
export function isVisible(token: Token, repository: Repository): boolean {
  if (!repository.isPrivate) return true;
  if (token.kind === 'user') return roleOf(repository, token.actor) !== 'none';
  return token.kind !== 'none' && reaches(token, repository);
}

type Wanted = Readonly<Record<string, Level>>;

/** `a=read; b=write,c=read` as a list of what suffices. */
function parseNeeds(needs: string): Wanted[] {
  if (needs === '') return [];
  const pair = (text: string) => text.trim().split('=') as [string, Level];
  return needs.split(';').map(alternative => Object.fromEntries(alternative.split(',').map(pair)));
}

function grants(token: Token, repository: Repository, wanted: Wanted): boolean {
  return Object.entries(wanted).every(([name, level]) => holds(token, repository, name, level));
}

/** Whether a token holds a permission. Installations are held to it in public repositories too, as in private ones. */
export function holds(token: Token, repository: Repository, name: string, level: Level): boolean {
  if (token.kind === 'none') return level === 'read';
  if (token.kind === 'user') return atLeast(roleOf(repository, token.actor), roleFor(name, level));
  if (!reaches(token, repository)) return level === 'read' && !repository.isPrivate;
  if (name === 'metadata') return level === 'read';
  return levels.indexOf(token.permissions[name] ?? 'none') >= levels.indexOf(level);
}

/** What a person's role must be: whoever reads may also write issues and comments. */
function roleFor(name: string, level: Level): Role {
  if (level === 'read' || name === 'issues' || name === 'pull_requests') return 'read';
  return level === 'admin' || name === 'administration' ? 'admin' : 'write';
}
