// GitHub's own description of its endpoints, and whether requests and answers fit it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Ajv, type ValidateFunction } from 'ajv';

/** A JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** What is described of one endpoint. */
export interface Operation {
  /** Schemas of the parameters after `?`. */
  readonly query: Readonly<Record<string, Schema>>;
  readonly body?: Schema;
  readonly bodyRequired?: boolean;
  /** Schemas of the answers by status; null for an answer that is no JSON. */
  readonly answers: Readonly<Record<string, Schema | null>>;
}

/** What openapi.json holds. */
export interface Extract {
  readonly source: string;
  readonly license: string;
  /** By method and path: `GET /repos/{owner}/{repo}`. */
  readonly operations: Readonly<Record<string, Operation>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

/** Run by Jest, this file stands in the repository; bundled by scripts/run.mjs, the environment says where that is. */
const folder =
  process.env.RELEVO_ROOT === undefined
    ? fileURLToPath(new URL('.', import.meta.url))
    : join(process.env.RELEVO_ROOT, 'test/github');

let known: { readonly extract: Extract; readonly ajv: Ajv } | undefined;
const compiled = new Map<string, ValidateFunction>();

/** Reads the description once a process. */
function description(): { readonly extract: Extract; readonly ajv: Ajv } {
  if (known !== undefined) return known;
  const extract: Extract = JSON.parse(readFileSync(join(folder, 'openapi.json'), 'utf8'));
  // Compiled for a handful of uses each: what makes the code faster costs more than it gives.
  const ajv = new Ajv({ strict: false, validateSchema: false, inlineRefs: false, code: { optimize: false } });
  ajv.addFormat('date-time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/);
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/);
  // GitHub gives '' for an address that nobody set.
  ajv.addFormat('uri', /^$|^[a-z][a-z+.-]*:\S+$/i);
  for (const name of [
    'email',
    'int64',
    'int32',
    'float',
    'double',
    'uuid',
    'hostname',
    'timestamp',
    'repo.nwo',
    'ssh-key',
    'ipv4',
    'binary',
  ]) {
    ajv.addFormat(name, true);
  }
  ajv.addSchema({ $id: 'github', schemas: extract.schemas });
  known = { extract, ajv };
  return known;
}

/** What is described of an endpoint. */
export function operationOf(method: string, path: string): Operation {
  const operation = description().extract.operations[`${method} ${path}`];
  if (operation === undefined) throw new Error(`openapi.json lacks ${method} ${path}: run scripts/extract-openapi.ts.`);
  return operation;
}

/** Compiled at the first use, and once: compiling all of them takes seconds. */
function validator(key: string, schema: Schema): ValidateFunction {
  const ready = compiled.get(key);
  if (ready !== undefined) return ready;
  const local = JSON.parse(JSON.stringify(schema).replaceAll('"#/schemas/', '"github#/schemas/'));
  const validate = description().ajv.compile(local);
  compiled.set(key, validate);
  return validate;
}

/** What does not fit, in one line; undefined when all fits. */
function complain(key: string, schema: Schema, value: unknown): string | undefined {
  const validate = validator(key, schema);
  if (validate(value)) return undefined;
  const { instancePath, message, params } = validate.errors?.at(-1) ?? { instancePath: '', message: '', params: {} };
  return `${instancePath === '' ? 'the body' : instancePath} ${message} ${JSON.stringify(params)}`;
}

/** What is wrong with a request's query or JSON body. */
export function complainAboutRequest(
  endpoint: string,
  operation: Operation,
  query: URLSearchParams,
  body: unknown,
): string | undefined {
  for (const [name, value] of query) {
    const schema = operation.query[name];
    const complaint = schema && complain(`${endpoint}?${name}`, schema, fromText(schema, value));
    if (complaint !== undefined) return `query ${name}: ${complaint}`;
  }
  if (operation.body === undefined) return undefined;
  if (body === undefined) return operation.bodyRequired ? 'the body is missing' : undefined;
  return complain(`${endpoint} body`, operation.body, body);
}

/** What a query's text stands for, as far as its schema tells. */
function fromText({ type }: Schema, value: string): unknown {
  if ((type === 'integer' || type === 'number') && value.trim() !== '') return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

/** What is wrong with an answer; a status that is not described is wrong, unless any endpoint may give it. */
export function complainAboutAnswer(
  endpoint: string,
  operation: Operation,
  status: number,
  body: unknown,
): string | undefined {
  const schema = operation.answers[`${status}`];
  if (schema === undefined) return alwaysPossible.has(status) ? undefined : `status ${status} is not described`;
  if (schema === null) return body === undefined ? undefined : `status ${status} has no JSON`;
  if (body === undefined) return status === 204 || status === 304 ? undefined : `status ${status} needs JSON`;
  return complain(`${endpoint} ${status}`, schema, body);
}

/** Refusals and faults that GitHub's description leaves out at most endpoints. */
const alwaysPossible = new Set([400, 401, 403, 404, 405, 409, 422, 429, 500, 502, 503]);
