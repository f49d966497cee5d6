// Which lines of a comment are commands, and what each asks.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ownLines } from '../../src/core/comment-lines.ts';
import {
  type Mistake,
  parseCommands,
  type SlashCommand,
  usageOf,
  type Verb,
  verbs,
} from '../../src/core/slash-command.ts';

const none = { model: null, run: null, version: null, milliseconds: null, because: null };

describe('a command', () => {
  test.each<[string, Partial<SlashCommand>]>([
    ['/relevo', { verb: 'help' }],
    ['/relevo help', { verb: 'help' }],
    ['/relevo status', { verb: 'status' }],
    ['/relevo status daily-sales', { verb: 'status', model: 'daily-sales' }],
    ['/relevo evaluate', { verb: 'evaluate' }],
    ['/RELEVO Evaluate  shop', { verb: 'evaluate', model: 'shop' }],
    ['/relevo promote 9182736450.2', { verb: 'promote', run: '9182736450.2' }],
    [
      '/relevo promote shop 9182736450.2 because the  labels were wrong',
      { verb: 'promote', model: 'shop', run: '9182736450.2', because: 'the labels were wrong' },
    ],
    ['/relevo promote shop@91.1 because x', { verb: 'promote', model: 'shop', run: '91.1', because: 'x' }],
    ['/relevo rollback', { verb: 'rollback' }],
    ['/relevo rollback v3', { verb: 'rollback', version: 3 }],
    ['/relevo rollback shop', { verb: 'rollback', model: 'shop' }],
    ['/relevo rollback shop v3', { verb: 'rollback', model: 'shop', version: 3 }],
    ['/relevo rollback shop@v3 because of Vigo', { verb: 'rollback', model: 'shop', version: 3, because: 'of Vigo' }],
    ['/relevo rollback because it hurts', { verb: 'rollback', because: 'it hurts' }],
    ['/relevo freeze shop because audit', { verb: 'freeze', model: 'shop', because: 'audit' }],
    ['/relevo unfreeze', { verb: 'unfreeze' }],
    ['/relevo snooze 7d', { verb: 'snooze', milliseconds: 604_800_000 }],
    ['/relevo snooze shop 90m', { verb: 'snooze', model: 'shop', milliseconds: 5_400_000 }],
    ['/relevo ack shop', { verb: 'ack', model: 'shop' }],
    ['/relevo retrain', { verb: 'retrain' }],
  ])('%s', (text, command) => {
    expect(parseCommands(text)).toEqual([{ ...none, ...command }]);
  });

  test.each([
    ['/relevo promot 91.1', 'There is no command “promot”. Did you mean “promote”?', 'promote'],
    ['/relevo xyzzy', 'There is no command “xyzzy”.', 'help'],
    ['/relevo promote', 'It needs the id of a run.', 'promote'],
    ['/relevo promote v3', '“v3” is not the id of a run.', 'promote'],
    ['/relevo promote shop 91.1 now', '“now” is one word too many.', 'promote'],
    ['/relevo promote a@91.1@b', '“a@91.1@b” is not the id of a run.', 'promote'],
    ['/relevo promote shop other@91.1', '“other@91.1” is not the id of a run.', 'promote'],
    ['/relevo promote 91.1 because', 'A reason follows “because”.', 'promote'],
    ['/relevo rollback Shop v3', '“Shop” cannot be the name of a model.', 'rollback'],
    ['/relevo rollback v0', '“v0” is not a version such as v3.', 'rollback'],
    ['/relevo snooze', 'It needs a duration such as 12h, 7d or 2w.', 'snooze'],
    ['/relevo snooze 2y', '“2y” is not a duration such as 12h, 7d or 2w.', 'snooze'],
    ['/relevo snooze 999999w', '“999999w” is not a duration such as 12h, 7d or 2w.', 'snooze'],
    ['/relevo unfreeze because I can', '“unfreeze” takes no reason.', 'unfreeze'],
    ['/relevo status ../x', '“../x” cannot be the name of a model.', 'status'],
    ['/relevo help me', '“me” is one word too many.', 'help'],
  ])('%s is answered with the right usage', (text, mistake, verb) => {
    expect(parseCommands(text)).toEqual([{ mistake, usage: usageOf(verb as Verb) }]);
  });

  test('shows what it takes', () => {
    expect(usageOf('promote')).toBe('/relevo promote [model] <run> [because <reason>]');
    expect(usageOf('rollback')).toBe('/relevo rollback [model] [version] [because <reason>]');
    expect(usageOf('help')).toBe('/relevo help');
  });
});

