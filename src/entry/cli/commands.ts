// The commands of `relevo`. Adding one is adding its module under commands/ and its row here.
import { adopt } from './commands/adopt.ts';
import { compare } from './commands/compare.ts';
import { evaluate } from './commands/evaluate.ts';
import { diff, pull, runs, show, status } from './commands/history.ts';
import { init } from './commands/init.ts';
import { lock } from './commands/lock.ts';
import { monitor } from './commands/monitor.ts';
import { promote } from './commands/promote.ts';
import { report } from './commands/report.ts';
import { retrain } from './commands/retrain.ts';
import { rollback } from './commands/rollback.ts';
import { serve } from './commands/serve.ts';
import { split } from './commands/split.ts';
import { attempt } from './commands/try.ts';
import { validate } from './commands/validate.ts';
import type { CommandModule } from './context.ts';

/** Every command; within a group, help lists them in this order. */
export const commands: readonly CommandModule[] = [
  init,
  split,
  validate,
  attempt,
  compare,
  lock,
  retrain,
  evaluate,
  runs,
  show,
  diff,
  report,
  promote,
  rollback,
  status,
  pull,
  adopt,
  monitor,
  serve,
];
