// Lists, a page at a time, with the `Link` header that clients follow.
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';

/** One page of a list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly headers: Readonly<Record<string, string>>;
}

/** The page that is asked for: 30 a page unless `per_page` says otherwise, 100 at most. */
export function pageOf<Item>({ query, self }: Call, all: readonly Item[]): Page<Item> {
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)));
  const number = Math.max(1, Number(query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const link = (rel: string, page: number) => {
    const next = new URLSearchParams(query);
    next.set('page', `${page}`);
    return `<${self}?${next}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [link('prev', number - 1)] : []),
    ...(number < last ? [link('next', number + 1), link('last', last)] : []),
    ...(number > 1 ? [link('first', 1)] : []),
  ];
  return {
    items: all.slice((number - 1) * size, number * size),
    headers: links.length === 0 ? {} : { link: links.join(', ') },
  };
}

/** Answers with a page of a list. */
export function answerPage<Item>(call: Call, all: readonly Item[], shape: (item: Item) => unknown): Answer {
  const { items, headers } = pageOf(call, all);
  return { status: 200, body: items.map(shape), headers };
}

/** Answers with a page of a list that stands in an object beside its whole length. */
export function answerCountedPage<Item>(
  call: Call,
  all: readonly Item[],
  name: string,
  shape: (item: Item) => unknown,
): Answer {
  const { items, headers } = pageOf(call, all);
  return { status: 200, body: { total_count: all.length, [name]: items.map(shape) }, headers };
}
