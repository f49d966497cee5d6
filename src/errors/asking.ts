// Failures with what was asked: commands, options, inputs, relevo.yml and names.
import type { Rows } from './explanation.ts';

/** Failures with what was asked: commands, options, inputs, relevo.yml and names. */
export const askingErrors = {
  'option-invalid': (p: { option: string; value: string; expected: string }) => ({
    what: `${p.option} does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct the option; --help shows an example of each.',
  }),
  'option-missing': (p: { option: string; why: string; example: string }) => ({
    what: `${p.option} is missing.`,
    why: p.why,
    remedy: `Add it, such as ${p.example}.`,
  }),
  'option-alone': (p: { option: string; other: string; why: string }) => ({
    what: `${p.option} needs ${p.other}.`,
    why: `${p.why.charAt(0).toUpperCase()}${p.why.slice(1)}.`,
    remedy: `Add ${p.other}; --help shows an example.`,
  }),
  'input-invalid': (p: { input: string; value: string; expected: string }) => ({
    what: p.value === '' ? `The input "${p.input}" is missing.` : `The input "${p.input}" does not take "${p.value}".`,
    why: `Expected: ${p.expected}.`,
    remedy: 'Correct it under "with:" in the workflow; action.yml describes every input.',
  }),
  'command-line': (p: { mistake: string; why: string; nearest: string | undefined; command: string }) => ({
    what: p.mistake,
    why: p.why,
    remedy: `${p.nearest === undefined ? '' : `Did you mean ${p.nearest}? `}${p.command} --help shows what it takes.`,
  }),
  'config-missing': (p: { path: string; above: string | null }) => ({
    what: `${p.path} does not exist${p.above === null ? '' : ' here'}.`,
    why:
      p.above === null
        ? 'It says what to train, how to judge it and what to watch.'
        : `Commands run where it stands, and the nearest is ${p.above}/${p.path}.`,
    remedy:
      p.above === null
        ? 'Run `relevo init` to write a first one, or name another file with --config.'
        : `Run the command in ${p.above}, or name the file: --config ${p.above}/${p.path}.`,
  }),
  'config-invalid': (p: { path: string; count: number; problems: string }) => ({
    what: `${p.path} has ${p.count === 1 ? 'a problem' : `${p.count} problems`}.`,
    why: p.problems,
    remedy: `Correct ${p.count === 1 ? 'it' : 'them'}; \`relevo validate\` shows whether any are left.`,
  }),
  'target-unknown': (p: { text: string; what: string }) => ({
    what: `There is no ${p.what} "${p.text}".`,
    why: 'It is written as a run’s id, a version such as v3, production, or the first digits of a digest, after MODEL@ where there are several models.',
    remedy: '`relevo runs` lists the runs, `relevo status` the versions.',
  }),
  'target-ambiguous': (p: { text: string; found: readonly string[] }) => ({
    what: `"${p.text}" means more than one: ${p.found.join(', ')}.`,
    why: 'A shortened digest or a run’s id can be found in several models.',
    remedy: 'Write MODEL@ before it, or more of its digits.',
  }),
  'model-unknown': (p: { model: string; known: readonly string[]; nearest: string | undefined }) => ({
    what: `relevo.yml declares no model "${p.model}".`,
    why: `It declares ${p.known.join(', ')}.`,
    remedy: p.nearest === undefined ? 'Name one of these.' : `Did you mean ${p.nearest}?`,
  }),
  'model-name': (p: { name: string }) => ({
    what: `"${p.name}" cannot be the name of a model.`,
    why: 'A name becomes a folder, a tag and an environment, so it has lower-case letters, digits, "-", "_" and single "." only, at most 64.',
    remedy: 'Choose another name; "production" and names such as "v3" mean something else and are none.',
  }),
  'split-one-sided': (p: { table: string; rows: number; by: string }) => ({
    what: `${p.table} cannot be split: all of its rows (${p.rows}) would be on one side.`,
    why: `Divided by ${p.by}, nothing would be left to train on, or nothing to judge with.`,
    remedy: 'Ask for another share, another start or another seed, or divide by another column.',
  }),
  'job-environment': (p: { name: string }) => ({
    what: `The environment variable ${p.name} is missing.`,
    why: 'The runner of GitHub Actions sets it for every job, and this does not look like one.',
    remedy: 'Run the Action in a workflow; on a laptop, `relevo evaluate` does the same work.',
  }),
  'input-foreign': (p: { input: string; mode: string; modes: readonly string[] }) => ({
    what: `The input "${p.input}" means nothing to the mode "${p.mode}".`,
    why: `It belongs to ${p.modes.map(mode => `"${mode}"`).join(', ')}.`,
    remedy: `Take it out, or choose another mode; action.yml describes every input.`,
  }),
} satisfies Rows;
