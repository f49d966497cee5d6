// Every kind of value: what is read, and what is said about what cannot be.
import { describe, expect, test } from '@jest/globals';
import { parseArtifactSource } from '../../src/config/artifact-source.ts';
import { parseBusinessMetric, parseColumn, parseLabel } from '../../src/config/column.ts';
import { parseDuration } from '../../src/config/duration.ts';
import { parseEnvName } from '../../src/config/env-name.ts';
import { parseGlob } from '../../src/config/glob.ts';
import { parseGuard } from '../../src/config/guard.ts';
import { parseHorizon } from '../../src/config/horizon.ts';
import { parseHandle, parseIssueLabel } from '../../src/config/issue-words.ts';
import { parseLimit } from '../../src/config/limit.ts';
import { parseMargin } from '../../src/config/margin.ts';
import { lookUpMetric, metricText, parseMetricText } from '../../src/config/metric-name.ts';
import { parseModelName } from '../../src/config/model-name.ts';
import type { Parsed } from '../../src/config/parsed.ts';
import { parseOutputFolder, parsePath } from '../../src/config/path.ts';
import { parseShare } from '../../src/config/percentage.ts';
import { parseSize } from '../../src/config/size.ts';

const digest = `sha256:${'ab'.repeat(32)}`;

type Row = readonly [parse: (raw: unknown) => Parsed<unknown>, raw: unknown, expected: unknown];

const read: readonly Row[] = [
  [parseDuration, '30m', { text: '30m', ms: 1_800_000 }],
  [parseDuration, '1.5h', { text: '1.5h', ms: 5_400_000 }],
  [parseDuration, '7 d', { text: '7d', ms: 604_800_000 }],
  [parseDuration, '2w', { text: '2w', ms: 1_209_600_000 }],
  [parseDuration, '5y', { text: '5y', ms: 5 * 365.25 * 86_400_000 }],
  [parseDuration, '250ms', { text: '250ms', ms: 250 }],
  [parseSize, '500 MB', { text: '500 MB', bytes: 500e6 }],
  [parseSize, '2GiB', { text: '2GiB', bytes: 2 ** 31 }],
  [parseSize, '1.5kb', { text: '1.5kb', bytes: 1500 }],
  [raw => parseShare(raw, { from: 0, to: 1 }), '10%', 0.1],
  [raw => parseShare(raw, { from: 0, to: 1 }), '7%', 0.07],
  [raw => parseShare(raw, { from: 0, to: 1 }), 0.5, 0.5],
  [parseMargin, '2%', { kind: 'relative', amount: 0.02, text: '2%' }],
  [parseMargin, '0.5 points', { kind: 'absolute', amount: 0.005, text: '0.5 points' }],
  [parseMargin, '1 point', { kind: 'absolute', amount: 0.01, text: '1 point' }],
  [parseMargin, '3 percentage points', { kind: 'absolute', amount: 0.03, text: '3 percentage points' }],
  [parseMargin, 0.02, { kind: 'absolute', amount: 0.02, text: '0.02' }],
  [parseMargin, '1e-3', { kind: 'absolute', amount: 0.001, text: '1e-3' }],
  [parseMargin, 0, { kind: 'absolute', amount: 0, text: '0' }],
  [
    parseGuard,
    'bias within 1%',
    { text: 'bias within 1%', metric: 'bias', margin: { kind: 'relative', amount: 0.01, text: '1%' } },
  ],
  [
    parseGuard,
    ' recall( cat )  within 0.5 points ',
    {
      text: 'recall(cat) within 0.5 points',
      metric: 'recall(cat)',
      margin: { kind: 'absolute', amount: 0.005, text: '0.5 points' },
    },
  ],
  [parseLimit, 'wape <= 0.25', { text: 'wape <= 0.25', quantity: 'wape', operator: '<=', bound: 0.25 }],
  [parseLimit, 'wape<=25 %', { text: 'wape <= 25%', quantity: 'wape', operator: '<=', bound: 0.25 }],
  [parseLimit, 'recall(a b) ≥ .9', { text: 'recall(a b) >= .9', quantity: 'recall(a b)', operator: '>=', bound: 0.9 }],
  [parseLimit, 'bias > -2%', { text: 'bias > -2%', quantity: 'bias', operator: '>', bound: -0.02 }],
  [parseHorizon, 14, { periods: 14 }],
  [parseHorizon, '14d', { text: '14d', ms: 14 * 86_400_000 }],
  [parsePath, './data//a b.csv', 'data/a b.csv'],
  [parsePath, 'models/', 'models'],
  [parsePath, '.', '.'],
  [parsePath, 'a..b/...', 'a..b/...'],
  [parseOutputFolder, 'out/model', 'out/model'],
  [parseGlob, 'lib/**', 'lib/**'],
  [parseGlob, './data/{a,b}-[0-9].csv', 'data/{a,b}-[0-9].csv'],
  [parseGlob, '!./data/old.csv', '!data/old.csv'],
  [parseColumn, 'unit price (€)', 'unit price (€)'],
  [parseLabel, 1, '1'],
  [parseLabel, true, 'true'],
  [parseLabel, 'yes', 'yes'],
  [
    parseBusinessMetric,
    'net revenue  must not fall',
    { text: 'net revenue must not fall', column: 'net revenue', must_not: 'fall' },
  ],
  [
    parseBusinessMetric,
    'returns must not rise',
    { text: 'returns must not rise', column: 'returns', must_not: 'rise' },
  ],
  [parseArtifactSource, 'models/today/', { kind: 'folder', path: 'models/today', digest: null }],
  [parseArtifactSource, `models/today@${digest}`, { kind: 'folder', path: 'models/today', digest }],
  [
    parseArtifactSource,
    `https://m.example.com/a%20b.tar?x=1@${digest.replace('abab', 'ABAB')}`,
    { kind: 'uri', uri: 'https://m.example.com/a%20b.tar?x=1', digest },
  ],
  [parseArtifactSource, `file:///mnt/models/a.tar@${digest}`, { kind: 'uri', uri: 'file:///mnt/models/a.tar', digest }],
  [parseEnvName, 'AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY_ID'],
  [parseModelName, 'daily-sales', 'daily-sales'],
  [parseModelName, '2024.q1_x', '2024.q1_x'],
  [parseHandle, '@octo-cat', 'octo-cat'],
  [parseIssueLabel, ' model: sales ', 'model: sales'],
  [parseMetricText, 'pinball( 0.9 )', 'pinball(0.9)'],
  [parseMetricText, 'top_k_accuracy()', 'top_k_accuracy'],
];

