import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/errors/artifacts.ts
var artifactsErrors = {
  "artifact-unreachable": (p) => ({
    what: `The model at ${p.address} could not be downloaded for ${p.model}.`,
    why: p.reason,
    remedy: "Check the address and that it needs no login; or download it in a step before and name its folder."
  }),
  "artifact-differs": (p) => ({
    what: `${p.place} is not what \`train.artifact\` pins.`,
    why: `Pinned is ${p.pinned}; found was ${p.found}.`,
    remedy: "If another model is meant, write its SHA-256 after the @; otherwise find out who changed it."
  }),
  "artifact-kind": (p) => ({
    what: `${p.digest} holds predictions, not a model.`,
    why: "The ledger names it as a model, so one of the two was not written by Relevo.",
    remedy: "Check who wrote to the registry."
  }),
  "artifact-refused": (p) => ({
    what: `${p.folder} cannot be made an artifact.`,
    why: `Relevo found that ${p.reason}.`,
    remedy: "Rename, remove or replace what is named above, or let the training command write to an empty folder."
  }),
  "artifact-too-large": (p) => ({
    what: `${p.folder} holds ${p.found}.`,
    why: `An artifact may hold at most ${p.most}.`,
    remedy: "Keep checkpoints and data out of the folder, or raise the limit."
  }),
  "artifact-invalid": (p) => ({
    what: `${p.place} is not an artifact that can be used.`,
    why: `Relevo found that ${p.reason}.`,
    remedy: "Fetch it again from where it came; an artifact is used only as it was packaged."
  })
};

// src/errors/asking.ts
var askingErrors = {
  "option-invalid": (p) => ({
    what: `${p.option} does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: "Correct the option; --help shows an example of each."
  }),
  "option-missing": (p) => ({
    what: `${p.option} is missing.`,
    why: p.why,
    remedy: `Add it, such as ${p.example}.`
  }),
  "option-alone": (p) => ({
    what: `${p.option} needs ${p.other}.`,
    why: `${p.why.charAt(0).toUpperCase()}${p.why.slice(1)}.`,
    remedy: `Add ${p.other}; --help shows an example.`
  }),
  "input-invalid": (p) => ({
    what: p.value === "" ? `The input "${p.input}" is missing.` : `The input "${p.input}" does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct it under "with:" in the workflow; action.yml describes every input.'
  }),
  "command-line": (p) => ({
    what: p.mistake,
    why: p.why,
    remedy: `${p.nearest === void 0 ? "" : `Did you mean ${p.nearest}? `}${p.command} --help shows what it takes.`
  }),
  "config-missing": (p) => ({
    what: `${p.path} does not exist${p.above === null ? "" : " here"}.`,
    why: p.above === null ? "It says what to train, how to judge it and what to watch." : `Commands run where it stands, and the nearest is ${p.above}/${p.path}.`,
    remedy: p.above === null ? "Run `relevo init` to write a first one, or name another file with --config." : `Run the command in ${p.above}, or name the file: --config ${p.above}/${p.path}.`
  }),
  "config-invalid": (p) => ({
    what: `${p.path} has ${p.count === 1 ? "a problem" : `${p.count} problems`}.`,
    why: p.problems,
    remedy: `Correct ${p.count === 1 ? "it" : "them"}; \`relevo validate\` shows whether any are left.`
  }),
  "target-unknown": (p) => ({
    what: `There is no ${p.what} "${p.text}".`,
    why: "It is written as a run’s id, a version such as v3, production, or the first digits of a digest, after MODEL@ where there are several models.",
    remedy: "`relevo runs` lists the runs, `relevo status` the versions."
  }),
  "target-ambiguous": (p) => ({
    what: `"${p.text}" means more than one: ${p.found.join(", ")}.`,
    why: "A shortened digest or a run’s id can be found in several models.",
    remedy: "Write MODEL@ before it, or more of its digits."
  }),
  "model-unknown": (p) => ({
    what: `relevo.yml declares no model "${p.model}".`,
    why: `It declares ${p.known.join(", ")}.`,
    remedy: p.nearest === void 0 ? "Name one of these." : `Did you mean ${p.nearest}?`
  }),
  "model-name": (p) => ({
    what: `"${p.name}" cannot be the name of a model.`,
    why: 'A name becomes a folder, a tag and an environment, so it has lower-case letters, digits, "-", "_" and single "." only, at most 64.',
    remedy: 'Choose another name; "production" and names such as "v3" mean something else and are none.'
  }),
  "split-one-sided": (p) => ({
    what: `${p.table} cannot be split: all of its rows (${p.rows}) would be on one side.`,
    why: `Divided by ${p.by}, nothing would be left to train on, or nothing to judge with.`,
    remedy: "Ask for another share, another start or another seed, or divide by another column."
  }),
  "job-environment": (p) => ({
    what: `The environment variable ${p.name} is missing.`,
    why: "The runner of GitHub Actions sets it for every job, and this does not look like one.",
    remedy: "Run the Action in a workflow; on a laptop, `relevo evaluate` does the same work."
  }),
  "input-foreign": (p) => ({
    what: `The input "${p.input}" means nothing to the mode "${p.mode}".`,
    why: `It belongs to ${p.modes.map((mode) => `"${mode}"`).join(", ")}.`,
    remedy: `Take it out, or choose another mode; action.yml describes every input.`
  })
};

