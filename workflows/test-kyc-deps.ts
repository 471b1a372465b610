import { randomUUID } from 'node:crypto';
import type { KycActivityDeps } from '../activities/kyc.ts';
import type { DocumentId, PlayerId } from '../contracts/ids.ts';
import type { KycWaits } from '../contracts/workflows.ts';
import { box } from '../domain/jurisdictions/box.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { DocumentKind } from '../domain/verification.ts';
import type { Match } from '../domain/verification-checks.ts';
import { sql, type Transaction, type Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { createVault } from '../records/identity/vault.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { SentDocument, SentDocuments } from '../use-cases/sent-documents.ts';
import { kycWaits } from '../use-cases/tell-verification.ts';

export const DATA_KEYS = [{ id: 'test', key: Buffer.alloc(32, 7) }];

type Given = {
  readonly transaction: Transaction;
  readonly query: Tx['query'];
  readonly enqueue: Enqueue;
  readonly hint?: Hint;
  readonly profile?: Jurisdiction;
  readonly waits?: KycWaits;
};

/** What a verification needs, with files and lists that a test fills. */
export function testKyc({ profile = box, waits = kycWaits, hint = () => undefined, ...given }: Given) {
  const files = new Map<PlayerId, SentDocument[]>();
  const shared = new Set<PlayerId>();
  const lists = {
    /** Undefined: there are none. */
    matches: [] as readonly Match[] | undefined,
    edition: 'edition-1' as string | undefined,
    isAway: false,
  };
  const holders: string[] = [];
  const documents: SentDocuments = {
    documentsOf: async (_tx, player) => files.get(player) ?? [],
    isSentByAnother: async (_tx, player) => shared.has(player),
  };
  const awake = () => {
    if (lists.isAway) throw new Error('the lists cannot be read');
  };
  const deps: KycActivityDeps['kyc'] = {
    ...given,
    hint,
    waits,
    profile,
    bot: '1',
    vault: createVault(DATA_KEYS),
    dataKeys: DATA_KEYS,
    documents,
    screening: {
      screen: async () => {
        awake();
        return lists.edition === undefined ? undefined : lists.matches;
      },
      edition: async () => {
        awake();
        return lists.edition;
      },
      nameOf: async () => 'Somebody Listed',
    },
    holdersOf: async () => holders,
    now: Date.now,
  };
  return {
    deps,
    lists,
    holders,
    shared,
    /** A file of each of these kinds, as if it had come through the upload. */
    async sends(player: PlayerId, kinds: readonly DocumentKind[], state: 'held' | 'kept' = 'kept'): Promise<void> {
      const [row] = await given.query<{ revision: number }>(
        sql`select revision from compliance.verification where player_id = ${player}`,
      );
      const sent = kinds.map((kind) => ({
        id: randomUUID() as DocumentId,
        kind,
        state,
        pages: 1,
        bytes: 1_000,
        sentAt: new Date(),
        revision: row?.revision ?? 0,
      }));
      files.set(player, [...(files.get(player) ?? []), ...sent]);
      await given.transaction(async (tx) => {
        await tx.query(sql`
          update compliance.asked_document set state = 'received'
          where player_id = ${player} and kind = any(${[...kinds]}::text[]) and state in ('asked', 'again')`);
      });
    },
  };
}

/** For workflows that verify nobody. */
export const noKyc = (given: Given): KycActivityDeps => ({ kyc: testKyc(given).deps });
