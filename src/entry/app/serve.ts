// The hosted App: webhooks in, tasks queued, repositories looked at when it starts and every hour, and an orderly end.
import type { AddressInfo } from 'node:net';
import { Probot } from 'probot';
import { AppAccess } from '../../adapters/github/app-access.ts';
import { fail } from '../../errors.ts';
import type { Clock } from '../../ports.ts';
import { fullLook } from './events.ts';
import { createApp } from './index.ts';
import { type JsonLog, logSteps } from './json-log.ts';
import { openRepository } from './open-repository.ts';
import { type Opened, perform } from './perform.ts';
import { TaskQueue } from './queue.ts';
import { Recent } from './recent.ts';
import type { ServeSetting } from './serve-setting.ts';
import { keyOf, type Task, type Where } from './task.ts';
import { createWebhookServer, type Delivery, Refusal } from './webhook-server.ts';

/** The App while it runs. */
export interface Served {
  readonly port: number;
  readonly queue: TaskQueue;
  /** Takes nothing more, ends what is being done, and closes. */
  readonly end: () => Promise<void>;
}

/** How repositories are found and opened: GitHub's, unless a test brings others. */
export interface Reach {
  readonly repositories: () => Promise<readonly Where[]>;
  readonly open: (task: Task) => Promise<Opened>;
}

const HOUR = 3_600_000;
/** Waits before another attempt at a task that failed. */
const PAUSES = [5_000, 60_000, 600_000];

/** Starts serving; it listens once this resolves. */
export async function serve(
  setting: ServeSetting,
  { log, clock, reach = reachGitHub(setting, log, clock) }: { log: JsonLog; clock: Clock; reach?: Reach },
): Promise<Served> {
  const standing = { writer: 'app', workflow: setting.workflow } as const;
  const recent = new Recent(10_000);
  const queue = new TaskQueue({
    perform: async task => {
      const started = clock.now().getTime();
      await perform(task, { config: setting.config, standing, self: null, recent, open: reach.open });
      log.info('done', { ...about(task), ms: clock.now().getTime() - started, waiting: queue.size });
    },
    onFailure: (task, thrown, isLast) =>
      log.error(isLast ? 'given up until the next look' : 'to be tried again', thrown, about(task)),
    atOnce: setting.atOnce,
    most: 10_000,
    pauses: PAUSES,
  });
  const receive = await receiver(setting, task => {
    queue.add(task);
    log.info('taken', about(task));
  });
  const server = createWebhookServer({
    receive,
    isReady: () => queue.isReady,
    onAnswer: answered => log.info('answered', answered),
  });
  const lookAround = () => lookEverywhere(reach, queue, log);
  await listen(server, setting);
  void lookAround();
  const timer = setInterval(lookAround, HOUR);
  const { port } = server.address() as AddressInfo;
  log.info('listening', { host: setting.host, port });
  const end = async (): Promise<void> => {
    clearInterval(timer);
    const closed = new Promise(resolve => server.close(resolve));
    server.closeIdleConnections();
    const left = await queue.close();
    server.closeAllConnections();
    await closed;
    log.info('ended', { left });
  };
  return { port, queue, end };
}

/** What every line of the log says about a task. */
const about = ({ delivery, where, work }: Task) => ({ delivery, repository: keyOf(where), task: work.kind });

/** Checks signatures and hands events to the App, whose tasks are taken. */
async function receiver(
  setting: ServeSetting,
  take: (task: Task) => void,
): Promise<(delivery: Delivery) => Promise<void>> {
  const { appId, privateKey, webhookSecret: secret, baseUrl } = setting;
  const probot = new Probot({
    appId,
    privateKey,
    secret,
    logLevel: 'fatal',
    logFormat: 'json',
    ...(baseUrl === null ? {} : { baseUrl }),
  });
  await probot.ready();
  await probot.load(createApp(async task => take(task)));
  return async ({ id, name, payload, signature }) => {
    // An empty body throws, and holds as little.
    const holds = await probot.webhooks.verify(payload, signature).catch(() => false);
    if (!holds) throw new Refusal(401, 'The signature does not hold.');
    const parsed = parseObject(payload);
    await probot.webhooks.receive({ id, name, payload: parsed } as Parameters<typeof probot.webhooks.receive>[0]);
  };
}

function parseObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, like JSON that is no object.
  }
  throw new Refusal(400, 'The body is no JSON object.');
}

async function listen(server: ReturnType<typeof createWebhookServer>, { host, port }: ServeSetting): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (thrown: Error) => reject(fail('serve-port', { host, port, reason: thrown.message }, thrown)));
    server.listen({ host, port }, resolve);
  });
}

/** What a crash or a lost webhook left is found in the repositories themselves. */
async function lookEverywhere({ repositories }: Reach, queue: TaskQueue, log: JsonLog): Promise<void> {
  try {
    for (const where of await repositories()) queue.add({ where, work: fullLook, delivery: 'look' });
  } catch (thrown) {
    log.error('the repositories could not be listed; the next look comes in an hour', thrown, {});
  }
}

function reachGitHub(setting: ServeSetting, log: JsonLog, clock: Clock): Reach {
  const { appId, privateKey, baseUrl } = setting;
  const options = { log: logSteps(log, {}), ...(baseUrl === null ? {} : { baseUrl }) };
  const access = new AppAccess({ appId, privateKey }, options, clock);
  return {
    repositories: () => access.repositories(),
    open: async ({ where, delivery }) => {
      if (where.installation === null) throw new Error('A webhook without an installation is none of an App.');
      return openRepository({
        where,
        client: await access.client(where.installation),
        self: await access.login(),
        workflow: setting.workflow,
        clock,
        log: logSteps(log, { delivery, repository: keyOf(where) }),
        summarize: async () => undefined,
      });
    },
  };
}
