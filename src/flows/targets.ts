// The true values of a holdout as they stand, with their weights, for the constant that fits them best.
import type { ModelConfig } from '../config/config.ts';
import type { Targets } from '../core/constant-predictor.ts';
import type { Column, ColumnKind, Table } from '../ports.ts';
import { usualCode } from './code-targets.ts';
import { textAt } from './portions.ts';

/** Reads the target of every row that has one; a score task has none. */
export async function readTargets(rows: Table, { task, holdout }: ModelConfig): Promise<Targets> {
  const { target, positive, weight } = holdout;
  if (target === null || task === 'score') return { kind: 'numbers', values: new Float64Array(), weights: null };
  if (task === 'regression') return readNumbers(rows, target, weight);
  const counts = await countLabels(rows, target, weight);
  return task === 'multiclass' ? { kind: 'labels', counts } : binaryTargets(counts, positive);
}

async function readNumbers(rows: Table, target: string, weight: string | null): Promise<Targets> {
  const values: number[] = [];
  const weights: number[] = [];
  for await (const { columns, rows: count } of rows.read(wanted(target, 'number', weight))) {
    for (let row = 0; row < count; row++) {
      const value = numberAt(columns.get(target), row);
      if (Number.isNaN(value)) continue;
      values.push(value);
      if (weight !== null) weights.push(numberAt(columns.get(weight), row));
    }
  }
  const weighted = weight === null ? null : Float64Array.from(weights);
  return { kind: 'numbers', values: Float64Array.from(values), weights: weighted };
}

/** How much each label weighs: its rows, or their weights. */
async function countLabels(rows: Table, target: string, weight: string | null): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for await (const { columns, rows: count } of rows.read(wanted(target, 'category', weight))) {
    for (let row = 0; row < count; row++) {
      const label = textAt(columns.get(target) as Column, row);
      if (label === '') continue;
      counts.set(label, (counts.get(label) ?? 0) + (weight === null ? 1 : numberAt(columns.get(weight), row)));
    }
  }
  return counts;
}

const wanted = (target: string, kind: ColumnKind, weight: string | null): Map<string, ColumnKind> =>
  new Map([[target, kind], ...(weight === null ? [] : [[weight, 'number'] as [string, ColumnKind]])]);

const numberAt = (column: Column | undefined, row: number): number =>
  column?.kind === 'number' ? (column.values[row] as number) : Number.NaN;

/** Two values, 0 and 1, each with all its weight. */
function binaryTargets(counts: ReadonlyMap<string, number>, positive: string | null): Targets {
  const isPositive = (label: string): boolean => (positive === null ? usualCode(label) === 1 : label === positive);
  const labels = [...counts.keys()];
  return {
    kind: 'numbers',
    values: Float64Array.from(labels, label => (isPositive(label) ? 1 : 0)),
    weights: Float64Array.from(labels, label => counts.get(label) as number),
  };
}
