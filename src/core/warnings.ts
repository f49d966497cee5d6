// What a reader should know about the rows before trusting the numbers.
import type { MeasuredMetric, SmallSlice } from './comparison.ts';
import { numberText } from './number-text.ts';
import type { PairedEvidence } from './paired-evidence.ts';
import { irregularity } from './series.ts';
import { LEAST_ROWS, LEAST_UNITS, MOST_SLICES, type SliceRows } from './slice-rows.ts';

/** Something about the data that is no error, told whole; `count` is how many rows or slices it concerns. */
export interface Warning {
  readonly code:
    | 'constant-predictions'
    | 'few-units'
    | 'irregular-time'
    | 'left-out-slices'
    | 'one-class-rows'
    | 'one-class-slices'
    | 'small-slices'
    | 'too-many-values'
    | 'unlabelled-rows'
    | 'zero-targets';
  readonly message: string;
  readonly count: number;
}

const IRREGULAR = 0.2;
const FEW = 20;

/** Every warning that the evidence itself gives; unlabelled rows are known to whoever reads the files. */
export function warningsOf(
  evidence: PairedEvidence,
  measured: readonly MeasuredMetric[],
  slices: SliceRows,
): Warning[] {
  return [
    ...constantPredictions(evidence),
    ...oneClass(evidence),
    ...fewUnits(measured),
    ...irregularTimes(evidence),
    ...zeroTargets(evidence, measured),
    ...sliceWarnings(slices),
  ];
}

function constantPredictions({ plan, totals, dictionaries }: PairedEvidence): Warning[] {
  const said = (value: number): string =>
    plan.task === 'multiclass' ? (dictionaries.classes.labels[value] ?? '') : numberText(value);
  return (['baseline', 'candidate'] as const)
    .filter(side => totals.rows > 1 && totals[side][0] === totals[side][1])
    .map(side => ({
      code: 'constant-predictions',
      message: `The ${side} predicts ${said(totals[side][0])} for every row.`,
      count: totals.rows,
    }));
}

function oneClass({ plan, totals: { rows, positives } }: PairedEvidence): Warning[] {
  if (plan.task !== 'binary' || (positives > 0 && positives < rows)) return [];
  const label = positives === 0 ? 'negative' : 'positive';
  return [
    {
      code: 'one-class-rows',
      message: `Every row is ${label}: what tells the classes apart is not tested.`,
      count: rows,
    },
  ];
}

function fewUnits(measured: readonly MeasuredMetric[]): Warning[] {
  const units = measured[0]?.measured.units ?? 0;
  if (units >= FEW) return [];
  return [
    {
      code: 'few-units',
      message: `Only ${units} independent ${units === 1 ? 'unit' : 'units'}: every interval leans on its assumptions.`,
      count: units,
    },
  ];
}

function irregularTimes({ plan, dictionaries }: PairedEvidence): Warning[] {
  if (plan.unit !== 'time') return [];
  const share = irregularity(dictionaries.unitTimes);
  if (share <= IRREGULAR) return [];
  const percent = Math.round(share * 100);
  return [
    {
      code: 'irregular-time',
      message: `${percent} % of the gaps in time differ from the usual one: seasons are counted in periods, so they drift.`,
      count: Math.round(share * (dictionaries.unitTimes.length - 1)),
    },
  ];
}

function zeroTargets({ totals }: PairedEvidence, measured: readonly MeasuredMetric[]): Warning[] {
  const usesMape = measured.some(({ chosen }) => chosen.metric.name === 'mape');
  if (!usesMape || totals.zeroTargets === 0) return [];
  return [
    {
      code: 'zero-targets',
      message: `${numberText(totals.zeroTargets)} rows with target 0 have no percentage error: mape leaves them out.`,
      count: totals.zeroTargets,
    },
  ];
}

function sliceWarnings({ small, leftOut, givenUp, oneClass }: SliceRows): Warning[] {
  const named = (slices: readonly SmallSlice[]): string =>
    slices
      .slice(0, 5)
      .flatMap(({ slice }) =>
        Object.entries(slice).map(([column, value]) => `${column} = ${value === '' ? '(empty)' : value}`),
      )
      .join(', ') + (slices.length > 5 ? ` and ${numberText(slices.length - 5)} more` : '');
  const warnings: Warning[] = [];
  if (small.length > 0) {
    const message = `Not tested, because under ${LEAST_ROWS} rows or ${LEAST_UNITS} units: ${named(small)}.`;
    warnings.push({ code: 'small-slices', message, count: small.length });
  }
  if (oneClass.length > 0) {
    const message = `Every row is of one class in ${named(oneClass)}.`;
    warnings.push({ code: 'one-class-slices', message, count: oneClass.length });
  }
  if (leftOut.length > 0) {
    const message = `At most ${MOST_SLICES} slices are tested, the largest; left out: ${named(leftOut)}.`;
    warnings.push({ code: 'left-out-slices', message, count: leftOut.length });
  }
  for (const column of givenUp) {
    const message = `${column} has over 1,000 values that are no numbers: it names rows rather than kinds of rows, and was not sliced by.`;
    warnings.push({ code: 'too-many-values', message, count: 1 });
  }
  return warnings;
}
