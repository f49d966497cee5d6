// Failures with artifacts.
import type { Rows } from './explanation.ts';

/** Failures with artifacts. */
export const artifactsErrors = {
  'artifact-address': (p: { model: string; address: string }) => ({
    what: `The model at ${p.address} could not be taken for ${p.model}.`,
    why: 'Only folders of the repository are read here.',
    remedy: 'Download it in a step before, verify it, and name its folder under train.artifact.',
  }),
  'artifact-kind': (p: { digest: string }) => ({
    what: `${p.digest} holds predictions, not a model.`,
    why: 'The ledger names it as a model, so one of the two was not written by Relevo.',
    remedy: 'Check who wrote to the registry.',
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
} satisfies Rows;
