import { describe, expect, test } from '@jest/globals';
import { readText } from '../repository.ts';
import { complainAboutAnswer, complainAboutRequest, type Extract, operationOf } from './openapi.ts';
import { routes } from './route-table.ts';

const extract: Extract = JSON.parse(readText('test/github/openapi.json'));
const endpoints = routes.map(({ method, path }) => `${method} ${path}`);

describe('the extract', () => {
  test('describes the endpoints of the table, each once, and no others', () => {
    expect(Object.keys(extract.operations)).toEqual([...endpoints].sort());
    expect(new Set(endpoints).size).toBe(endpoints.length);
  });

  test('says where it is from and under which licence, and has no prose', () => {
    expect(extract.source).toMatch(/^@octokit\/openapi \d+\.\d+\.\d+/);
    expect(extract.license).toContain('MIT License Copyright (c) 2020 Octokit contributors');
    expect(readText('test/github/openapi.json')).not.toMatch(/"(description|example|summary)":"/);
  });

  test('has every schema that it refers to, and no others', () => {
    const text = readText('test/github/openapi.json');
    const names = [...text.matchAll(/"#\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect([...new Set(names)].sort()).toEqual(Object.keys(extract.schemas).sort());
  });
});

describe('an answer', () => {
  const path = '/repos/{owner}/{repo}/git/refs/{ref}';
  const patch = operationOf('PATCH', path);
  const sha = 'a'.repeat(40);
  const url = 'http://localhost/';
  const ref = { ref: 'refs/heads/main', node_id: 'n', url, object: { type: 'commit', sha, url } };
  const judge = (status: number, body: unknown) => complainAboutAnswer('PATCH x', patch, status, body);

  test('fits, or is told what is wrong with it', () => {
    expect(judge(200, ref)).toBeUndefined();
    expect(judge(200, { ...ref, node_id: undefined })).toContain("must have required property 'node_id'");
    expect(judge(200, { ...ref, url: 'nowhere' })).toContain('/url must match format "uri"');
    expect(judge(200, { ...ref, object: { ...ref.object, sha: 'short' } })).toContain(
      '/object/sha must NOT have fewer than 40',
    );
    expect(judge(200, undefined)).toContain('needs JSON');
    expect(judge(201, ref)).toContain('status 201 is not described');
    expect(judge(502, { message: 'x' })).toBeUndefined();
  });

  test('without JSON has none', () => {
    const remove = operationOf('DELETE', path);
    expect(complainAboutAnswer('DELETE x', remove, 204, undefined)).toBeUndefined();
    expect(complainAboutAnswer('DELETE x', remove, 204, {})).toContain('has no JSON');
  });
});

test('a request is held to its query and its body', () => {
  const post = operationOf('POST', '/repos/{owner}/{repo}/check-runs');
  const judge = (body: unknown) => complainAboutRequest('POST x', post, new URLSearchParams(), body);
  expect(judge({ name: 'n', head_sha: 's' })).toBeUndefined();
  expect(judge(undefined)).toBe('the body is missing');
  expect(judge({ name: 'n' })).toContain("'head_sha'");
  const list = operationOf('GET', '/repos/{owner}/{repo}/issues');
  const ask = (query: string) => complainAboutRequest('GET x', list, new URLSearchParams(query), undefined);
  expect(ask('state=open&per_page=100&unknown=1')).toBeUndefined();
  expect(ask('state=shut')).toContain('query state');
  expect(ask('per_page=many')).toContain('query per_page');
});
