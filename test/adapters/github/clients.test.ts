// One adapter serves every client: what Relevo makes itself, what an action is given, and what Probot is given.
import { getOctokit } from '@actions/github';
import { expect, test } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { ProbotOctokit } from 'probot';
import { createClient } from '../../../src/adapters/github/client.ts';
import type { GitHubClient } from '../../../src/adapters/github/place.ts';
import { createGitHubPorts } from '../../../src/adapters/github/ports.ts';

const clients: Readonly<Record<string, GitHubClient>> = {
  'our own': createClient('token', { log: { step: () => undefined } }),
  "a library's": new Octokit(),
  "the toolkit's": getOctokit('token'),
  "Probot's": new ProbotOctokit(),
};

test.each(Object.keys(clients))('the ports work through %s client', name => {
  const client = clients[name];
  if (client === undefined) throw new Error('No client.');
  const ports = createGitHubPorts(client, { owner: 'o', repo: 'r', self: 'github-actions[bot]' });
  expect(Object.keys(ports)).toHaveLength(10);
});
