// The kinds of values that relevo.yml is made of, each with its reader and its JSON Schema.
import * as z from 'zod';
import { metrics as catalogue } from '../core/metrics/catalogue.ts';
import { parseArtifactSource } from './artifact-source.ts';
import { businessPattern, parseBusinessMetric, parseColumn, parseLabel } from './column.ts';
import { parseCommand } from './command.ts';
import { durationPattern, parseDuration } from './duration.ts';
import { envNamePattern, parseEnvName } from './env-name.ts';
import { globPattern, parseGlob } from './glob.ts';
import { type GuardText, guardPattern, parseGuard } from './guard.ts';
import { parseHorizon } from './horizon.ts';
import { parseHandle, parseIssueLabel } from './issue-words.ts';
import { expression, leaf, list } from './leaf.ts';
import { limitPattern, parseLimit } from './limit.ts';
import { marginPattern, parseMargin } from './margin.ts';
import { parseMetricText } from './metric-name.ts';
import { parseModelName } from './model-name.ts';
import { parseOutputFolder, parsePath, pathPattern } from './path.ts';
import { parseShare, sharePattern } from './percentage.ts';
import { parseSize, sizePattern } from './size.ts';

/** `30m`, `7d`, `5y`. */
export const duration = () =>
  expression(parseDuration, { title: 'duration', pattern: durationPattern, examples: ['30m', '7d', '5y'] });

/** `500 MB`, `2 GB`. */
export const size = () => expression(parseSize, { title: 'size', pattern: sizePattern, examples: ['500 MB', '2 GB'] });

/** `10%` or 0.1, between two bounds. */
export const share = (from: number, to: number) =>
  expression(raw => parseShare(raw, { from, to }), {
    title: 'percentage',
    pattern: sharePattern,
    examples: [],
    numbers: { minimum: from, maximum: to },
  });

/** `2%`, `0.5 points`, 0.02. */
export const margin = () =>
  expression(parseMargin, {
    title: 'margin',
    pattern: marginPattern,
    examples: ['2%', '0.5 points', 0.02],
    numbers: { minimum: 0 },
  });

/** 14, or `14d`. */
export const horizon = () =>
  leaf(parseHorizon, {
    title: 'number of periods, or duration',
    anyOf: [
      { type: 'integer', minimum: 1 },
      { type: 'string', pattern: durationPattern },
    ],
    examples: [14, '14d'],
  });

const path = { type: 'string', pattern: pathPattern } as const;
const glob = { type: 'string', pattern: globPattern } as const;
const column = { type: 'string', minLength: 1, maxLength: 200 } as const;

/** A path inside the repository. */
export const folderOrFile = () => leaf(parsePath, { title: 'path', ...path });

/** A folder that a command fills. */
export const outputFolder = () => leaf(parseOutputFolder, { title: 'path', ...path });

/** Patterns of paths. */
export const globs = (least = 0) => list(parseGlob, { title: 'list of patterns', item: glob, least });

/** The name of a column. */
export const columnName = () => leaf(parseColumn, { title: 'column', ...column });

/** Names of columns. */
export const columnNames = (least = 0) => list(parseColumn, { title: 'list of columns', item: column, least });

/** A label of the target. */
export const label = () =>
  leaf(parseLabel, { title: 'label', anyOf: [column, { type: 'number' }, { type: 'boolean' }], examples: ['yes', 1] });

const words = { type: 'array', items: { type: 'string' }, minItems: 1, maxItems: 500 } as const;

/** A program and its arguments. */
export const command = () =>
  leaf(raw => parseCommand(raw), { title: 'command', anyOf: [{ type: 'string', minLength: 1 }, words] });

/** A predictor's program and its arguments, with `$MODEL`, `$DATA` and `$OUTPUT`. */
export const predictorCommand = () =>
  leaf(raw => parseCommand(raw, { hasPlaceholders: true }), {
    title: 'command',
    anyOf: [{ type: 'string', minLength: 1 }, words],
    examples: [['python', 'predict.py', '$MODEL', '$DATA', '$OUTPUT']],
  });

/** A folder or an address. */
export const artifactSource = () =>
  leaf(parseArtifactSource, {
    title: 'folder, or address@sha256:…',
    type: 'string',
    minLength: 1,
    examples: ['models/today', `https://models.example.com/daily-sales.tar@sha256:${'0'.repeat(64)}`],
  });

/** Names of environment variables. */
export const envNames = () =>
  list(parseEnvName, { title: 'list of names', item: { type: 'string', pattern: envNamePattern } });

/** Names that a model had. */
export const modelNames = () =>
  list(parseModelName, { title: 'list of names', item: { type: 'string', minLength: 1, maxLength: 64 }, most: 50 });

/** Editors offer the names; those with brackets are written by hand. */
const metric = {
  type: 'string',
  anyOf: [{ enum: [...new Set(catalogue.map(({ name }) => name))] }, { pattern: '^[a-z0-9_]+\\s*\\(.*\\)$' }],
} as const;

/** Metrics; the first is primary. */
export const metrics = () =>
  list(parseMetricText, {
    title: 'list of metrics',
    item: metric,
    least: 1,
    most: 50,
  });

/** `bias within 1%`. */
export const guards = () =>
  list(parseGuard, {
    title: 'list of guards',
    item: { type: 'string', pattern: guardPattern, examples: ['bias within 1%'] },
    most: 50,
    key: ({ metric }: GuardText) => metric,
  });

/** `wape <= 0.25`. */
export const limits = () =>
  list(parseLimit, {
    title: 'list of limits',
    item: { type: 'string', pattern: limitPattern, examples: ['wape <= 0.25', 'model_mb <= 50'] },
    most: 50,
    key: ({ text }: { text: string }) => text,
  });

/** `revenue must not fall`. */
export const businessMetrics = () =>
  list(parseBusinessMetric, {
    title: 'list of business metrics',
    item: { type: 'string', pattern: businessPattern, examples: ['revenue must not fall'] },
    most: 50,
    key: ({ column: name }: { column: string }) => name,
  });

/** Labels of an issue. */
export const issueLabels = () =>
  list(parseIssueLabel, { title: 'list of labels', item: { type: 'string', minLength: 1, maxLength: 50 }, most: 20 });

/** Users' names. */
export const handles = () =>
  list(parseHandle, { title: 'list of users', item: { type: 'string', minLength: 1 }, most: 10 });

/** A key that must be there. */
export const needed = <S extends z.ZodType>(schema: S, description: string) => schema.meta({ description });

/** A key with a default, as it would be written. */
export const given = <S extends z.ZodType>(schema: S, fallback: z.input<S>, description: string) =>
  schema.prefault(fallback as never).meta({ description });

/** A key that may be left out: null then. */
export const maybe = <S extends z.ZodType>(schema: S, description: string) =>
  schema.nullable().default(null).meta({ description });

/** A block of keys of which each may be left out. */
export const block = <S extends z.ZodType>(schema: S, description: string) =>
  schema.prefault({} as never).meta({ description });

/** Exactly these keys. */
export const keys = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape);