// src/errors/data-sets.ts
var dataSetsErrors = {
  "lock-missing": (p) => ({
    what: `There is no relevo.lock, which pins the data of ${p.model}.`,
    why: "Without it nobody could tell later which data a model was trained and judged on.",
    remedy: "Run `relevo lock`, look at what it prints, and commit relevo.lock."
  }),
  "lock-unreadable": (p) => ({
    what: `relevo.lock cannot be read: ${p.reason}.`,
    why: "It is written by `relevo lock` alone; a merge may have left marks in it.",
    remedy: "Run `relevo lock` again and commit what it writes."
  }),
  "data-none": (p) => ({
    what: `No file matches train.data of ${p.model}: ${p.globs.join(", ")}.`,
    why: "Training data that are declared must be there, or they could not be pinned.",
    remedy: "Correct the patterns, which start at the model’s dir, or fetch the data first."
  }),
  "data-unpinned": (p) => ({
    what: `${p.path} is declared by ${p.model}, but relevo.lock does not pin it.`,
    why: "It was declared, or the file came, after relevo.lock was written.",
    remedy: "Run `relevo lock`, look at what it prints, and commit relevo.lock."
  }),
  "data-changed": (p) => ({
    what: `${p.path} is not what relevo.lock pins.`,
    why: `Pinned are ${p.rows} rows as ${p.pinned.slice(0, 19)}…; on the disk is ${p.found.slice(0, 19)}….`,
    remedy: "If the change is meant, run `relevo lock` to see and pin it; otherwise restore the file."
  })
};

// src/errors/files.ts
var filesErrors = {
  "file-not-found": (p) => ({
    what: `${p.path} does not exist.`,
    why: "It was named on the command line or in relevo.yml, and there is no such file.",
    remedy: "Check the path; relative paths start in the current folder."
  }),
  "file-unreadable": (p) => ({
    what: `${p.path} could not be read.`,
    why: p.reason,
    remedy: "Check the file and its permissions, then run the same command again."
  }),
  "file-exists": (p) => ({
    what: `${p.path} exists already and was left as it is.`,
    why: "Relevo never overwrites a file that it did not make in the same run.",
    remedy: "Move it away, or name another file."
  }),
  "file-is-folder": (p) => ({
    what: `${p.path} is a folder.`,
    why: "A table is one file.",
    remedy: "Name a CSV, JSON Lines or Parquet file in it."
  }),
  "folder-not-found": (p) => ({
    what: `${p.path} is not a folder.`,
    why: "A command was to run in it.",
    remedy: "Check `dir` in relevo.yml; relative paths start in the folder of the config."
  }),
  "path-outside": (p) => ({
    what: `${p.path} leads out of ${p.folder}.`,
    why: "A file of the repository must not be a way to read one of the machine.",
    remedy: "Name a file inside it, and replace a symbolic link by the file."
  }),
  "output-unwritable": (p) => ({
    what: `${p.output} could not be written.`,
    why: p.reason,
    remedy: "Make room, or write to another place, then run the same command again."
  }),
  "git-failed": (p) => ({
    what: `git could not list the files of ${p.folder}.`,
    why: p.reason,
    remedy: "Make `git ls-files` work in that folder, then run the same command again."
  })
};

