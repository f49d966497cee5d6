// Failures with files and folders.
import type { Rows } from './explanation.ts';

/** Failures with files and folders. */
export const filesErrors = {
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
  'file-is-folder': (p: { path: string }) => ({
    what: `${p.path} is a folder.`,
    why: 'A table is one file.',
    remedy: 'Name a CSV, JSON Lines or Parquet file in it.',
  }),
  'folder-not-found': (p: { path: string }) => ({
    what: `${p.path} is not a folder.`,
    why: 'A command was to run in it.',
    remedy: 'Check `dir` in relevo.yml; relative paths start in the folder of the config.',
  }),
  'path-outside': (p: { path: string; folder: string }) => ({
    what: `${p.path} leads out of ${p.folder}.`,
    why: 'A file of the repository must not be a way to read one of the machine.',
    remedy: 'Name a file inside it, and replace a symbolic link by the file.',
  }),
  'output-unwritable': (p: { output: string; reason: string }) => ({
    what: `${p.output} could not be written.`,
    why: p.reason,
    remedy: 'Make room, or write to another place, then run the same command again.',
  }),
  'git-failed': (p: { folder: string; reason: string }) => ({
    what: `git could not list the files of ${p.folder}.`,
    why: p.reason,
    remedy: 'Make `git ls-files` work in that folder, then run the same command again.',
  }),
} satisfies Rows;
