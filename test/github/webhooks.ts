// Webhooks: signed deliveries of what happened, at once or when a test says so, in any order, and again.
import { createHmac } from 'node:crypto';
import type { App } from './state/app.ts';
import type { Happening } from './state/events.ts';
import { nodeId } from './state/ids.ts';
import { reach } from './state/new-app.ts';
import type { World } from './state/world.ts';

/** Somebody who wants to be told. */
export interface Subscription {
  /** Where deliveries are posted to. */
  readonly url: string;
  readonly secret: string;
  /** An App is told of what happens where it is installed; without one, everything is told. */
  readonly app?: App;
  /** Keeps deliveries until they are sent by hand. */
  readonly isHeld?: boolean;
}

/** A delivery, and how it went; redelivered, it keeps its guid. */
export interface Delivery {
  readonly guid: string;
  readonly event: string;
  readonly action: string | null;
  readonly subscription: Subscription;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The answers' statuses, one an attempt; 0 when none came in time. */
  readonly statuses: number[];
}

/** Told to every App, whether it asked or not. */
const toldAlways = new Set(['installation', 'installation_repositories', 'ping']);

/** Happen in workflows alone. */
const untold = new Set(['schedule']);

const patience = 10_000;

/** The deliveries of a local GitHub. */
export class Webhooks {
  readonly all: Delivery[] = [];
  readonly #subscriptions = new Set<Subscription>();
  readonly #running = new Set<Promise<void>>();
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    world.listeners.push(happening => this.#tell(happening));
  }

  /** Tells a subscriber what happens from now on, until what is returned is called. */
  subscribe(subscription: Subscription): () => void {
    this.#subscriptions.add(subscription);
    return () => void this.#subscriptions.delete(subscription);
  }

  /** The deliveries that were never sent, the oldest first. */
  get held(): readonly Delivery[] {
    return this.all.filter(({ statuses }) => statuses.length === 0);
  }

  /** Sends a delivery, for the first time or again, and waits for the answer. */
  async send(delivery: Delivery): Promise<number> {
    const { subscription, payload, guid, event } = delivery;
    const body = JSON.stringify(payload);
    const sign = (algorithm: string) => createHmac(algorithm, subscription.secret).update(body).digest('hex');
    const headers = {
      accept: '*/*',
      'content-type': 'application/json',
      'user-agent': 'GitHub-Hookshot/local',
      'x-github-delivery': guid,
      'x-github-event': event,
      'x-github-hook-id': '1',
      'x-github-hook-installation-target-type': subscription.app === undefined ? 'repository' : 'integration',
      'x-hub-signature': `sha1=${sign('sha1')}`,
      'x-hub-signature-256': `sha256=${sign('sha256')}`,
    };
    const signal = AbortSignal.timeout(patience);
    const status = await fetch(subscription.url, { method: 'POST', body, headers, signal }).then(
      answer => answer.status,
      () => 0,
    );
    delivery.statuses.push(status);
    return status;
  }

  /** Waits until nothing is on its way, what came of it included. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  #tell(happening: Happening): void {
    for (const subscription of this.#subscriptions) {
      const payload = this.#payloadFor(subscription, happening);
      if (payload === undefined) continue;
      const { name: event, action, id } = happening;
      const guid = `${String(id).padStart(8, '0')}-0000-4000-8000-${String(this.all.length).padStart(12, '0')}`;
      const delivery: Delivery = { guid, event, action, subscription, payload, statuses: [] };
      this.all.push(delivery);
      if (subscription.isHeld !== true) this.#run(delivery);
    }
  }

  #run(delivery: Delivery): void {
    const sending = this.send(delivery).then(() => {
      this.#running.delete(sending);
    });
    this.#running.add(sending);
  }

  /** What a subscriber is told; undefined when it is none of its business. */
  #payloadFor({ app }: Subscription, happening: Happening): Happening['payload'] | undefined {
    const { name, payload, repository, installation } = happening;
    if (untold.has(name)) return undefined;
    if (app === undefined) return installation === null ? payload : undefined;
    if (installation !== null) return installation.app === app ? payload : undefined;
    if (!app.events.includes(name) && !toldAlways.has(name)) return undefined;
    const here = this.#world.installations.find(
      known => known.app === app && repository !== null && reach(this.#world, known).includes(repository),
    );
    if (here === undefined) return undefined;
    return { ...payload, installation: { id: here.id, node_id: nodeId('IN', here.id) } };
  }
}
