// Repositories, their branches and tags, and who one is.
import { type Answer, found, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { commitShape } from '../shapes/commit.ts';
import { fullRepositoryShape } from '../shapes/repository.ts';
import { nodeId } from '../state/ids.ts';
import { apiUrl, htmlUrl } from '../state/urls.ts';

const getRepository = ({ world, repository, token }: Call): Answer =>
  ok(fullRepositoryShape(world, repository, token.actor));

function names({ repository }: Call, prefix: string): [string, string][] {
  return [...repository.refs]
    .filter(([ref]) => ref.startsWith(prefix))
    .map(([ref, sha]): [string, string] => [ref.slice(prefix.length), sha])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

const isProtected = ({ repository }: Call): boolean => repository.rulesets.length > 0;

function getBranches(call: Call): Answer {
  const { world, repository } = call;
  return answerPage(call, names(call, 'refs/heads/'), ([name, sha]) => ({
    name,
    commit: { sha, url: apiUrl(world.urls, repository, `/commits/${sha}`) },
    protected: isProtected(call),
  }));
}

function getBranch(call: Call): Answer {
  const { world, repository, params } = call;
  const name = params.branch ?? '';
  const sha = found(repository.refs.get(`refs/heads/${name}`));
  const self = apiUrl(world.urls, repository, `/branches/${encodeURIComponent(name)}`);
  return ok({
    name,
    commit: commitShape(world, repository, sha),
    _links: { self, html: htmlUrl(world.urls, repository, `/tree/${name}`) },
    protected: isProtected(call),
    protection: { enabled: false, required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] } },
    protection_url: `${self}/protection`,
  });
}

function getTags(call: Call): Answer {
  const { world, repository } = call;
  return answerPage(call, names(call, 'refs/tags/').reverse(), ([name, id]) => {
    const sha = repository.objects.peel(id) ?? id;
    return {
      name,
      zipball_url: apiUrl(world.urls, repository, `/zipball/refs/tags/${name}`),
      tarball_url: apiUrl(world.urls, repository, `/tarball/refs/tags/${name}`),
      commit: { sha, url: apiUrl(world.urls, repository, `/commits/${sha}`) },
      node_id: nodeId('REF', name),
    };
  });
}

const base = '/repos/{owner}/{repo}';

/** The endpoints of repositories themselves. */
export const repositoryRoutes: readonly Route[] = [
  { method: 'GET', path: base, needs: 'metadata=read', handle: getRepository },
  { method: 'GET', path: `${base}/branches`, needs: 'contents=read', handle: getBranches },
  { method: 'GET', path: `${base}/branches/{branch}`, needs: 'contents=read', handle: getBranch },
  { method: 'GET', path: `${base}/tags`, needs: 'contents=read', handle: getTags },
];
