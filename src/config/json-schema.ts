// relevo.yml as a JSON Schema (2020-12), for editors: made from the declaration, so that the two cannot differ.
import * as z from 'zod';
import type { JsonSchema } from './leaf.ts';
import { modelNamePattern } from './model-name.ts';
import { unwrap } from './read-keys.ts';
import { alternatives, configSchema, modelSchema } from './schema.ts';

/** Where the schema of a released version is found. */
const id = 'https://raw.githubusercontent.com/relevo/relevo/v1/relevo.schema.json';

type Schemas = Readonly<Record<string, JsonSchema>>;

/** The JSON Schema of relevo.yml. */
export function makeJsonSchema(): JsonSchema {
  const made = z.toJSONSchema(configSchema, { io: 'input' }) as JsonSchema;
  const model = emptiable((made.$defs as Schemas).model ?? {});
  const properties = made.properties as Schemas;
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: 'relevo.yml',
    description: 'The models that Relevo keeps good: how each is trained, judged, promoted and watched.',
    type: 'object',
    required: ['models'],
    additionalProperties: false,
    properties: {
      defaults: { ...described(properties.defaults), anyOf: [{ $ref: '#/$defs/model' }, { type: 'null' }] },
      retired: orNull(flat(properties.retired ?? {})),
      models: {
        ...described(properties.models),
        type: 'object',
        minProperties: 1,
        propertyNames: { pattern: modelNamePattern },
        additionalProperties: { $ref: '#/$defs/model' },
      },
    },
    // Defaults may give what a model leaves out; without them, each model must be whole.
    if: { not: has('defaults') },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
    then: { properties: { models: { additionalProperties: { $ref: '#/$defs/whole' } } } },
    $defs: { model: { ...model, type: 'object' }, whole },
  };
}

const described = (schema: JsonSchema = {}): JsonSchema => ({ description: schema.description });

/** An object in which a key is given and not empty. */
const has = (key: string): JsonSchema => ({ required: [key], properties: { [key]: { not: { type: 'null' } } } });

const exactlyOne = (keys: readonly string[]): JsonSchema => ({ oneOf: keys.map(has) });

/** What a model must have when nothing else can give it. */
const whole: JsonSchema = {
  required: neededKeys(modelSchema),
  properties: {
    train: exactlyOne(alternatives.train),
    predict: exactlyOne(alternatives.predict),
    monitor: { required: neededKeys(unwrap(modelSchema.shape.monitor)) },
    holdout: {
      required: neededKeys(unwrap(modelSchema.shape.holdout)),
      if: { anyOf: [has('season'), has('horizon')] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: has('time'),
    },
  },
  if: { properties: { task: { const: 'score' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  then: has('direction'),
  else: { not: has('direction'), properties: { holdout: has('target') } },
};

function neededKeys(schema: z.ZodType): string[] {
  if (!(schema instanceof z.ZodObject)) throw new Error('Only an object has keys.');
  return Object.keys(schema.shape).filter(key => unwrap(schema.shape[key] as z.ZodType) === schema.shape[key]);
}

/**
 * An object whose optional keys may also be left empty, and none of whose keys is required, because a part of it may
 * stand under `defaults`.
 */
function emptiable(schema: JsonSchema): JsonSchema {
  const { required = [], properties, id: _, ...rest } = schema;
  const entries = Object.entries((properties ?? {}) as Schemas).map(([key, property]): [string, JsonSchema] => {
    const deep = 'properties' in property ? emptiable(property) : flat(property);
    return [key, (required as readonly string[]).includes(key) ? deep : orNull(deep)];
  });
  return { ...rest, properties: Object.fromEntries(entries) };
}

/** A key without a default comes as `anyOf: [it, null]`: the type itself, with what is said about the key. */
function flat({ anyOf, ...rest }: JsonSchema): JsonSchema {
  const choices = anyOf as readonly JsonSchema[] | undefined;
  const [only, ...others] = choices?.filter(choice => choice.type !== 'null') ?? [];
  if (choices === undefined || only === undefined || others.length > 0 || choices.length === 1) {
    return anyOf === undefined ? rest : { ...rest, anyOf };
  }
  const inner = 'properties' in only ? emptiable(only) : only;
  return { ...inner, ...rest };
}

function orNull(schema: JsonSchema): JsonSchema {
  const { anyOf, type, enum: words, default: fallback, ...rest } = schema;
  return {
    ...rest,
    ...(fallback === undefined || isEmptyObject(fallback) ? {} : { default: fallback }),
    ...(anyOf === undefined ? { type: [type, 'null'] } : { anyOf: [...(anyOf as JsonSchema[]), { type: 'null' }] }),
    ...(words === undefined ? {} : { enum: [...(words as unknown[]), null] }),
  };
}

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
