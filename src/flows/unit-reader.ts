// Which unit of evidence each row belongs to: its group, or its moment in time.
import type { UnitKind } from '../core/comparison-plan.ts';
import type { Dictionaries } from '../core/paired-rows.ts';
import { EXPECTED_TIME, parseTime } from '../core/time-text.ts';
import { fail } from '../errors.ts';
import type { Column } from '../ports.ts';
import type { SideRows } from './aligned-rows.ts';
import { misfit } from './cells.ts';
import { textAt } from './portions.ts';

/** Gives each row its unit's code. With both group and time, units are moments, and every group must lie in one. */
export class UnitReader {
  readonly #kind: UnitKind;
  readonly #names: { readonly group: string | null; readonly time: string | null };
  readonly #dictionaries: Dictionaries;
  readonly #timeOfGroup = new Map<string, number>();
  readonly #timeOfText = new Map<string, number>();

  constructor(
    kind: UnitKind,
    names: { readonly group: string | null; readonly time: string | null },
    dictionaries: Dictionaries,
  ) {
    this.#kind = kind;
    this.#names = names;
    this.#dictionaries = dictionaries;
  }

  /** The units of a batch; null when every row is its own. */
  read(sideOf: (column: string) => SideRows, count: number): Int32Array | null {
    const { group, time } = this.#names;
    if (this.#kind === 'row') return null;
    if (this.#kind === 'group') return this.#groups(sideOf(group as string), group as string, count);
    const moments = this.#moments(sideOf(time as string), time as string, count);
    if (group !== null && group !== time) this.#requireNested(sideOf(group), group, moments);
    return moments;
  }

  #groups(side: SideRows, name: string, count: number): Int32Array {
    const column = side.columns.get(name) as Column;
    const codes = new Int32Array(count);
    for (let row = 0; row < count; row++) {
      const label = textAt(column, row);
      if (label === '') throw misfit(side, name, row, 'the name of a group');
      codes[row] = this.#dictionaries.units.codeOf(label);
    }
    return codes;
  }

  #moments(side: SideRows, name: string, count: number): Int32Array {
    const column = side.columns.get(name) as Column;
    const { units, unitTimes } = this.#dictionaries;
    const codes = new Int32Array(count);
    for (let row = 0; row < count; row++) {
      const time = column.kind === 'time' ? (column.values[row] as number) : this.#timeOf(textAt(column, row));
      if (Number.isNaN(time)) throw misfit(side, name, row, EXPECTED_TIME);
      const code = units.codeOf(String(time));
      unitTimes[code] = time;
      codes[row] = code;
    }
    return codes;
  }

  #timeOf(text: string): number {
    const known = this.#timeOfText.get(text);
    if (known !== undefined) return known;
    const time = parseTime(text);
    this.#timeOfText.set(text, time);
    return time;
  }

  #requireNested(side: SideRows, name: string, moments: Int32Array): void {
    const column = side.columns.get(name) as Column;
    for (let row = 0; row < moments.length; row++) {
      const label = textAt(column, row);
      const moment = moments[row] as number;
      const known = this.#timeOfGroup.get(label);
      if (known === undefined) this.#timeOfGroup.set(label, moment);
      else if (known !== moment) {
        const time = timeText(this.#dictionaries.unitTimes[moment] as number);
        throw fail('group-not-nested', { file: side.source.table.name, line: side.lineOf(row), group: label, time });
      }
    }
  }
}

/** `2024-05-02`, or with the time of day where there is one. */
const timeText = (time: number): string => new Date(time).toISOString().replace(/T00:00:00\.000Z$/, '');
