// Releases and assets as GitHub's JSON shows them.
import { createHash } from 'node:crypto';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Asset, Release } from '../state/release.ts';
import { apiUrl, htmlUrl, uploadUrl } from '../state/urls.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';

/** `release-asset`. */
export function assetShape({ urls }: World, asset: Asset): Record<string, unknown> {
  const { id, release, name, state, content } = asset;
  const isWhole = state === 'uploaded';
  return {
    url: apiUrl(urls, release.repository, `/releases/assets/${id}`),
    browser_download_url: htmlUrl(urls, release.repository, `/releases/download/${release.tag}/${name}`),
    id,
    node_id: nodeId('RA', id),
    name,
    label: asset.label,
    state,
    content_type: asset.contentType,
    size: isWhole ? content.length : 0,
    digest: isWhole ? `sha256:${createHash('sha256').update(content).digest('hex')}` : null,
    download_count: asset.downloads,
    created_at: timeText(asset.createdAt),
    updated_at: timeText(asset.createdAt),
    uploader: accountShape(urls, asset.uploader),
  };
}

/** `release`. */
export function releaseShape(world: World, release: Release): Record<string, unknown> {
  const { urls } = world;
  const { id, repository, tag, isDraft, publishedAt } = release;
  const url = apiUrl(urls, repository, `/releases/${id}`);
  const place = isDraft ? `untagged-${id}` : tag;
  return {
    url,
    assets_url: `${url}/assets`,
    upload_url: `${uploadUrl(urls, repository, `/releases/${id}/assets`)}{?name,label}`,
    html_url: htmlUrl(urls, repository, `/releases/tag/${place}`),
    id,
    author: accountShape(urls, release.author),
    node_id: nodeId('RE', id),
    tag_name: tag,
    target_commitish: release.target,
    name: release.name,
    draft: isDraft,
    immutable: release.isImmutable,
    prerelease: release.isPrerelease,
    created_at: timeText(release.createdAt),
    updated_at: timeText(publishedAt ?? release.createdAt),
    published_at: publishedAt === null ? null : timeText(publishedAt),
    assets: release.assets.map(asset => assetShape(world, asset)),
    tarball_url: isDraft ? null : apiUrl(urls, repository, `/tarball/${tag}`),
    zipball_url: isDraft ? null : apiUrl(urls, repository, `/zipball/${tag}`),
    body: release.body,
  };
}
