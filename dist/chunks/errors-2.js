import { createRequire as relevoCreateRequire } from 'node:module';
import { fileURLToPath as relevoFileURLToPath } from 'node:url';
const require = relevoCreateRequire(import.meta.url);
const __filename = relevoFileURLToPath(import.meta.url);
const __dirname = relevoFileURLToPath(new URL('.', import.meta.url));

// src/errors.ts
var at = (place) => [
  place.file,
  ...place.line === void 0 ? [] : [`line ${place.line}`],
  ...place.column === void 0 ? [] : [`column ${place.column}`]
].join(", ");
var catalogue = {
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
  "option-invalid": (p) => ({
    what: `${p.option} does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: "Correct the option; --help shows an example of each."
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
  "path-outside": (p) => ({
    what: `${p.path} leads out of ${p.folder}.`,
    why: "A file of the repository must not be a way to read one of the machine.",
    remedy: "Name a file inside it, and replace a symbolic link by the file."
  }),
  "command-line": (p) => ({
    what: p.mistake,
    why: p.why,
    remedy: `${p.nearest === void 0 ? "" : `Did you mean ${p.nearest}? `}${p.command} --help shows what it takes.`
  }),
  "output-unwritable": (p) => ({
    what: `${p.output} could not be written.`,
    why: p.reason,
    remedy: "Make room, or write to another place, then run the same command again."
  }),
  "split-one-sided": (p) => ({
    what: `${p.table} cannot be split: all of its rows (${p.rows}) would be on one side.`,
    why: `Divided by ${p.by}, nothing would be left to train on, or nothing to judge with.`,
    remedy: "Ask for another share, another start or another seed, or divide by another column."
  }),
  "git-failed": (p) => ({
    what: `git could not list the files of ${p.folder}.`,
    why: p.reason,
    remedy: "Make `git ls-files` work in that folder, then run the same command again."
  }),
  "file-is-folder": (p) => ({
    what: `${p.path} is a folder.`,
    why: "A table is one file.",
    remedy: "Name a CSV, JSON Lines or Parquet file in it."
  }),
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
  "target-differs": (p) => ({
    what: `${at(p)}: ${p.target} is ${p.found}, but ${p.other} says ${p.expected} for the same row.`,
    why: "Two different truths for one row mean that the files describe different data.",
    remedy: "Make both files from the same data, or keep the target in one of them only."
  }),
  "target-missing": (p) => ({
    what: `${at(p)}: the row has no target.`,
    why: "A row without its true value cannot be scored, and leaving rows out silently would choose which ones count.",
    remedy: "Add the value, or leave such rows out knowingly with --drop-unlabelled (they are counted)."
  }),
  "label-unknown": (p) => ({
    what: `${at(p)}: ${JSON.stringify(p.found)} is not one of the two labels.`,
    why: `A binary target holds two labels; seen so far: ${p.known.map((label) => JSON.stringify(label)).join(", ")}.`,
    remedy: "Name the positive label with --positive, correct the cell, or use --task multiclass."
  }),
  "label-positive": (p) => ({
    what: `${p.file}: no row of ${p.column} holds the positive label ${JSON.stringify(p.positive)}.`,
    why: `It holds ${p.known.map((label) => JSON.stringify(label)).join(", ")}.`,
    remedy: "Name the label that is to be found with --positive."
  }),
  "label-unseen": (p) => ({
    what: `${p.file}: the candidate predicts the class ${JSON.stringify(p.label)}, which no row of the data has.`,
    why: `The data holds ${p.known.slice(0, 12).map((label) => JSON.stringify(label)).join(", ")}${p.known.length > 12 ? ", …" : ""}.`,
    remedy: p.nearest === void 0 ? "Check that model and data number or spell their classes alike." : `Did you mean ${JSON.stringify(p.nearest)}? Check that model and data spell their classes alike.`
  }),
  "class-unknown": (p) => ({
    what: `${p.metric} asks for a class that is nowhere in the data: ${JSON.stringify(p.label)}.`,
    why: `The classes are ${p.known.slice(0, 12).map((label) => JSON.stringify(label)).join(", ")}${p.known.length > 12 ? ", …" : ""}.`,
    remedy: p.nearest === void 0 ? "Name one of them." : `Did you mean ${JSON.stringify(p.nearest)}?`
  }),
  "values-too-many": (p) => ({
    what: `${p.file}: ${p.column} has over ${p.most} different values.`,
    why: "Each value of it is counted apart, as a class or a group of people, and so many are something else.",
    remedy: "Use --task regression for numbers, or name a column with fewer values."
  }),
  "probability-missing": (p) => ({
    what: `${p.file} has no probabilities for ${p.metric}${p.missing.length > 0 ? `: ${p.missing.map((label) => `p:${label}`).join(", ")}` : ""}.`,
    why: `${p.metric} needs one column p:<class> for every class.`,
    remedy: "Write the probabilities too, or leave the metric out."
  }),
  "group-not-nested": (p) => ({
    what: `${at(p)}: the group ${JSON.stringify(p.group)} stands at two times, ${p.time} among them.`,
    why: "With both group and time, groups are summed and then put in order of time, so each needs one time.",
    remedy: "Group by something that lies within one time, or leave --group out: rows of one time are summed anyway."
  }),
  "adopt-too-late": (p) => ({
    what: `${p.model} has ${p.version} versions already and was left as it is.`,
    why: "Adopting records what was in production before the first version; later ones are judged.",
    remedy: "Use `relevo evaluate` and `relevo promote`."
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
  }),
  "production-cannot-predict": (p) => ({
    what: `v${p.version} of ${p.model} could not predict this holdout.`,
    why: `Its own packaged code was run, and said: ${p.reason}`,
    remedy: "Name under predict.setup what the packaged code needs, or keep the holdout that production was judged on."
  }),
  "ledger-busy": (p) => ({
    what: `The run of ${p.model} could not be recorded.`,
    why: "Others wrote to its ledger at every one of five attempts.",
    remedy: "Run the same command again."
  }),
  "artifact-address": (p) => ({
    what: `The model at ${p.address} could not be taken for ${p.model}.`,
    why: "Only folders of the repository are read here.",
    remedy: "Download it in a step before, verify it, and name its folder under train.artifact."
  }),
  "score-first": (p) => ({
    what: `A first version of ${p.model} has nothing to be compared with.`,
    why: "No constant can be scored: the score of each row is computed by the predictor itself.",
    remedy: "Record a first version with `relevo adopt FOLDER`; every later candidate is compared with it."
  }),
  "artifact-kind": (p) => ({
    what: `${p.digest} holds predictions, not a model.`,
    why: "The ledger names it as a model, so one of the two was not written by Relevo.",
    remedy: "Check who wrote to the registry."
  }),
  "rows-unequal": (p) => ({
    what: `${p.file} and ${p.other} agree on their first ${p.rows} rows, and then one of them ends.`,
    why: "Every row of the holdout needs exactly one prediction.",
    remedy: "Predict again; if it happens again, the predictor leaves rows out or adds some."
  }),
  "id-out-of-step": (p) => ({
    what: `${at(p)}: the row is ${JSON.stringify(p.found)}, where ${JSON.stringify(p.expected)} was expected.`,
    why: "Predictions belong to rows by their ids, and these ids are not those of the holdout in its order.",
    remedy: "Predict again on the present holdout."
  }),
  "rows-none": (p) => ({
    what: `${p.baseline} and ${p.candidate} leave no row to compare.`,
    why: p.unlabelled > 0 ? `All ${p.unlabelled} rows are without a target.` : "The files hold no rows.",
    remedy: "Wait for labels, or compare other files."
  }),
  "model-name": (p) => ({
    what: `"${p.name}" cannot be the name of a model.`,
    why: 'A name becomes a folder, a tag and an environment, so it has lower-case letters, digits, "-", "_" and single "." only, at most 64.',
    remedy: 'Choose another name; "production" and names such as "v3" mean something else and are none.'
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
  "registry-missing": (p) => ({
    what: `${p.wanted} is not in the registry.`,
    why: `The ledger names it, and ${p.place} does not hold it: it was removed, or is kept elsewhere.`,
    remedy: "Restore it from a backup, or evaluate again, which makes it anew."
  }),
  "registry-damaged": (p) => ({
    what: `${p.wanted} is not what was stored.`,
    why: `${p.place}: ${p.reason}.`,
    remedy: "Remove what stands there and restore it from a backup, or evaluate again, which makes it anew."
  }),
  "registry-unusable": (p) => ({
    what: `The registry at ${p.place} cannot be used.`,
    why: p.reason,
    remedy: "Make room or mend the permissions there, or keep the registry in another folder on a local disk."
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
  }),
  "config-missing": (p) => ({
    what: `${p.path} does not exist.`,
    why: "It says what to train, how to judge it and what to watch.",
    remedy: "Run `relevo init` to write a first one, or name another file with --config."
  }),
  "config-invalid": (p) => ({
    what: `${p.path} has ${p.count === 1 ? "a problem" : `${p.count} problems`}.`,
    why: p.problems,
    remedy: "Correct them; `relevo validate` shows whether any are left."
  }),
  "data-value": (p) => ({
    what: `${at(p)}: found ${p.found}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: "Correct the value, or remove the row on both sides."
  }),
  "folder-not-found": (p) => ({
    what: `${p.path} is not a folder.`,
    why: "A command was to run in it.",
    remedy: "Check `dir` in relevo.yml; relative paths start in the folder of the config."
  }),
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
  "train-output-empty": (p) => ({
    what: `The training of ${p.model} succeeded and left nothing in ${p.output}.`,
    why: "The candidate is what the command writes into that folder, named by `output` and by RELEVO_OUTPUT.",
    remedy: "Save the model there, or name the folder that the command fills as `output` in relevo.yml."
  }),
  "train-output-taken": (p) => ({
    what: `${p.path} cannot be the folder that the training fills.`,
    why: "It is emptied before each training, and it holds the code or the repository itself.",
    remedy: "Name a folder of its own as `output` in relevo.yml, for example `model`."
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
  }),
  "setup-failed": (p) => ({
    what: `The setup of the predictor of ${p.model} ${p.how}.`,
    why: p.said === void 0 ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: `${p.remedy} \`predict.setup\` runs in a copy of the artifact, which holds what \`package\` names.`
  })
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
