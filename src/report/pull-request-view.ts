// What is known about the models of a pull request, or of a push without one: the one input of comment, check and summary.
import type { Report } from './report-schema.ts';

/** Everything that comment, check and summary show. Foreign text comes in as it is; the surfaces make it inert. */
export interface PullRequestView {
  /** `branch`: a commit that no open pull request proposes, such as one on the default branch. */
  readonly place: 'pull-request' | 'branch' | 'merge-group';
  /** The code is a fork's: its numbers are claims, shown and never promoted. */
  readonly fork: boolean;
  /** The commit that check and comment belong to: the pull request's head now, as GitHub tells it. */
  readonly head: string;
  /** What this run tells; models of other runs stay as the comment has them. */
  readonly models: readonly ModelView[];
  /** Every model of the config at the head: what the comment says of others is dropped. Null where it is not known. */
  readonly known: readonly string[] | null;
  /** A config that could not be read, and so no models; null when it could. */
  readonly config: ConfigView | null;
}

/** A workflow run, as GitHub numbers it: a higher id is a newer run, a higher attempt the same run again. */
export interface RunRef {
  readonly id: number;
  readonly attempt: number;
  readonly url: string | null;
}

/** A config with problems. */
export interface ConfigView {
  readonly file: string;
  readonly run: RunRef;
  readonly problems: readonly ConfigProblem[];
}

/** One problem of a config, as `parseConfig` tells it. */
export interface ConfigProblem {
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
  readonly nearest?: string;
  readonly hint?: string;
}

/** One model. */
export interface ModelView {
  readonly model: string;
  /** The run that tells about it. */
  readonly run: RunRef;
  readonly standing: Standing;
  /** What is in use now; null before the first version. `url`: its release. */
  readonly production: { readonly version: number; readonly url: string | null } | null;
  readonly effect: Effect;
  readonly frozen: { readonly by: string; readonly reason: string | null } | null;
  /** What of the yardstick is not as it was at the last promotion; null where nothing is. */
  readonly yardstick: YardstickChange | null;
  /** Whether the commits shown change what shapes the model, or what it is judged by. */
  readonly touched: boolean;
  readonly settings: Settings;
  /** The primary metric of the last versions, oldest first. */
  readonly versions: readonly VersionPoint[];
  /** The page of the report, where one was kept. */
  readonly page: string | null;
}

/** A changed yardstick. The verdict under the former rules is `report.former`. */
export interface YardstickChange {
  /** Metrics, policy and how the holdout is read, a phrase each: `margin 2% → 5%`. Empty where the rules are the same. */
  readonly rules: readonly string[];
  /** `1,460 → 1,825 rows`, where the rows are others. */
  readonly rows: string | null;
}

/** What the model's config says about its surfaces. */
export interface Settings {
  /** `policy.inconclusive` */
  readonly inconclusive: 'neutral' | 'failure';
  /** `report.rows`: whether rows may be named by their ids. */
  readonly rows: 'none' | 'ids';
}

/** A version's value of the metric that is primary now. */
export interface VersionPoint {
  readonly version: number;
  readonly value: number | null;
  /** The holdout it was judged on; values of another one are not compared. */
  readonly holdout: string | null;
}

/** What became of a model on this commit. */
export type Standing =
  /** A run left its report, be it one of failure. `stale`: production has changed since, and is compared with again. */
  | { readonly kind: 'reported'; readonly report: Report; readonly stale: { readonly now: string } | null }
  /** Nothing was trained, as the config wants it. */
  | { readonly kind: 'not-trained'; readonly when: 'label' | 'command' | 'never' }
  /** A run ended without a report: `the run was cancelled`, and a sentence that says what to do. */
  | { readonly kind: 'no-report'; readonly why: string; readonly remedy: string };

/** What a merge would do to production, or what was done to it. */
export type Effect =
  /** Not merged: on merge it is version `makes`, or by command after it. */
  | { readonly kind: 'merging'; readonly makes: number; readonly by: 'merge' | 'command' }
  /** Not merged: it has the inputs of version `to` again, so that merging is a rollback to it, whatever the verdict. */
  | { readonly kind: 'returning'; readonly to: number }
  /** On the default branch, before it is decided. */
  | { readonly kind: 'deciding' }
  | {
      readonly kind: 'promoted';
      readonly version: number;
      readonly url: string | null;
      readonly because: string | null;
    }
  | { readonly kind: 'returned'; readonly version: number; readonly url: string | null; readonly reason: string | null }
  /** Decided: production stays. Reason and remedy are those of the decision. */
  | { readonly kind: 'withheld'; readonly reason: string; readonly remedy: string | null }
  /** Decided: there was nothing to promote. */
  | { readonly kind: 'nothing' };
