// What GitHub answers, as errors that say what to do about it.
import { fail, RelevoError } from '../../errors.ts';

/** What is being done, for messages: `write comments`; and the permission that it takes. */
export interface Need {
  readonly doing: string;
  /** As a workflow's YAML writes it. */
  readonly permission: string;
  readonly level: 'read' | 'write';
}

/** An error of Octokit; known by its form, since each client may bring its own copy of the class. */
interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly request?: { readonly method?: string };
  readonly response?: {
    readonly headers: Readonly<Record<string, string | number | undefined>>;
    readonly data?: unknown;
  };
}

/** Does something with GitHub; its refusals become errors of the catalogue. */
export async function ask<T>(need: Need, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw explain(thrown, need);
  }
}

/** The status of an answer that was an error; undefined for every other failure. */
export function statusOf(thrown: unknown): number | undefined {
  return isRefusal(thrown) ? thrown.status : undefined;
}

/** What GitHub said, in one line and without the address of its manual. */
export function saidBy(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return message
    .replace(/ - https:\/\/\S+$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/\.$/, '');
}

/** What a request gives, or `otherwise` where there is nothing. */
export async function unlessAbsent<T, Otherwise>(request: Promise<T>, otherwise: Otherwise): Promise<T | Otherwise> {
  return request.catch((thrown: unknown) => {
    if (statusOf(thrown) === 404) return otherwise;
    throw thrown;
  });
}

/** Whether it is unknown if a write happened: the answer was lost, or says that GitHub itself failed. */
export function isUncertain(thrown: unknown): boolean {
  return (statusOf(thrown) ?? 0) >= 500;
}

/** An error of the catalogue for what a request threw; what is no answer of GitHub's stays as it is. */
export function explain(thrown: unknown, need: Need): unknown {
  if (thrown instanceof RelevoError || !isRefusal(thrown)) return thrown;
  const { doing } = need;
  const said = saidBy(thrown);
  if (isLimited(thrown)) return fail('github-limited', { doing, until: resetOf(thrown) }, thrown);
  if (thrown.status >= 500) return fail('github-unreachable', { doing, said }, thrown);
  if (thrown.status === 401) return fail('github-token', { doing }, thrown);
  if (thrown.status === 409 && /repository is empty/i.test(said)) return fail('github-empty', { doing }, thrown);
  if (isForbidden(thrown)) return fail('github-permission', { doing, ...permissionOf(thrown, need) }, thrown);
  if (thrown.status === 404) return fail('github-missing', { doing, said }, thrown);
  return fail('github-refused', { doing, said }, thrown);
}

function isRefusal(thrown: unknown): thrown is Refusal {
  return thrown instanceof Error && typeof (thrown as Partial<Refusal>).status === 'number';
}

/** Whether GitHub asks to wait, rather than to stay away. */
export function isLimited(thrown: unknown): boolean {
  if (!isRefusal(thrown)) return false;
  const { status, message, response } = thrown;
  if (status === 429) return true;
  return status === 403 && (/\brate limit\b/i.test(message) || response?.headers['x-ratelimit-remaining'] === '0');
}

/** Private repositories answer 404 to a write that is not allowed, as if they were not there. */
function isForbidden({ status, message, request }: Refusal): boolean {
  if (status === 403) return /not accessible by|must have admin|permission/i.test(message);
  return status === 404 && request?.method === 'POST';
}

/** When the limit ends. */
function resetOf({ response }: Refusal): string | null {
  const { 'retry-after': after, 'x-ratelimit-reset': reset } = response?.headers ?? {};
  if (Number(after) > 0) return `in ${after} s`;
  if (!(Number(reset) > 0)) return null;
  return `at ${new Date(Number(reset) * 1000).toISOString().slice(11, 16)} UTC`;
}

/** What GitHub itself says that it takes, else what the caller knows; `pull_requests=write; issues=write` is a choice. */
function permissionOf({ response }: Refusal, { permission, level }: Need): Pick<Need, 'permission' | 'level'> {
  const header = String(response?.headers['x-accepted-github-permissions'] ?? '');
  const pairs = header.split(/[;,]/).map(pair => pair.trim().replaceAll('_', '-').split('='));
  if (header === '' || pairs.some(([name]) => name === permission)) return { permission, level };
  const [name = permission, wanted] = pairs[0] ?? [];
  return { permission: name, level: wanted === 'read' ? 'read' : 'write' };
}