// src/errors/github.ts
var githubErrors = {
  "github-permission": (p) => ({
    what: `GitHub does not let this job ${p.doing}.`,
    why: `Its token lacks the permission \`${p.permission}: ${p.level}\`.`,
    remedy: `Give it to the job in the workflow:

permissions:
  ${p.permission}: ${p.level}`
  }),
  "github-token": (p) => ({
    what: `GitHub does not accept the token that was to ${p.doing}.`,
    why: "It is misspelled, was revoked, or its time is over: a job’s own token ends with the job.",
    remedy: "Leave the input `token` out, which takes the job’s own token, or make a new one."
  }),
  "github-missing": (p) => ({
    what: `GitHub does not find what it needs to ${p.doing}.`,
    why: `It answered: ${p.said}. It says the same of what was removed and of what the token may not see.`,
    remedy: "Check that it is still there, and that the token reaches this repository."
  }),
  "github-refused": (p) => ({
    what: `GitHub refuses to ${p.doing}.`,
    why: `It answered: ${p.said}.`,
    remedy: "Mend what the answer names, in the repository’s settings or in the workflow, and run again."
  }),
  "github-limited": (p) => ({
    what: `GitHub’s rate limit does not let this job ${p.doing}.`,
    why: p.until === null ? "It was waited for, and is still exceeded." : `It ends ${p.until}; Relevo waits a quarter of an hour at most, and not again and again.`,
    remedy: "Run again later. Nothing is lost: a run goes on where the last one ended."
  }),
  "github-unreachable": (p) => ({
    what: `GitHub could not be asked to ${p.doing}.`,
    why: `After every attempt that is safe to repeat: ${p.said}.`,
    remedy: "Run again; www.githubstatus.com tells of outages. A run goes on where the last one ended."
  }),
  "github-branch-forbidden": (p) => ({
    what: `A rule of the repository forbids Relevo to write the branch \`${p.branch}\`.`,
    why: `The ledger is kept there, and GitHub answered: ${p.said}.`,
    remedy: `Exclude the branch \`${p.branch}\` from the ruleset or the branch protection, in the repository’s settings under Rules.`
  }),
  "github-branch-taken": (p) => ({
    what: `The branch \`${p.branch}\` is somebody’s own, and Relevo leaves it as it is.`,
    why: `Relevo keeps its ledgers on a branch of that name; this one holds ${p.example} and no ledger.`,
    remedy: `Give that branch another name: git branch --move ${p.branch} add-relevo. Relevo makes its own by itself.`
  }),
  "github-workflow-input": (p) => ({
    what: `${p.path} cannot be started with the input \`${p.input}\`.`,
    why: "It does not declare it, and GitHub starts a workflow with declared inputs only.",
    remedy: `Declare it under \`on:\`: workflow_dispatch: { inputs: { ${p.input}: { required: false } } }`
  }),
  "github-empty": (p) => ({
    what: `The repository has no commit yet, so Relevo cannot ${p.doing}.`,
    why: "GitHub keeps no data of git in an empty repository.",
    remedy: "Push a first commit, then run again."
  }),
  "github-upload": (p) => ({
    what: `${p.name} could not be stored in the release ${p.release}.`,
    why: `${p.reason}.`,
    remedy: "Run again; what was left of an interrupted upload is replaced."
  }),
  "github-download": (p) => ({
    what: `${p.name} could not be downloaded.`,
    why: `${p.reason}.`,
    remedy: "Run again; when it fails again, evaluate again, which makes it anew."
  }),
  "github-archive": (p) => ({
    what: `${p.name} is not unpacked.`,
    why: `${p.reason}. What a job uploads is believed to be no more than plain files of an expected size.`,
    remedy: "Look at what the job uploaded; when that is as intended, upload less, or without links."
  }),
  "github-text-dropped": (p) => ({
    what: `GitHub kept the old text of issue #${p.issue}.`,
    why: `It says nothing when a text is too long; this one has ${p.bytes} bytes.`,
    remedy: "Report this to Relevo: its texts are to stay under the limit."
  }),
  "release-taken": (p) => ({
    what: `The release ${p.tag} is there already, and the ledger knows no such version.`,
    why: `${p.url} was published by somebody else, or the ledger lost the event that made it.`,
    remedy: "If the ledger was rewritten, restore it from its history; otherwise remove the release and its tag."
  }),
  "upload-damaged": (p) => ({
    what: `What was uploaded to ${p.tag} is not what was sent.`,
    why: `Read back, it is not the artifact ${p.digest}.`,
    remedy: "Run the job again; nothing was promoted."
  }),
  "candidate-gone": (p) => ({
    what: `A file of the candidate of ${p.model} is not there any more.`,
    why: `No run that made ${p.digest} still has it: uploads expire, and can be deleted.`,
    remedy: "Comment `/relevo evaluate`, or run the workflow on the default branch; that makes it again."
  }),
  "writer-other": (p) => ({
    what: `The ledger of ${p.model} is written by ${p.writer}, and ${p.here} left it as it is.`,
    why: "A repository has one writer; two would tell everything twice.",
    remedy: "Set `writer: app` in the workflow; or uninstall the App, and set `writer: actions`."
  })
};

// src/errors/monitoring.ts
var megabytes = (bytes) => `${(Math.ceil(bytes / 1e5) / 10).toFixed(1)} MB`;
var monitoringErrors = {
  "monitor-undeclared": (p) => ({
    what: `${p.model} is not watched.`,
    why: "relevo.yml has no `monitor` for it, so there is nothing to read.",
    remedy: "Add `monitor: { data: logs/*.csv }` to the model; docs/configuration.md describes every key."
  }),
  "watch-untrusted": (p) => ({
    what: `What the monitoring job left about ${p.model} is not believed, and nothing was done.`,
    why: `The document does not hold together: ${p.reason}.`,
    remedy: "Use the same version of Relevo in both jobs; when it stays, find out which step of the job wrote the file."
  }),
  "retrain-untrusted": (p) => ({
    what: `The refreshed data of ${p.model} were not taken.`,
    why: `${p.reason}.`,
    remedy: "A refresh may change the data sets that the model declares and relevo.lock, and nothing else."
  }),
  "retrain-too-large": (p) => ({
    what: `${p.what} has ${megabytes(p.bytes)}, and a pull request of refreshed data takes ${megabytes(p.most)}.`,
    why: "A retraining pull request commits the refreshed data.",
    remedy: "Keep large data elsewhere and let `data.refresh` write what pins them, or cut the file into smaller ones."
  }),
  "retrain-too-many": (p) => ({
    what: `The refresh changed ${p.files} files, and a pull request of refreshed data takes ${p.most}.`,
    why: "Each file is a request to GitHub, and a job may send 1,000 an hour.",
    remedy: "Let `data.refresh` write fewer and larger files, or keep them elsewhere and write what pins them."
  }),
  "refresh-undeclared": (p) => ({
    what: `The data of ${p.model} cannot be refreshed.`,
    why: "relevo.yml has no `data.refresh` for it, so there is no command that fetches new data.",
    remedy: "Add `data: { refresh: node fetch.js }` to the model; it runs in the job that can only read."
  }),
  "refresh-failed": (p) => ({
    what: `The refresh of the data of ${p.model} ${p.how}.`,
    why: p.why,
    remedy: p.remedy
  }),
  "monitor-columns": (p) => ({
    what: `${p.file} lacks ${p.missing.map((column) => `"${column}"`).join(", ")}.`,
    why: `The watch reads when, what and by which ids production predicted; the file's columns are ${p.known.join(", ")}.`,
    remedy: "Log these columns, or name others under `monitor` in relevo.yml: `time`, `prediction`, `id`."
  }),
  "monitor-no-files": (p) => ({
    what: `No file matches \`monitor.data\` of ${p.model}.`,
    why: `Nothing is at ${p.globs.join(", ")}, so nothing can be told about production.`,
    remedy: "Have production write its rows there, fetch them before the watch runs, or correct the pattern."
  }),
  "log-moving": (p) => ({
    what: `${p.file} was written while it was read.`,
    why: "What was read may be half a row, so nothing of this run is counted.",
    remedy: "Run the same command again; write each file under another name first, and rename it when it is whole."
  }),
  "watch-busy": (p) => ({
    what: `The watch on ${p.model} could not be stored.`,
    why: "Others stored theirs, or wrote to the ledger, at every one of five attempts.",
    remedy: "Run the same command again."
  }),
  "watch-newer": (p) => ({
    what: `What the watch on ${p.model} remembers is not what this version of Relevo writes.`,
    why: "A newer version stored it, and guessing at it could lose or double evidence.",
    remedy: "Update Relevo to the version that the others use, then run the same command again."
  }),
  "reference-none": (p) => ({
    what: `What was promised for ${p.model} v${p.version} is not known.`,
    why: p.why,
    remedy: p.remedy
  })
};

