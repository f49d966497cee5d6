// The one declaration of relevo.yml: keys, types, defaults and what each means. Types, checks, the JSON Schema and the
// documentation all come out of it.
import * as z from 'zod';
import { whole, word } from './leaf.ts';
import { monitor } from './monitor-schema.ts';
import {
  artifactSource,
  block,
  columnName,
  columnNames,
  command,
  duration,
  envNames,
  folderOrFile,
  given,
  globs,
  guards,
  horizon,
  keys,
  label,
  limits,
  margin,
  maybe,
  metrics,
  modelNames,
  needed,
  outputFolder,
  predictorCommand,
  share,
  size,
} from './values.ts';

const train = keys({
  command: maybe(
    command(),
    'Trains: fills the folder named by `output`. A text or a list of arguments; it runs without a shell.',
  ),
  inputs: maybe(
    globs(1),
    'The files that shape the model. When none of them changed, nothing is trained again. A pattern that begins with `!` takes out what it matches. Default: every tracked file under `dir` but documentation.',
  ),
  data: given(globs(), [], 'The training data, pinned by `relevo.lock`. Undeclared data cannot be checked for leaks.'),
  output: given(outputFolder(), 'model', 'The folder that the command fills; it becomes the candidate.'),
  when: given(
    word('push', 'label', 'command', 'never'),
    'push',
    'What starts training: every push, the label `relevo` on a pull request (its merge counts too), the comment `/relevo evaluate`, or nothing.',
  ),
  artifact: maybe(
    artifactSource(),
    'Instead of a command: a model trained elsewhere, as a folder, or as an address with the SHA-256 of what is there: `https://…@sha256:…`, a tar or one file.',
  ),
  env: given(
    envNames(),
    [],
    "Environment variables that training may see, by name. GitHub's own tokens never; pull requests from forks get none.",
  ),
  timeout: given(duration(), '30m', 'After this, training is ended and counts as failed.'),
  repeats: given(
    whole(1, 100),
    1,
    'How often to train, each time with another seed. The first is the candidate; the others tell how much is the luck of the seed.',
  ),
  max_size: given(size(), '2 GB', 'The largest artifact that is taken.'),
});

const data = keys({
  refresh: maybe(command(), 'Fetches new data, in the job that can only read, before a retraining.'),
  timeout: given(duration(), '30m', 'After this, refreshing is ended and counts as failed.'),
});

const predict = keys({
  module: maybe(folderOrFile(), 'One of three: a JavaScript module that exports `predict({ tf, model, rows })`.'),
  command: maybe(
    predictorCommand(),
    'One of three: a command in any language. `$MODEL`, `$DATA` and `$OUTPUT` are replaced by the model, the rows and the file to write.',
  ),
  features: maybe(
    columnNames(1),
    'One of three: the numeric columns, in order, that a plain TensorFlow.js model takes.',
  ),
  package: given(
    globs(),
    [],
    'Further files that the predictor needs; they are kept with the model, so that it predicts the same later.',
  ),
  setup: maybe(command(), 'What a packaged predictor needs before it runs again, such as `npm ci --omit=dev`.'),
  timeout: given(duration(), '10m', 'After this, predicting is ended and counts as failed.'),
});

const holdout = keys({
  data: needed(
    folderOrFile(),
    'The rows to judge on: CSV, JSON Lines or Parquet. The predictor never sees the target.',
  ),
  target: maybe(columnName(), 'The column to predict. Every task but `score` needs it.'),
  id: given(columnNames(), [], 'The columns that name a row. Without them, Relevo numbers the rows as `relevo_row`.'),
  group: maybe(columnName(), 'Rows that share a value of this column are not independent.'),
  time: maybe(columnName(), 'The column that orders the rows in time.'),
  season: maybe(duration(), 'Errors repeat with this period. Needs `time`.'),
  horizon: maybe(horizon(), 'How far ahead the forecast looks, in periods or as a duration. Needs `time`.'),
  weight: maybe(columnName(), 'The column that says how much a row counts.'),
  positive: maybe(label(), 'The label of the positive class, for the task `binary`. Default: 1, true or yes.'),
  unlabelled: given(
    word('refuse', 'drop'),
    'refuse',
    'What happens when rows have no target: an error, or they are left out and counted.',
  ),
  slices: given(
    columnNames(),
    [],
    'Columns by whose values the comparison is also made; numeric columns are cut at quantiles.',
  ),
});

