// Where each count stands among the means that a class metric is a function of, and what one row adds to them.
import type { CountMeans, FairnessMeans } from '../metrics/metric.ts';
import { type Smooth, variable } from '../statistics/delta.ts';

/** How many codes a class or a column's value may have: three of them make one exact number. */
export const MOST_CODES = 2 ** 17;

/** A row's label (for fairness: 2·(the column's value) + label) and what the two models say of it. */
interface Combination {
  readonly group: number;
  readonly baseline: number;
  readonly candidate: number;
}

/** The combination as one number. */
export const combinationCode = (group: number, baseline: number, candidate: number): number =>
  (group * MOST_CODES + baseline) * MOST_CODES + candidate;

const combinationOf = (code: number): Combination => ({
  candidate: code % MOST_CODES,
  baseline: Math.floor(code / MOST_CODES) % MOST_CODES,
  group: Math.floor(code / MOST_CODES / MOST_CODES),
});

/** Whether the two models say different things of the rows of a combination. */
export function differs(code: number): boolean {
  const { baseline, candidate } = combinationOf(code);
  return baseline !== candidate;
}

/** The means of the counts, each model's share in them, and what a row moves a smooth function of them by. */
export interface Layout {
  /** Σw of each cell. */
  readonly sums: readonly number[];
  cellsOf(means: readonly number[], side: 'baseline' | 'candidate'): CountMeans | FairnessMeans;
  /** What one row of unit weight in the combination moves the value by, times n. */
  influenceOf(code: number, gradient: Float64Array): number;
  /** The most that one row's influence can change when one of the models says something else of it. */
  swingOf(gradient: Float64Array): number;
}

type Weighted = readonly [code: number, weight: number];
type Side = 'baseline' | 'candidate';

/**
 * [total, support…, baseline's predicted…, its hits…, candidate's predicted…, its hits…], for the classes that occur and
 * `also`, which need not.
 */
export function classLayout(combinations: readonly Weighted[], also: readonly number[]): Layout {
  const codes = [...new Set([...combinations.flatMap(([code]) => classesOf(code)), ...also])].sort((a, b) => a - b);
  const placeOf = new Map(codes.map((code, place) => [code, place]));
  const classes = codes.length;
  const at = (block: number, code: number): number => 1 + block * classes + (placeOf.get(code) as number);
  const blocks: Readonly<Record<Side, number>> = { baseline: 1, candidate: 3 };
  return {
    ...sumsAndInfluence(1 + 5 * classes, combinations, ({ group, baseline, candidate }) => [
      0,
      at(0, group),
      at(1, baseline),
      ...(group === baseline ? [at(2, group)] : []),
      at(3, candidate),
      ...(group === candidate ? [at(4, group)] : []),
    ]),
    cellsOf: (means, side) => {
      const block = (number: number): ReadonlyMap<number, Smooth> =>
        new Map(codes.map(code => [code, variable(at(number, code), means)]));
      const first = blocks[side];
      return { total: variable(0, means), support: block(0), predicted: block(first), hit: block(first + 1) };
    },
    swingOf: gradient => Math.max(...Object.values(blocks).map(first => classSwing(codes, gradient, first, at))),
  };
}

const classesOf = (code: number): number[] => Object.values(combinationOf(code));

/** A row of a class may be predicted as any class, right or wrong. */
function classSwing(
  codes: readonly number[],
  gradient: Float64Array,
  block: number,
  at: (block: number, code: number) => number,
): number {
  const wrong = codes.map(code => gradient[at(block, code)] as number);
  const least = wrong.reduce((so, value) => Math.min(so, value), Number.POSITIVE_INFINITY);
  const most = wrong.reduce((so, value) => Math.max(so, value), Number.NEGATIVE_INFINITY);
  return codes.reduce((swing, code, index) => {
    const right = (wrong[index] as number) + (gradient[at(block + 1, code)] as number);
    return Math.max(swing, Math.max(most, right) - Math.min(least, right));
  }, 0);
}

/** [total…, positive…, baseline's selected…, its hits…, candidate's selected…, its hits…] by the column's value. */
export function fairnessLayout(combinations: readonly Weighted[]): Layout {
  const values = combinations.reduce((most, [code]) => Math.max(most, 1 + (combinationOf(code).group >> 1)), 1);
  const cellsOfRow = ({ group, baseline, candidate }: Combination): number[] => {
    const [value, positive] = [group >> 1, group % 2];
    const block = (number: number): number => number * values + value;
    return [
      block(0),
      ...(positive ? [block(1)] : []),
      ...(baseline ? [block(2)] : []),
      ...(baseline && positive ? [block(3)] : []),
      ...(candidate ? [block(4)] : []),
      ...(candidate && positive ? [block(5)] : []),
    ];
  };
  return {
    ...sumsAndInfluence(6 * values, combinations, cellsOfRow),
    cellsOf: (means, side) => {
      const block = (number: number): Smooth[] =>
        Array.from({ length: values }, (_, value) => variable(number * values + value, means));
      const first = side === 'baseline' ? 2 : 4;
      return { total: block(0), positive: block(1), selected: block(first), hit: block(first + 1) };
    },
    swingOf: gradient => {
      const selected = [2, 4].flatMap(block =>
        Array.from({ length: values }, (_, value) => {
          const negative = gradient[block * values + value] as number;
          return Math.max(Math.abs(negative), Math.abs(negative + (gradient[(block + 1) * values + value] as number)));
        }),
      );
      return Math.max(...selected);
    },
  };
}

function sumsAndInfluence(
  size: number,
  combinations: readonly Weighted[],
  cells: (combination: Combination) => number[],
): Pick<Layout, 'sums' | 'influenceOf'> {
  const sums = new Array<number>(size).fill(0);
  for (const [code, weight] of combinations) {
    for (const cell of cells(combinationOf(code))) sums[cell] = (sums[cell] as number) + weight;
  }
  return {
    sums,
    influenceOf: (code, gradient) =>
      cells(combinationOf(code)).reduce((sum, cell) => sum + (gradient[cell] as number), 0),
  };
}
