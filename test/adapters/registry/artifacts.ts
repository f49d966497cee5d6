// Folders to package, as tests need them.
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';
import { type Packaging, packageArtifact } from '../../../src/adapters/registry/artifact.ts';
import type { ArtifactContents, ArtifactManifest } from '../../../src/core/artifact-manifest.ts';

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that goes when the tests of the file have ended. */
export function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'relevo-test-')));
  folders.push(folder);
  return folder;
}

/** Files by path; a path that ends in `*` is a program, without the star. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Writes files into a new folder. */
export function folderWith(files: Files): string {
  const folder = newFolder();
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name.replace(/\*$/, ''));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    chmodSync(path, name.endsWith('*') ? 0o755 : 0o644);
  }
  return folder;
}

/** What an ordinary artifact holds. */
export const ordinaryFiles: Files = {
  'model/model.json': '{"format":"layers-model"}\n',
  'model/weights.bin': Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7919) % 251),
  'code/predict.js': 'export const predict = () => [];\n',
  'code/lib/price list – größe.json': '[]',
  'code/run.sh*': '#!/bin/sh\n',
  'code/package-lock.json': '{}\n',
  'code/empty.txt': '',
};

/** What the ordinary files are for. */
export const ordinaryContents: ArtifactContents = {
  kind: 'artifact',
  task: 'regression',
  predictor: { kind: 'module', path: 'code/predict.js' },
  weights: 'model',
  setup: ['npm', 'ci', '--omit=dev'],
  lock: 'code/package-lock.json',
};

/** Facts of an ordinary artifact. */
export const ordinaryFacts: Packaging['facts'] = {
  model: 'daily-sales',
  contents: ordinaryContents,
  run: { id: '101', commit: 'c'.repeat(40), training: `sha256:${'1'.repeat(64)}`, at: '2025-07-04T12:00:00.000Z' },
};

/** A packaged folder and its manifest; `files` come beside the ordinary ones, or replace them. */
export async function packaged(files: Files = {}): Promise<{ folder: string; manifest: ArtifactManifest }> {
  const folder = folderWith({ ...ordinaryFiles, ...files });
  return { folder, manifest: await packageArtifact({ folder, facts: ordinaryFacts }) };
}