// src/errors/explanation.ts
var at = (place) => [
  place.file,
  ...place.line === void 0 ? [] : [`line ${place.line}`],
  ...place.column === void 0 ? [] : [`column ${place.column}`]
].join(", ");

// src/errors/pairing.ts
var positive = "as `holdout.positive` in relevo.yml or --positive of `relevo compare`";
var pairingErrors = {
  "id-duplicate": (p) => ({
    what: `${at(p)}: the row with ${p.id} stands there a second time.`,
    why: "Rows of the two models are joined by their ids, so each may stand only once in a file.",
    remedy: "Remove the duplicate, or name more id columns until they tell rows apart."
  }),
  "id-missing": (p) => ({
    what: `${at(p)}: the row with ${p.id} is not in ${p.other}.`,
    why: "Both models must predict the same rows; comparing different rows compares nothing.",
    remedy: `Add the row's prediction to ${p.other}, or remove the row from ${p.file}.`
  }),
  "id-unnamed": (p) => ({
    what: `${p.baseline} and ${p.candidate} cannot be joined: no id column is named.`,
    why: "Rows are joined by id, never by the luck of their order.",
    remedy: "Name the id columns with --id, or put both predictions into one file and use --predictions."
  }),
  "id-out-of-step": (p) => ({
    what: `${at(p)}: the row is ${JSON.stringify(p.found)}, where ${JSON.stringify(p.expected)} was expected.`,
    why: "Predictions belong to rows by their ids, and these ids are not those of the holdout in its order.",
    remedy: "Predict again on the present holdout."
  }),
  "rows-unequal": (p) => ({
    what: `${p.file} and ${p.other} agree on their first ${p.rows} rows, and then one of them ends.`,
    why: "Every row of the holdout needs exactly one prediction.",
    remedy: "Predict again; if it happens again, the predictor leaves rows out or adds some."
  }),
  "rows-none": (p) => ({
    what: `${p.baseline} and ${p.candidate} leave no row to compare.`,
    why: p.unlabelled > 0 ? `All ${p.unlabelled} rows are without a target.` : "The files hold no rows.",
    remedy: "Wait for labels, or compare other files."
  }),
  "target-differs": (p) => ({
    what: `${at(p)}: ${p.target} is ${p.found}, but ${p.other} says ${p.expected} for the same row.`,
    why: "Two different truths for one row mean that the files describe different data.",
    remedy: "Make both files from the same data, or keep the target in one of them only."
  }),
  "target-missing": (p) => ({
    what: `${at(p)}: the row has no target.`,
    why: "A row without its true value cannot be scored, and leaving rows out silently would choose which ones count.",
    remedy: "Add the value, or leave such rows out knowingly, and counted: `holdout.unlabelled: drop` in relevo.yml, --drop-unlabelled of `relevo compare`."
  }),
  "label-unknown": (p) => ({
    what: `${at(p)}: ${JSON.stringify(p.found)} is not one of the two labels.`,
    why: p.known.length === 0 ? "While no label is named as the positive one, a binary target holds 0 and 1, no and yes, or false and true." : `A binary target holds two labels; seen so far: ${p.known.map((label) => JSON.stringify(label)).join(", ")}.`,
    remedy: `Name the positive label, ${positive}, correct the cell, or choose the task multiclass.`
  }),
  "label-positive": (p) => ({
    what: `${p.file}: no row of ${p.column} holds the positive label ${JSON.stringify(p.positive)}.`,
    why: `It holds ${p.known.map((label) => JSON.stringify(label)).join(", ")}.`,
    remedy: `Name the label that is to be found, ${positive}.`
  }),
  "label-unseen": (p) => ({
    what: `The candidate predicts the class ${JSON.stringify(p.label)}, which no row of the data has.`,
    why: `The data holds ${p.known.slice(0, 12).map((label) => JSON.stringify(label)).join(", ")}${p.known.length > 12 ? ", …" : ""}.`,
    remedy: p.nearest === void 0 ? "Check that model and data number or spell their classes alike." : `Did you mean ${JSON.stringify(p.nearest)}? Check that model and data spell their classes alike.`
  }),
  "class-unknown": (p) => ({
    what: `${p.metric} asks for a class that is nowhere in the data: ${JSON.stringify(p.label)}.`,
    why: `The classes are ${p.known.slice(0, 12).map((label) => JSON.stringify(label)).join(", ")}${p.known.length > 12 ? ", …" : ""}.`,
    remedy: p.nearest === void 0 ? "Name one of them." : `Did you mean ${JSON.stringify(p.nearest)}?`
  }),
  "probability-missing": (p) => ({
    what: `${p.file} has no probabilities for ${p.metric}${p.missing.length > 0 ? `: ${p.missing.map((label) => `p:${label}`).join(", ")}` : ""}.`,
    why: `${p.metric} needs one column p:<class> for every class.`,
    remedy: "Write the probabilities too, or leave the metric out."
  }),
  "group-not-nested": (p) => ({
    what: `${at(p)}: the group ${JSON.stringify(p.group)} stands at two times, ${p.time} among them.`,
    why: "With both group and time, groups are summed and then put in order of time, so each needs one time.",
    remedy: "Group by something that lies within one time, or leave the group out: rows of one time are summed anyway."
  })
};

