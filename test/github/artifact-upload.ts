// Uploads a folder as a run's artifact, as actions/upload-artifact does.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { type Artifact, latest, type WorkflowRun } from './state/workflow-run.ts';
import type { World } from './state/world.ts';

/** An artifact to be. */
export interface Upload {
  readonly name: string;
  /** All files in it, by their paths from it. */
  readonly folder: string;
}

const day = 86_400_000;

/** Zips and keeps the folder; a second one of a name in one attempt is refused, as upload-artifact refuses it. */
export async function uploadArtifact(world: World, run: WorkflowRun, { name, folder }: Upload): Promise<Artifact> {
  const { repository } = run;
  const attempt = latest(run).number;
  if (repository.artifacts.some(known => known.run === run && known.attempt === attempt && known.name === name)) {
    throw new Error(`Failed to CreateArtifact: (409) Conflict: an artifact with this name already exists: ${name}`);
  }
  const now = world.now();
  const expiresAt = new Date(now.getTime() + repository.settings.artifactRetentionDays * day);
  const artifact = {
    id: world.ids.next(),
    run,
    attempt,
    name,
    zip: await zipFolder(folder),
    createdAt: now,
    expiresAt,
  };
  repository.artifacts.push(artifact);
  return artifact;
}

/** A zip of all files below a folder, written as a stream: sizes stand after the data, as in the real one. */
export async function zipFolder(folder: string): Promise<Buffer> {
  const zip = new ZipFile();
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(path => join(folder, path));
  for (const path of paths.filter(path => statSync(path).isFile()).sort()) {
    zip.addReadStream(createReadStream(path), relative(folder, path).replaceAll(sep, '/'), { mtime: new Date(0) });
  }
  zip.end();
  return buffer(zip.outputStream);
}
