// Apps as GitHub's JSON shows them.
import type { App } from '../state/app.ts';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import type { Urls } from '../state/urls.ts';
import { accountShape } from './account.ts';

/** `integration`. */
export function appShape(urls: Urls, app: App): Record<string, unknown> {
  return {
    id: app.id,
    client_id: app.clientId,
    slug: app.slug,
    node_id: nodeId('A', app.id),
    owner: accountShape(urls, app.owner),
    name: app.name,
    description: null,
    external_url: `${urls.html}/apps/${app.slug}`,
    html_url: `${urls.html}/apps/${app.slug}`,
    created_at: timeText(app.createdAt),
    updated_at: timeText(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}