// src/errors/prediction.ts
var predictionErrors = {
  "production-cannot-predict": (p) => ({
    what: `v${p.version} of ${p.model} could not predict this holdout.`,
    why: `Its own packaged code was run, and said: ${p.reason}`,
    remedy: "Name under predict.setup what the packaged code needs, or keep the holdout that production was judged on."
  }),
  "score-first": (p) => ({
    what: `A first version of ${p.model} has nothing to be compared with.`,
    why: "No constant can be scored: the score of each row is computed by the predictor itself.",
    remedy: "Record a first version with `relevo adopt FOLDER`; every later candidate is compared with it."
  }),
  "predict-failed": (p) => ({
    what: `The predictor of ${p.model} ${p.how}.`,
    why: p.said === void 0 ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: p.remedy
  }),
  "predict-no-output": (p) => ({
    what: `The predictor of ${p.model} succeeded and wrote no predictions.`,
    why: "A predictor writes a table with the ids and the column `prediction`, at the path that it is given.",
    remedy: "Write it to $OUTPUT (a command), or return the predictions (a module)."
  }),
  "holdout-id": (p) => ({
    what: `Row ${p.row} of the holdout has ${p.id}, as one before it.`,
    why: "Predictions are joined to rows by their ids, so each id may stand only once.",
    remedy: "Remove the duplicate, or name more columns as `holdout.id` until they tell rows apart."
  }),
  "predict-rows": (p) => ({
    what: `The predictor of ${p.model} gave ${p.found} predictions for ${p.expected} rows.`,
    why: "Each row needs one prediction; rows left out would make a model look better than it is.",
    remedy: "Predict every row that is given, and keep filters out of the predictor."
  }),
  "predict-value": (p) => ({
    what: `The predictor of ${p.model} gave ${p.found} as ${p.column} of row ${p.row}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: "Correct the predictor; often a feature of that row is empty, or new to the model."
  }),
  "predict-id": (p) => ({
    what: `The predictor of ${p.model} gave ${p.problem === "repeated" ? "two predictions" : "a prediction"} for ${p.id}.`,
    why: p.problem === "repeated" ? "Predictions are joined to rows by id, so each id has one." : "No row has that id; ids must come back as they stand in the data, letter by letter.",
    remedy: 'Copy the ids from the data as text, for example with pandas: read_csv(path, dtype={"id": str}).'
  }),
  "predict-column": (p) => ({
    what: `The predictions of ${p.model} have no column "${p.column}".`,
    why: `They have ${p.known.join(", ")}; needed are the ids and \`prediction\`.`,
    remedy: "Write the ids as they stand in the data, and call the column of predictions `prediction`."
  }),
  "predict-returned": (p) => ({
    what: `The predictor of ${p.model} returned ${p.found}.`,
    why: "Expected one value a row: an array, a typed array, a tensor with one value a row, or an array of objects.",
    remedy: "Return, for example, Array.from(model.predict(input).dataSync())."
  }),
  "predict-module": (p) => ({
    what: `The module ${p.module} cannot predict.`,
    why: p.reason,
    remedy: "Export a function: export function predict({ tf, model, rows }) { … }; `package` names all files that it imports."
  }),
  "predict-threw": (p) => ({
    what: `The function predict of ${p.module} failed.`,
    why: p.reason,
    remedy: "Correct the module; it is given every row of the holdout, without the target."
  }),
  "predict-feature": (p) => ({
    what: `${at(p)}: the feature is empty.`,
    why: `${p.model} is a plain model on numeric columns, and no number can stand for a missing one.`,
    remedy: "Fill the column in, or predict with a module that decides what an empty cell means."
  }),
  "model-unfit": (p) => ({
    what: `The model ${p.model} cannot be used without code.`,
    why: p.reason,
    remedy: "Save a model that fits, or predict with `module` in place of `features`."
  }),
  "model-unreadable": (p) => ({
    what: `The TensorFlow.js model in ${p.folder} could not be loaded.`,
    why: p.reason,
    remedy: "Save the whole model again, for example with `save(model, folder)` of relevo/tensorflow."
  }),
  "backend-unavailable": (p) => ({
    what: `TensorFlow.js could not be started with the backend "${p.backend}".`,
    why: p.reason,
    remedy: "Install what it needs, or ask for no backend and take the fastest that there is."
  })
};