test.each(read)('%p reads %j', (parse, raw, value) => {
  expect(parse(raw)).toEqual({ ok: true, value });
});

type Refusal = readonly [
  parse: (raw: unknown) => Parsed<unknown>,
  raw: unknown,
  message: RegExp,
  more?: { hint?: RegExp; nearest?: string },
];

const refused: readonly Refusal[] = [
  [parseDuration, 30, /found the number 30/, { hint: /its unit/ }],
  [parseDuration, '30 minutes', /found the text "30 minutes"/, { hint: /The units are/ }],
  [parseDuration, '3 months', /found the text/, { hint: /months have no fixed length/ }],
  [parseDuration, '0d', /longer than nothing/],
  [parseDuration, '-1d', /expected a duration/],
  [parseDuration, '1001y', /1000 years/],
  [parseDuration, ['1d'], /found a list/],
  [parseSize, 500, /found the number 500/, { hint: /unit/ }],
  [parseSize, '5 parsecs', /expected a size/],
  [parseSize, '0.1 B', /at least one byte/],
  [parseSize, '99999 TB', /no disk/],
  [raw => parseShare(raw, { from: 0, to: 1 }), 10, /between 0% and 100%/, { hint: /10%/ }],
  [raw => parseShare(raw, { from: 0, to: 1 }), '-1%', /between/],
  [raw => parseShare(raw, { from: 0, to: 1 }), 'ten', /found the text "ten"/],
  [parseMargin, '-2%', /negative/, { hint: /require: better/ }],
  [parseMargin, '100%', /under 100%/],
  [parseMargin, '2 %%', /expected a margin/],
  [parseMargin, '0x10', /expected a margin/],
  [parseMargin, null, /found nothing/],
  [parseGuard, 'bias < 1%', /expected a guard/, { hint: /within/ }],
  [parseGuard, 'bias within', /expected a guard/],
  [parseGuard, 'bias within lots', /expected a margin/],
  [parseLimit, 'wape 0.25', /expected a limit/],
  [parseLimit, 'wape = 0.25', /<=, <, >= or >; found "="/],
  [parseLimit, 'wape <= small', /number or percentage after <=; found "small"/],
  [parseLimit, 'wape <= 1e999', /number or percentage/],
  [parseHorizon, 1.5, /number of periods/],
  [parseHorizon, 0, /number of periods/],
  [parsePath, '/etc/passwd', /leads out/],
  [parsePath, '~/model', /leads out/],
  [parsePath, 'C:/model', /leads out/],
  [parsePath, '../model', /no "\.\."/, { hint: /dir/ }],
  [parsePath, 'a/../../b', /no "\.\."/],
  [parsePath, 'data\\a.csv', /written with \//, { nearest: 'data/a.csv' }],
  [parsePath, 'a\u0000b', /control characters/],
  [parsePath, '.git/config', /git's own folder/],
  [parsePath, 'data/*.csv', /found the pattern/],
  [parsePath, '', /an empty text/],
  [parsePath, 'a/'.repeat(600), /at most 1000/],
  [parseOutputFolder, './', /folder of its own/],
  [parseGlob, '!', /missing after/],
  [parseGlob, '!!a', /one !/],
  [parseGlob, '../*.csv', /no "\.\."/],
  [parseGlob, '+(a|b)*', /pattern in parentheses/],
  [parseGlob, 'a[b', /without its \]/],
  [parseGlob, '{a,{b,c}}', /stand in one another/],
  [parseGlob, '*'.repeat(13), /at most/],
  [parseGlob, '{a,b}'.repeat(5), /at most/],
  [parseColumn, 2024, /found the number 2024/, { hint: /"2024"/ }],
  [parseColumn, 'a\nb', /one line/],
  [parseColumn, ' ', /column's name/],
  [parseLabel, null, /found nothing/],
  [parseBusinessMetric, 'revenue should grow', /must not fall/],
  [parseArtifactSource, 'https://m.example.com/a.tar', /does not say what is there/, { hint: /@sha256:/ }],
  [parseArtifactSource, `https://user:secret@m.example.com/a.tar@${digest}`, /no user and no password/],
  [parseArtifactSource, `ftp://m.example.com/a.tar@${digest}`, /begins with https/],
  [parseArtifactSource, `file://server/a.tar@${digest}`, /https:\/\/ or file:\/\/\//],
  [parseArtifactSource, `file:///@${digest}`, /https:\/\/ or file:\/\/\//],
  [parseArtifactSource, 'file:///mnt/a.tar', /does not say what is there/],
  [parseArtifactSource, 'models/today@sha256:12', /64 hexadecimal digits/],
  [parseArtifactSource, '../elsewhere', /no "\.\."/],
  [parseEnvName, 'GITHUB_TOKEN', /never let through/],
  [parseEnvName, 'gh_token', /never let through/],
  [parseEnvName, 'ACTIONS_RUNTIME_TOKEN', /never let through/],
  [parseEnvName, 'RELEVO_SEED', /set by Relevo/],
  [parseEnvName, 'KEY=value', /only the name/],
  [parseEnvName, '1A', /name of an environment variable/],
  [parseModelName, 'Daily Sales', /capital letters/, { nearest: 'daily-sales' }],
  [parseModelName, 'a..b', /two dots/],
  [parseModelName, 'a.lock', /\.lock/],
  [parseModelName, 'v3', /mistaken for a version/],
  [parseModelName, 'nul', /Windows/],
  [parseModelName, 'x'.repeat(65), /longer than 64/],
  [parseModelName, '-a', /cannot name a model/],
  [parseHandle, 'two words', /user's name/],
  [parseIssueLabel, 'a,b', /no comma/],
  [parseMetricText, 3, /found the number 3/],
  [parseMetricText, 'WAPE!', /found "WAPE!"/],
];

test.each(refused)('%p refuses %j', (parse, raw, message, { hint, nearest } = {}) => {
  const parsed = parse(raw);
  if (parsed.ok) throw new Error(`It was read as ${JSON.stringify(parsed.value)}.`);
  const [mistake] = parsed.mistakes;
  expect(mistake?.message).toMatch(message);
  if (hint !== undefined) expect(mistake?.hint).toMatch(hint);
  if (nearest !== undefined) expect(mistake?.nearest).toBe(nearest);
});

describe('metrics', () => {
  test('are looked up among those of the task', () => {
    expect(lookUpMetric('pinball(0.9)', 'regression')).toMatchObject({ ok: true, value: { argument: 0.9 } });
    expect(lookUpMetric('demographic_parity_difference(sex)', 'binary')).toMatchObject({ value: { argument: 'sex' } });
    expect(lookUpMetric('wappe', 'regression')).toMatchObject({ ok: false, mistakes: [{ nearest: 'wape' }] });
    expect(lookUpMetric('wape', 'binary')).toMatchObject({
      ok: false,
      mistakes: [
        { message: 'wape is a metric of regression, not of binary', hint: expect.stringContaining('roc_auc') },
      ],
    });
  });

  test('have one spelling', () => {
    expect(metricText(' recall ( cat ) ')).toBe('recall(cat)');
    expect(metricText('wape')).toBe('wape');
  });
});

test('foreign text in a message is short, on one line, and inert', () => {
  const parsed = parsePath('\u001b[31m/\n'.repeat(50));
  const message = parsed.ok ? '' : parsed.mistakes[0]?.message;
  expect(message).toContain('\\u{1b}[31m/\\u{a}');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these must not be there.
  expect(message).not.toMatch(/[\u0000-\u001f]/);
  expect(message?.length).toBeLessThan(300);
});
