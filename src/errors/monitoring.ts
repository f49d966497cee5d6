// Failures of the watch on production.
import type { Rows } from './explanation.ts';

const megabytes = (bytes: number): string => `${(Math.ceil(bytes / 1e5) / 10).toFixed(1)} MB`;

/** Failures of the watch on production. */
export const monitoringErrors = {
  'monitor-undeclared': (p: { model: string }) => ({
    what: `${p.model} is not watched.`,
    why: 'relevo.yml has no `monitor` for it, so there is nothing to read.',
    remedy: 'Add `monitor: { data: logs/*.csv }` to the model; docs/configuration.md describes every key.',
  }),
  'watch-untrusted': (p: { model: string; reason: string }) => ({
    what: `What the monitoring job left about ${p.model} is not believed, and nothing was done.`,
    why: `The document does not hold together: ${p.reason}.`,
    remedy:
      'Use the same version of Relevo in both jobs; when it stays, find out which step of the job wrote the file.',
  }),
  'retrain-untrusted': (p: { model: string; reason: string }) => ({
    what: `The refreshed data of ${p.model} were not taken.`,
    why: `${p.reason}.`,
    remedy: 'A refresh may change the data sets that the model declares and relevo.lock, and nothing else.',
  }),
  'retrain-too-large': (p: { what: string; bytes: number; most: number }) => ({
    what: `${p.what} has ${megabytes(p.bytes)}, and a pull request of refreshed data takes ${megabytes(p.most)}.`,
    why: 'A retraining pull request commits the refreshed data.',
    remedy: 'Keep large data elsewhere and let `data.refresh` write what pins them, or cut the file into smaller ones.',
  }),
  'retrain-too-many': (p: { files: number; most: number }) => ({
    what: `The refresh changed ${p.files} files, and a pull request of refreshed data takes ${p.most}.`,
    why: 'Each file is a request to GitHub, and a job may send 1,000 an hour.',
    remedy: 'Let `data.refresh` write fewer and larger files, or keep them elsewhere and write what pins them.',
  }),
  'refresh-undeclared': (p: { model: string }) => ({
    what: `The data of ${p.model} cannot be refreshed.`,
    why: 'relevo.yml has no `data.refresh` for it, so there is no command that fetches new data.',
    remedy: 'Add `data: { refresh: node fetch.js }` to the model; it runs in the job that can only read.',
  }),
  'refresh-failed': (p: { model: string; how: string; why: string; remedy: string }) => ({
    what: `The refresh of the data of ${p.model} ${p.how}.`,
    why: p.why,
    remedy: p.remedy,
  }),
  'monitor-columns': (p: { file: string; missing: readonly string[]; known: readonly string[] }) => ({
    what: `${p.file} lacks ${p.missing.map(column => `"${column}"`).join(', ')}.`,
    why: `The watch reads when, what and by which ids production predicted; the file's columns are ${p.known.join(', ')}.`,
    remedy: 'Log these columns, or name others under `monitor` in relevo.yml: `time`, `prediction`, `id`.',
  }),
  'monitor-no-files': (p: { model: string; globs: readonly string[] }) => ({
    what: `No file matches \`monitor.data\` of ${p.model}.`,
    why: `Nothing is at ${p.globs.join(', ')}, so nothing can be told about production.`,
    remedy: 'Have production write its rows there, fetch them before the watch runs, or correct the pattern.',
  }),
  'log-moving': (p: { file: string }) => ({
    what: `${p.file} was written while it was read.`,
    why: 'What was read may be half a row, so nothing of this run is counted.',
    remedy: 'Run the same command again; write each file under another name first, and rename it when it is whole.',
  }),
  'watch-busy': (p: { model: string }) => ({
    what: `The watch on ${p.model} could not be stored.`,
    why: 'Others stored theirs, or wrote to the ledger, at every one of five attempts.',
    remedy: 'Run the same command again.',
  }),
  'watch-newer': (p: { model: string }) => ({
    what: `What the watch on ${p.model} remembers is not what this version of Relevo writes.`,
    why: 'A newer version stored it, and guessing at it could lose or double evidence.',
    remedy: 'Update Relevo to the version that the others use, then run the same command again.',
  }),
  'reference-none': (p: { model: string; version: number; why: string; remedy: string }) => ({
    what: `What was promised for ${p.model} v${p.version} is not known.`,
    why: p.why,
    remedy: p.remedy,
  }),
} satisfies Rows;
