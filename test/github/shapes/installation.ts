// Installations as GitHub's JSON shows them.
import type { Installation } from '../state/app.ts';
import { timeText } from '../state/clock.ts';
import { nodeId } from '../state/ids.ts';
import { fullName, type Repository } from '../state/repository.ts';
import type { World } from '../state/world.ts';
import { accountShape } from './account.ts';

/** `installation`. */
export function installationShape({ urls }: World, installation: Installation): Record<string, unknown> {
  const { id, app, account, permissions, repositories, createdAt } = installation;
  return {
    id,
    client_id: app.clientId,
    account: accountShape(urls, account),
    repository_selection: repositories === null ? 'all' : 'selected',
    access_tokens_url: `${urls.api}/app/installations/${id}/access_tokens`,
    repositories_url: `${urls.api}/installation/repositories`,
    html_url: `${urls.html}/settings/installations/${id}`,
    app_id: app.id,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions,
    events: app.events,
    created_at: timeText(createdAt),
    updated_at: timeText(createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}

/** A repository as events about installations name it. */
export const shortRepositoryShape = (repository: Repository): object => ({
  id: repository.id,
  node_id: nodeId('R', repository.id),
  name: repository.name,
  full_name: fullName(repository),
  private: repository.isPrivate,
});
