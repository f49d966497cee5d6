// Which ledger each model of a config continues: its own, or that of a name that it had.

/** A model by its names. */
export interface NamedModel {
  readonly name: string;
  readonly was: readonly string[];
}

/** How models and ledgers belong together. */
export interface Histories {
  /** The ledgers of each model that has one, that of its present name first. A ledger keeps the name under which it began. */
  readonly ledgersOf: ReadonlyMap<string, readonly string[]>;
  /** Ledgers that no model continues, and of which the config does not say that they ended. */
  readonly left: readonly string[];
}

/** Finds the ledgers of each model. */
export function findHistories(
  models: readonly NamedModel[],
  retired: readonly string[],
  ledgers: readonly string[],
): Histories {
  const known = new Set(ledgers);
  const found = models.map(({ name, was }) => ({ name, names: [name, ...was].filter(each => known.has(each)) }));
  const taken = new Set([...found.flatMap(({ names }) => names), ...retired]);
  return {
    ledgersOf: new Map(found.filter(({ names }) => names.length > 0).map(({ name, names }) => [name, names])),
    left: ledgers.filter(ledger => !taken.has(ledger)),
  };
}
