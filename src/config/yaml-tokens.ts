// What of YAML relevo.yml does without, found in the tokens before anything is built from them.
import type { CST } from 'yaml';
import { quote } from './parsed.ts';

/** Something refused, and where it stands. */
export interface Refused {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

const refusals: Readonly<Record<string, Pick<Refused, 'message' | 'hint'>>> = {
  anchor: {
    message: 'anchors and aliases are not used here',
    hint: 'Write what models share under the key defaults.',
  },
  alias: {
    message: 'anchors and aliases are not used here',
    hint: 'Write what models share under the key defaults.',
  },
  tag: {
    message: 'tags are not used here',
    hint: 'Leave the tag out; put a text that looks like a number in quotes.',
  },
  directive: {
    message: 'directives are not used here',
    hint: 'Leave it out: the file is read as YAML 1.2.',
  },
};

type Part = CST.Token | CST.CollectionItem;

/** Everything refused in a text's tokens. */
export function findRefused(tokens: readonly CST.Token[]): Refused[] {
  const refused: Refused[] = [];
  const queue: Part[] = [...tokens];
  for (let part = queue.pop(); part !== undefined; part = queue.pop()) {
    const refusal = 'type' in part ? refusals[part.type] : undefined;
    if (refusal !== undefined && 'type' in part) {
      refused.push({ offset: part.offset, ...refusal, message: `${refusal.message}; found ${quote(sourceOf(part))}` });
    }
    for (const child of childrenOf(part)) queue.push(child);
  }
  return [...refused, ...findDocuments(tokens)];
}

const sourceOf = (token: CST.Token): string => ('source' in token ? token.source : '').trim();

/** The parts of a token, whatever they are called in it. */
function childrenOf(token: Part): Part[] {
  const children: Part[] = [];
  if ('items' in token) for (const item of token.items) children.push(item);
  for (const part of ['start', 'props', 'sep', 'end'] as const) {
    const list: unknown = (token as Partial<Record<typeof part, unknown>>)[part];
    if (Array.isArray(list)) for (const child of list as CST.Token[]) children.push(child);
  }
  for (const part of ['key', 'value'] as const) {
    const child = (token as Partial<Record<typeof part, CST.Token | null>>)[part];
    if (child !== undefined && child !== null) children.push(child);
  }
  return children;
}

/** A second document in the file. */
function findDocuments(tokens: readonly CST.Token[]): Refused[] {
  const second = tokens.filter(token => token.type === 'document')[1];
  if (second === undefined) return [];
  return [
    {
      offset: second.offset,
      message: 'a second document begins here',
      hint: 'Write all models in one, under the key models, and take out the line ---.',
    },
  ];
}
