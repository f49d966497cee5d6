// How many webhooks the hosted App takes: signed, over HTTP, in bursts, each with its work queued and done.
//   node scripts/run.mjs bench/webhooks.ts
import { randomUUID } from 'node:crypto';
import { createJsonLog } from '../src/entry/app/json-log.ts';
import { serve } from '../src/entry/app/serve.ts';
import { deliver, settingOf } from '../test/entry/app/webhooks.ts';

const BURST = 500;
const BURSTS = 6;
const REPOSITORIES = 25;

const clock = { now: () => new Date() };
const done = new Set<string>();
const served = await serve(settingOf(), {
  log: createJsonLog({ write: () => true }, clock),
  clock,
  reach: {
    repositories: async () => [],
    // The work itself is GitHub's to answer; here it ends as soon as it was begun.
    open: async ({ where, work }) => {
      done.add(`${where.repo} ${work.kind === 'publish' ? work.run : ''}`);
      throw new Error('measured');
    },
  },
});

const megabytes = () => process.memoryUsage().rss / 2 ** 20;
const before = megabytes();
const times: number[] = [];
const started = performance.now();
let refused = 0;
const memory: number[] = [];
for (let burst = 0; burst < BURSTS; burst++) {
  const events = Array.from({ length: BURST }, (_, index) => ({
    action: 'completed',
    repository: { full_name: `octo/shop-${index % REPOSITORIES}`, default_branch: 'main' },
    installation: { id: 5 },
    workflow_run: { id: burst * BURST + index + 1, path: '.github/workflows/model.yml' },
    // Payloads of real runs have about so much.
    padding: 'x'.repeat(20_000),
  }));
  const answers = await Promise.all(
    events.map(event => deliver(served.port, 'workflow_run', event, { 'x-github-delivery': randomUUID() })),
  );
  for (const { status, ms } of answers) {
    times.push(ms);
    if (status !== 202) refused++;
  }
  memory.push(Math.round(megabytes() - before));
}
const seconds = (performance.now() - started) / 1000;
while (done.size < BURST * BURSTS && served.queue.isReady && performance.now() - started < 60_000)
  await new Promise(resolve => setTimeout(resolve, 20));

times.sort((a, b) => a - b);
const at = (share: number): string => `${Math.round(times[Math.floor(share * (times.length - 1))] ?? 0)} ms`;
console.log(`${times.length} webhooks in bursts of ${BURST}: ${Math.round(times.length / seconds)} a second`);
console.log(`answered: half within ${at(0.5)}, 99 % within ${at(0.99)}, the slowest after ${at(1)}`);
console.log(`refused: ${refused}; lost: ${BURST * BURSTS - done.size}`);
console.log(`memory, of the server and of who sends: ${memory.join(', ')} MB more after each burst`);
await served.end();
const isKept = refused === 0 && done.size === BURST * BURSTS && (times.at(-1) ?? 0) < 10_000;
process.exit(isKept ? 0 : 1);
