// What changed from one run to another: commit, input files, keys of relevo.yml, data, metrics and verdict, each by its name.
import { counted, valueFigure } from './figures.ts';
import { inputDifferences, runsOf } from './input-differences.ts';
import type { Report } from './report-schema.ts';

/** One thing that differs between two runs. */
export interface Difference {
  readonly part: 'commit' | 'inputs' | 'config' | 'data' | 'yardstick' | 'baseline' | 'metric' | 'verdict';
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What changed, and in sentences what cannot be told. */
export interface RunDifferences {
  readonly differences: readonly Difference[];
  readonly untold: readonly string[];
}

/** What one side does not have. */
const ABSENT = 'not there';

/** Compares two runs by their reports. */
export function differencesOf(before: Report, after: Report): RunDifferences {
  const inputs = inputDifferences(before, after);
  const config = configDifferences(before, after);
  const differences = [
    ...changed('commit', 'commit', before.run.commit ?? 'none', after.run.commit ?? 'none'),
    ...changed('inputs', 'training digest', before.digests.training, after.digests.training),
    ...inputs.files.flatMap(({ path, before: was, after: is }) => changed('inputs', path, was ?? ABSENT, is ?? ABSENT)),
    ...config.differences,
    ...dataDifferences(before, after),
    ...changed('yardstick', 'yardstick', before.digests.yardstick, after.digests.yardstick),
    ...changed('baseline', 'compared with', before.baseline.name, after.baseline.name),
    ...metricDifferences(before, after),
    ...changed('verdict', 'verdict', before.verdict, after.verdict),
  ];
  return { differences, untold: [...inputs.untold, ...config.untold] };
}

function changed(part: Difference['part'], name: string, before: string, after: string): Difference[] {
  return before === after ? [] : [{ part, name, before, after }];
}

/** Reports of old hold the policy alone, and the command. */
function configDifferences(before: Report, after: Report): RunDifferences {
  const [old, now] = [before.config, after.config];
  if (old !== undefined && now !== undefined) return { differences: keyDifferences(old, now), untold: [] };
  const few = ({ training, policy }: Report): Record<string, string> => ({
    'train.command': training.command.join(' '),
    ...Object.fromEntries(Object.entries(policy).map(([key, value]) => [`policy.${key}`, JSON.stringify(value)])),
  });
  const untold = `${runsOf(before, after, ({ config }) => config === undefined)} before reports held every key of relevo.yml: only the policy and the command are compared.`;
  return { differences: keyDifferences(few(before), few(after)), untold: [untold] };
}

function keyDifferences(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return keys.flatMap(key => changed('config', key, before[key] ?? ABSENT, after[key] ?? ABSENT));
}

type DataOfRun = Report['data'][number];

/** A line with the sizes of each changed data set, and one that names the columns which only one side has. */
function dataDifferences(before: Report, after: Report): Difference[] {
  const byPath = ({ data }: Report): Map<string, DataOfRun> => new Map(data.map(each => [each.path, each]));
  const [old, now] = [byPath(before), byPath(after)];
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort();
  return paths.flatMap(path => {
    const [was, is] = [old.get(path), now.get(path)];
    return [...changed('data', path, sizes(was), sizes(is)), ...columnDifferences(path, was, is)];
  });
}

const sizes = (data: DataOfRun | undefined): string =>
  data === undefined
    ? ABSENT
    : `${counted(data.rows, 'rows')}, ${counted(data.columns, 'columns')}, ${data.digest.slice(7, 19)}`;

function columnDifferences(path: string, before: DataOfRun | undefined, after: DataOfRun | undefined): Difference[] {
  const [old, now] = [before?.column_names, after?.column_names];
  const isListed = [before, after].every(data => data?.column_names?.length === data?.columns);
  // Of very many columns only the first are listed, which cannot tell whether a name is missing.
  if (old === undefined || now === undefined || !isListed) return [];
  const only = (names: readonly string[], others: readonly string[]): string =>
    names.filter(name => !others.includes(name)).join(', ') || 'no others';
  return changed('data', `${path}: columns only here`, only(old, now), only(now, old));
}

function metricDifferences(before: Report, after: Report): Difference[] {
  const values = ({ comparison }: Report) =>
    new Map((comparison?.metrics ?? []).filter(({ slice }) => slice === null).map(row => [row.metric, row]));
  const [old, now] = [values(before), values(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(metric => {
    const percent = (now.get(metric) ?? old.get(metric))?.shown_as === 'percent';
    const scale = { factor: percent ? 100 : 1, decimals: 4, valueUnit: percent ? ' %' : '', changeUnit: '' };
    const text = (rows: typeof old): string => valueFigure(rows.get(metric)?.candidate ?? null, scale);
    return changed('metric', metric, text(old), text(now));
  });
}