// src/errors/registry.ts
var registryErrors = {
  "ledger-busy": (p) => ({
    what: `The run of ${p.model} could not be recorded.`,
    why: "Others wrote to its ledger at every one of five attempts.",
    remedy: "Run the same command again."
  }),
  "ledger-broken": (p) => ({
    what: `${p.file}: line ${p.line} cannot be trusted: ${p.reason}.`,
    why: "Every line carries the SHA-256 of the line before it and a seal on itself, and these do not agree.",
    remedy: "Restore the ledger from a backup or from its history; Relevo acts on none that does not hold together."
  }),
  "ledger-newer": (p) => ({
    what: `${p.file}: line ${p.line} says something that this version of Relevo does not know.`,
    why: `The line is whole, but ${p.reason}; a newer version wrote it, and leaving it out could change what is in production.`,
    remedy: "Update Relevo to the version that the others use, then run the same command again."
  }),
  "ledger-lost": (p) => ({
    what: `The ledger of ${p.model} is gone.`,
    why: `${p.evidence} shows that there was one, so this is no first version.`,
    remedy: `Restore the ledger from a backup or from its history. To begin anew on purpose, remove ${p.evidence} too.`
  }),
  "ledger-rewritten": (p) => ({
    what: `The ledger of ${p.model} does not hold ${p.missing}.`,
    why: `${p.evidence} names that event, so the ledger was cut off or written anew after it.`,
    remedy: "Restore the ledger from a backup or from its history."
  }),
  "model-vanished": (p) => ({
    what: `${p.model} has no history, and ${p.missing.join(", ")} ${p.missing.length === 1 ? "has" : "have"} one but no model in relevo.yml.`,
    why: "If it is the same model by another name, a first version would pass without being compared with production.",
    remedy: `If it was renamed, write \`was: ${p.missing[0]}\` under ${p.model}. If that model is no longer kept, write \`retired: ${p.missing.join(", ")}\` beside \`models\`.`
  }),
  "history-torn": (p) => ({
    what: `${p.model} has more than one history: under ${p.names.join(" and ")}.`,
    why: "A model continues one ledger, and which of them was in use cannot be told from their names.",
    remedy: "Take the name whose history does not continue out of `was`, and write it under `retired`."
  }),
  "registry-missing": (p) => ({
    what: `${p.wanted} is not in the registry.`,
    why: `The ledger names it, and ${p.place} does not hold it: it was removed, or is kept elsewhere.`,
    remedy: "Restore it from a backup, or evaluate again, which makes it anew."
  }),
  "artifact-pruned": (p) => ({
    what: `The artifact of ${p.text} was let go on ${p.at.slice(0, 10)}.`,
    why: "`keep` in relevo.yml says how many versions keep their artifact, and how long candidates do.",
    remedy: "Evaluate its commit again, which makes it anew; a larger `keep` holds for those to come."
  }),
  "registry-damaged": (p) => ({
    what: `${p.wanted} is not what was stored.`,
    why: `${p.place}: ${p.reason}.`,
    remedy: "Remove what stands there and restore it from a backup, or evaluate again, which makes it anew."
  }),
  "report-unreadable": (p) => ({
    what: `The report of "${p.text}" cannot be read: ${p.reason}.`,
    why: `It is what the ledger recorded (${p.digest.slice(0, 19)}…), so another version of Relevo, or another program, wrote it.`,
    remedy: "Use the version of Relevo that wrote it, or run `relevo evaluate --anew` at its commit, which makes a new report."
  }),
  "watch-damaged": (p) => ({
    what: `The state of the watch at ${p.place} cannot be read: ${p.reason}.`,
    why: "What the signals remember is kept there, and Relevo goes on from nothing that it did not write itself.",
    remedy: `Restore it from a backup, or remove ${p.folder}: the watch then reads all logs since the promotion again.`
  }),
  "registry-unusable": (p) => ({
    what: `The registry at ${p.place} cannot be used.`,
    why: p.reason,
    remedy: "Make room or mend the permissions there, or keep the registry in another folder on a local disk."
  }),
  "adopt-too-late": (p) => ({
    what: `${p.model} has ${p.version} versions already and was left as it is.`,
    why: "Adopting records what was in production before the first version; later ones are judged.",
    remedy: "Use `relevo evaluate` and `relevo promote`."
  })
};

