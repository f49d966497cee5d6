// Names of models: each becomes a folder, a part of a git tag and an environment.
import { isModelName, isReservedOnWindows } from '../core/model-ref.ts';
import { bad, good, type Parsed, quote, unlike } from './parsed.ts';

/** What a name must match; `isModelName` says the rest. The JSON Schema has it too. */
export const modelNamePattern = '^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$';

/** What stands between a text and being a name, most telling first. */
const reasons: readonly { readonly applies: (text: string) => boolean; readonly what: string }[] = [
  { applies: text => text.length > 64, what: 'it is longer than 64 characters' },
  { applies: text => /[A-Z]/.test(text), what: 'it has capital letters' },
  { applies: text => text.includes('..'), what: 'it has two dots in a row' },
  { applies: text => text.endsWith('.lock'), what: 'git keeps names that end in .lock for itself' },
  { applies: text => /^(?:production|v\d+)$/.test(text), what: 'it would be mistaken for a version' },
  { applies: text => isReservedOnWindows(text), what: 'Windows keeps it for a device' },
];

/** Reads the name of a model. */
export function parseModelName(raw: unknown): Parsed<string> {
  if (typeof raw !== 'string') return unlike('the name of a model', raw);
  if (isModelName(raw)) return good(raw);
  const reason = reasons.find(({ applies }) => applies(raw))?.what;
  const suggestion = raw
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60);
  return bad(`${quote(raw)} cannot name a model${reason === undefined ? '' : `: ${reason}`}`, {
    nearest: isModelName(suggestion) ? suggestion : undefined,
    hint: 'Names are made of lower-case letters and digits, with -, _ or . between them.',
  });
}
