// People and what they may do.
import { type Answer, forbidden, found, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { accountShape } from '../shapes/account.ts';
import { timeText } from '../state/clock.ts';
import { roleOf } from '../state/repository.ts';

/** The older name of each role: it knows no `triage` and no `maintain`. */
const permissions = { none: 'none', read: 'read', triage: 'read', write: 'write', maintain: 'write', admin: 'admin' };

function getPermission({ world, repository, params }: Call): Answer {
  const account = found(world.accounts.get((params.username ?? '').toLowerCase()));
  if (account.type !== 'User') throw new Refusal(404, `${account.login} is not a user`);
  const role = roleOf(repository, account);
  const user = { ...accountShape(world.urls, account), role_name: role };
  return ok({ permission: permissions[role], role_name: role, user });
}

function userShape({ world }: Call, login: string): object {
  const account = found(world.accounts.get(login.toLowerCase()));
  const empty = { company: null, blog: '', location: null, email: null, hireable: null, bio: null };
  const counts = { public_repos: 0, public_gists: 0, followers: 0, following: 0 };
  const born = timeText(new Date('2020-01-01T00:00:00Z'));
  return {
    ...accountShape(world.urls, account),
    name: account.login,
    ...empty,
    ...counts,
    created_at: born,
    updated_at: born,
  };
}

/** Who the token is; a job's token and an installation's are nobody. */
function getMe(call: Call): Answer {
  if (call.token.kind !== 'user') throw forbidden();
  return ok(userShape(call, call.token.actor.login));
}

/** The endpoints of people. */
export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/{owner}/{repo}/collaborators/{username}/permission',
    needs: 'metadata=read',
    handle: getPermission,
  },
  { method: 'GET', path: '/user', needs: '', handle: getMe },
];
