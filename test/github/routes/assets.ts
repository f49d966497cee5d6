// The files of releases.
import { type Answer, created, failed, found, invalid, noContent, notFound, ok, Refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { answerPage } from '../page.ts';
import { assetShape } from '../shapes/release.ts';
import { type Asset, assetName, mostAssets } from '../state/release.ts';
import { releaseOf, seesDrafts } from './releases.ts';

function assetOf(call: Call): Asset {
  const all = call.repository.releases.flatMap(({ assets }) => assets);
  const asset = found(all.find(({ id }) => `${id}` === call.params.asset_id));
  return found(asset.release.isDraft && !seesDrafts(call) ? undefined : asset);
}

/** Takes a file in. When the connection breaks before all of it is there, its name stays taken. */
function uploadAsset(call: Call): Answer {
  const { world, query, token, bytes, contentType, isInterrupted } = call;
  const release = releaseOf(call);
  const name = assetName(query.get('name') ?? '');
  if (release.isImmutable) throw invalid('Cannot upload assets to an immutable release.');
  if (name === '') throw failed({ resource: 'ReleaseAsset', code: 'missing_field', field: 'name' });
  if (contentType === '') throw new Refusal(400, 'Content-Type header is missing');
  if (bytes.length === 0 && !isInterrupted) throw new Refusal(400, 'Bad Content-Length');
  refuseName(release.assets, name);
  if (release.assets.length >= mostAssets)
    throw failed({
      resource: 'ReleaseAsset',
      code: 'custom',
      message: 'file_count limited to 1000 assets per release',
    });
  const asset: Asset = {
    id: world.ids.next(),
    release,
    uploader: token.actor,
    content: bytes,
    contentType,
    createdAt: world.now(),
    state: isInterrupted ? 'starter' : 'uploaded',
    name,
    label: query.get('label') ?? '',
    downloads: 0,
  };
  release.assets.push(asset);
  return created(assetShape(world, asset));
}

function refuseName(assets: readonly Asset[], name: string): void {
  if (!assets.some(asset => asset.name === name)) return;
  throw failed({ resource: 'ReleaseAsset', code: 'already_exists', field: 'name' });
}

/** The JSON about a file, or, for who accepts bytes, the way to where they lie. */
function getAsset(call: Call): Answer {
  const { world, accept } = call;
  const asset = assetOf(call);
  if (!accept.includes('application/octet-stream')) return ok(assetShape(world, asset));
  if (asset.state === 'starter') throw notFound();
  asset.downloads += 1;
  return { status: 302, headers: { location: world.sign(asset.content, asset.contentType) } };
}

function updateAsset(call: Call): Answer {
  const asset = assetOf(call);
  const { name = asset.name, label = asset.label } = call.json<{ name?: string; label?: string }>();
  if (asset.release.isImmutable) throw invalid('Cannot update assets of an immutable release.');
  if (name !== asset.name) refuseName(asset.release.assets, assetName(name));
  Object.assign(asset, { name: assetName(name), label });
  return ok(assetShape(call.world, asset));
}

function deleteAsset(call: Call): Answer {
  const asset = assetOf(call);
  const { assets, isImmutable } = asset.release;
  if (isImmutable) throw invalid('Cannot delete assets from an immutable release.');
  assets.splice(assets.indexOf(asset), 1);
  return noContent();
}

const base = '/repos/{owner}/{repo}/releases';
const one = `${base}/assets/{asset_id}`;
const list = `${base}/{release_id}/assets`;
const [reading, writing] = ['contents=read', 'contents=write'];

/** The endpoints of assets. */
export const assetRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: list,
    needs: reading,
    handle: call => answerPage(call, releaseOf(call).assets, asset => assetShape(call.world, asset)),
  },
  { method: 'POST', path: list, needs: writing, isUpload: true, handle: uploadAsset },
  { method: 'GET', path: one, needs: reading, handle: getAsset },
  { method: 'PATCH', path: one, needs: writing, handle: updateAsset },
  { method: 'DELETE', path: one, needs: writing, handle: deleteAsset },
];
