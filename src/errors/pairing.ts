// Failures of laying two tables of predictions beside each other.
import { at, type Place, type Rows } from './explanation.ts';

/** Where the positive label is named. */
const positive = 'as `holdout.positive` in relevo.yml or --positive of `relevo compare`';

/** Failures of laying two tables of predictions beside each other. */
export const pairingErrors = {
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
  'id-out-of-step': (p: Place & { found: string; expected: string }) => ({
    what: `${at(p)}: the row is ${JSON.stringify(p.found)}, where ${JSON.stringify(p.expected)} was expected.`,
    why: 'Predictions belong to rows by their ids, and these ids are not those of the holdout in its order.',
    remedy: 'Predict again on the present holdout.',
  }),
  'rows-unequal': (p: { file: string; other: string; rows: number }) => ({
    what: `${p.file} and ${p.other} agree on their first ${p.rows} rows, and then one of them ends.`,
    why: 'Every row of the holdout needs exactly one prediction.',
    remedy: 'Predict again; if it happens again, the predictor leaves rows out or adds some.',
  }),
  'rows-none': (p: { baseline: string; candidate: string; unlabelled: number }) => ({
    what: `${p.baseline} and ${p.candidate} leave no row to compare.`,
    why: p.unlabelled > 0 ? `All ${p.unlabelled} rows are without a target.` : 'The files hold no rows.',
    remedy: 'Wait for labels, or compare other files.',
  }),
  'target-differs': (p: Place & { target: string; found: string; other: string; expected: string }) => ({
    what: `${at(p)}: ${p.target} is ${p.found}, but ${p.other} says ${p.expected} for the same row.`,
    why: 'Two different truths for one row mean that the files describe different data.',
    remedy: 'Make both files from the same data, or keep the target in one of them only.',
  }),
  'target-missing': (p: Place) => ({
    what: `${at(p)}: the row has no target.`,
    why: 'A row without its true value cannot be scored, and leaving rows out silently would choose which ones count.',
    remedy:
      'Add the value, or leave such rows out knowingly, and counted: `holdout.unlabelled: drop` in relevo.yml, --drop-unlabelled of `relevo compare`.',
  }),
  'label-unknown': (p: Place & { found: string; known: readonly string[] }) => ({
    what: `${at(p)}: ${JSON.stringify(p.found)} is not one of the two labels.`,
    why:
      p.known.length === 0
        ? 'While no label is named as the positive one, a binary target holds 0 and 1, no and yes, or false and true.'
        : `A binary target holds two labels; seen so far: ${p.known.map(label => JSON.stringify(label)).join(', ')}.`,
    remedy: `Name the positive label, ${positive}, correct the cell, or choose the task multiclass.`,
  }),
  'label-positive': (p: { file: string; column: string; positive: string; known: readonly string[] }) => ({
    what: `${p.file}: no row of ${p.column} holds the positive label ${JSON.stringify(p.positive)}.`,
    why: `It holds ${p.known.map(label => JSON.stringify(label)).join(', ')}.`,
    remedy: `Name the label that is to be found, ${positive}.`,
  }),
  'label-unseen': (p: { label: string; known: readonly string[]; nearest: string | undefined }) => ({
    what: `The candidate predicts the class ${JSON.stringify(p.label)}, which no row of the data has.`,
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
  'probability-missing': (p: { file: string; metric: string; missing: readonly string[] }) => ({
    what: `${p.file} has no probabilities for ${p.metric}${p.missing.length > 0 ? `: ${p.missing.map(label => `p:${label}`).join(', ')}` : ''}.`,
    why: `${p.metric} needs one column p:<class> for every class.`,
    remedy: 'Write the probabilities too, or leave the metric out.',
  }),
  'group-not-nested': (p: Place & { group: string; time: string }) => ({
    what: `${at(p)}: the group ${JSON.stringify(p.group)} stands at two times, ${p.time} among them.`,
    why: 'With both group and time, groups are summed and then put in order of time, so each needs one time.',
    remedy: 'Group by something that lies within one time, or leave the group out: rows of one time are summed anyway.',
  }),
} satisfies Rows;
