// What is in production on GitHub, as far as git has fetched its ledger: the registry of a laptop is another one.
import type { ModelConfig } from '../../config/config.ts';
import { verifyChain } from '../../core/ledger.ts';
import { foldState } from '../../core/model-state.ts';
import type { Local } from './local.ts';

/** Where a clone keeps the branch with the ledgers. */
const BRANCH = 'refs/remotes/origin/relevo';

/** A note for whoever may take a model for new that has versions on GitHub; null where there is nothing to say. */
export async function githubNote(
  { name, was }: ModelConfig,
  { checkout, ledger, sha256 }: Pick<Local, 'checkout' | 'ledger' | 'sha256'>,
): Promise<string | null> {
  if (foldState((await ledger.read(name)).entries).versions.length > 0) return null;
  for (const ledgerName of [name, ...was]) {
    const text = await checkout.textAt(BRANCH, `models/${ledgerName}/ledger.jsonl`);
    const chain = text === null ? null : verifyChain(text, sha256);
    const production = chain?.ok ? foldState(chain.entries).production : null;
    if (production == null) continue;
    return (
      `note: on GitHub v${production.version} of ${name} is in production, as git fetched it last. ` +
      'The registry of this machine, .relevo/, is apart from that, and has no version of it.\n'
    );
  }
  return null;
}