// src/errors/serving.ts
var servingErrors = {
  "webhook-secret": (p) => ({
    what: p.bytes === 0 ? "The App has no webhook secret." : `The webhook secret has ${p.bytes} bytes.`,
    why: "Whoever knows or guesses it can make the App believe anything; 32 bytes are out of reach of guessing.",
    remedy: "Set WEBHOOK_SECRET to at least 32 random bytes (`openssl rand -hex 32`), here and in the App’s settings."
  }),
  "app-credentials": (p) => ({
    what: `The App cannot show GitHub who it is: ${p.name} is of no use.`,
    why: `${p.reason.charAt(0).toUpperCase()}${p.reason.slice(1)}.`,
    remedy: "Set APP_ID, and PRIVATE_KEY or PRIVATE_KEY_PATH, to what the App’s settings page on GitHub shows."
  }),
  "serve-host": (_) => ({
    what: "The App was not told where to listen.",
    why: "Listening on every address by default would open it to networks that nobody thought of.",
    remedy: "Give --host or HOST: 127.0.0.1 behind a proxy on the same machine, 0.0.0.0 in a container."
  }),
  "serve-port": (p) => ({
    what: `The App cannot listen on ${p.host}, port ${p.port}.`,
    why: `${p.reason}.`,
    remedy: "Choose another port with --port or PORT, or end what listens there."
  })
};

