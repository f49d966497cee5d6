// A `relevo` whose commands fail in every way that a command can; bundled and spawned by main.test.ts.
import process from 'node:process';
import { Command } from 'commander';
import type { CommandModule, Context } from '../../../src/entry/cli/context.ts';
import { exitCodeOf } from '../../../src/entry/cli/exit-code.ts';
import { main } from '../../../src/entry/cli/main.ts';
import { fail } from '../../../src/errors.ts';

const tick = () => new Promise<void>(resolve => setTimeout(resolve, 1));

const behaviours: Readonly<Record<string, (context: Context) => unknown>> = {
  pass: context => context.conclude(exitCodeOf('pass')),
  fail: context => context.conclude(exitCodeOf('fail')),
  inconclusive: context => context.conclude(exitCodeOf('inconclusive')),
  mistake: () => {
    throw fail('file-unreadable', { path: 'a\u001b[2Jb.csv', reason: 'It is a folder.' }, new Error('EISDIR'));
  },
  bug: () => {
    throw new TypeError('of undefined', { cause: new Error('deeper') });
  },
  string: () => {
    throw 'a bare string';
  },
  nothing: async () => {
    await tick();
    throw null;
  },
  rejection: async () => {
    void Promise.reject(new Error('nobody waited'));
    await tick();
  },
  callback: async () => {
    setTimeout(() => {
      throw new Error('in a callback');
    }, 0);
    await tick();
    await tick();
  },
  chatter: async context => {
    for (let line = 0; line < 20_000; line++) {
      context.stdout.write(`line ${line}\n`);
      if (line % 100 === 0) await tick();
    }
    context.conclude(exitCodeOf('inconclusive'));
  },
  wait: context => {
    context.signal.addEventListener('abort', () => context.stdout.write('tidied\n'));
    context.stdout.write('ready\n');
    return new Promise(() => setInterval(() => undefined, 1000));
  },
};

const modules = Object.entries(behaviours).map(
  ([name, act]): CommandModule => ({
    group: 'Start',
    examples: [`relevo ${name}`],
    build: context =>
      new Command(name)
        .description('misbehaves')
        .option('--json', 'for machines')
        .action(async () => {
          await act(context);
        }),
  }),
);

await main(modules, process);
