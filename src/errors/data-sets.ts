// Failures with declared data and relevo.lock.
import type { Rows } from './explanation.ts';

/** Failures with declared data and relevo.lock. */
export const dataSetsErrors = {
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
} satisfies Rows;
