// The two files that a proposal becomes: relevo.yml, with a comment wherever something was guessed, and the workflow.
import { parse } from 'yaml';
import type { Proposal } from './proposal.ts';

const site = 'https://github.com/relevo/relevo';
const schema = 'https://raw.githubusercontent.com/relevo/relevo/v1/relevo.schema.json';
const commentColumn = 40;

/** relevo.yml for a proposal about the folder `dir`: short, because every key that is not there has a default. */
export function formatConfig(proposal: Proposal, dir = '.'): string {
  const lines = [
    `# yaml-language-server: $schema=${schema}`,
    '# What Relevo keeps good. `relevo validate` checks this file; every key is explained in',
    `# ${site}/blob/main/docs/configuration.md`,
    'models:',
  ];
  return `${lines.join('\n')}\n${formatModel(proposal, dir)}`;
}

/** The model alone, as it stands under `models`. */
export function formatModel({ model, train, predict, data, holdout, roles }: Proposal, dir = '.'): string {
  const lines = [
    `  ${scalar(model)}:`,
    ...(dir === '.' ? [] : [line(2, 'dir', scalar(dir), 'paths below start there')]),
    line(
      2,
      'task',
      roles.task,
      roles.target === undefined ? 'or binary, multiclass, score' : `guessed from ${roles.target}`,
    ),
    '    train:',
    line(3, 'command', scalar(train.command), 'fills the folder named by output'),
    ...(data === undefined ? [] : [line(3, 'data', list([data]))]),
    line(3, 'output', 'model'),
    '    predict:',
    predict.command === undefined
      ? line(3, 'module', scalar(predict.script), 'exports predict({ tf, model, rows })')
      : line(3, 'command', list(predict.command)),
    '    holdout:',
    line(3, 'data', scalar(holdout), 'never trained on'),
    ...roleLines(roles),
    line(2, 'policy', '{ require: not-worse }', 'than production; or better'),
  ];
  return `${lines.join('\n')}\n`;
}

function roleLines({ target, isNamed, positive, id, group, time, slices }: Proposal['roles']): string[] {
  const doubt = target === undefined ? 'the column to predict' : isNamed ? undefined : 'guessed: the column to predict';
  return [
    line(3, 'target', scalar(target ?? 'target'), doubt),
    ...(positive === undefined ? [] : [line(3, 'positive', scalar(positive), 'guessed: the rarer label')]),
    ...(id.length === 0 ? [] : [line(3, 'id', list(id), 'together they name a row')]),
    ...(group === undefined ? [] : [line(3, 'group', scalar(group), 'rows that share it are not independent')]),
    ...(time === undefined ? [] : [line(3, 'time', scalar(time))]),
    ...(slices.length === 0 ? [] : [line(3, 'slices', list(slices), 'also judged value by value')]),
  ];
}

function line(depth: number, key: string, value: string, comment?: string): string {
  const text = `${'  '.repeat(depth)}${key}: ${value}`;
  // A column's name may hold a line end, and a comment has none.
  return comment === undefined ? text : `${text.padEnd(commentColumn)} # ${comment.replaceAll(/\s+/g, ' ')}`;
}

function list(items: readonly string[]): string {
  return `[${items.map(scalar).join(', ')}]`;
}

/** A text as YAML reads it back: bare where that is safe, otherwise in quotes. */
function scalar(text: string): string {
  return /^[\w./$@-]+(?: [\w./$@-]+)*$/.test(text) && parse(text) === text ? text : JSON.stringify(text);
}

/** The workflow that calls Relevo's own: what starts it, and the rights that its jobs share out. */
export function formatWorkflow(branch: string): string {
  return `# Retrains, compares with production and promotes, as relevo.yml says. ${site}
name: model
on:
  push: { branches: [${scalar(branch)}] }
  pull_request: { types: [opened, reopened, synchronize, labeled, closed] }
  merge_group:
  issue_comment: { types: [created] }
  schedule: [{ cron: '17 5 * * *' }]
  workflow_dispatch: { inputs: { retrain: { description: A model to retrain on new data } } }
permissions: {}
jobs:
  relevo:
    permissions: { actions: write, checks: write, contents: write, deployments: write, issues: write, pull-requests: write }
    uses: relevo/relevo/.github/workflows/relevo.yml@v1
`;
}
