// Failures between Relevo and GitHub.
import type { Rows } from './explanation.ts';

/** Failures between Relevo and GitHub. */
export const githubErrors = {
  'github-permission': (p: { doing: string; permission: string; level: 'read' | 'write' }) => ({
    what: `GitHub does not let this job ${p.doing}.`,
    why: `Its token lacks the permission \`${p.permission}: ${p.level}\`.`,
    remedy: `Give it to the job in the workflow:\n\npermissions:\n  ${p.permission}: ${p.level}`,
  }),
} satisfies Rows;
