// Failures between Relevo and GitHub.
import type { Rows } from './explanation.ts';

/** Failures between Relevo and GitHub. */
export const githubErrors = {
  'github-permission': (p: { doing: string; permission: string; level: 'read' | 'write' }) => ({
    what: `GitHub does not let this job ${p.doing}.`,
    why: `Its token lacks the permission \`${p.permission}: ${p.level}\`.`,
    remedy: `Give it to the job in the workflow:\n\npermissions:\n  ${p.permission}: ${p.level}`,
  }),
  'github-token': (p: { doing: string }) => ({
    what: `GitHub does not accept the token that was to ${p.doing}.`,
    why: 'It is misspelled, was revoked, or its time is over: a job’s own token ends with the job.',
    remedy: 'Leave the input `token` out, which takes the job’s own token, or make a new one.',
  }),
  'github-missing': (p: { doing: string; said: string }) => ({
    what: `GitHub does not find what it needs to ${p.doing}.`,
    why: `It answered: ${p.said}. It says the same of what was removed and of what the token may not see.`,
    remedy: 'Check that it is still there, and that the token reaches this repository.',
  }),
  'github-refused': (p: { doing: string; said: string }) => ({
    what: `GitHub refuses to ${p.doing}.`,
    why: `It answered: ${p.said}.`,
    remedy: 'Mend what the answer names, in the repository’s settings or in the workflow, and run again.',
  }),
  'github-limited': (p: { doing: string; until: string | null }) => ({
    what: `GitHub’s rate limit does not let this job ${p.doing}.`,
    why:
      p.until === null
        ? 'It was waited for, and is still exceeded.'
        : `It ends ${p.until}; Relevo waits a quarter of an hour at most, and not again and again.`,
    remedy: 'Run again later. Nothing is lost: a run goes on where the last one ended.',
  }),
  'github-unreachable': (p: { doing: string; said: string }) => ({
    what: `GitHub could not be asked to ${p.doing}.`,
    why: `After every attempt that is safe to repeat: ${p.said}.`,
    remedy: 'Run again; www.githubstatus.com tells of outages. A run goes on where the last one ended.',
  }),
  'github-branch-forbidden': (p: { branch: string; said: string }) => ({
    what: `A rule of the repository forbids Relevo to write the branch \`${p.branch}\`.`,
    why: `The ledger is kept there, and GitHub answered: ${p.said}.`,
    remedy: `Exclude the branch \`${p.branch}\` from the ruleset or the branch protection, in the repository’s settings under Rules.`,
  }),
  'github-branch-taken': (p: { branch: string; example: string }) => ({
    what: `The branch \`${p.branch}\` is somebody’s own, and Relevo leaves it as it is.`,
    why: `Relevo keeps its ledgers on a branch of that name; this one holds ${p.example} and no ledger.`,
    remedy: `Give that branch another name: git branch --move ${p.branch} add-relevo. Relevo makes its own by itself.`,
  }),
  'github-workflow-input': (p: { path: string; input: string }) => ({
    what: `${p.path} cannot be started with the input \`${p.input}\`.`,
    why: 'It does not declare it, and GitHub starts a workflow with declared inputs only.',
    remedy: `Declare it under \`on:\`: workflow_dispatch: { inputs: { ${p.input}: { required: false } } }`,
  }),
  'github-empty': (p: { doing: string }) => ({
    what: `The repository has no commit yet, so Relevo cannot ${p.doing}.`,
    why: 'GitHub keeps no data of git in an empty repository.',
    remedy: 'Push a first commit, then run again.',
  }),
  'github-upload': (p: { name: string; release: string; reason: string }) => ({
    what: `${p.name} could not be stored in the release ${p.release}.`,
    why: `${p.reason}.`,
    remedy: 'Run again; what was left of an interrupted upload is replaced.',
  }),
  'github-download': (p: { name: string; reason: string }) => ({
    what: `${p.name} could not be downloaded.`,
    why: `${p.reason}.`,
    remedy: 'Run again; when it fails again, evaluate again, which makes it anew.',
  }),
  'github-archive': (p: { name: string; reason: string }) => ({
    what: `${p.name} is not unpacked.`,
    why: `${p.reason}. What a job uploads is believed to be no more than plain files of an expected size.`,
    remedy: 'Look at what the job uploaded; when that is as intended, upload less, or without links.',
  }),
  'github-text-dropped': (p: { issue: number; bytes: number }) => ({
    what: `GitHub kept the old text of issue #${p.issue}.`,
    why: `It says nothing when a text is too long; this one has ${p.bytes} bytes.`,
    remedy: 'Report this to Relevo: its texts are to stay under the limit.',
  }),
  'release-taken': (p: { tag: string; url: string }) => ({
    what: `The release ${p.tag} is there already, and the ledger knows no such version.`,
    why: `${p.url} was published by somebody else, or the ledger lost the event that made it.`,
    remedy: 'If the ledger was rewritten, restore it from its history; otherwise remove the release and its tag.',
  }),
  'upload-damaged': (p: { tag: string; digest: string }) => ({
    what: `What was uploaded to ${p.tag} is not what was sent.`,
    why: `Read back, it is not the artifact ${p.digest}.`,
    remedy: 'Run the job again; nothing was promoted.',
  }),
  'candidate-gone': (p: { model: string; digest: string }) => ({
    what: `A file of the candidate of ${p.model} is not there any more.`,
    why: `No run that made ${p.digest} still has it: uploads expire, and can be deleted.`,
    remedy: 'Comment `/relevo evaluate`, or run the workflow on the default branch; that makes it again.',
  }),
  'writer-other': (p: { model: string; writer: string; here: string }) => ({
    what: `The ledger of ${p.model} is written by ${p.writer}, and ${p.here} left it as it is.`,
    why: 'A repository has one writer; two would tell everything twice.',
    remedy: 'Set `writer: app` in the workflow; or uninstall the App, and set `writer: actions`.',
  }),
} satisfies Rows;
