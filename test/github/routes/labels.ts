// The labels of a repository, and of an issue.
import { type Answer, created, failed, found, noContent, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { labelShape } from '../shapes/issue.ts';
import type { Issue, Label } from '../state/issue.ts';
import { changeLabels, issueOf } from './issues.ts';

const shapeIn =
  ({ world, repository }: Call) =>
  (label: Label) =>
    labelShape(world.urls, repository, label);

const byName = (labels: readonly Label[], name = ''): Label | undefined =>
  labels.find(label => label.name.toLowerCase() === name.toLowerCase());

function createLabel(call: Call): Answer {
  const { world, repository } = call;
  const {
    name,
    color = 'ededed',
    description = null,
  } = call.json<{ name: string; color?: string; description?: string }>();
  if (byName(repository.labels, name) !== undefined)
    throw failed({ resource: 'Label', code: 'already_exists', field: 'name' });
  if (!/^[0-9a-f]{6}$/i.test(color)) throw failed({ resource: 'Label', code: 'invalid', field: 'color' });
  if ((description ?? '').length > 100) throw failed({ resource: 'Label', code: 'invalid', field: 'description' });
  const label: Label = { id: world.ids.next(), name, color, description };
  repository.labels.push(label);
  return created(shapeIn(call)(label));
}

function updateLabel(call: Call): Answer {
  const label = found(byName(call.repository.labels, call.params.name));
  const { new_name, color, description } = call.json<{ new_name?: string; color?: string; description?: string }>();
  Object.assign(label, {
    name: new_name ?? label.name,
    color: color ?? label.color,
    description: description ?? label.description,
  });
  return ok(shapeIn(call)(label));
}

function deleteLabel({ repository, params }: Call): Answer {
  const label = found(byName(repository.labels, params.name));
  repository.labels.splice(repository.labels.indexOf(label), 1);
  for (const issue of repository.issues) issue.labels = issue.labels.filter(known => known !== label);
  return noContent();
}

/** The names in a body, which may be a list, or an object with one. */
function namesIn(call: Call): string[] {
  type Item = string | { name?: string };
  const body = call.json<Item[] | { labels?: Item[] }>();
  const items = Array.isArray(body) ? body : (body.labels ?? []);
  return items.flatMap(item => (typeof item === 'string' ? item : (item.name ?? [])));
}

function changeIssueLabels(call: Call, edit: (before: string[]) => string[]): Answer {
  const issue: Issue = issueOf(call, 'write');
  changeLabels(call, issue, edit(issue.labels.map(({ name }) => name)));
  return ok(issue.labels.map(shapeIn(call)));
}

function removeIssueLabel(call: Call): Answer {
  const label = found(byName(issueOf(call, 'write').labels, call.params.name));
  return changeIssueLabels(call, before => before.filter(name => name !== label.name));
}

const base = '/repos/{owner}/{repo}';
const issue = `${base}/issues/{issue_number}/labels`;
const [reading, writing] = ['issues=read; pull_requests=read', 'issues=write; pull_requests=write'];

/** The endpoints of labels. */
export const labelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${base}/labels`,
    needs: reading,
    handle: call => answerPage(call, call.repository.labels, shapeIn(call)),
  },
  { method: 'POST', path: `${base}/labels`, needs: writing, handle: createLabel },
  {
    method: 'GET',
    path: `${base}/labels/{name}`,
    needs: reading,
    handle: call => ok(shapeIn(call)(found(byName(call.repository.labels, call.params.name)))),
  },
  { method: 'PATCH', path: `${base}/labels/{name}`, needs: writing, handle: updateLabel },
  { method: 'DELETE', path: `${base}/labels/{name}`, needs: writing, handle: deleteLabel },
  {
    method: 'GET',
    path: issue,
    needs: reading,
    handle: call => answerPage(call, issueOf(call, 'read').labels, shapeIn(call)),
  },
  {
    method: 'POST',
    path: issue,
    needs: writing,
    handle: call => changeIssueLabels(call, before => [...before, ...namesIn(call)]),
  },
  { method: 'PUT', path: issue, needs: writing, handle: call => changeIssueLabels(call, () => namesIn(call)) },
  { method: 'DELETE', path: `${issue}/{name}`, needs: writing, handle: removeIssueLabel },
];
