// Finds the endpoint of a method and a path.
import type { Route } from './call.ts';
import { fullName } from './state/repository.ts';
import type { World } from './state/world.ts';

/** An endpoint that was found, and what the path says in its placeholders. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** Placeholders that may hold slashes when they come last. */
const long =
  /\/(contents\/\{path\}|git\/(ref|refs|matching-refs)\/\{ref\}|compare\/\{basehead\}|branches\/\{branch\}|tags\/\{tag\})$/;

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly literals: number;
}

function compile(route: Route): Compiled {
  const parts = route.path.split('/');
  const names: string[] = [];
  const sources = parts.map((part, index) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return part;
    names.push(name);
    return index === parts.length - 1 && long.test(route.path) ? '(.*)' : '([^/]+)';
  });
  return {
    route,
    names,
    pattern: new RegExp(`^${sources.join('/').replace('/contents/(.*)', '/contents/?(.*)')}$`),
    literals: parts.length - names.length,
  };
}

/** A table of endpoints that can be searched; where several fit, the one with more fixed words wins. */
export function makeRouter(
  routes: readonly Route[],
): (method: string, path: string, isUpload: boolean) => Match | undefined {
  const compiled = routes.map(compile).sort((a, b) => b.literals - a.literals);
  return (method, path, isUpload) => {
    for (const { route, pattern, names } of compiled) {
      if (route.method !== method || (route.isUpload ?? false) !== isUpload) continue;
      const values = pattern.exec(path)?.slice(1);
      if (values === undefined) continue;
      const params = names.map((name, index) => [name, decodeURIComponent(values[index] ?? '')] as const);
      return { route, params: Object.fromEntries(params) };
    }
    return undefined;
  };
}

/** A path that names a repository by its id, as links of pages do, with its name instead. */
export function nameRepository(world: World, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = world.repositories.find(known => `${known.id}` === id);
  return repository === undefined ? path : `/repos/${fullName(repository)}${rest}`;
}
