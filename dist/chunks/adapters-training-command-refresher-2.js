import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  childEnvironment,
  describeEnding,
  runProcess
} from "./adapters-process-run-process.js";
import {
  fail
} from "./errors-tables.js";

// src/adapters/training/command-refresher.ts
function createRefresher(environment) {
  return {
    async refresh(request) {
      const { model } = request;
      const { env } = childEnvironment(environment, request.environment, { RELEVO_MODEL: model });
      const fault = describeEnding((await runProcess({ ...request, env })).ending);
      if (fault !== null) throw fail("refresh-failed", { model, ...fault });
    }
  };
}

export {
  createRefresher
};
