// How long each of 10,000 damaged configs takes to be read, the fastest of ten times: node scripts/run.mjs bench/config.ts [seed]
import fc from 'fast-check';
import { parseConfig } from '../src/config/parse.ts';
import { mutatedConfigs } from '../test/config/mutations.ts';

const COUNT = 10_000;
const PROMISED_MS = 20;

const seed = Number(process.argv[2] ?? 42);
const texts = fc.sample(mutatedConfigs, { seed, numRuns: COUNT });
for (const text of texts.slice(0, 200)) parseConfig(text, 'relevo.yml');

/** The fastest of ten: what else the machine does is no part of it. */
const timed = texts.map(text => {
  const runs = Array.from({ length: 10 }, () => {
    const start = performance.now();
    const read = parseConfig(text, 'relevo.yml');
    return { ms: performance.now() - start, length: text.length, isConfig: 'config' in read };
  });
  return runs.reduce((fastest, run) => (run.ms < fastest.ms ? run : fastest));
});
timed.sort((a, b) => a.ms - b.ms);

const at = (share: number) => timed[Math.min(COUNT - 1, Math.floor(share * COUNT))] ?? { ms: Number.NaN, length: 0 };
const slow = timed.filter(({ ms }) => ms > PROMISED_MS).length;
const shown = (ms: number) => `${ms.toFixed(2)} ms`;
console.log(
  `${COUNT} damaged configs (seed ${seed}), ${timed.filter(({ isConfig }) => isConfig).length} of them still valid`,
);
console.log(
  `median ${shown(at(0.5).ms)}, 99 % ${shown(at(0.99).ms)}, max ${shown(at(1).ms)} (${at(1).length} characters)`,
);
console.log(`over ${PROMISED_MS} ms: ${slow}`);
