// Writes test/github/openapi.json: what GitHub's own OpenAPI description says about the endpoints that the local GitHub
// answers, prose and examples stripped. The package that holds the description (MIT, 390 MB) is no dependency:
//   cd "$(mktemp -d)" && npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-*.tgz && cd -
//   node scripts/run.mjs scripts/extract-openapi.ts FOLDER/package
// Run it again whenever an endpoint is added to test/github/route-table.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Extract, Operation, Schema } from '../test/github/openapi.ts';
import { routes } from '../test/github/route-table.ts';

type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keywords that validate nothing. `title` and the like may be names of properties: those are kept by `slimMembers`. */
const prose = new Set(
  'title description example examples default externalDocs deprecated readOnly discriminator x-multi-segment x-github'.split(
    ' ',
  ),
);

/** A JSON Schema of one of the description's: no prose, references to `schemas`, `nullable` said by types. */
function slim(schema: unknown): Schema {
  if (!isNode(schema)) return {};
  if (typeof schema.$ref === 'string') {
    const reference = { $ref: schema.$ref.replace('#/components/schemas/', '#/schemas/') };
    return schema.nullable === true ? orNull(reference) : reference;
  }
  const { nullable, ...rest } = schema;
  const kept = Object.entries(rest).filter(([key]) => !prose.has(key));
  // Alternatives overlap in the description (a private user is a public one): one that fits is enough.
  const result: Record<string, unknown> = Object.fromEntries(
    kept.map(([key, value]) => [key === 'oneOf' ? 'anyOf' : key, slimMember(key, value)]),
  );
  return nullable === true ? orNull(result) : result;
}

function slimMember(key: string, value: unknown): unknown {
  if (key === 'properties' && isNode(value)) return slimMembers(value);
  if (Array.isArray(value)) return value.map(member => (isNode(member) ? slim(member) : member));
  return isNode(value) ? slim(value) : value;
}

const slimMembers = (members: Node): Node =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, slim(member)]));

function orNull(schema: Schema): Schema {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const values = Array.isArray(schema.enum) ? { enum: [...new Set([...schema.enum, null])] } : {};
  return { ...schema, ...values, type: [schema.type, 'null'] };
}

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: node scripts/run.mjs scripts/extract-openapi.ts FOLDER');
const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
const described: Node = JSON.parse(readFileSync(join(folder, 'generated/api.github.com.json'), 'utf8'));

function at(...keys: string[]): unknown {
  return keys.reduce<unknown>((node, key) => (isNode(node) ? node[key] : undefined), described);
}

/** The node itself, or what its reference names. */
function resolve(node: unknown): Node {
  if (!isNode(node)) return {};
  return typeof node.$ref === 'string' ? resolve(at(...node.$ref.slice(2).split('/'))) : node;
}

function extractOperation(method: string, path: string): Operation {
  const operation = at('paths', path, method.toLowerCase());
  if (!isNode(operation)) throw new Error(`GitHub's description has no ${method} ${path}.`);
  const parameters = ((operation.parameters as unknown[]) ?? [])
    .map(resolve)
    .filter(({ in: place }) => place === 'query');
  const requestBody = resolve(operation.requestBody);
  const body = jsonSchema(requestBody);
  const elsewhere = asDescribedElsewhere[`${method} ${path}`];
  return {
    query: Object.fromEntries(parameters.map(({ name, schema }) => [String(name), slim(schema)])),
    ...(body === undefined ? {} : { body, bodyRequired: requestBody.required === true }),
    answers: Object.fromEntries(
      Object.entries(operation.responses as Node).map(([status, answer]) => [
        status,
        status === '200' && elsewhere !== undefined ? elsewhere : (jsonSchema(resolve(answer)) ?? null),
      ]),
    ),
  };
}

function jsonSchema(described: Node): Schema | undefined {
  const media = isNode(described.content) ? described.content : {};
  const json = media['application/json'] ?? media['application/scim+json'];
  return isNode(json) ? slim(json.schema) : undefined;
}

/** The names of all schemas that a value refers to. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (!isNode(value)) return [];
  const own = typeof value.$ref === 'string' ? [value.$ref.slice('#/schemas/'.length)] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

/** Answers that are described twice, once by mistake: of an account that is a person and an enterprise in one. */
const asDescribedElsewhere: Readonly<Record<string, Schema>> = {
  'GET /app/installations': { type: 'array', items: { $ref: '#/schemas/installation' } },
};

/** Where GitHub's answers are known to differ from its description: the schema's name, and the schema corrected. */
const corrections: Readonly<Record<string, (schema: Schema) => Schema>> = {
  // An asset whose upload was interrupted is in a third state.
  'release-asset': schema => withProperty(schema, 'state', { enum: ['uploaded', 'open', 'starter'] }),
};

function withProperty(schema: Schema, name: string, property: Schema): Schema {
  return { ...schema, properties: { ...(schema.properties as Node), [name]: property } };
}

function collectSchemas(operations: unknown): Record<string, Schema> {
  const schemas: Record<string, Schema> = {};
  const wanted = references(operations);
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (schemas[name] !== undefined) continue;
    const schema = (corrections[name] ?? (kept => kept))(slim(at('components', 'schemas', name)));
    schemas[name] = schema;
    wanted.push(...references(schema));
  }
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const operations = Object.fromEntries(
  routes.map(({ method, path }) => [`${method} ${path}`, extractOperation(method, path)] as const).sort(),
);
const extract: Extract = {
  source: `@octokit/openapi ${version}, generated/api.github.com.json; written by scripts/extract-openapi.ts`,
  license: readFileSync(join(folder, 'LICENSE'), 'utf8').trim(),
  operations,
  schemas: collectSchemas(operations),
};

/** A line an operation and a schema, so that a change shows as what it is. */
const asLines = (members: object): string =>
  Object.entries(members)
    .map(([name, value]) => `\n${JSON.stringify(name)}:${JSON.stringify(value)}`)
    .join(',');
const { source, license, schemas } = extract;
const text = `{"source":${JSON.stringify(source)},\n"license":${JSON.stringify(license)},
"operations":{${asLines(operations)}},\n"schemas":{${asLines(schemas)}}}\n`;
writeFileSync(join(process.env.RELEVO_ROOT ?? process.cwd(), 'test/github/openapi.json'), text);
console.log(`${routes.length} operations, ${Object.keys(schemas).length} schemas, ${text.length} bytes`);
