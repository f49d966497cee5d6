// The commands of `relevo`. Adding one is adding its module under commands/ and its row here.
import { compare } from './commands/compare.ts';
import { evaluate } from './commands/evaluate.ts';
import { init } from './commands/init.ts';
import { lock } from './commands/lock.ts';
import { split } from './commands/split.ts';
import { validate } from './commands/validate.ts';
import type { CommandModule } from './context.ts';

/** Every command; within a group, help lists them in this order. */
export const commands: readonly CommandModule[] = [init, split, validate, compare, lock, evaluate];
