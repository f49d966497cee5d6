// What of YAML relevo.yml does without, found in the tokens before anything is built from them.
import type { CST } from 'yaml';
import { quote } from './parsed.ts';

/** Something refused, and where it stands. */
export interface Refused {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

/** The config is six levels deep; a text much deeper is an attack on whoever reads it with recursion. */
const DEEPEST = 24;

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

interface Visit {
  readonly token: CST.Token | CST.CollectionItem;
  readonly depth: number;
}

/** Everything refused in a text's tokens; `tooDeep` says that building values from them is not safe. */
export function findRefused(tokens: readonly CST.Token[]): { readonly refused: Refused[]; readonly tooDeep: boolean } {
  const refused: Refused[] = [];
  const queue: Visit[] = tokens.map(token => ({ token, depth: 0 }));
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    const { token, depth } = visit;
    if (depth > DEEPEST) return { refused: [tooDeep(token)], tooDeep: true };
    const refusal = 'type' in token ? refusals[token.type] : undefined;
    if (refusal !== undefined && 'type' in token) {
      refused.push({
        offset: token.offset,
        ...refusal,
        message: `${refusal.message}; found ${quote(sourceOf(token))}`,
      });
    }
    for (const child of childrenOf(token)) queue.push({ token: child, depth: depth + (isNesting(token) ? 1 : 0) });
  }
  return { refused: [...refused, ...findDocuments(tokens)], tooDeep: false };
}

const isNesting = (token: Visit['token']): boolean => 'items' in token;

const sourceOf = (token: CST.Token): string => ('source' in token ? token.source : '').trim();

function tooDeep(token: Visit['token']): Refused {
  const offset =
    'offset' in token ? token.offset : (token.start[0]?.offset ?? token.key?.offset ?? token.value?.offset);
  return {
    offset: offset ?? 0,
    message: `nested more than ${DEEPEST} levels deep`,
    hint: 'No key of relevo.yml is deeper than six levels.',
  };
}

/** The parts of a token, whatever they are called in it. */
function childrenOf(token: Visit['token']): Visit['token'][] {
  const children: Visit['token'][] = [];
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
