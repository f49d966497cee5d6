// The process in which predictions of modules and plain models are made: tensorflow-worker.js REQUEST.json ANSWER.json
import { readFileSync, writeFileSync } from 'node:fs';
import { readRequest, type WorkerAnswer } from '../adapters/prediction/worker-message.ts';
import { fail, RelevoError } from '../errors.ts';
import { answerRequest } from './tensorflow/answer.ts';
import { describeThrown } from './tensorflow/describe-thrown.ts';

const BUG = 70;

const [requestPath = '', answerPath = ''] = process.argv.slice(2);
const request = readRequest(readFileSync(requestPath, 'utf8'));
// What Relevo itself throws is awaited below; what arrives here, a module threw where nobody waits for it.
process.once('uncaughtException', thrown => {
  const module = request.predictor.kind === 'module' ? request.predictor.module : 'model.json';
  finish(explain(fail('predict-threw', { module, reason: describeThrown(thrown, request.folder) }, thrown)));
});
try {
  finish(await answerRequest(request, new URL('./tensorflow/', import.meta.url)));
} catch (thrown) {
  if (thrown instanceof RelevoError) finish(explain(thrown));
  process.stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`);
  process.exit(BUG);
}

function explain({ code, message, why, remedy }: RelevoError): WorkerAnswer {
  return { kind: 'failed', code, what: message, why, remedy };
}

/** Ends the process, whatever a module left open in it. */
function finish(answer: WorkerAnswer): never {
  writeFileSync(answerPath, JSON.stringify(answer));
  process.exit(0);
}
