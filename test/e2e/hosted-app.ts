// The hosted App as its operator runs it: `relevo serve` in a process of its own, registered and installed on the local GitHub as
// app.yml says, and told by signed webhooks. The demo and the tests share it.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { parse } from 'yaml';
import type { GitHub } from '../github/server.ts';
import type { App, Installation } from '../github/state/app.ts';
import type { RegisteredApp } from '../github/state/new-app.ts';
import type { Permissions } from '../github/state/token.ts';
import { readText } from '../repository.ts';

const PATH = '/api/github/webhooks';
/** Starting a process can take long where much else runs. */
const PATIENCE_MS = 60_000;

/** The App as it is registered, installed, and what its operator knows of it. */
export interface AppOnGitHub extends RegisteredApp {
  readonly installation: Installation;
  readonly secret: string;
}

/** Registers the App with what app.yml asks for, and installs it in all repositories of an account. */
export function registerApp(hub: GitHub, owner: string): AppOnGitHub {
  const asked = parse(readText('app.yml')) as {
    name: string;
    default_events: string[];
    default_permissions: Permissions;
  };
  const { name: slug, default_events: events, default_permissions: permissions } = asked;
  const registered = hub.createApp({ slug, owner, permissions, events });
  return { ...registered, installation: hub.install(registered.app, owner), secret: randomBytes(32).toString('hex') };
}

/** One process of the App; several may serve one App at once. */
export interface HostedApp {
  readonly app: App;
  readonly port: number;
  readonly pid: number | undefined;
  /** What it logged so far, one object a line. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Asks it something: `/health`, `/ready`. */
  get(path: string): Promise<{ status: number; text: string }>;
  /** Ends it, in order by default; webhooks reach it no more. Its exit code, and what it said on stderr. */
  end(signal?: 'SIGTERM' | 'SIGKILL'): Promise<{ code: number | null; stderr: string }>;
}

/** How a process of the App is started. */
export interface Hosting {
  readonly hub: GitHub;
  readonly on: AppOnGitHub;
  /** The bundle of the command line. */
  readonly bundle: string;
  readonly node?: string;
  /** What that Node is told before the bundle, such as the time. */
  readonly nodeOptions?: readonly string[];
  /** Whether webhooks wait to be sent by hand. */
  readonly isHeld?: boolean;
  /** Further variables, such as RELEVO_WORKFLOW. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts it; webhooks reach it once this resolves. */
export async function startHostedApp(hosting: Hosting): Promise<HostedApp> {
  const { hub, on, bundle, node = process.execPath, nodeOptions = [], isHeld = false } = hosting;
  const child = spawn(node, [...nodeOptions, bundle, 'serve', '--host', '127.0.0.1', '--port', '0'], {
    cwd: tmpdir(),
    env: environmentOf(hosting),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { lines, ended } = follow(child);
  const port = await portOf(child, lines, ended);
  const unsubscribe = hub.webhooks.subscribe({
    url: `http://127.0.0.1:${port}${PATH}`,
    secret: on.secret,
    app: on.app,
    isHeld,
  });
  return {
    app: on.app,
    port,
    pid: child.pid,
    lines,
    get: async path => {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: answer.status, text: (await answer.text()).trim() };
    },
    end: async (signal = 'SIGTERM') => {
      unsubscribe();
      child.kill(signal);
      return ended;
    },
  };
}

/**
 * Waits until a process has done everything that webhooks told it. What it logs may arrive after its answer, so the answers that
 * it logged are counted first; then it has done what it took last, and nothing waits.
 */
export async function appIsDone({ webhooks }: GitHub, { port, lines }: HostedApp): Promise<void> {
  await webhooks.settled();
  const last = (message: string) => lines.findLastIndex(line => line.message === message);
  await until('the App is done', () => {
    const answered = lines.filter(({ message, delivery }) => message === 'answered' && delivery !== null).length;
    const sent = webhooks.all.filter(({ subscription }) => new URL(subscription.url).port === `${port}`);
    const done = last('done');
    const isIdle = done >= last('taken') && (done < 0 || lines[done]?.waiting === 0);
    return isIdle && answered >= sent.flatMap(({ statuses }) => statuses.filter(status => status !== 0)).length;
  });
}

/** Waits for something to be so, and says what was waited for when it does not come. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, ms = PATIENCE_MS): Promise<void> {
  const end = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${ms} ms in vain: ${what}.`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

function environmentOf({ hub, on, env = {} }: Hosting): Record<string, string> {
  const { PATH: path = '', HOME = '' } = process.env;
  return {
    PATH: path,
    HOME,
    APP_ID: String(on.app.id),
    PRIVATE_KEY: on.privateKey,
    WEBHOOK_SECRET: on.secret,
    GITHUB_API_URL: hub.url,
    ...env,
  };
}

type Ended = Promise<{ code: number | null; stderr: string }>;

/** Collects what a process logs; a line may come in pieces. */
function follow(child: ChildProcess): { lines: Readonly<Record<string, unknown>>[]; ended: Ended } {
  const lines: Readonly<Record<string, unknown>>[] = [];
  let [rest, stderr] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    const pieces = (rest + piece).split('\n');
    rest = pieces.pop() ?? '';
    for (const line of pieces) lines.push(JSON.parse(line));
  });
  child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
    stderr += piece;
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', code => resolve({ code, stderr }));
  });
  return { lines, ended };
}

async function portOf(child: ChildProcess, lines: Readonly<Record<string, unknown>>[], ended: Ended): Promise<number> {
  const listening = () => lines.find(({ message }) => message === 'listening');
  await until('the App listens', () => listening() !== undefined || child.exitCode !== null);
  const line = listening();
  if (line === undefined) throw new Error(`The App did not start: ${(await ended).stderr}`);
  return Number(line.port);
}
