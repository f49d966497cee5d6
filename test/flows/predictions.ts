// Comparisons of files of predictions: written to a folder, opened by the real reader, compared under the default policy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from '@jest/globals';
import { createRows } from '../../src/adapters/rows/rows.ts';
import type { Comparison } from '../../src/core/comparison.ts';
import type { Task } from '../../src/core/metrics/metric.ts';
import type { Policy } from '../../src/core/policy.ts';
import { RelevoError } from '../../src/errors.ts';
import { type ComparisonRequest, compareTables } from '../../src/flows/compare.ts';
import type { ColumnNames } from '../../src/flows/paired-columns.ts';
import type { Table } from '../../src/ports.ts';
import { chosen } from '../core/paired-rows.ts';
import { plainFacts, policyOf } from '../core/policies.ts';

/** What a test asks, as far as it is not the usual: ids in `id`, truth in `y`, predictions in `prediction`. */
export interface Question extends Partial<ColumnNames> {
  readonly task?: Task;
  readonly metrics?: readonly string[];
  readonly slices?: readonly string[];
  readonly positive?: string | null;
  readonly dropUnlabelled?: boolean;
  readonly policy?: Policy;
}

const usualMetric: Readonly<Record<Task, string>> = {
  regression: 'mae',
  binary: 'accuracy',
  multiclass: 'accuracy',
  score: 'score',
};

/** The request that a question about two tables makes. */
export function requestOf(baseline: Table, candidate: Table, question: Question = {}): ComparisonRequest {
  const { task = 'regression', metrics = [usualMetric[task]], slices = [], positive = null } = question;
  const { dropUnlabelled = false, policy = policyOf(), ...rest } = question;
  const names: ColumnNames = {
    target: rest.target === undefined ? (task === 'score' ? null : 'y') : rest.target,
    ids: rest.ids ?? ['id'],
    group: rest.group ?? null,
    time: rest.time ?? null,
    weight: rest.weight ?? null,
    baselinePrediction: rest.baselinePrediction ?? 'prediction',
    candidatePrediction: rest.candidatePrediction ?? 'prediction',
  };
  return {
    tables: { baseline, candidate },
    names,
    plan: {
      task,
      metrics: metrics.map(text => chosen(text, task)),
      scoreDirection: 'higher',
      slices,
      unit: names.time !== null ? 'time' : names.group !== null ? 'group' : 'row',
      weighted: names.weight !== null,
      ids: names.ids,
    },
    policy,
    facts: plainFacts,
    positive,
    dropUnlabelled,
  };
}

let folder: string | undefined;

/** Writes a file that is gone after the tests. */
export function written(name: string, content: string | Uint8Array): string {
  folder ??= mkdtempSync(join(tmpdir(), 'relevo-flows-test-'));
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

afterAll(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** Opens a path, or `-` for the text given, with batches so small that rows of a few lines come in several. */
export const opened = (path: string, standardInput = ''): Promise<Table> =>
  createRows(Readable.from([standardInput]), { chunkBytes: 64, batchRows: 3 }).open(path);

/** Compares two files by what stands in them. */
export async function compareTexts(baseline: string, candidate: string, question: Question = {}): Promise<Comparison> {
  const tables = [await opened(written('base.csv', baseline)), await opened(written('cand.csv', candidate))] as const;
  return compareTables(requestOf(...tables, question));
}

/** The failure of some work: its code, and its sentences without the folder's name. */
export async function failureOf(
  work: Promise<unknown>,
): Promise<{ code: string; what: string; why: string; remedy: string }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof RelevoError)) throw error;
    const plain = (text: string): string => text.replaceAll(/\S*\/(?=[^/ ]+\.(?:csv|parquet|jsonl))/g, '');
    return { code: error.code, what: plain(error.message), why: plain(error.why), remedy: plain(error.remedy) };
  }
  throw new Error('nothing failed');
}
