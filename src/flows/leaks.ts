// Rows of the holdout that training has seen: by id, by content, by group, and by time.
import type { ModelConfig } from '../config/config.ts';
import type { Check } from '../core/comparison.ts';
import { parseTime } from '../core/time-text.ts';
import type { Checkout, Column, ColumnKind, Rows, Table } from '../ports.ts';
import type { PinnedData } from './lock-data.ts';
import { textAt } from './portions.ts';

interface LeakRequest {
  readonly model: ModelConfig;
  readonly data: readonly PinnedData[];
}

/**
 * Content may agree by chance where columns hold few values. It counts as a leak from one row in a hundred on, and only
 * when training repeats the holdout at least twice as often as the holdout repeats itself.
 */
const CHANCE = 0.01;

/** Compares the holdout with the declared training data. Without any declared, it says that leaks were not checked. */
export async function findLeaks(
  { model, data }: LeakRequest,
  ports: { readonly rows: Rows; readonly checkout: Checkout },
): Promise<Check[]> {
  const training = data.filter(({ part }) => part === 'training');
  if (training.length === 0) {
    return [check('leaks', 'skipped', 'leaks not checked: no training data is declared under train.data')];
  }
  const open = (path: string): Promise<Table> => ports.rows.open(`${ports.checkout.at(model.dir)}/${path}`);
  const holdout = await HoldoutRows.read(await open(model.holdout.data), model);
  for (const { path } of training) await holdout.meet(await open(path));
  return holdout.findings().map(({ name, message, leaked }) => {
    if (!leaked) return check(name, 'pass', message);
    const relaxed = model.policy.leaks === 'warn';
    return check(name, relaxed ? 'skipped' : 'fail', relaxed ? `${message} (policy.leaks: warn)` : message);
  });
}

const check = (name: string, result: Check['result'], message: string): Check => ({
  name,
  metric: name,
  slice: null,
  expected: 'no row of the holdout in the training data',
  actual: null,
  interval: null,
  result,
  message,
});

interface Finding {
  readonly name: string;
  readonly message: string;
  readonly leaked: boolean;
}

const SEPARATOR = '\u001f';

/** What the holdout's rows are known by, and how much of it training data turned out to share. */
class HoldoutRows {
  readonly #model: ModelConfig;
  readonly #columns: readonly string[];
  readonly #ids = new Set<string>();
  readonly #groups = new Set<string>();
  readonly #contents = new Map<string, number>();
  #rows = 0;
  #start = Number.POSITIVE_INFINITY;
  readonly #found = { ids: new Set<string>(), groups: new Set<string>(), contents: new Set<string>(), late: 0 };
  readonly #checked = { ids: false, groups: false, contents: false, time: false };

  private constructor(model: ModelConfig, columns: readonly string[]) {
    this.#model = model;
    this.#columns = columns;
  }

