// Repositories themselves.
import { type Answer, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { fullRepositoryShape } from '../shapes/repository.ts';

const getRepository = ({ world, repository, token }: Call): Answer =>
  ok(fullRepositoryShape(world, repository, token.actor));

const base = '/repos/{owner}/{repo}';

/** The endpoints of repositories. */
export const repositoryRoutes: readonly Route[] = [
  { method: 'GET', path: base, needs: 'metadata=read', handle: getRepository },
];
