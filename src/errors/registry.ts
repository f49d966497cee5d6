// Failures of ledgers and of what is stored.
import type { Rows } from './explanation.ts';

/** Failures of ledgers and of what is stored. */
export const registryErrors = {
  'ledger-busy': (p: { model: string }) => ({
    what: `The run of ${p.model} could not be recorded.`,
    why: 'Others wrote to its ledger at every one of five attempts.',
    remedy: 'Run the same command again.',
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
  'model-vanished': (p: { model: string; missing: readonly string[] }) => ({
    what: `${p.model} has no history, and ${p.missing.join(', ')} ${p.missing.length === 1 ? 'has' : 'have'} one but no model in relevo.yml.`,
    why: 'If it is the same model by another name, a first version would pass without being compared with production.',
    remedy: `If it was renamed, write \`was: ${p.missing[0]}\` under ${p.model}. If that model is no longer kept, write \`retired: ${p.missing.join(', ')}\` beside \`models\`.`,
  }),
  'history-torn': (p: { model: string; names: readonly string[] }) => ({
    what: `${p.model} has more than one history: under ${p.names.join(' and ')}.`,
    why: 'A model continues one ledger, and which of them was in use cannot be told from their names.',
    remedy: 'Take the name whose history does not continue out of `was`, and write it under `retired`.',
  }),
  'registry-missing': (p: { wanted: string; place: string }) => ({
    what: `${p.wanted} is not in the registry.`,
    why: `The ledger names it, and ${p.place} does not hold it: it was removed, or is kept elsewhere.`,
    remedy: 'Restore it from a backup, or evaluate again, which makes it anew.',
  }),
  'artifact-pruned': (p: { text: string; at: string }) => ({
    what: `The artifact of ${p.text} was let go on ${p.at.slice(0, 10)}.`,
    why: '`keep` in relevo.yml says how many versions keep their artifact, and how long candidates do.',
    remedy: 'Evaluate its commit again, which makes it anew; a larger `keep` holds for those to come.',
  }),
  'registry-damaged': (p: { wanted: string; place: string; reason: string }) => ({
    what: `${p.wanted} is not what was stored.`,
    why: `${p.place}: ${p.reason}.`,
    remedy: 'Remove what stands there and restore it from a backup, or evaluate again, which makes it anew.',
  }),
  'report-unreadable': (p: { text: string; digest: string; reason: string }) => ({
    what: `The report of "${p.text}" cannot be read: ${p.reason}.`,
    why: `It is what the ledger recorded (${p.digest.slice(0, 19)}…), so another version of Relevo, or another program, wrote it.`,
    remedy:
      'Use the version of Relevo that wrote it, or run `relevo evaluate --anew` at its commit, which makes a new report.',
  }),
  'watch-damaged': (p: { place: string; folder: string; reason: string }) => ({
    what: `The state of the watch at ${p.place} cannot be read: ${p.reason}.`,
    why: 'What the signals remember is kept there, and Relevo goes on from nothing that it did not write itself.',
    remedy: `Restore it from a backup, or remove ${p.folder}: the watch then reads all logs since the promotion again.`,
  }),
  'registry-unusable': (p: { place: string; reason: string }) => ({
    what: `The registry at ${p.place} cannot be used.`,
    why: p.reason,
    remedy: 'Make room or mend the permissions there, or keep the registry in another folder on a local disk.',
  }),
  'adopt-too-late': (p: { model: string; version: number }) => ({
    what: `${p.model} has ${p.version} versions already and was left as it is.`,
    why: 'Adopting records what was in production before the first version; later ones are judged.',
    remedy: 'Use `relevo evaluate` and `relevo promote`.',
  }),
} satisfies Rows;
