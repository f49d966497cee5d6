// One complete relevo.yml, for the documentation; a test reads it.

/** Everything that most models say, with comments. */
export const completeExample = `models:
  daily-sales:
    dir: .                            # where commands run and patterns start
    task: regression                  # regression | binary | multiclass | score
    train:
      command: node train.js          # a text or a list; no shell
      inputs: [train.js, lib/**, package-lock.json]   # default: every tracked file under dir but documentation
      data: [data/history.csv]
      output: model                   # the folder that the command fills
      when: push                      # push | label | command | never
      env: [AWS_ACCESS_KEY_ID]        # names let through; never GitHub's tokens; empty for forks
      timeout: 30m
      repeats: 1                      # the first is the candidate; the others measure the luck of the seed
    data:
      refresh: node fetch.js          # fetches new data before a retraining
    predict:                          # one of
      module: predict.js              # predict({ tf, model, rows })
      # command: [python, predict.py, $MODEL, $DATA, $OUTPUT]
      # features: [price, promo]      # a plain TensorFlow.js model on numeric columns
      package: [predict.js, lib/**]
      setup: npm ci --omit=dev        # what a packaged predictor needs before it runs again
    holdout:
      data: data/holdout.csv          # CSV, JSON Lines or Parquet; the predictor never sees the target
      target: sales
      id: [date, shop]                # without one, Relevo numbers the rows
      group: date                     # rows sharing a value are not independent
      time: date                      # rows are ordered
      season: 7d                      # errors repeat with this period
      slices: [shop, weekday]
    metrics: [wape, mae, bias]        # the first is primary; the others are shown, or guarded by the policy
    policy:
      require: not-worse              # better: proven better · not-worse: proven not worse than \`margin\`
      margin: 2%
      guard: [bias within 1%]         # other metrics that must not get worse
      slices: { required: [shop], margin: 10% }   # default: none required; all are shown, and fail when proven worse
      limits: [wape <= 0.25, model_mb <= 50, predict_ms_per_row <= 5]
      alpha: 0.05
      inconclusive: neutral           # the check's conclusion: neutral | failure
      leaks: fail                     # fail | warn
    promote: on-merge                 # on-merge | on-push | by-command
    deployment: recorded              # recorded | awaited: the user's deploy workflow reports it
    monitor:
      data: logs/*.csv                # one row a prediction, labels when they arrive
      business: [revenue must not fall]
      tolerance: 10%
      false_alarm_every: 5y
      label_timeout: 30d
      retrain: true                   # a degradation opens a pull request that retrains
      issue: { labels: [relevo], assignees: [] }
    report: { rows: none }            # none | ids: may comments and issues name rows?
    keep: { versions: 10, candidates: 7d }
`;

/** Two models that share what they have in common. */
export const sharedExample = `defaults:
  task: binary
  train: { command: [python, train.py], timeout: 2h }
  predict: { command: [python, predict.py, $MODEL, $DATA, $OUTPUT], package: ['*.py', requirements.txt] }
  policy: { margin: 1%, leaks: warn }
models:
  churn:
    dir: models/churn
    holdout: { data: data/holdout.parquet, target: churned, slices: [country] }
  fraud:
    dir: models/fraud
    holdout: { data: data/holdout.parquet, target: fraud, positive: 'yes' }
    metrics: [average_precision, recall, log_loss]
    policy: { guard: [recall within 1 point], leaks: fail }
`;

/** A model that was renamed, beside one that ended. */
export const formerExample = `retired: [returns]
models:
  shop-sales:
    was: daily-sales
    task: regression
    train: { command: node train.js }
    predict: { module: predict.js }
    holdout: { data: data/holdout.csv, target: sales }
`;
