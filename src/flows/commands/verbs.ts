// What each command does: one row a verb. Whoever gets here may write; what needs more asks for it.
import type { ModelConfig } from '../../config/config.ts';
import { type Alarm, foldState } from '../../core/model-state.ts';
import { usageOf, type Verb } from '../../core/slash-command.ts';
import {
  decisionAnswer,
  helpAnswer,
  mistakeAnswer,
  modelAnswer,
  rightsAnswer,
  statusAnswer,
} from '../../report/command-answer.ts';
import { promoteOnGitHub, rollBackOnGitHub } from '../promote-on-github.ts';
import type { TrustedPorts } from '../trusted-ports.ts';
import { appendEvent, type EventBase } from './append-event.ts';
import { type CommandCall, may } from './command-call.ts';
import { evaluateAgain } from './evaluate-again.ts';

type Work = (call: CommandCall, ports: TrustedPorts) => Promise<string>;

/** Verbs that are about every model when none is named. */
export const aboutAll: ReadonlySet<Verb> = new Set(['status', 'evaluate', 'help', 'promote']);

/** Carries a command out and says what came of it. */
export const work: Readonly<Record<Verb, Work>> = {
  help: async () => helpAnswer(),
  status: async ({ models }, { ledger }) => {
    const lines = [];
    for (const { name } of models) lines.push(statusAnswer(name, foldState((await ledger.read(name)).entries)));
    return lines.join('\n');
  },
  evaluate: evaluateAgain,
  promote,
  rollback: async (call, ports) => {
    const { name, model } = only(call);
    const { version, because } = call.command;
    const request = { to: version, because, by: call.caller.login };
    const from = call.from[name] ?? null;
    const decision = await rollBackOnGitHub({ model, standing: call.setting.standing, request, from }, ports);
    return decisionAnswer(name, decision);
  },
  freeze: async (call, ports) => {
    const reason = call.command.because;
    const event = await append(call, ports, ({ frozen }, base) =>
      frozen === null ? { event: 'frozen', ...base, reason } : null,
    );
    const sentence = event === null ? 'It is frozen already.' : 'Production stays as it is until /relevo unfreeze.';
    return modelAnswer(event === null ? '➖' : '✅', only(call).name, sentence);
  },
  unfreeze: async (call, ports) => {
    const { name, model } = only(call);
    const event = await append(call, ports, ({ frozen }, base) =>
      frozen === null ? null : { event: 'unfrozen', ...base, reason: null },
    );
    if (event === null) return modelAnswer('➖', name, 'It is not frozen.');
    const decision = await promoteOnGitHub({ model, standing: call.setting.standing, command: null }, ports);
    const said = modelAnswer('✅', name, 'It is not frozen any more.');
    return decision.kind === 'promote' ? `${said}\n${decisionAnswer(name, decision)}` : said;
  },
  snooze: async (call, ports) => {
    const until = new Date(Date.parse(call.at) + (call.command.milliseconds ?? 0)).toISOString();
    await append(call, ports, ({ snoozedUntil }, base) =>
      snoozedUntil === until ? null : { event: 'snoozed', ...base, until, reason: null },
    );
    return modelAnswer('✅', only(call).name, `The watch is quiet until ${until.slice(0, 16).replace('T', ' ')} UTC.`);
  },
  ack: async (call, ports) => {
    const event = await append(call, ports, ({ alarm }, base) =>
      alarm === null || isKnown(alarm)
        ? null
        : { event: 'acknowledged', ...base, signals: [...alarm.signals], reason: null },
    );
    const sentence =
      event === null ? 'Nothing has got worse that is not known.' : 'Known; only something new is told again.';
    return modelAnswer(event === null ? '➖' : '✅', only(call).name, sentence);
  },
  retrain: async call => {
    const { name, model } = only(call);
    return modelAnswer('✅', name, await call.setting.retrain(model));
  },
};

const isKnown = ({ signals, acknowledged }: Alarm): boolean => signals.every(one => acknowledged.includes(one));

async function promote(call: CommandCall, ports: TrustedPorts): Promise<string> {
  const { command, caller, setting } = call;
  const { run, because } = command;
  if (because !== null && !may(caller, 'maintain'))
    return rightsAnswer(caller.login, 'maintain', 'promoting against a verdict');
  const found = await modelOfRun(call, ports);
  if (found === null || run === null) {
    const names = call.models.map(({ name }) => name).join(', ');
    return mistakeAnswer({ mistake: `No run ${run} of ${names} is known.`, usage: usageOf('promote') });
  }
  const wish = { model: found, standing: setting.standing, command: { run, by: caller.login, because } };
  return decisionAnswer(found.name, await promoteOnGitHub(wish, ports));
}

/** The model that the run judged; one run may judge several, and then a model must be named. */
async function modelOfRun({ command, models }: CommandCall, { ledger }: TrustedPorts): Promise<ModelConfig | null> {
  if (command.model !== null) return models[0] ?? null;
  const found = [];
  for (const model of models) {
    const { runs } = foldState((await ledger.read(model.name)).entries);
    if (runs.some(({ judged }) => judged.run === command.run || judged.run.split('.')[0] === command.run))
      found.push(model);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function only({ models }: CommandCall): { readonly name: string; readonly model: ModelConfig } {
  const [model] = models;
  if (model === undefined) throw new TypeError('A command about one model has one.');
  return { name: model.name, model };
}

const append = (call: CommandCall, ports: TrustedPorts, write: Parameters<typeof appendEvent>[1]) =>
  appendEvent(
    { model: only(call).name, by: call.caller.login, standing: call.setting.standing },
    (state, base: EventBase) => write(state, base),
    ports,
  );
