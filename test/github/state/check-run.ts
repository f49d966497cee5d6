// Check runs: what an App says about a commit.
import type { App } from './app.ts';
import type { Repository } from './repository.ts';

/** A remark on lines of a file. */
export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'notice' | 'warning' | 'failure';
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

/** What a check shows. */
export interface CheckOutput {
  readonly title: string;
  readonly summary: string;
  readonly text?: string;
}

/** A check run. */
export interface CheckRun {
  readonly id: number;
  readonly repository: Repository;
  readonly headSha: string;
  /** Only it may change the run. */
  readonly app: App;
  readonly suite: number;
  /** Every request adds to them. */
  readonly annotations: Annotation[];
  name: string;
  externalId: string | null;
  detailsUrl: string | null;
  status: 'queued' | 'in_progress' | 'completed';
  conclusion: string | null;
  startedAt: Date | null;
  completedAt: Date | null;
  output: CheckOutput | null;
}
