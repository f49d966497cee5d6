// The Action.
import { setFailed } from '@actions/core';
import { describeThrown } from './failure.ts';
import { run } from './run.ts';

try {
  await run();
} catch (thrown) {
  setFailed(describeThrown(thrown));
}
