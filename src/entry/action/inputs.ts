// What the Action was asked to do: every input read once, into one typed value, before any work.
import { fail } from '../../errors.ts';

/** Check the config and annotate its problems. */
export interface ValidateInputs {
  readonly mode: 'validate';
  /** The config file, from the root of the workspace. */
  readonly config: string;
}

/** Train, predict and compare, in a job that can only read; leaves a document and tars for another job. */
export interface EvaluateInputs {
  readonly mode: 'evaluate';
  readonly config: string;
  /** Names of models; all of the config when there is none. */
  readonly models: readonly string[];
  /** Where to leave what was made; null for a folder of the runner's. */
  readonly output: string | null;
  readonly token: string;
}

/** Tell what a run found: summary, check, comment; on the default branch decide about production. */
export interface PublishInputs {
  readonly mode: 'publish';
  readonly config: string;
  /** The run's number; null for the run of this job, or the one that woke it. */
  readonly run: number | null;
  /** Whether ledgers are taken over from the hosted App. */
  readonly takesOver: boolean;
  readonly token: string;
}

/** Read what production predicted, and what came true. */
export interface MonitorInputs {
  readonly mode: 'monitor';
  readonly config: string;
  readonly models: readonly string[];
  readonly output: string | null;
  readonly token: string;
}

/** Handle the job's event as the hosted App would. */
export interface AppInputs {
  readonly mode: 'app';
  readonly config: string;
  /** Whether ledgers are taken over from the hosted App. */
  readonly takesOver: boolean;
  readonly token: string;
}

/** All that a job may ask of the Action, told apart by its mode. */
export type Inputs = ValidateInputs | EvaluateInputs | PublishInputs | MonitorInputs | AppInputs;

/** The value of an input by its name; '' when it is not set. */
export type ReadInput = (name: string) => string;

/** Which modes take an input; those that every mode takes are not listed. */
const taken: Readonly<Record<string, readonly Inputs['mode'][]>> = {
  models: ['evaluate', 'monitor'],
  output: ['evaluate', 'monitor'],
  run: ['publish'],
  writer: ['publish', 'app'],
};

const config = (read: ReadInput): string => read('config') || 'relevo.yml';

function token(read: ReadInput): string {
  const value = read('token');
  if (value === '') throw fail('input-invalid', { input: 'token', value, expected: 'a token, such as github.token' });
  return value;
}

const names = (read: ReadInput): string[] =>
  read('models')
    .split(/[\s,]+/)
    .filter(name => name !== '');

const made = (read: ReadInput) => ({ models: names(read), output: read('output') || null, token: token(read) });

function run(read: ReadInput): number | null {
  const value = read('run');
  if (value === '') return null;
  if (!/^[1-9]\d{0,15}$/.test(value))
    throw fail('input-invalid', { input: 'run', value, expected: 'the number of a run' });
  return Number(value);
}

/** With `app` the workflow leaves the job out; a job that runs all the same is not meant to write. */
function takesOver(read: ReadInput): boolean {
  const value = read('writer');
  if (value === '' || value === 'actions') return value === 'actions';
  throw fail('input-invalid', { input: 'writer', value, expected: 'actions, or nothing' });
}

const modes: { readonly [Mode in Inputs['mode']]: (read: ReadInput) => Extract<Inputs, { mode: Mode }> } = {
  validate: read => ({ mode: 'validate', config: config(read) }),
  evaluate: read => ({ mode: 'evaluate', config: config(read), ...made(read) }),
  publish: read => ({
    mode: 'publish',
    config: config(read),
    run: run(read),
    takesOver: takesOver(read),
    token: token(read),
  }),
  monitor: read => ({ mode: 'monitor', config: config(read), ...made(read) }),
  app: read => ({ mode: 'app', config: config(read), takesOver: takesOver(read), token: token(read) }),
};

const isMode = (text: string): text is Inputs['mode'] => Object.hasOwn(modes, text);

/** Reads the inputs; a mode that there is not, and an input of another mode, are errors in the input's own name. */
export function readInputs(read: ReadInput): Inputs {
  const mode = read('mode');
  if (!isMode(mode))
    throw fail('input-invalid', { input: 'mode', value: mode, expected: Object.keys(modes).join(', ') });
  for (const [input, of] of Object.entries(taken)) {
    if (read(input) !== '' && !of.includes(mode)) throw fail('input-foreign', { input, mode, modes: of });
  }
  return modes[mode](read);
}
