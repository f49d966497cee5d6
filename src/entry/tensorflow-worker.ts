// The process in which predictions of modules and plain models are made: tensorflow-worker.js REQUEST.json ANSWER.json
import { readFile, writeFile } from 'node:fs/promises';
import { readRequest, type WorkerAnswer } from '../adapters/prediction/worker-message.ts';
import { RelevoError } from '../errors.ts';
import { answerRequest } from './tensorflow/answer.ts';

const [requestPath = '', answerPath = ''] = process.argv.slice(2);
const answer = await answerOrExplain();
await writeFile(answerPath, JSON.stringify(answer));
// Whatever a module left open.
process.exit(0);

async function answerOrExplain(): Promise<WorkerAnswer> {
  try {
    const request = readRequest(await readFile(requestPath, 'utf8'));
    return await answerRequest(request, new URL('./tensorflow/', import.meta.url));
  } catch (thrown) {
    // Anything else is a bug, and ends the process with its stack.
    if (!(thrown instanceof RelevoError)) throw thrown;
    return { kind: 'failed', code: thrown.code, what: thrown.message, why: thrown.why, remedy: thrown.remedy };
  }
}
