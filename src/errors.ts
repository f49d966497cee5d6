// The catalogue of what a user can run into: code → what happened, why, what to do. Thrown anywhere, caught once, at an
// entry. Anything that is not a RelevoError is a bug of ours and is reported as one.

/** One failure, told to the person who reads it at work. */
interface Explanation {
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** Where in a user's file something is wrong; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: string | number | undefined;
}

const at = (place: Place): string =>
  [
    place.file,
    ...(place.line === undefined ? [] : [`line ${place.line}`]),
    ...(place.column === undefined ? [] : [`column ${place.column}`]),
  ].join(', ');

/** The catalogue. A row takes the facts of one failure and tells them. */
const catalogue = {
  'file-not-found': (p: { path: string }) => ({
    what: `${p.path} does not exist.`,
    why: 'It was named on the command line or in relevo.yml, and there is no such file.',
    remedy: 'Check the path; relative paths start in the current folder.',
  }),
  'file-unreadable': (p: { path: string; reason: string }) => ({
    what: `${p.path} could not be read.`,
    why: p.reason,
    remedy: 'Check the file and its permissions, then run the same command again.',
  }),
  'file-exists': (p: { path: string }) => ({
    what: `${p.path} exists already and was left as it is.`,
    why: 'Relevo never overwrites a file that it did not make in the same run.',
    remedy: 'Move it away, or name another file.',
  }),
  'option-invalid': (p: { option: string; value: string; expected: string }) => ({
    what: `${p.option} does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct the option; --help shows an example of each.',
  }),
  'option-alone': (p: { option: string; other: string; why: string }) => ({
    what: `${p.option} needs ${p.other}.`,
    why: `${p.why.charAt(0).toUpperCase()}${p.why.slice(1)}.`,
    remedy: `Add ${p.other}; --help shows an example.`,
  }),
  'input-invalid': (p: { input: string; value: string; expected: string }) => ({
    what: p.value === '' ? `The input "${p.input}" is missing.` : `The input "${p.input}" does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct it under "with:" in the workflow; action.yml describes every input.',
  }),
  'path-outside': (p: { path: string; folder: string }) => ({
    what: `${p.path} leads out of ${p.folder}.`,
    why: 'A file of the repository must not be a way to read one of the machine.',
    remedy: 'Name a file inside it, and replace a symbolic link by the file.',
  }),
  'command-line': (p: { mistake: string; why: string; nearest: string | undefined; command: string }) => ({
    what: p.mistake,
    why: p.why,
    remedy: `${p.nearest === undefined ? '' : `Did you mean ${p.nearest}? `}${p.command} --help shows what it takes.`,
  }),
  'output-unwritable': (p: { output: string; reason: string }) => ({
    what: `${p.output} could not be written.`,
    why: p.reason,
    remedy: 'Make room, or write to another place, then run the same command again.',
  }),
  'split-one-sided': (p: { table: string; rows: number; by: string }) => ({
    what: `${p.table} cannot be split: all of its rows (${p.rows}) would be on one side.`,
    why: `Divided by ${p.by}, nothing would be left to train on, or nothing to judge with.`,
    remedy: 'Ask for another share, another start or another seed, or divide by another column.',
  }),
  'git-failed': (p: { folder: string; reason: string }) => ({
    what: `git could not list the files of ${p.folder}.`,
    why: p.reason,
    remedy: 'Make `git ls-files` work in that folder, then run the same command again.',
  }),
  'file-is-folder': (p: { path: string }) => ({
    what: `${p.path} is a folder.`,
    why: 'A table is one file.',
    remedy: 'Name a CSV, JSON Lines or Parquet file in it.',
  }),
  'table-empty': (p: { file: string }) => ({
    what: `${p.file} is empty.`,
    why: 'A table needs a header and at least one row.',
    remedy: 'Check what was to write it; it may have failed, or written elsewhere.',
  }),
  'table-no-rows': (p: { file: string }) => ({
    what: `${p.file} has columns and no rows.`,
    why: 'Nothing can be said about no rows.',
    remedy: 'Check what was to write it; it may have stopped early, or filtered everything out.',
  }),
  'table-format': (p: { file: string; found: string; remedy: string }) => ({
    what: `${p.file} is ${p.found}.`,
    why: 'Relevo reads CSV, JSON Lines and Parquet.',
    remedy: p.remedy,
  }),
  'table-line-ends': (p: { file: string }) => ({
    what: `${p.file} is one line with carriage returns in it.`,
    why: 'Lines end in a line feed, with or without a carriage return before it.',
    remedy: "Convert it, for example: tr '\\r' '\\n' < old.csv > new.csv.",
  }),
  'table-delimiter': (p: { file: string; delimiter: string; header: number; first: number }) => ({
    what: `${p.file}: the header is one column, or its columns are parted by ${p.delimiter}.`,
    why: `Parted by ${p.delimiter}, the header has ${p.header} columns and the first row ${p.first}.`,
    remedy: 'Write the table with commas, or put a name that holds another delimiter in double quotes.',
  }),
  'text-not-utf8': (p: Place) => ({
    what: `${at(p)}: some bytes are not UTF-8.`,
    why: 'Text in another encoding would be read as other letters.',
    remedy: 'Save it as UTF-8, for example: iconv -f LATIN1 -t UTF-8 old.csv > new.csv.',
  }),
  'text-utf16': (p: { file: string }) => ({
    what: `${p.file} is UTF-16 or UTF-32, not UTF-8.`,
    why: 'Relevo reads UTF-8, the encoding that every tool writes.',
    remedy: 'Save it as UTF-8, for example: iconv -f UTF-16 -t UTF-8 old.csv > new.csv.',
  }),
  'gzip-broken': (p: { file: string; reason: string }) => ({
    what: `${p.file} could not be decompressed.`,
    why: `It begins as gzip does, and is cut off or damaged. ${p.reason}`,
    remedy: 'Copy or download it again, or compress it again.',
  }),
  'header-unnamed': (p: Place) => ({
    what: `${at(p)}: this column of the header has no name.`,
    why: 'Columns are found by their names.',
    remedy: 'Name it, or leave it out; pandas does with to_csv(…, index=False).',
  }),
  'header-duplicate': (p: Place & { name: string; first: number }) => ({
    what: `${at(p)}: the name "${p.name}" is also that of column ${p.first}.`,
    why: 'Columns are found by their names, and one of these would be ignored.',
    remedy: 'Rename one of the two, or leave it out.',
  }),
  'column-unknown': (p: { file: string; column: string; nearest: string | undefined; known: readonly string[] }) => ({
    what: `${p.file} has no column "${p.column}".`,
    why: `Its columns are ${p.known.slice(0, 20).join(', ')}${p.known.length > 20 ? ` and ${p.known.length - 20} more` : ''}.`,
    remedy: p.nearest === undefined ? 'Name one of them, or add the column.' : `Did you mean "${p.nearest}"?`,
  }),
  'row-ragged': (p: Place & { found: number; expected: number }) => ({
    what: `${at(p)}: the row has ${p.found} ${p.found === 1 ? 'cell' : 'cells'} and the header ${p.expected}.`,
    why: 'With a cell too many or too few, values would move into other columns.',
    remedy: 'Complete the row, or put cells that hold the delimiter in double quotes.',
  }),
  'row-too-long': (p: Place & { limit: number }) => ({
    what: `${at(p)}: no end of the row within ${p.limit / 2 ** 20} MiB.`,
    why: 'A row that long is no row of a table.',
    remedy: 'Check that the file is the one you meant, and that its lines end in line feeds.',
  }),
  'quote-open': (p: Place) => ({
    what: `${at(p)}: the double quote that opens this cell is never closed.`,
    why: 'Everything after it would be read as one cell.',
    remedy: 'Close the quote; a double quote inside a quoted cell is written twice.',
  }),
  'quote-stray': (p: Place) => ({
    what: `${at(p)}: something follows the double quote that closes this cell.`,
    why: 'It can be read in more than one way.',
    remedy: 'Write a double quote inside a quoted cell twice, or take out what follows.',
  }),
  'json-array': (p: { file: string }) => ({
    what: `${p.file} is one JSON array, not JSON Lines.`,
    why: 'JSON Lines has one object a line, so that a table of any size can be read row by row.',
    remedy: "Write one object a line, for example: jq -c '.[]' old.json > new.jsonl.",
  }),
  'json-line': (p: Place & { reason: string }) => ({
    what: `${at(p)}: this line is not a JSON object.`,
    why: p.reason,
    remedy: 'Write one object a line, with nothing else on it.',
  }),
  'json-late-column': (p: Place & { first: number }) => ({
    what: `${at(p)}: the column first appears here.`,
    why: `The columns of a JSON Lines table are the keys of its first ${p.first} rows.`,
    remedy: 'Give the key in the first row too, with null where there is no value.',
  }),
  'parquet-truncated': (p: { file: string }) => ({
    what: `${p.file} is cut off: it does not end as a Parquet file does.`,
    why: 'The end of a Parquet file says where everything in it stands.',
    remedy: 'Copy or download it again, or write it again.',
  }),
  'parquet-unreadable': (p: { file: string; reason: string }) => ({
    what: `${p.file} could not be read as Parquet.`,
    why: p.reason,
    remedy: 'Write it again, for example with pandas: to_parquet(…, compression="snappy").',
  }),
  'id-duplicate': (p: Place & { id: string }) => ({
    what: `${at(p)}: the row with ${p.id} stands there a second time.`,
    why: 'Rows of the two models are joined by their ids, so each may stand only once in a file.',
    remedy: 'Remove the duplicate, or name more id columns until they tell rows apart.',
  }),
  'id-missing': (p: Place & { id: string; other: string }) => ({
    what: `${at(p)}: the row with ${p.id} is not in ${p.other}.`,
    why: 'Both models must predict the same rows; comparing different rows compares nothing.',
    remedy: `Add the row's prediction to ${p.other}, or remove the row from ${p.file}.`,
  }),
  'id-unnamed': (p: { baseline: string; candidate: string }) => ({
    what: `${p.baseline} and ${p.candidate} cannot be joined: no id column is named.`,
    why: 'Rows are joined by id, never by the luck of their order.',
    remedy: 'Name the id columns with --id, or put both predictions into one file and use --predictions.',
  }),
  'target-differs': (p: Place & { target: string; found: string; other: string; expected: string }) => ({
    what: `${at(p)}: ${p.target} is ${p.found}, but ${p.other} says ${p.expected} for the same row.`,
    why: 'Two different truths for one row mean that the files describe different data.',
    remedy: 'Make both files from the same data, or keep the target in one of them only.',
  }),
  'target-missing': (p: Place) => ({
    what: `${at(p)}: the row has no target.`,
    why: 'A row without its true value cannot be scored, and leaving rows out silently would choose which ones count.',
    remedy: 'Add the value, or leave such rows out knowingly with --drop-unlabelled (they are counted).',
  }),
  'label-unknown': (p: Place & { found: string; known: readonly string[] }) => ({
    what: `${at(p)}: ${JSON.stringify(p.found)} is not one of the two labels.`,
    why: `A binary target holds two labels; seen so far: ${p.known.map(label => JSON.stringify(label)).join(', ')}.`,
    remedy: 'Name the positive label with --positive, correct the cell, or use --task multiclass.',
  }),
  'label-positive': (p: { file: string; column: string; positive: string; known: readonly string[] }) => ({
    what: `${p.file}: no row of ${p.column} holds the positive label ${JSON.stringify(p.positive)}.`,
    why: `It holds ${p.known.map(label => JSON.stringify(label)).join(', ')}.`,
    remedy: 'Name the label that is to be found with --positive.',
  }),
  'label-unseen': (p: { file: string; label: string; known: readonly string[]; nearest: string | undefined }) => ({
    what: `${p.file}: the candidate predicts the class ${JSON.stringify(p.label)}, which no row of the data has.`,
    why: `The data holds ${p.known
      .slice(0, 12)
      .map(label => JSON.stringify(label))
      .join(', ')}${p.known.length > 12 ? ', …' : ''}.`,
    remedy:
      p.nearest === undefined
        ? 'Check that model and data number or spell their classes alike.'
        : `Did you mean ${JSON.stringify(p.nearest)}? Check that model and data spell their classes alike.`,
  }),
  'class-unknown': (p: { metric: string; label: string; known: readonly string[]; nearest: string | undefined }) => ({
    what: `${p.metric} asks for a class that is nowhere in the data: ${JSON.stringify(p.label)}.`,
    why: `The classes are ${p.known
      .slice(0, 12)
      .map(label => JSON.stringify(label))
      .join(', ')}${p.known.length > 12 ? ', …' : ''}.`,
    remedy: p.nearest === undefined ? 'Name one of them.' : `Did you mean ${JSON.stringify(p.nearest)}?`,
  }),
  'values-too-many': (p: { file: string; column: string; most: number }) => ({
    what: `${p.file}: ${p.column} has over ${p.most} different values.`,
    why: 'Each value of it is counted apart, as a class or a group of people, and so many are something else.',
    remedy: 'Use --task regression for numbers, or name a column with fewer values.',
  }),
  'probability-missing': (p: { file: string; metric: string; missing: readonly string[] }) => ({
    what: `${p.file} has no probabilities for ${p.metric}${p.missing.length > 0 ? `: ${p.missing.map(label => `p:${label}`).join(', ')}` : ''}.`,
    why: `${p.metric} needs one column p:<class> for every class.`,
    remedy: 'Write the probabilities too, or leave the metric out.',
  }),
  'group-not-nested': (p: Place & { group: string; time: string }) => ({
    what: `${at(p)}: the group ${JSON.stringify(p.group)} stands at two times, ${p.time} among them.`,
    why: 'With both group and time, groups are summed and then put in order of time, so each needs one time.',
    remedy: 'Group by something that lies within one time, or leave --group out: rows of one time are summed anyway.',
  }),
  'adopt-too-late': (p: { model: string; version: number }) => ({
    what: `${p.model} has ${p.version} versions already and was left as it is.`,
    why: 'Adopting records what was in production before the first version; later ones are judged.',
    remedy: 'Use `relevo evaluate` and `relevo promote`.',
  }),
  'target-unknown': (p: { text: string; what: string }) => ({
    what: `There is no ${p.what} "${p.text}".`,
    why: 'It is written as a run’s id, a version such as v3, production, or the first digits of a digest, after MODEL@ where there are several models.',
    remedy: '`relevo runs` lists the runs, `relevo status` the versions.',
  }),
  'target-ambiguous': (p: { text: string; found: readonly string[] }) => ({
    what: `"${p.text}" means more than one: ${p.found.join(', ')}.`,
    why: 'A shortened digest or a run’s id can be found in several models.',
    remedy: 'Write MODEL@ before it, or more of its digits.',
  }),
  'model-unknown': (p: { model: string; known: readonly string[]; nearest: string | undefined }) => ({
    what: `relevo.yml declares no model "${p.model}".`,
    why: `It declares ${p.known.join(', ')}.`,
    remedy: p.nearest === undefined ? 'Name one of these.' : `Did you mean ${p.nearest}?`,
  }),
  'lock-missing': (p: { model: string }) => ({
    what: `There is no relevo.lock, which pins the data of ${p.model}.`,
    why: 'Without it nobody could tell later which data a model was trained and judged on.',
    remedy: 'Run `relevo lock`, look at what it prints, and commit relevo.lock.',
  }),
  'lock-unreadable': (p: { reason: string }) => ({
    what: `relevo.lock cannot be read: ${p.reason}.`,
    why: 'It is written by `relevo lock` alone; a merge may have left marks in it.',
    remedy: 'Run `relevo lock` again and commit what it writes.',
  }),
  'data-none': (p: { model: string; globs: readonly string[] }) => ({
    what: `No file matches train.data of ${p.model}: ${p.globs.join(', ')}.`,
    why: 'Training data that are declared must be there, or they could not be pinned.',
    remedy: 'Correct the patterns, which start at the model’s dir, or fetch the data first.',
  }),
  'data-unpinned': (p: { path: string; model: string }) => ({
    what: `${p.path} is declared by ${p.model}, but relevo.lock does not pin it.`,
    why: 'It was declared, or the file came, after relevo.lock was written.',
    remedy: 'Run `relevo lock`, look at what it prints, and commit relevo.lock.',
  }),
  'data-changed': (p: { path: string; rows: number; found: string; pinned: string }) => ({
    what: `${p.path} is not what relevo.lock pins.`,
    why: `Pinned are ${p.rows} rows as ${p.pinned.slice(0, 19)}…; on the disk is ${p.found.slice(0, 19)}….`,
    remedy: 'If the change is meant, run `relevo lock` to see and pin it; otherwise restore the file.',
  }),
  'production-cannot-predict': (p: { model: string; version: number; reason: string }) => ({
    what: `v${p.version} of ${p.model} could not predict this holdout.`,
    why: `Its own packaged code was run, and said: ${p.reason}`,
    remedy: 'Name under predict.setup what the packaged code needs, or keep the holdout that production was judged on.',
  }),
  'ledger-busy': (p: { model: string }) => ({
    what: `The run of ${p.model} could not be recorded.`,
    why: 'Others wrote to its ledger at every one of five attempts.',
    remedy: 'Run the same command again.',
  }),
  'artifact-address': (p: { model: string; address: string }) => ({
    what: `The model at ${p.address} could not be taken for ${p.model}.`,
    why: 'Only folders of the repository are read here.',
    remedy: 'Download it in a step before, verify it, and name its folder under train.artifact.',
  }),
  'score-first': (p: { model: string }) => ({
    what: `A first version of ${p.model} has nothing to be compared with.`,
    why: 'No constant can be scored: the score of each row is computed by the predictor itself.',
    remedy: 'Record a first version with `relevo adopt FOLDER`; every later candidate is compared with it.',
  }),
  'artifact-kind': (p: { digest: string }) => ({
    what: `${p.digest} holds predictions, not a model.`,
    why: 'The ledger names it as a model, so one of the two was not written by Relevo.',
    remedy: 'Check who wrote to the registry.',
  }),
  'rows-unequal': (p: { file: string; other: string; rows: number }) => ({
    what: `${p.file} and ${p.other} agree on their first ${p.rows} rows, and then one of them ends.`,
    why: 'Every row of the holdout needs exactly one prediction.',
    remedy: 'Predict again; if it happens again, the predictor leaves rows out or adds some.',
  }),
  'id-out-of-step': (p: Place & { found: string; expected: string }) => ({
    what: `${at(p)}: the row is ${JSON.stringify(p.found)}, where ${JSON.stringify(p.expected)} was expected.`,
    why: 'Predictions belong to rows by their ids, and these ids are not those of the holdout in its order.',
    remedy: 'Predict again on the present holdout.',
  }),
  'rows-none': (p: { baseline: string; candidate: string; unlabelled: number }) => ({
    what: `${p.baseline} and ${p.candidate} leave no row to compare.`,
    why: p.unlabelled > 0 ? `All ${p.unlabelled} rows are without a target.` : 'The files hold no rows.',
    remedy: 'Wait for labels, or compare other files.',
  }),
  'model-name': (p: { name: string }) => ({
    what: `"${p.name}" cannot be the name of a model.`,
    why: 'A name becomes a folder, a tag and an environment, so it has lower-case letters, digits, "-", "_" and single "." only, at most 64.',
    remedy: 'Choose another name; "production" and names such as "v3" mean something else and are none.',
  }),
  'ledger-broken': (p: { file: string; line: number; reason: string }) => ({
    what: `${p.file}: line ${p.line} cannot be trusted: ${p.reason}.`,
    why: 'Every line carries the SHA-256 of the line before it and a seal on itself, and these do not agree.',
    remedy: 'Restore the ledger from a backup or from its history; Relevo acts on none that does not hold together.',
  }),
  'ledger-newer': (p: { file: string; line: number; reason: string }) => ({
    what: `${p.file}: line ${p.line} says something that this version of Relevo does not know.`,
    why: `The line is whole, but ${p.reason}; a newer version wrote it, and leaving it out could change what is in production.`,
    remedy: 'Update Relevo to the version that the others use, then run the same command again.',
  }),
  'ledger-lost': (p: { model: string; evidence: string }) => ({
    what: `The ledger of ${p.model} is gone.`,
    why: `${p.evidence} shows that there was one, so this is no first version.`,
    remedy: `Restore the ledger from a backup or from its history. To begin anew on purpose, remove ${p.evidence} too.`,
  }),
  'ledger-rewritten': (p: { model: string; missing: string; evidence: string }) => ({
    what: `The ledger of ${p.model} does not hold ${p.missing}.`,
    why: `${p.evidence} names that event, so the ledger was cut off or written anew after it.`,
    remedy: 'Restore the ledger from a backup or from its history.',
  }),
  'registry-missing': (p: { wanted: string; place: string }) => ({
    what: `${p.wanted} is not in the registry.`,
    why: `The ledger names it, and ${p.place} does not hold it: it was removed, or is kept elsewhere.`,
    remedy: 'Restore it from a backup, or evaluate again, which makes it anew.',
  }),
  'registry-damaged': (p: { wanted: string; place: string; reason: string }) => ({
    what: `${p.wanted} is not what was stored.`,
    why: `${p.place}: ${p.reason}.`,
    remedy: 'Remove what stands there and restore it from a backup, or evaluate again, which makes it anew.',
  }),
  'registry-unusable': (p: { place: string; reason: string }) => ({
    what: `The registry at ${p.place} cannot be used.`,
    why: p.reason,
    remedy: 'Make room or mend the permissions there, or keep the registry in another folder on a local disk.',
  }),
  'artifact-refused': (p: { folder: string; reason: string }) => ({
    what: `${p.folder} cannot be made an artifact.`,
    why: `Relevo found that ${p.reason}.`,
    remedy: 'Rename, remove or replace what is named above, or let the training command write to an empty folder.',
  }),
  'artifact-too-large': (p: { folder: string; found: string; most: string }) => ({
    what: `${p.folder} holds ${p.found}.`,
    why: `An artifact may hold at most ${p.most}.`,
    remedy: 'Keep checkpoints and data out of the folder, or raise the limit.',
  }),
  'artifact-invalid': (p: { place: string; reason: string }) => ({
    what: `${p.place} is not an artifact that can be used.`,
    why: `Relevo found that ${p.reason}.`,
    remedy: 'Fetch it again from where it came; an artifact is used only as it was packaged.',
  }),
  'config-missing': (p: { path: string }) => ({
    what: `${p.path} does not exist.`,
    why: 'It says what to train, how to judge it and what to watch.',
    remedy: 'Run `relevo init` to write a first one, or name another file with --config.',
  }),
  'config-invalid': (p: { path: string; count: number; problems: string }) => ({
    what: `${p.path} has ${p.count === 1 ? 'a problem' : `${p.count} problems`}.`,
    why: p.problems,
    remedy: 'Correct them; `relevo validate` shows whether any are left.',
  }),
  'data-value': (p: Place & { found: string; expected: string }) => ({
    what: `${at(p)}: found ${p.found}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: 'Correct the value, or remove the row on both sides.',
  }),
  'folder-not-found': (p: { path: string }) => ({
    what: `${p.path} is not a folder.`,
    why: 'A command was to run in it.',
    remedy: 'Check `dir` in relevo.yml; relative paths start in the folder of the config.',
  }),
  'command-not-started': (p: { program: string; reason: string }) => ({
    what: `"${p.program}" could not be started.`,
    why: p.reason,
    remedy: 'Check the command in relevo.yml, and that what it needs was installed before Relevo runs.',
  }),
  'environment-refused': (p: { name: string; pattern: string }) => ({
    what: `The variable ${p.name} is not let through to a command.`,
    why: `${p.pattern} belongs to GitHub's job or to Relevo; code under review is given no token and no way into the job.`,
    remedy: 'Take it out of `env` in relevo.yml; give a secret that the command needs another name.',
  }),
  'environment-token': (p: { name: string }) => ({
    what: `The variable ${p.name} holds a token of GitHub and is not let through to a command.`,
    why: 'Code under review is given no token, under whatever name.',
    remedy: 'Take it out of `env` in relevo.yml; fetch what needs the token in a step before Relevo.',
  }),
  'train-failed': (p: { model: string; how: string; why: string; remedy: string }) => ({
    what: `The training of ${p.model} ${p.how}.`,
    why: p.why,
    remedy: p.remedy,
  }),
  'train-output-empty': (p: { model: string; output: string }) => ({
    what: `The training of ${p.model} succeeded and left nothing in ${p.output}.`,
    why: 'The candidate is what the command writes into that folder, named by `output` and by RELEVO_OUTPUT.',
    remedy: 'Save the model there, or name the folder that the command fills as `output` in relevo.yml.',
  }),
  'train-output-taken': (p: { path: string }) => ({
    what: `${p.path} cannot be the folder that the training fills.`,
    why: 'It is emptied before each training, and it holds the code or the repository itself.',
    remedy: 'Name a folder of its own as `output` in relevo.yml, for example `model`.',
  }),
  'predict-failed': (p: { model: string; how: string; why: string; remedy: string; said: string | undefined }) => ({
    what: `The predictor of ${p.model} ${p.how}.`,
    why: p.said === undefined ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: p.remedy,
  }),
  'predict-no-output': (p: { model: string }) => ({
    what: `The predictor of ${p.model} succeeded and wrote no predictions.`,
    why: 'A predictor writes a table with the ids and the column `prediction`, at the path that it is given.',
    remedy: 'Write it to $OUTPUT (a command), or return the predictions (a module).',
  }),
  'predict-rows': (p: { model: string; found: number; expected: number }) => ({
    what: `The predictor of ${p.model} gave ${p.found} predictions for ${p.expected} rows.`,
    why: 'Each row needs one prediction; rows left out would make a model look better than it is.',
    remedy: 'Predict every row that is given, and keep filters out of the predictor.',
  }),
  'predict-value': (p: { model: string; row: number; column: string; found: string; expected: string }) => ({
    what: `The predictor of ${p.model} gave ${p.found} as ${p.column} of row ${p.row}.`,
    why: `Expected ${p.expected}. A value that cannot be scored would distort every number.`,
    remedy: 'Correct the predictor; often a feature of that row is empty, or new to the model.',
  }),
  'predict-id': (p: { model: string; id: string; problem: 'unknown' | 'repeated' }) => ({
    what: `The predictor of ${p.model} gave ${p.problem === 'repeated' ? 'two predictions' : 'a prediction'} for ${p.id}.`,
    why:
      p.problem === 'repeated'
        ? 'Predictions are joined to rows by id, so each id has one.'
        : 'No row has that id; ids must come back as they stand in the data, letter by letter.',
    remedy: 'Copy the ids from the data as text, for example with pandas: read_csv(path, dtype={"id": str}).',
  }),
  'predict-column': (p: { model: string; column: string; known: readonly string[] }) => ({
    what: `The predictions of ${p.model} have no column "${p.column}".`,
    why: `They have ${p.known.join(', ')}; needed are the ids and \`prediction\`.`,
    remedy: 'Write the ids as they stand in the data, and call the column of predictions `prediction`.',
  }),
  'predict-returned': (p: { model: string; found: string }) => ({
    what: `The predictor of ${p.model} returned ${p.found}.`,
    why: 'Expected one value a row: an array, a typed array, a tensor with one value a row, or an array of objects.',
    remedy: 'Return, for example, Array.from(model.predict(input).dataSync()).',
  }),
  'predict-module': (p: { module: string; reason: string }) => ({
    what: `The module ${p.module} cannot predict.`,
    why: p.reason,
    remedy:
      'Export a function: export function predict({ tf, model, rows }) { … }; `package` names all files that it imports.',
  }),
  'predict-threw': (p: { module: string; reason: string }) => ({
    what: `The function predict of ${p.module} failed.`,
    why: p.reason,
    remedy: 'Correct the module; it is given every row of the holdout, without the target.',
  }),
  'predict-feature': (p: Place & { model: string; column: string }) => ({
    what: `${at(p)}: the feature is empty.`,
    why: `${p.model} is a plain model on numeric columns, and no number can stand for a missing one.`,
    remedy: 'Fill the column in, or predict with a module that decides what an empty cell means.',
  }),
  'model-unfit': (p: { model: string; reason: string }) => ({
    what: `The model ${p.model} cannot be used without code.`,
    why: p.reason,
    remedy: 'Save a model that fits, or predict with `module` in place of `features`.',
  }),
  'model-unreadable': (p: { folder: string; reason: string }) => ({
    what: `The TensorFlow.js model in ${p.folder} could not be loaded.`,
    why: p.reason,
    remedy: 'Save the whole model again, for example with `save(model, folder)` of relevo/tensorflow.',
  }),
  'backend-unavailable': (p: { backend: string; reason: string }) => ({
    what: `TensorFlow.js could not be started with the backend "${p.backend}".`,
    why: p.reason,
    remedy: 'Install what it needs, or ask for no backend and take the fastest that there is.',
  }),
  'setup-failed': (p: { model: string; how: string; why: string; remedy: string; said: string | undefined }) => ({
    what: `The setup of the predictor of ${p.model} ${p.how}.`,
    why: p.said === undefined ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: `${p.remedy} \`predict.setup\` runs in a copy of the artifact, which holds what \`package\` names.`,
  }),
} satisfies Record<string, (parameters: never) => Explanation>;

/** Every code that a user can meet. */
export type ErrorCode = keyof typeof catalogue;

/** A failure that its reader can mend: what happened, why, and what to do. */
export class RelevoError extends Error {
  readonly code: ErrorCode;
  readonly why: string;
  readonly remedy: string;

  constructor(code: ErrorCode, explanation: Explanation, cause?: unknown) {
    super(explanation.what, cause === undefined ? undefined : { cause });
    this.name = 'RelevoError';
    this.code = code;
    this.why = explanation.why;
    this.remedy = explanation.remedy;
  }
}

/** Makes the error of a catalogue row from its facts; `throw fail('file-not-found', { path })`. */
export function fail<Code extends ErrorCode>(
  code: Code,
  parameters: Parameters<(typeof catalogue)[Code]>[0],
  cause?: unknown,
): RelevoError {
  const explain = catalogue[code] as (parameters: unknown) => Explanation;
  return new RelevoError(code, explain(parameters), cause);
}
