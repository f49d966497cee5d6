// Sums of terms by unit: what remains of rows that are not independent of each other.
import type { EvidenceRows } from './evidence.ts';

/** Sums of `terms` columns for each unit seen; `codes` names the unit of each slot. */
export interface UnitSums {
  readonly terms: number;
  readonly codes: number[];
  readonly slots: Map<number, number>;
  readonly sums: number[];
}

/** Sums of no rows yet. */
export const emptyUnitSums = (terms: number): UnitSums => ({ terms, codes: [], slots: new Map(), sums: [] });

/** Adds rows to the sums of their units. */
export function addToUnits(into: UnitSums, { columns, units, rows, count }: EvidenceRows): void {
  if (units === null) throw new Error('Grouped rows came without their groups.');
  const { sums, terms } = into;
  let last = -1;
  let slot = 0;
  for (let index = 0; index < count; index++) {
    const row = rows === null ? index : (rows[index] as number);
    const unit = units[row] as number;
    if (unit !== last) slot = slotOf(into, unit);
    last = unit;
    const from = slot * terms;
    for (let term = 0; term < terms; term++) {
      sums[from + term] = (sums[from + term] as number) + ((columns[term] as Float64Array)[row] as number);
    }
  }
}

/** Adds another's sums, unit by unit. */
export function mergeUnits(into: UnitSums, other: UnitSums, unitCodes: readonly number[] | null): void {
  for (const [index, code] of other.codes.entries()) {
    const from = slotOf(into, unitCodes === null ? code : (unitCodes[code] as number)) * into.terms;
    for (let term = 0; term < into.terms; term++) {
      into.sums[from + term] = (into.sums[from + term] as number) + (other.sums[index * into.terms + term] as number);
    }
  }
}

/** The sums by column: one value a unit. */
export function unitColumns({ terms, codes, sums }: UnitSums): Float64Array[] {
  return Array.from({ length: terms }, (_, term) =>
    Float64Array.from(codes, (_code, slot) => sums[slot * terms + term] as number),
  );
}

/** The sums as they were written with `JSON.stringify`. */
export function readUnitSums({ terms, codes, sums }: Pick<UnitSums, 'terms' | 'codes' | 'sums'>): UnitSums {
  return { terms, codes: [...codes], sums: [...sums], slots: new Map(codes.map((code, slot) => [code, slot])) };
}

function slotOf(into: UnitSums, unit: number): number {
  const known = into.slots.get(unit);
  if (known !== undefined) return known;
  const slot = into.codes.length;
  into.slots.set(unit, slot);
  into.codes.push(unit);
  for (let term = 0; term < into.terms; term++) into.sums.push(0);
  return slot;
}
