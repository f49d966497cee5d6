// Every endpoint that the local GitHub answers. scripts/extract-openapi.ts reads this table: run it after adding one.
import type { Route } from './call.ts';
import { appRoutes } from './routes/apps.ts';
import { artifactRoutes } from './routes/artifacts.ts';
import { assetRoutes } from './routes/assets.ts';
import { checkRoutes } from './routes/checks.ts';
import { commitRoutes } from './routes/commits.ts';
import { contentRoutes } from './routes/contents.ts';
import { deploymentStatusRoutes } from './routes/deployment-statuses.ts';
import { deploymentRoutes } from './routes/deployments.ts';
import { gitObjectRoutes } from './routes/git-objects.ts';
import { gitRefRoutes } from './routes/git-refs.ts';
import { commentRoutes } from './routes/issue-comments.ts';
import { issueRoutes } from './routes/issues.ts';
import { labelRoutes } from './routes/labels.ts';
import { peopleRoutes } from './routes/people.ts';
import { pullMergeRoutes } from './routes/pull-merges.ts';
import { pullRoutes } from './routes/pulls.ts';
import { reactionRoutes } from './routes/reactions.ts';
import { releaseRoutes } from './routes/releases.ts';
import { repositoryRoutes } from './routes/repositories.ts';
import { runRoutes } from './routes/runs.ts';
import { workflowRoutes } from './routes/workflows.ts';

/** The endpoints in use, and no others. */
export const routes: readonly Route[] = [
  ...repositoryRoutes,
  ...gitObjectRoutes,
  ...gitRefRoutes,
  ...contentRoutes,
  ...commitRoutes,
  ...issueRoutes,
  ...commentRoutes,
  ...labelRoutes,
  ...reactionRoutes,
  ...pullRoutes,
  ...pullMergeRoutes,
  ...peopleRoutes,
  ...checkRoutes,
  ...workflowRoutes,
  ...runRoutes,
  ...artifactRoutes,
  ...releaseRoutes,
  ...assetRoutes,
  ...deploymentRoutes,
  ...deploymentStatusRoutes,
  ...appRoutes,
];
