// `relevo serve`: the hosted App, for organisations that want one for all their repositories.
import { Command } from 'commander';
import type { CommandModule, Context } from '../context.ts';

interface Options {
  readonly host?: string;
  readonly port?: string;
}

/** The command, declared; its work is imported when it runs. */
export const serve: CommandModule = {
  group: 'Watch',
  examples: ['relevo serve --host 127.0.0.1 --port 3000', 'HOST=0.0.0.0 relevo serve'],
  build: context =>
    new Command('serve')
      .summary('serve the GitHub App for all the repositories it is installed in')
      .description(
        'Takes webhooks and does what Actions would do: tells results, promotes, carries out comments’ commands, and ' +
          'finishes what was left half done. Reads APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET, HOST, PORT, ' +
          'GITHUB_API_URL, RELEVO_CONFIG and RELEVO_WORKFLOW.',
      )
      .option('--host <address>', 'where to listen; there is no default')
      .option('--port <port>', 'the port to listen on; 3000 by default')
      .action((options: Options) => run(options, context)),
};

async function run(options: Options, context: Context): Promise<void> {
  const [{ readServeSetting }, { serve: start }, { createJsonLog }] = await Promise.all([
    import('../../app/serve-setting.ts'),
    import('../../app/serve.ts'),
    import('../../app/json-log.ts'),
  ]);
  const setting = await readServeSetting(options, context.env);
  const clock = { now: context.now };
  const served = await start(setting, { log: createJsonLog(context.stdout, clock), clock });
  context.beforeEnd?.(served.end);
}
