// Answers: a status with JSON or bytes, and GitHub's words for what is refused.

/** What is sent back. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; absent for an empty answer. */
  readonly body?: unknown;
  /** Sent as they are, instead of JSON. */
  readonly bytes?: { readonly type: string; readonly content: Buffer };
  readonly headers?: Readonly<Record<string, string>>;
}

/** One reason in a refusal: which field of what, and how it is wrong. */
export interface FieldError {
  readonly resource: string;
  readonly field?: string;
  readonly code: string;
  readonly message?: string;
}

/** A refusal: thrown anywhere in a handler, sent as its status and GitHub's error body. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, details: object = {}, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.details = { ...details };
    this.headers = headers;
  }
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const created = (body: unknown): Answer => ({ status: 201, body });
export const accepted = (body?: unknown): Answer => ({ status: 202, ...(body === undefined ? {} : { body }) });
export const noContent = (): Answer => ({ status: 204 });

/** What is not there, or may not be seen. */
export const notFound = (): Refusal => new Refusal(404, 'Not Found');

/** What the token may not do. */
export const forbidden = (message = 'Resource not accessible by integration'): Refusal => new Refusal(403, message);

/** What contradicts the state that is there. */
export const conflict = (message: string): Refusal => new Refusal(409, message);

/** What makes no sense here. */
export const invalid = (message: string): Refusal => new Refusal(422, message);

/** What does not fit its fields. */
export const failed = (...errors: readonly FieldError[]): Refusal => new Refusal(422, 'Validation Failed', { errors });

/** The value, or 404. */
export function found<Value>(value: Value | undefined | null): Value {
  if (value === undefined || value === null) throw notFound();
  return value;
}

/** The answer that a refusal is sent as. */
export const refusalAnswer = ({ status, message, details, headers }: Refusal): Answer => ({
  status,
  body: { message, ...details, documentation_url: 'https://docs.github.com/rest', status: `${status}` },
  headers,
});
