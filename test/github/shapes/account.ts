// Accounts as GitHub's JSON shows them.
import type { Account } from '../state/account.ts';
import { nodeId } from '../state/ids.ts';
import type { Urls } from '../state/urls.ts';

/** `organization-simple`. */
function organizationShape({ api, html }: Urls, { id, login }: Account): Record<string, unknown> {
  const url = `${api}/orgs/${login}`;
  return {
    login,
    id,
    node_id: nodeId('O', id),
    url,
    repos_url: `${url}/repos`,
    events_url: `${url}/events`,
    hooks_url: `${url}/hooks`,
    issues_url: `${url}/issues`,
    members_url: `${url}/members{/member}`,
    public_members_url: `${url}/public_members{/member}`,
    avatar_url: `${html}/avatars/${id}`,
    description: null,
  };
}

/** The organization that events of its repositories name, beside the repository; nothing for a person's. */
export const organizationOf = ({ urls }: { readonly urls: Urls }, { owner }: { readonly owner: Account }): object =>
  owner.type === 'Organization' ? { organization: organizationShape(urls, owner) } : {};

/** `simple-user`. */
export function accountShape({ api, html }: Urls, { id, login, type }: Account): Record<string, unknown> {
  const url = `${api}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `${html}/avatars/${id}`,
    gravatar_id: '',
    url,
    html_url: `${html}/${type === 'Bot' ? `apps/${login.replace('[bot]', '')}` : login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}