describe('no command', () => {
  test.each([
    ['a quote', '> /relevo rollback'],
    ['what Markdown adds to a quote', '> I would say\n/relevo rollback'],
    ['fenced code', '```\n/relevo rollback\n```'],
    ['fenced code with a language and longer fences', '~~~~sh\n~~~\n/relevo rollback\n~~~~'],
    ['a fence that is never closed', '```\n/relevo rollback\n'],
    ['a fence closed by another mark', '```\n~~~\n/relevo rollback'],
    ['indented code', '    /relevo rollback'],
    ['code indented by a tab', '\t/relevo rollback'],
    ['an HTML comment', '<!-- a\n/relevo rollback\n-->'],
    ['the end of an HTML comment', '<!-- a\n/relevo rollback --> b'],
    ['a second HTML comment in one line', '<!-- a --> <!-- b\n/relevo rollback\n-->'],
    ['preformatted HTML', '<pre>\n/relevo rollback\n</pre>'],
    ['the middle of a line', 'please /relevo rollback'],
    ['another word', '/relevos rollback'],
    ['a list', '- /relevo rollback'],
    ['nothing', ''],
  ])('%s', (_, body) => {
    expect(parseCommands(body)).toEqual([]);
  });

  test.each([
    ['after a quote and an empty line', '> no\r\n\r\n/relevo status'],
    ['after fenced code', '```\nx\n```\n/relevo status'],
    ['after an HTML comment', '<!-- x -->\n/relevo status'],
    ['after inline code with three marks', '```x``` is code\n/relevo status'],
    ['after a text', 'It is worse.\n/relevo status\nThanks.'],
  ])('hides one %s', (_, body) => {
    expect(parseCommands(body)).toEqual([{ ...none, verb: 'status' }]);
  });
});

function checkForm(command: SlashCommand | Mistake): void {
  if ('mistake' in command) {
    expect(command.usage).toMatch(/^\/relevo [a-z]/);
    return;
  }
  const { argument, isRequired, takesReason } = verbs[command.verb];
  const given = { none: null, run: command.run, version: command.version, duration: command.milliseconds };
  for (const [kind, value] of Object.entries(given)) if (kind !== argument) expect(value).toBeNull();
  if (isRequired) expect(given[argument]).not.toBeNull();
  if (!takesReason) expect(command.because).toBeNull();
  expect(command.because).not.toBe('');
}

describe('whatever a comment holds', () => {
  const pieces = fc.constantFrom(
    '/relevo',
    ' ',
    '\n',
    '\r\n',
    '```',
    '~~~',
    '<!--',
    '-->',
    '>',
    'promote',
    'v3',
    'because',
    '91.1',
    '\t',
    'shop',
    '<pre>',
    '</pre>',
    '🙂',
    '\u0000',
  );
  const bodies = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 200 }),
    fc.array(pieces, { maxLength: 40 }).map(all => all.join('')),
  );

  test('a command has what its verb needs and nothing else', () => {
    fc.assert(
      fc.property(bodies, body => {
        for (const command of parseCommands(body)) checkForm(command);
      }),
      { seed: 7, numRuns: 3000 },
    );
  });

  test('quoting, fencing or hiding all of it leaves no command', () => {
    fc.assert(
      fc.property(bodies, body => {
        const lines = body.split(/\r\n|\r|\n/);
        expect(parseCommands(lines.map(line => `> ${line}`).join('\n'))).toEqual([]);
        expect(parseCommands(lines.map(line => `    ${line}`).join('\n'))).toEqual([]);
        expect(parseCommands(`\`\`\`\`\`\`\n${body.replaceAll('`', '')}\n\`\`\`\`\`\``)).toEqual([]);
        expect(parseCommands(`<!-- \n${body.replaceAll('-->', '')}`)).toEqual([]);
      }),
      { seed: 7, numRuns: 2000 },
    );
  });

  test('own lines are lines of it, in order', () => {
    fc.assert(
      fc.property(bodies, body => {
        const lines = body.split(/\r\n|\r|\n/);
        let from = 0;
        for (const line of ownLines(body)) {
          from = lines.indexOf(line, from) + 1;
          expect(from).toBeGreaterThan(0);
        }
      }),
      { seed: 7, numRuns: 1000 },
    );
  });

  test('a usage is understood once its words are filled in', () => {
    const fillings: Record<string, string> = {
      '<run>': '91.1',
      '<duration>': '7d',
      version: 'v3',
      model: 'shop',
      '<reason>': 'so',
    };
    for (const verb of Object.keys(verbs) as Verb[]) {
      const text = usageOf(verb)
        .replace(/<run>|<duration>|<reason>|version|model/g, word => fillings[word] ?? word)
        .replace(/[[\]]/g, '');
      expect(parseCommands(text)).toEqual([expect.objectContaining({ verb })]);
    }
  });
});
