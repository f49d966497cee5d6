// Where things are found: the API, the pages that people see, and the hosts that keep bytes.
import { fullName, type Repository } from './repository.ts';

/** The addresses of the local GitHub's parts; uploads have an origin of their own, as on GitHub. */
export interface Urls {
  readonly api: string;
  /** What people's links begin with. Nothing answers there. */
  readonly html: string;
  readonly uploads: string;
}

/** The API's address of something in a repository. */
export const apiUrl = ({ api }: Urls, repository: Repository, path = ''): string =>
  `${api}/repos/${fullName(repository)}${path}`;

/** Where a repository takes uploads. */
export const uploadUrl = ({ uploads }: Urls, repository: Repository, path: string): string =>
  `${uploads}/repos/${fullName(repository)}${path}`;

/** The address of something in a repository for people. */
export const htmlUrl = ({ html }: Urls, repository: Repository, path = ''): string =>
  `${html}/${fullName(repository)}${path}`;
