// Workflows, and the two ways of starting some by a request.
import { type Answer, failed, found, invalid, noContent } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerCountedPage } from '../page.ts';
import { workflowShape } from '../shapes/workflow-run.ts';
import { byToken } from '../state/events.ts';
import { resolveCommit } from '../state/repository.ts';
import { tell } from '../state/tell.ts';
import { findWorkflows, readWorkflow, type Workflow } from '../state/workflow.ts';

/** All workflows, those of new files on the default branch among them. */
function workflowsOf({ world, repository }: Call): Workflow[] {
  findWorkflows(repository, () => world.ids.next(), world.now());
  return repository.workflows;
}

/** The workflow of a path, by its id or its file's name. */
export function workflowOf(call: Call): Workflow {
  const { workflow_id = '' } = call.params;
  return found(workflowsOf(call).find(({ id, path }) => `${id}` === workflow_id || path.endsWith(`/${workflow_id}`)));
}

const listWorkflows = (call: Call): Answer =>
  answerCountedPage(call, workflowsOf(call), 'workflows', workflow =>
    workflowShape(call.world, call.repository, workflow),
  );

interface InputDeclaration {
  readonly required?: boolean;
  readonly default?: unknown;
}

/** A workflow is started by hand from the file at the given ref, with the inputs that it declares. */
function dispatchWorkflow(call: Call): Answer {
  const { world, repository, token } = call;
  const { path } = workflowOf(call);
  const { ref, inputs = {} } = call.json<{ ref: string; inputs?: Record<string, unknown> }>();
  const commit = resolveCommit(repository, ref);
  if (commit === undefined) throw invalid(`No ref found for: ${ref}`);
  const file = readWorkflow(repository.objects, commit, path);
  if (file === undefined || !('workflow_dispatch' in file.on)) {
    throw invalid("Workflow does not have 'workflow_dispatch' trigger");
  }
  const trigger = file.on.workflow_dispatch as { inputs?: Record<string, InputDeclaration> } | null;
  const declared = trigger?.inputs ?? {};
  const unexpected = Object.keys(inputs).filter(name => !(name in declared));
  if (unexpected.length > 0) throw invalid(`Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
  for (const [name, { required, default: value }] of Object.entries(declared)) {
    if (required && value === undefined && !(name in inputs)) throw invalid(`Required input '${name}' not provided`);
  }
  const full = resolveRef(call, ref);
  tell(world, 'workflow_dispatch', repository, { inputs, ref: full, workflow: path }, byToken(token));
  return noContent();
}

const resolveRef = ({ repository }: Call, ref: string): string =>
  [`refs/heads/${ref}`, `refs/tags/${ref}`].find(name => repository.refs.has(name)) ?? ref;

function dispatchRepository(call: Call): Answer {
  const { world, repository, token } = call;
  const { event_type, client_payload = {} } = call.json<{ event_type: string; client_payload?: object }>();
  const size = Object.keys(client_payload).length;
  if (size > 10)
    throw failed({ resource: 'DispatchEvent', code: 'custom', message: 'No more than 10 properties are allowed' });
  const payload = { action: event_type, branch: repository.defaultBranch, client_payload };
  tell(world, 'repository_dispatch', repository, payload, byToken(token));
  return noContent();
}

const base = '/repos/{owner}/{repo}';
const one = `${base}/actions/workflows/{workflow_id}`;

/** The endpoints of workflows and dispatches. */
export const workflowRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/actions/workflows`, needs: 'actions=read', handle: listWorkflows },
  { method: 'POST', path: `${one}/dispatches`, needs: 'actions=write', handle: dispatchWorkflow },
  { method: 'POST', path: `${base}/dispatches`, needs: 'contents=write', handle: dispatchRepository },
];
