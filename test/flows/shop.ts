// A little shop's repository in which models are judged, merged and promoted: what tests of trusted flows begin with.

import type { ModelConfig } from '../../src/config/config.ts';
import { parseConfig } from '../../src/config/parse.ts';
import type { Digest } from '../../src/core/digest.ts';
import type { EventOf } from '../../src/core/ledger-event.ts';
import { foldState, type ModelState } from '../../src/core/model-state.ts';
import { recordRun } from '../../src/flows/record-run.ts';
import type { Standing } from '../../src/flows/trusted-ports.ts';
import { commit, named, sha256 } from '../core/ledger-fixtures.ts';
import { comparisonOf, reportOf } from '../report/views.ts';
import { FakeGitHub, WORKFLOW } from './github-fakes.ts';

export const MODEL = 'daily-sales';

const config = (more: string): string => `models:
  ${MODEL}:
    task: regression
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: holdout.csv, target: sales }
${more}`;

/** A config of the model with further keys. */
export function configText(more: Readonly<Record<string, string>> = {}): string {
  return config(
    Object.entries(more)
      .map(([key, value]) => `    ${key}: ${value}\n`)
      .join(''),
  );
}

/** The model's part of it. */
export function modelConfig(more: Readonly<Record<string, string>> = {}): ModelConfig {
  const parsed = parseConfig(configText(more), 'relevo.yml');
  if (!('config' in parsed)) throw new Error(JSON.stringify(parsed.problems));
  return parsed.config.models[MODEL] as ModelConfig;
}

export const standing: Standing = { writer: 'actions', workflow: WORKFLOW };

const compared = comparisonOf('better');

/** How a run of a commit differs from one that is promoted. */
export interface Judging {
  readonly candidate?: string;
  readonly fields?: Partial<Pick<EventOf<'evaluated'>, 'origin' | 'verdict' | 'dirty'>>;
  readonly run?: Parameters<FakeGitHub['ran']>[2];
}

/** The repository. */
export class Shop extends FakeGitHub {
  constructor(more: Readonly<Record<string, string>> = {}) {
    super();
    this.texts.set('relevo.yml', configText(more));
    this.push('first commit');
  }

  state(): ModelState {
    return foldState(this.entries.get(MODEL) ?? []);
  }

  /** Merges a pull request: a commit on the default branch that GitHub ties to it. */
  merge(word: string, number = this.pulls.length + 1): string {
    const mergeCommit = this.push(word);
    this.pulls.push({
      number,
      state: 'closed',
      merged: true,
      mergeCommit,
      testMerge: null,
      headSha: commit(`head of ${word}`),
      headBranch: word,
      headRepositoryId: 1,
      baseBranch: 'main',
      author: 'ana',
      closedAt: '2026-05-11T09:42:00Z',
      labels: [],
    });
    return mergeCommit;
  }

  /** A run of the workflow for a commit, judged against what is in production now, and recorded. */
  async judge(sha: string, { candidate = sha, fields = {}, run = {} }: Judging = {}): Promise<string> {
    const [artifact, predictions] = [named(`artifact ${candidate}`), named(`predictions ${candidate}`)];
    const made = this.ran(sha, [artifact, predictions], run);
    const id = `${made.id}.${made.attempt}`;
    const report = reportOf(compared, {
      run: {
        id,
        at: this.now().toISOString(),
        by: 'ana',
        origin: fields.origin ?? 'push',
        commit: sha,
        tree: null,
        branch: 'main',
        dirty: fields.dirty ?? false,
      },
      digests: {
        training: named(`training ${candidate}`),
        rules: named('rules'),
        yardstick: named('yardstick'),
        holdout: named('holdout'),
        comparison: named(`comparison ${candidate} ${this.state().head}`),
        candidate: artifact,
        predictions,
      },
      baseline: {
        name: 'production',
        version: this.state().production?.version ?? null,
        event: this.state().production?.event ?? null,
        problem: null,
      },
      verdict: fields.verdict ?? 'pass',
    });
    await recordRun({ report, writer: 'actions', pullRequest: null }, { ledger: this.ports().ledger, sha256 });
    return id;
  }

  /** Every version of a production that the ledger tells, in order. */
  history(): number[] {
    return this.state().productions.map(({ version }) => version);
  }

  artifact(candidate: string): Digest {
    return named(`artifact ${candidate}`);
  }
}
