// `relevo --help`: what Relevo is, its commands in the order people need them with an example each, where more is told.
import type { Command } from 'commander';
import { type CommandModule, commandGroups } from './context.ts';
import type { Paint } from './style.ts';

/** Where the documentation is. */
export const docs = 'https://github.com/relevo/relevo/tree/main/docs';

const about = `Relevo: CI/CD for models, native to GitHub.
Retrain on push, compare honestly with production, promote on merge, watch and react.`;

/** One command as the first page of help lists it. */
export interface ListedCommand {
  readonly module: CommandModule;
  readonly command: Command;
}

/** The first page of help. */
export function programHelp(listed: readonly ListedCommand[], options: string, paint: Paint): string {
  const width = Math.max(...listed.map(({ command }) => command.name().length));
  const chapters = commandGroups.flatMap(group => {
    const members = listed.filter(({ module }) => module.group === group);
    if (members.length === 0) return [];
    return [paint('bold', group), ...members.flatMap(member => entry(member, width, paint)), ''];
  });
  return [
    about,
    '',
    `${paint('bold', 'Usage:')} relevo <command> [options]`,
    '',
    ...chapters,
    paint('bold', 'Options'),
    options,
    '',
    'relevo <command> --help tells more about a command.',
    `Docs: ${docs}`,
    '',
  ].join('\n');
}

function entry({ module, command }: ListedCommand, width: number, paint: Paint): string[] {
  return [
    `  ${paint('cyan', command.name().padEnd(width))}  ${command.summary() || command.description()}`,
    `  ${' '.repeat(width)}  ${paint('dim', `$ ${module.examples[0]}`)}`,
  ];
}

/** The examples that close a command's own help. */
export function examplesHelp(module: CommandModule, paint: Paint): string {
  return ['', paint('bold', 'Examples:'), ...module.examples.map(example => `  $ ${example}`)].join('\n');
}