const policy = keys({
  require: given(
    word('better', 'not-worse'),
    'not-worse',
    'What the primary metric must show: proven better, or proven not worse than `margin`.',
  ),
  margin: maybe(
    margin(),
    'How much worse the primary metric may be. Default: `2%`; `1 point` for metrics without a ratio scale, such as `roc_auc`.',
  ),
  guard: given(guards(), [], 'Other metrics that must not get worse: `METRIC within MARGIN`.'),
  slices: block(
    keys({
      required: given(columnNames(), [], 'Columns of `holdout.slices` of which every value must be proven not worse.'),
      margin: maybe(
        margin(),
        'How much worse a slice may be. Default: `10%`; `5 points` for metrics without a ratio scale.',
      ),
    }),
    'What slices must show. All are shown, and each fails the verdict when it is proven worse.',
  ),
  limits: given(
    limits(),
    [],
    'Bounds on the candidate alone: a metric or a measured quantity, `<=`, `<`, `>=` or `>`, and a number or percentage.',
  ),
  alpha: given(share(0.0001, 0.25), 0.05, 'The risk of being wrong that each decision may take.'),
  inconclusive: given(
    word('neutral', 'failure'),
    'neutral',
    'The conclusion of the check on GitHub when the verdict is inconclusive.',
  ),
  leaks: given(
    word('fail', 'warn'),
    'fail',
    'What rows of the holdout that also stand in the training data do to the verdict.',
  ),
});

/** Keys of which exactly one is given, by the key above them. */
export const alternatives = {
  train: ['command', 'artifact'],
  predict: ['module', 'command', 'features'],
} as const;

/** One model. */
export const modelSchema = keys({
  dir: given(folderOrFile(), '.', 'The folder where commands run and patterns start.'),
  was: given(modelNames(), [], 'Former names of the model, so that its history is found.'),
  task: needed(word('regression', 'binary', 'multiclass', 'score'), 'What the model predicts.'),
  direction: maybe(
    word('higher', 'lower'),
    'Which way a score is better. The task `score` needs it; others have none.',
  ),
  train: needed(train, 'How a candidate comes to be: `command` or `artifact`.'),
  data: block(data, 'How new data come in.'),
  predict: needed(predict, 'How rows become predictions: exactly one of `module`, `command` and `features`.'),
  holdout: needed(holdout, 'The rows that candidate and production are judged on.'),
  metrics: maybe(
    metrics(),
    'The first is primary; the others are shown, or guarded by the policy. Default: `wape, mae, bias` for regression, `log_loss, roc_auc, accuracy` for binary, `accuracy, f1_macro` for multiclass, `score` for score.',
  ),
  policy: block(policy, 'What a candidate must show.'),
  promote: given(
    word('on-merge', 'on-push', 'by-command'),
    'on-merge',
    'When what passed is promoted: when its pull request is merged, on any push to the default branch, or by `/relevo promote`.',
  ),
  deployment: given(
    word('recorded', 'awaited'),
    'recorded',
    "Whether promotion completes the deployment on GitHub, or leaves it in progress until the user's workflow reports it.",
  ),
  monitor: maybe(monitor, 'The watch on production.'),
  report: block(
    keys({ rows: given(word('none', 'ids'), 'none', 'Whether comments and issues may name rows by their ids.') }),
    'What reports may show.',
  ),
  keep: block(
    keys({
      versions: given(whole(2, 10_000), 10, 'How many versions keep their artifact; production is always among them.'),
      candidates: given(duration(), '7d', 'How long candidates that were not promoted are kept.'),
    }),
    'What is kept, and how long.',
  ),
}).meta({ id: 'model' });

/** A model as it was read, before what depends on its task is filled in. */
export type ModelText = z.output<typeof modelSchema>;

/** The whole file; `parse.ts` reads its keys one by one, because models are laid over the defaults first. */
export const configSchema = keys({
  models: needed(z.record(z.string(), modelSchema), 'The models, by name.'),
  defaults: maybe(modelSchema, 'What all models share; what a model says itself comes first.'),
  retired: given(
    modelNames(),
    [],
    'Names of models that are no longer kept. Their history stays, and no new model is taken for them.',
  ),
});
