// Failures with artifacts.
import type { Rows } from './explanation.ts';

/** Failures with artifacts. */
export const artifactsErrors = {
  'artifact-unreachable': (p: { model: string; address: string; reason: string }) => ({
    what: `The model at ${p.address} could not be downloaded for ${p.model}.`,
    why: p.reason,
    remedy: 'Check the address and that it needs no login; or download it in a step before and name its folder.',
  }),
  'artifact-differs': (p: { place: string; pinned: string; found: string }) => ({
    what: `${p.place} is not what \`train.artifact\` pins.`,
    why: `Pinned is ${p.pinned}; found was ${p.found}.`,
    remedy: 'If another model is meant, write its SHA-256 after the @; otherwise find out who changed it.',
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
