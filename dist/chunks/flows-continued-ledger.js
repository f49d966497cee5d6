import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));
import {
  foldState
} from "./core-model-state-2.js";
import {
  fail
} from "./errors-tables.js";

// src/core/histories.ts
function findHistories(models, retired, ledgers) {
  const known = new Set(ledgers);
  const found = models.map(({ name, was }) => ({ name, names: [name, ...was].filter((each) => known.has(each)) }));
  const taken = /* @__PURE__ */ new Set([...found.flatMap(({ names }) => names), ...retired]);
  return {
    ledgersOf: new Map(found.filter(({ names }) => names.length > 0).map(({ name, names }) => [name, names])),
    left: ledgers.filter((ledger) => !taken.has(ledger))
  };
}

// src/flows/continued-ledger.ts
var namingOf = (model) => ({ models: { [model.name]: model }, retired: null });
var byNames = (ports, naming) => ({
  ...ports,
  ledger: new ContinuedLedger(ports.ledger, naming)
});
var ContinuedLedger = class {
  #ledger;
  #naming;
  #histories;
  constructor(ledger, naming) {
    this.#ledger = ledger;
    this.#naming = naming;
  }
  /** By their names in the config, where they have one. */
  async models() {
    const names = /* @__PURE__ */ new Map();
    for (const model of (await this.#known()).ledgersOf.keys()) names.set(await this.#nameOf(model), model);
    return (await this.#ledger.models()).map((ledger) => names.get(ledger) ?? ledger).sort();
  }
  async read(model) {
    const reading = await this.#ledger.read(await this.#nameOf(model));
    if (reading.entries.length === 0) await this.#requireNew(model);
    return reading;
  }
  async append(addition) {
    const model = await this.#nameOf(addition.model);
    const events = addition.events.map((event) => event.model === addition.model ? { ...event, model } : event);
    return this.#ledger.append({ ...addition, model, events });
  }
  async report(model, digest) {
    return this.#ledger.report(await this.#nameOf(model), digest);
  }
  async watch(model) {
    return this.#ledger.watch(await this.#nameOf(model));
  }
  /** Runs under the new name may be known before it is merged; versions say which ledger is the model's. */
  async #nameOf(model) {
    const ledgers = (await this.#known()).ledgersOf.get(model) ?? [model];
    if (ledgers.length === 1) return ledgers[0] ?? model;
    const versioned = [];
    for (const ledger of ledgers) if (await this.#hasVersions(ledger)) versioned.push(ledger);
    if (versioned.length > 1) throw fail("history-torn", { model, names: versioned });
    return versioned[0] ?? ledgers[0] ?? model;
  }
  /** A model without a history is new; while one with versions is missing, it may well be that one. */
  async #requireNew(model) {
    const missing = [];
    for (const ledger of (await this.#known()).left) if (await this.#hasVersions(ledger)) missing.push(ledger);
    if (missing.length > 0) throw fail("model-vanished", { model, missing });
  }
  async #hasVersions(ledger) {
    return foldState((await this.#ledger.read(ledger)).entries).versions.length > 0;
  }
  async #known() {
    this.#histories ??= this.#ledger.models().then((ledgers) => findHistories(Object.values(this.#naming.models), this.#naming.retired ?? ledgers, ledgers));
    return this.#histories;
  }
};

// src/core/production-commit.ts
function productionCommit({ production, versions }) {
  return versions.findLast(({ version }) => version === production?.version)?.made.commit ?? null;
}

export {
  namingOf,
  byNames,
  ContinuedLedger,
  productionCommit
};
