// `npm run demo`: the whole loop on this machine, told as it is lived.
import process from 'node:process';
import { styleText } from 'node:util';
import { hasColors } from '../src/entry/cli/style.ts';
import { liveStory } from './demo/live.ts';
import { readOptions } from './demo/options.ts';
import { Teller } from './demo/teller.ts';

const options = readOptions(process.argv.slice(2));
const { env, stdout } = process;
const colours = hasColors({ env, isTerminal: { stdin: false, stdout: stdout.isTTY, stderr: false } }, 'stdout');
const columns = Math.min(120, Math.max(60, stdout.columns ?? 110));
const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
  colours ? styleText(format, text, { validateStream: false }) : text;
const teller = new Teller({ columns, paint }, line => void stdout.write(`${line}\n`));

const interruption = new AbortController();
// A terminal sends it to this process and to its parent, which passes it on: the second changes nothing.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => interruption.abort(signal));
// `npm run demo | head` closes the pipe early: nobody reads on.
stdout.on('error', () => interruption.abort('EPIPE'));
try {
  await liveStory(options, teller, interruption.signal);
} catch (thrown) {
  if (!interruption.signal.aborted) throw thrown;
  teller.line('Ended early; nothing is left behind.');
}
// Whatever was interrupted may hold on to timers that nobody waits for.
process.exit(interruption.signal.aborted && !options.keep ? 130 : 0);
