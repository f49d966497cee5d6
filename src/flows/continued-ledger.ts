// The port Ledger, by the names of a config: a renamed model goes on in the ledger that it has, and a name that nobody heard of
// is no first version while a model is missing.
import type { Digest } from '../core/digest.ts';
import { findHistories, type Histories, type NamedModel } from '../core/histories.ts';
import { foldState } from '../core/model-state.ts';
import { fail } from '../errors.ts';
import type { Addition, Appended, Ledger, LedgerReading } from '../ports.ts';

/** The models of a config, and those that it says are no longer kept; null when only some of its models are known. */
export interface Naming {
  readonly models: Readonly<Record<string, NamedModel>>;
  readonly retired: readonly string[] | null;
}

/** One model by its names, where nothing is known of the others. */
export const namingOf = (model: NamedModel): Naming => ({ models: { [model.name]: model }, retired: null });

/** The same ports, whose ledger is asked by the names of a config. */
export const byNames = <Ports extends { readonly ledger: Ledger }>(ports: Ports, naming: Naming): Ports => ({
  ...ports,
  ledger: new ContinuedLedger(ports.ledger, naming),
});

/** A ledger that is asked by the names of a config. Events keep the name under which the ledger began. */
export class ContinuedLedger implements Ledger {
  readonly #ledger: Ledger;
  readonly #naming: Naming;
  #histories: Promise<Histories> | undefined;

  constructor(ledger: Ledger, naming: Naming) {
    this.#ledger = ledger;
    this.#naming = naming;
  }

  /** By their names in the config, where they have one. */
  async models(): Promise<readonly string[]> {
    const names = new Map<string, string>();
    for (const model of (await this.#known()).ledgersOf.keys()) names.set(await this.#nameOf(model), model);
    return (await this.#ledger.models()).map(ledger => names.get(ledger) ?? ledger).sort();
  }

  async read(model: string): Promise<LedgerReading> {
    const reading = await this.#ledger.read(await this.#nameOf(model));
    if (reading.entries.length === 0) await this.#requireNew(model);
    return reading;
  }

  async append(addition: Addition): Promise<Appended> {
    const model = await this.#nameOf(addition.model);
    const events = addition.events.map(event => (event.model === addition.model ? { ...event, model } : event));
    return this.#ledger.append({ ...addition, model, events });
  }

  async report(model: string, digest: Digest): Promise<string> {
    return this.#ledger.report(await this.#nameOf(model), digest);
  }

  async watch(model: string): Promise<string | null> {
    return this.#ledger.watch(await this.#nameOf(model));
  }

  /** Runs under the new name may be known before it is merged; versions say which ledger is the model's. */
  async #nameOf(model: string): Promise<string> {
    const ledgers = (await this.#known()).ledgersOf.get(model) ?? [model];
    if (ledgers.length === 1) return ledgers[0] ?? model;
    const versioned: string[] = [];
    for (const ledger of ledgers) if (await this.#hasVersions(ledger)) versioned.push(ledger);
    if (versioned.length > 1) throw fail('history-torn', { model, names: versioned });
    return versioned[0] ?? ledgers[0] ?? model;
  }

  /** A model without a history is new; while one with versions is missing, it may well be that one. */
  async #requireNew(model: string): Promise<void> {
    const missing: string[] = [];
    for (const ledger of (await this.#known()).left) if (await this.#hasVersions(ledger)) missing.push(ledger);
    if (missing.length > 0) throw fail('model-vanished', { model, missing });
  }

  async #hasVersions(ledger: string): Promise<boolean> {
    return foldState((await this.#ledger.read(ledger)).entries).versions.length > 0;
  }

  async #known(): Promise<Histories> {
    this.#histories ??= this.#ledger
      .models()
      .then(ledgers => findHistories(Object.values(this.#naming.models), this.#naming.retired ?? ledgers, ledgers));
    return this.#histories;
  }
}
