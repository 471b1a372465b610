import type { PlayerId } from '../contracts/ids.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { readProfile } from '../records/identity/reads.ts';
import { cashOf } from '../records/ledger/reads.ts';
import { readDeposit, readDeposits } from '../records/payments/reads.ts';
import type { Hint } from '../runtime/pokes.ts';
import type { BotToken } from '../runtime/settings.ts';
import type { Catalogue } from '../runtime/texts.ts';
import { choosePreferences } from '../use-cases/choose-preferences.ts';
import { once } from '../use-cases/once.ts';
import { type DepositPatience, openDeposit } from '../use-cases/open-deposit.ts';
import { findSession, signInFromMiniApp } from '../use-cases/sign-in.ts';
import { yearlyStatement } from '../use-cases/yearly-statement.ts';
import type { ApiDeps } from './deps.ts';

type Parts = {
  readonly query: Tx['query'];
  readonly transaction: Transaction;
  readonly rails: Parameters<typeof openDeposit>[0]['rails'];
  readonly enqueue: Enqueue;
  readonly hint: Hint;
  readonly patience: DepositPatience;
  readonly bots: readonly BotToken[];
  readonly launchKey: string;
  readonly bot: ApiDeps['player']['bot'];
  readonly texts: Catalogue;
  readonly now: () => number;
};

/** What the gateway does for players, put together from what its process has. */
export function servePlayers(parts: Parts): Pick<ApiDeps, 'player' | 'deposits' | 'statement'> {
  const { transaction, rails, hint, now } = parts;
  const reader = { query: parts.query };
  const session = findSession(reader);
  const profileOf = async (player: PlayerId) => {
    const profile = await readProfile(reader, player);
    assert(profile, `no player ${player}`);
    return profile;
  };
  return {
    player: {
      findSession: session,
      bot: parts.bot,
      signInFromMiniApp: signInFromMiniApp(parts),
      profileOf,
      choosePreferences: choosePreferences({ transaction, hint }),
      cashOf: (player) => cashOf(reader, player),
      now,
    },
    deposits: {
      findSession: session,
      ways: Object.values(rails).flatMap((rail) => (rail ? [{ rail: rail.id, terms: rail.terms }] : [])),
      once: once({ transaction }),
      openDeposit: (within) => openDeposit({ ...parts, ...within }),
      readDeposit: (player, id) => readDeposit(reader, player, id),
      readDeposits: (player, page) => readDeposits(reader, player, page),
      now,
    },
    statement: {
      findSession: session,
      yearlyStatement: yearlyStatement(reader, now),
      now,
      textsFor: async (player) => parts.texts.of((await profileOf(player)).language),
    },
  };
}
