// Apps: who they are, where they are installed, and the tokens they act with there.
import { type Answer, created, forbidden, found, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerCountedPage, answerPage } from '../page.ts';
import { appShape } from '../shapes/app.ts';
import { installationShape } from '../shapes/installation.ts';
import { repositoryShape } from '../shapes/repository.ts';
import type { App, Installation } from '../state/app.ts';
import { timeText } from '../state/clock.ts';
import { addInstallationToken, reach } from '../state/new-app.ts';
import type { Repository } from '../state/repository.ts';
import type { Level, Permissions } from '../state/token.ts';

const appOf = ({ world, token }: Call): App => found(world.apps.find(({ id }) => id === token.appId));

const installationsOf = (call: Call): Installation[] =>
  call.world.installations.filter(({ app }) => app.id === appOf(call).id);

const installationOf = (call: Call): Installation =>
  found(installationsOf(call).find(({ id }) => `${id}` === call.params.installation_id));

interface Wanted {
  readonly repositories?: string[];
  readonly repository_ids?: number[];
  readonly permissions?: Permissions;
}

function createToken(call: Call): Answer {
  const { world } = call;
  const installation = installationOf(call);
  const wanted = call.json<Wanted>();
  refuseMore(installation, wanted.permissions ?? {});
  const repositories = selectRepositories(call, installation, wanted);
  const token = addInstallationToken(world, installation, {
    ...(wanted.permissions === undefined ? {} : { permissions: wanted.permissions }),
    ...(repositories === undefined ? {} : { repositories }),
  });
  return created({
    token: token.value,
    expires_at: timeText(token.expiresAt!),
    permissions: token.permissions,
    repository_selection: repositories === undefined && installation.repositories === null ? 'all' : 'selected',
    ...(repositories === undefined ? {} : { repositories: repositories.map(one => repositoryShape(world, one)) }),
  });
}

const levels: readonly Level[] = ['read', 'write', 'admin'];

/** A token is given no more than the installation has. */
function refuseMore({ permissions }: Installation, wanted: Permissions): void {
  const isMore = ([name, level]: [string, Level]) => levels.indexOf(level) > levels.indexOf(permissions[name] as Level);
  if (!Object.entries(wanted).some(isMore)) return;
  throw new Refusal(422, 'The permissions requested are not granted to this installation.');
}

function selectRepositories({ world }: Call, installation: Installation, wanted: Wanted): Repository[] | undefined {
  const { repositories: names, repository_ids: ids } = wanted;
  if (names === undefined && ids === undefined) return undefined;
  const seen = reach(world, installation);
  const chosen = [
    ...(names ?? []).map(name => seen.find(repository => repository.name === name)),
    ...(ids ?? []).map(id => seen.find(repository => repository.id === id)),
  ];
  return chosen.map(repository => {
    if (repository !== undefined) return repository;
    throw new Refusal(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  });
}

/** The installation that reaches a repository. */
function installationHere(call: Call): Answer {
  const { world, repository } = call;
  const here = installationsOf(call).find(installation => reach(world, installation).includes(repository));
  return ok(installationShape(world, found(here)));
}

function listRepositories(call: Call): Answer {
  const { world, token } = call;
  if (token.kind !== 'app' && token.kind !== 'actions') throw forbidden();
  const all = world.repositories.filter(({ id }) => token.repositories?.includes(id));
  return answerCountedPage(call, all, 'repositories', repository => repositoryShape(world, repository));
}

const needs = 'app';

/** The endpoints of Apps. */
export const appRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/app',
    needs,
    handle: call => {
      const installations_count = installationsOf(call).length;
      return ok({ ...appShape(call.world.urls, appOf(call)), installations_count });
    },
  },
  {
    method: 'GET',
    path: '/app/installations',
    needs,
    handle: call => answerPage(call, installationsOf(call), one => installationShape(call.world, one)),
  },
  { method: 'POST', path: '/app/installations/{installation_id}/access_tokens', needs, handle: createToken },
  { method: 'GET', path: '/repos/{owner}/{repo}/installation', needs, handle: installationHere },
  { method: 'GET', path: '/installation/repositories', needs: '', handle: listRepositories },
];
