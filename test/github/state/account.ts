// People, organisations and bots.

/** Who can own a repository or do something in one. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly type: 'User' | 'Organization' | 'Bot';
}

/** The bot behind every GITHUB_TOKEN; its id is the real one. */
export const actionsBot: Account = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' };

/** The address that commits of an account carry. */
export const emailOf = ({ id, login }: Account): string => `${id}+${login}@users.noreply.github.com`;