  static async read(table: Table, model: ModelConfig): Promise<HoldoutRows> {
    const rows = new HoldoutRows(model, await table.columns());
    const { id, group, time } = model.holdout;
    await eachRow(table, { texts: rows.#columns, time }, (cells, moment) => {
      rows.#rows++;
      if (id.length > 0) rows.#ids.add(keyOf(cells, id));
      if (group !== null) rows.#groups.add(cells.get(group) ?? '');
      const content = keyOf(cells, rows.#contentColumns(rows.#columns));
      rows.#contents.set(content, (rows.#contents.get(content) ?? 0) + 1);
      if (moment < rows.#start) rows.#start = moment;
    });
    return rows;
  }

  /** Looks every row of a training table up. */
  async meet(table: Table): Promise<void> {
    const columns = await table.columns();
    const { id, group, time } = this.#model.holdout;
    const byId = id.length > 0 && id.every(column => columns.includes(column));
    const byGroup = group !== null && columns.includes(group);
    const byTime = time !== null && columns.includes(time);
    const contents = this.#contentColumns(this.#columns);
    const byContent = contents.length > 1 && contents.every(column => columns.includes(column));
    this.#checked.ids ||= byId;
    this.#checked.groups ||= byGroup;
    this.#checked.time ||= byTime;
    this.#checked.contents ||= byContent;
    const texts = [...new Set([...(byId ? id : []), ...(byGroup ? [group] : []), ...(byContent ? contents : [])])];
    await eachRow(table, { texts, time: byTime ? time : null }, (cells, moment) => {
      if (byId) keepIf(this.#found.ids, keyOf(cells, id), this.#ids);
      if (byGroup) keepIf(this.#found.groups, cells.get(group) ?? '', this.#groups);
      if (byContent) keepIf(this.#found.contents, keyOf(cells, contents), this.#contents);
      if (moment >= this.#start) this.#found.late++;
    });
  }

  findings(): Finding[] {
    const { ids, groups, late } = this.#found;
    const { group } = this.#model.holdout;
    const findings: (Finding & { readonly checked: boolean })[] = [
      {
        name: 'leaks by id',
        checked: this.#checked.ids,
        leaked: ids.size > 0,
        message: `${ids.size} of ${this.#rows} rows of the holdout are in the training data by their id`,
      },
      this.#contentFinding(),
      {
        name: `leaks by group`,
        checked: this.#checked.groups,
        leaked: groups.size > 0,
        message: `${groups.size} values of ${group} are in both the holdout and the training data`,
      },
      {
        name: 'leaks by time',
        checked: this.#checked.time && Number.isFinite(this.#start),
        leaked: late > 0,
        message: `${late} training rows are at or after the start of the holdout`,
      },
    ];
    return findings.filter(({ checked }) => checked);
  }

  #contentFinding(): Finding & { readonly checked: boolean } {
    const shared = [...this.#found.contents].reduce((sum, key) => sum + (this.#contents.get(key) ?? 0), 0);
    const repeated = [...this.#contents.values()].reduce((sum, count) => sum + (count > 1 ? count : 0), 0);
    return {
      name: 'leaks by content',
      checked: this.#checked.contents,
      leaked: shared > CHANCE * this.#rows && shared > 2 * repeated,
      message: `${shared} of ${this.#rows} rows of the holdout are in the training data by their content`,
    };
  }

  /** All but the ids, which a copied row may have lost. */
  #contentColumns(columns: readonly string[]): string[] {
    const { id, time } = this.#model.holdout;
    return columns.filter(column => column === time || !id.includes(column));
  }
}

const keyOf = (cells: ReadonlyMap<string, string>, columns: readonly string[]): string =>
  columns.map(column => cells.get(column) ?? '').join(SEPARATOR);

function keepIf(found: Set<string>, key: string, known: { has(key: string): boolean }): void {
  if (known.has(key)) found.add(key);
}

/** Calls with each row's texts and its time in milliseconds (NaN without one). */
async function eachRow(
  table: Table,
  { texts, time }: { readonly texts: readonly string[]; readonly time: string | null },
  visit: (cells: ReadonlyMap<string, string>, moment: number) => void,
): Promise<void> {
  const wanted = new Map<string, ColumnKind>(texts.map(column => [column, 'text']));
  const timed = time !== null && !wanted.has(time);
  if (timed) wanted.set(time, 'time');
  const cells = new Map<string, string>();
  for await (const batch of table.read(wanted)) {
    const moments = time === null ? undefined : batch.columns.get(time);
    for (let row = 0; row < batch.rows; row++) {
      for (const column of texts) cells.set(column, textAt(batch.columns.get(column) as Column, row));
      visit(cells, momentAt(moments, row));
    }
  }
}

function momentAt(column: Column | undefined, row: number): number {
  if (column === undefined) return Number.NaN;
  return column.kind === 'time' ? (column.values[row] as number) : parseTime(textAt(column, row));
}
