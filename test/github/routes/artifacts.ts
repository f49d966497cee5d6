// What runs uploaded.
import { type Answer, found, noContent, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerCountedPage } from '../page.ts';
import { artifactShape } from '../shapes/workflow-run.ts';
import { type Artifact, isExpired } from '../state/workflow-run.ts';
import { runOf } from './runs.ts';

const artifactOf = ({ repository, params }: Call): Artifact =>
  found(repository.artifacts.find(({ id }) => `${id}` === params.artifact_id));

function list(call: Call, artifacts: readonly Artifact[]): Answer {
  const name = call.query.get('name');
  const sign = call.query.get('direction') === 'asc' ? 1 : -1;
  const all = artifacts.filter(artifact => name === null || artifact.name === name);
  const sorted = all.sort((a, b) => sign * (a.id - b.id));
  return answerCountedPage(call, sorted, 'artifacts', artifact => artifactShape(call.world, artifact));
}

/** All attempts' artifacts are in the list of a run; two of one name are told apart by their ids alone. */
function listOfRun(call: Call): Answer {
  const run = runOf(call);
  return list(
    call,
    call.repository.artifacts.filter(artifact => artifact.run === run),
  );
}

/** The zip lies elsewhere: the address is good for minutes, and takes no token. */
function download(call: Call): Answer {
  const { world, params } = call;
  const artifact = artifactOf(call);
  if (params.archive_format !== 'zip') throw new Refusal(422, 'Only zip is supported.');
  if (isExpired(artifact, world.now())) throw new Refusal(410, 'Artifact has expired');
  return { status: 302, headers: { location: world.sign(artifact.zip, 'application/zip') } };
}

function remove(call: Call): Answer {
  const { artifacts } = call.repository;
  artifacts.splice(artifacts.indexOf(artifactOf(call)), 1);
  return noContent();
}

const base = '/repos/{owner}/{repo}/actions';
const one = `${base}/artifacts/{artifact_id}`;
const reading = 'actions=read';

/** The endpoints of artifacts. */
export const artifactRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/artifacts`, needs: reading, handle: call => list(call, call.repository.artifacts) },
  { method: 'GET', path: `${base}/runs/{run_id}/artifacts`, needs: reading, handle: listOfRun },
  { method: 'GET', path: one, needs: reading, handle: call => ok(artifactShape(call.world, artifactOf(call))) },
  { method: 'DELETE', path: one, needs: 'actions=write', handle: remove },
  { method: 'GET', path: `${one}/{archive_format}`, needs: reading, handle: download },
];
