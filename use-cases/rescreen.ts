import type { PlayerId } from '../contracts/ids.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import { fullName, type Match, matchOf } from '../domain/verification-checks.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { holdVerification, keepScreened, openScreening } from '../records/compliance/verification.ts';
import { readUnscreened, type VerificationView } from '../records/compliance/verification-reads.ts';
import type { PlayerVault } from '../records/identity/vault.ts';
import type { Screening } from '../runtime/screening/screening.ts';
import { openFacts } from './facts.ts';
import { type TellDeps, wakeKyc } from './tell-verification.ts';

export type RescreenDeps = TellDeps & {
  readonly transaction: Transaction;
  readonly query: Tx['query'];
  readonly vault: PlayerVault;
  readonly screening: Screening;
  readonly profile: Pick<Jurisdiction, 'reviewWithinMs'>;
  readonly now: () => number;
};

/**
 * Verified players are looked for in an edition of the lists that they were not looked for in yet. Who is like somebody new is a case
 * for people, and is told nothing. Answers how many were looked for; safe to repeat, each once an edition.
 */
export const rescreen =
  (deps: RescreenDeps) =>
  async (atMost: number): Promise<number> => {
    const edition = await deps.screening.edition();
    if (edition === undefined) return 0;
    const players = await readUnscreened({ query: deps.query }, edition, atMost);
    const failed: unknown[] = [];
    for (const player of players)
      await deps.transaction((tx) => look(deps, tx, player, edition)).catch((error) => failed.push(error));
    // Whoever cannot be looked for keeps nobody else from it.
    if (failed.length > 0)
      throw new AggregateError(failed, `${failed.length} of those who are verified could not be looked for`);
    return players.length;
  };

async function look(deps: RescreenDeps, tx: Tx, player: PlayerId, edition: string): Promise<void> {
  const v = await holdVerification(tx, player);
  const facts = v?.status === 'approved' && (await openFacts(deps.vault, tx, player));
  if (!v || !facts) return;
  const matches = await deps.screening.screen({ name: fullName(facts), bornOn: facts.bornOn });
  const fresh = (matches ?? []).filter((match) => !isJudged(v, match));
  if (fresh.length === 0) return keepScreened(tx, player, edition);
  await openScreening(tx, player, new Date(deps.now() + deps.profile.reviewWithinMs));
  const opened = (await holdVerification(tx, player)) as VerificationView;
  const detail = { revision: opened.revision, matches: fresh.length };
  await append(tx, { actor: 'system', action: 'verification.rescreened', subject: player, detail });
  await wakeKyc(deps, tx, opened);
}

/** Somebody has said of this very entry that it is somebody else. */
const isJudged = ({ checks }: VerificationView, match: Match): boolean =>
  checks.some(({ found }) =>
    found.map(matchOf).some((known) => known?.list === match.list && known.entry === match.entry),
  );
