// What is in production, shown where people and programs look for it: release, deployment, dispatch. The ledger decides; all
// of this follows from it, and is finished by whoever comes next.
import type { ModelConfig } from '../config/config.ts';
import { foldState, type ModelState, type Version } from '../core/model-state.ts';
import { parseReleaseTag, releaseTag } from '../core/release-text.ts';
import type { Release } from '../ports/releases.ts';
import { deploy } from './projections/deployment.ts';
import { publishRelease, type Released } from './projections/release.ts';
import type { TrustedPorts } from './trusted-ports.ts';
import { runNumber } from './trusted-runs.ts';

/** Brings releases and the deployment of one model in line with its ledger. */
export async function projectProduction(model: ModelConfig, ports: TrustedPorts): Promise<void> {
  const reading = await ports.ledger.read(model.name);
  const state = foldState(reading.entries);
  const { production } = state;
  if (production === null) return;
  const releases = await publishVersions(state, ports);
  const version = versionOf(state, production.version);
  const commit = version?.made.commit;
  if (version === undefined || commit == null) return;
  await deploy(
    {
      model: model.name,
      version: production.version,
      event: production.event,
      artifact: production.artifact,
      commit,
      setting: model.deployment,
      url: releases.get(production.version)?.url ?? null,
    },
    ports,
  );
}

const versionOf = ({ versions }: ModelState, version: number): Version | undefined =>
  versions.findLast(one => one.version === version);

/** Publishes what is still a draft, and takes away drafts of those who came second. */
async function publishVersions(state: ModelState, ports: TrustedPorts): Promise<ReadonlyMap<number, Release>> {
  const published = new Map<number, Release>();
  const name = state.versions[0]?.made.model;
  const ours = (await ports.releases.list()).filter(({ tag }) => parseReleaseTag(tag)?.model === name);
  for (const version of state.versions) {
    const released = releasedOf(state, version);
    if (released === null) continue;
    const tag = releaseTag(released.model, released.version);
    const same = ours.filter(one => one.tag === tag);
    const isMissing = same.length === 0 && version.version === state.production?.version;
    const done = same.find(({ draft }) => !draft);
    if (done === undefined && same.length === 0 && !isMissing) continue;
    const release = done ?? (await publishRelease(released, version.event, ports));
    published.set(version.version, release);
    for (const { id, draft } of same) if (draft && id !== release.id) await ports.releases.remove(id);
  }
  return published;
}

/** What a version's release is made of; null for one that no run made, such as an adopted model. */
export function releasedOf(state: ModelState, { version, made }: Pick<Version, 'version' | 'made'>): Released | null {
  const { model, run, commit, artifact, predictions, report } = made;
  if (run === null || commit === null || runNumber(run) === null) return null;
  return { model, version, commit, artifact, predictions, report, runs: runsOf(state, run, artifact) };
}

/** The run itself, then others that had the very same candidate, the newest first. */
function runsOf(state: ModelState, run: string, artifact: string): number[] {
  const others = state.runs.filter(({ judged }) => judged.artifact === artifact).map(({ judged }) => judged.run);
  const numbers = [run, ...others.reverse()].map(runNumber).filter(number => number !== null);
  return [...new Set(numbers)];
}