// src/errors/tables.ts
var tablesErrors = {
  "table-empty": (p) => ({
    what: `${p.file} is empty.`,
    why: "A table needs a header and at least one row.",
    remedy: "Check what was to write it; it may have failed, or written elsewhere."
  }),
  "table-no-rows": (p) => ({
    what: `${p.file} has columns and no rows.`,
    why: "Nothing can be said about no rows.",
    remedy: "Check what was to write it; it may have stopped early, or filtered everything out."
  }),
  "table-format": (p) => ({
    what: `${p.file} is ${p.found}.`,
    why: "Relevo reads CSV, JSON Lines and Parquet.",
    remedy: p.remedy
  }),
  "table-line-ends": (p) => ({
    what: `${p.file} is one line with carriage returns in it.`,
    why: "Lines end in a line feed, with or without a carriage return before it.",
    remedy: "Convert it, for example: tr '\\r' '\\n' < old.csv > new.csv."
  }),
  "table-delimiter": (p) => ({
    what: `${p.file}: the header is one column, or its columns are parted by ${p.delimiter}.`,
    why: `Parted by ${p.delimiter}, the header has ${p.header} columns and the first row ${p.first}.`,
    remedy: "Write the table with commas, or put a name that holds another delimiter in double quotes."
  }),
  "text-not-utf8": (p) => ({
    what: `${at(p)}: some bytes are not UTF-8.`,
    why: "Text in another encoding would be read as other letters.",
    remedy: "Save it as UTF-8, for example: iconv -f LATIN1 -t UTF-8 old.csv > new.csv."
  }),
  "text-utf16": (p) => ({
    what: `${p.file} is UTF-16 or UTF-32, not UTF-8.`,
    why: "Relevo reads UTF-8, the encoding that every tool writes.",
    remedy: "Save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8 old.csv > new.csv."
  }),
  "gzip-broken": (p) => ({
    what: `${p.file} could not be decompressed.`,
    why: `It begins as gzip does, and is cut off or damaged. ${p.reason}`,
    remedy: "Copy or download it again, or compress it again."
  }),
  "header-unnamed": (p) => ({
    what: `${at(p)}: this column of the header has no name.`,
    why: "Columns are found by their names.",
    remedy: "Name it, or leave it out; pandas does with to_csv(…, index=False)."
  }),
  "header-duplicate": (p) => ({
    what: `${at(p)}: the name "${p.name}" is also that of column ${p.first}.`,
    why: "Columns are found by their names, and one of these would be ignored.",
    remedy: "Rename one of the two, or leave it out."
  }),
  "column-unknown": (p) => ({
    what: `${p.file} has no column "${p.column}".`,
    why: `Its columns are ${p.known.slice(0, 20).join(", ")}${p.known.length > 20 ? ` and ${p.known.length - 20} more` : ""}.`,
    remedy: p.nearest === void 0 ? "Name one of them, or add the column." : `Did you mean "${p.nearest}"?`
  }),
  "row-ragged": (p) => ({
    what: `${at(p)}: the row has ${p.found} ${p.found === 1 ? "cell" : "cells"} and the header ${p.expected}.`,
    why: "With a cell too many or too few, values would move into other columns.",
    remedy: "Complete the row, or put cells that hold the delimiter in double quotes."
  }),
  "row-too-long": (p) => ({
    what: `${at(p)}: no end of the row within ${p.limit / 2 ** 20} MiB.`,
    why: "A row that long is no row of a table.",
    remedy: "Check that the file is the one you meant, and that its lines end in line feeds."
  }),
  "quote-open": (p) => ({
    what: `${at(p)}: the double quote that opens this cell is never closed.`,
    why: "Everything after it would be read as one cell.",
    remedy: "Close the quote; a double quote inside a quoted cell is written twice."
  }),
  "quote-stray": (p) => ({
    what: `${at(p)}: something follows the double quote that closes this cell.`,
    why: "It can be read in more than one way.",
    remedy: "Write a double quote inside a quoted cell twice, or take out what follows."
  }),
  "json-array": (p) => ({
    what: `${p.file} is one JSON array, not JSON Lines.`,
    why: "JSON Lines has one object a line, so that a table of any size can be read row by row.",
    remedy: "Write one object a line, for example: jq -c '.[]' old.json > new.jsonl."
  }),
  "json-line": (p) => ({
    what: `${at(p)}: this line is not a JSON object.`,
    why: p.reason,
    remedy: "Write one object a line, with nothing else on it."
  }),
  "json-late-column": (p) => ({
    what: `${at(p)}: the column first appears here.`,
    why: `The columns of a JSON Lines table are the keys of its first ${p.first} rows.`,
    remedy: "Give the key in the first row too, with null where there is no value."
  }),
  "parquet-truncated": (p) => ({
    what: `${p.file} is cut off: it does not end as a Parquet file does.`,
    why: "The end of a Parquet file says where everything in it stands.",
    remedy: "Copy or download it again, or write it again."
  }),
  "parquet-unreadable": (p) => ({
    what: `${p.file} could not be read as Parquet.`,
    why: p.reason,
    remedy: 'Write it again, for example with pandas: to_parquet(…, compression="snappy").'
  }),
  "data-value": (p) => ({
    what: `${at(p)}: found ${p.found}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: "Correct the value, or remove the row on both sides."
  }),
  "values-too-many": (p) => ({
    what: `${p.file}: ${p.column} has over ${p.most} different values.`,
    why: "Each value of it is counted apart, as a class or a group of people, and so many are something else.",
    remedy: "Choose the task regression for numbers, or name a column with fewer values."
  })
};

// src/errors/training.ts
var trainingErrors = {
  "command-not-started": (p) => ({
    what: `"${p.program}" could not be started.`,
    why: p.reason,
    remedy: "Check the command in relevo.yml, and that what it needs was installed before Relevo runs."
  }),
  "environment-refused": (p) => ({
    what: `The variable ${p.name} is not let through to a command.`,
    why: `${p.pattern} belongs to GitHub's job or to Relevo; code under review is given no token and no way into the job.`,
    remedy: "Take it out of `env` in relevo.yml; give a secret that the command needs another name."
  }),
  "environment-token": (p) => ({
    what: `The variable ${p.name} holds a token of GitHub and is not let through to a command.`,
    why: "Code under review is given no token, under whatever name.",
    remedy: "Take it out of `env` in relevo.yml; fetch what needs the token in a step before Relevo."
  }),
  "train-failed": (p) => ({
    what: `The training of ${p.model} ${p.how}.`,
    why: p.why,
    remedy: p.remedy
  }),
  "not-trained": (p) => ({
    what: p.when === "never" ? `${p.model} is not trained here, and no earlier run made this candidate.` : `${p.model} was not trained on this push.`,
    why: {
      label: "`train.when` is `label`, and the pull request does not carry the label `relevo`.",
      command: "`train.when` is `command`, and nobody asked for it.",
      never: "`train.when` is `never`."
    }[p.when],
    remedy: {
      label: "Add the label `relevo`, or comment `/relevo evaluate`.",
      command: "Comment `/relevo evaluate`, or run `relevo evaluate` on your machine.",
      never: "Change `train.when`, or name a model trained elsewhere as `train.artifact`."
    }[p.when]
  }),
  "train-output-empty": (p) => ({
    what: `The training of ${p.model} succeeded and left nothing in ${p.output}.`,
    why: "The candidate is what the command writes into that folder, named by `output` and by RELEVO_OUTPUT.",
    remedy: "Save the model there, or name the folder that the command fills as `output` in relevo.yml."
  }),
  "train-output-busy": (p) => ({
    what: `Another training fills ${p.output} at present.`,
    why: `${p.pid === null ? "A process on another machine" : `Process ${p.pid}`} holds the folder; two trainings in it would make one candidate of both.`,
    remedy: "Wait until it ends, or evaluate in another checkout, such as one of `git worktree add`."
  }),
  "train-output-taken": (p) => ({
    what: `${p.path} cannot be the folder that the training fills.`,
    why: "It is emptied before each training, and it holds the code or the repository itself.",
    remedy: "Name a folder of its own as `output` in relevo.yml, for example `model`."
  }),
  "setup-failed": (p) => ({
    what: `The setup of the predictor of ${p.model} ${p.how}.`,
    why: p.said === void 0 ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: `${p.remedy} \`predict.setup\` runs in a copy of the artifact, which holds what \`package\` names.`
  })
};

// src/errors.ts
var catalogue = {
  ...filesErrors,
  ...askingErrors,
  ...tablesErrors,
  ...pairingErrors,
  ...dataSetsErrors,
  ...registryErrors,
  ...artifactsErrors,
  ...trainingErrors,
  ...predictionErrors,
  ...githubErrors,
  ...monitoringErrors,
  ...servingErrors
};
var RelevoError = class extends Error {
  code;
  why;
  remedy;
  constructor(code, explanation, cause) {
    super(explanation.what, cause === void 0 ? void 0 : { cause });
    this.name = "RelevoError";
    this.code = code;
    this.why = explanation.why;
    this.remedy = explanation.remedy;
  }
};
function fail(code, parameters, cause) {
  const explain = catalogue[code];
  return new RelevoError(code, explain(parameters), cause);
}

export {
  RelevoError,
  fail
};
