// Failures of training and of a predictor's set-up.
import type { Rows } from './explanation.ts';

/** Failures of training and of a predictor's set-up. */
export const trainingErrors = {
  'command-not-started': (p: { program: string; reason: string }) => ({
    what: `"${p.program}" could not be started.`,
    why: p.reason,
    remedy: 'Check the command in relevo.yml, and that what it needs was installed before Relevo runs.',
  }),
  'environment-refused': (p: { name: string; pattern: string }) => ({
    what: `The variable ${p.name} is not let through to a command.`,
    why: `${p.pattern} belongs to GitHub's job or to Relevo; code under review is given no token and no way into the job.`,
    remedy: 'Take it out of `env` in relevo.yml; give a secret that the command needs another name.',
  }),
  'environment-token': (p: { name: string }) => ({
    what: `The variable ${p.name} holds a token of GitHub and is not let through to a command.`,
    why: 'Code under review is given no token, under whatever name.',
    remedy: 'Take it out of `env` in relevo.yml; fetch what needs the token in a step before Relevo.',
  }),
  'train-failed': (p: { model: string; how: string; why: string; remedy: string }) => ({
    what: `The training of ${p.model} ${p.how}.`,
    why: p.why,
    remedy: p.remedy,
  }),
  'not-trained': (p: { model: string; when: 'label' | 'command' | 'never' }) => ({
    what:
      p.when === 'never'
        ? `${p.model} is not trained here, and no earlier run made this candidate.`
        : `${p.model} was not trained on this push.`,
    why: {
      label: '`train.when` is `label`, and the pull request does not carry the label `relevo`.',
      command: '`train.when` is `command`, and nobody asked for it.',
      never: '`train.when` is `never`.',
    }[p.when],
    remedy: {
      label: 'Add the label `relevo`, or comment `/relevo evaluate`.',
      command: 'Comment `/relevo evaluate`, or run `relevo evaluate` on your machine.',
      never: 'Change `train.when`, or name a model trained elsewhere as `train.artifact`.',
    }[p.when],
  }),
  'train-output-empty': (p: { model: string; output: string }) => ({
    what: `The training of ${p.model} succeeded and left nothing in ${p.output}.`,
    why: 'The candidate is what the command writes into that folder, named by `output` and by RELEVO_OUTPUT.',
    remedy: 'Save the model there, or name the folder that the command fills as `output` in relevo.yml.',
  }),
  'train-output-busy': (p: { output: string; pid: number | null }) => ({
    what: `Another training fills ${p.output} at present.`,
    why: `${p.pid === null ? 'A process on another machine' : `Process ${p.pid}`} holds the folder; two trainings in it would make one candidate of both.`,
    remedy: 'Wait until it ends, or evaluate in another checkout, such as one of `git worktree add`.',
  }),
  'train-output-taken': (p: { path: string }) => ({
    what: `${p.path} cannot be the folder that the training fills.`,
    why: 'It is emptied before each training, and it holds the code or the repository itself.',
    remedy: 'Name a folder of its own as `output` in relevo.yml, for example `model`.',
  }),
  'setup-failed': (p: { model: string; how: string; why: string; remedy: string; said: string | undefined }) => ({
    what: `The setup of the predictor of ${p.model} ${p.how}.`,
    why: p.said === undefined ? `${p.why} It said nothing.` : `${p.why} It said last: ${p.said}`,
    remedy: `${p.remedy} \`predict.setup\` runs in a copy of the artifact, which holds what \`package\` names.`,
  }),
} satisfies Rows;
