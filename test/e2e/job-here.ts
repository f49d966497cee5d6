// A step that uses the Action, in this process instead of one of its own: a hundred times as fast, and under a clock that a test
// turns. The modes, the ports and the requests are those of the bundle.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { digestOf } from '../../src/core/digest.ts';
import { readEvent } from '../../src/entry/action/event.ts';
import { describeThrown } from '../../src/entry/action/failure.ts';
import { readInputs } from '../../src/entry/action/inputs.ts';
import type { Job } from '../../src/entry/action/job.ts';
import { runMode } from '../../src/entry/action/run.ts';
import { logTo } from '../../src/entry/action/step-log.ts';
import { root } from '../repository.ts';
import { environmentOf, runStep, type Step, type StepResult } from './job.ts';

/** Runs steps at the moments that a clock tells. What trains or predicts needs the bundle's worker, and runs as always. */
export const stepsAt =
  (now: () => Date) =>
  (step: Step): Promise<StepResult> =>
    step.inputs.mode === 'evaluate' ? runStep(moved(step, now())) : runHere(step, now);

function moved(step: Step, now: Date): Step {
  const clock = pathToFileURL(join(root, 'test/e2e/held-clock.js')).href;
  return { ...step, env: { ...step.env, NODE_OPTIONS: `--import=${clock}`, RELEVO_TEST_NOW: now.toISOString() } };
}

async function runHere(step: Step, now: () => Date): Promise<StepResult> {
  const files = mkdtempSync(join(tmpdir(), 'relevo-job-'));
  const started = Date.now();
  const [lines, outputs, summary]: [string[], Record<string, string>, string[]] = [[], {}, []];
  let code = 0;
  try {
    writeFileSync(join(files, 'event.json'), JSON.stringify(step.event.payload));
    mkdirSync(join(files, 'temp'));
    const env = environmentOf(step, { event: join(files, 'event.json'), temp: join(files, 'temp') });
    const job: Job = {
      env,
      cwd: step.workspace,
      now,
      event: await readEvent(env),
      log: logTo(line => lines.push(line)),
      sha256: text => digestOf(createHash('sha256').update(text).digest('hex')),
      signal: new AbortController().signal,
      setOutput: (name, value) => {
        outputs[name] = typeof value === 'string' ? value : JSON.stringify(value);
      },
      summarize: async markdown => void summary.push(markdown),
    };
    const inputs = readInputs(name => step.inputs[name] ?? '');
    if (inputs.mode === 'validate') throw new Error('Mode `validate` knows no job.');
    await runMode(inputs, job);
    job.log.end();
  } catch (thrown) {
    code = 1;
    lines.push(describeThrown(thrown));
  } finally {
    rmSync(files, { recursive: true, force: true });
  }
  return {
    code,
    log: lines.join('\n'),
    stderr: '',
    outputs,
    summary: summary.join(''),
    milliseconds: Date.now() - started,
  };
}
