// What the Action was asked to do: every input read once, into one typed value, before any work.
import { fail } from '../../errors.ts';

/** Check the config and annotate its problems. */
export interface ValidateInputs {
  readonly mode: 'validate';
  /** The config file, from the root of the workspace. */
  readonly config: string;
}

/** All that a job may ask of the Action, told apart by its mode. */
export type Inputs = ValidateInputs;

/** The value of an input by its name; '' when it is not set. */
export type ReadInput = (name: string) => string;

const modes: { readonly [Mode in Inputs['mode']]: (read: ReadInput) => Extract<Inputs, { mode: Mode }> } = {
  validate: read => ({ mode: 'validate', config: read('config') || 'relevo.yml' }),
};

const isMode = (text: string): text is Inputs['mode'] => Object.hasOwn(modes, text);

/** Reads the inputs; a mode that there is not is an error in the input's own name. */
export function readInputs(read: ReadInput): Inputs {
  const mode = read('mode');
  if (isMode(mode)) return modes[mode](read);
  throw fail('input-invalid', { input: 'mode', value: mode, expected: Object.keys(modes).join(', ') });
}
