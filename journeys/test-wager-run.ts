import type { PlayedBody } from '../contracts/http/games.ts';
import type { GrantId, PlayerId } from '../contracts/ids.ts';
import type { GrantState } from '../domain/bonuses.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { openAccount } from '../records/ledger/accounts.ts';
import { executeOne } from '../records/ledger/execute.ts';
import { findFaults } from '../records/ledger/faults.ts';
import { someTerms } from '../records/play/test-grants.ts';
import { postingOf } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import type { House } from '../sandbox/testing/house.ts';
import { until } from '../workflows/test-watching.ts';
import { asks, type Hands, paidByCard } from './play-hands.ts';
import { patience } from './test-kills.ts';

/** What becomes of somebody's bonus; `spin`: its free spins are played first, and what they win is played for too. */
export type Fate = 'complete' | 'spin' | 'cancel' | 'withdraw' | 'expire';

/** Those who play at the same time: kills fall into the steps of all of them. */
export const TABLES: readonly (readonly Fate[])[] = [
  ['complete', 'cancel', 'withdraw'],
  ['spin', 'expire'],
];

const ENDS = {
  complete: 'completed',
  spin: 'completed',
  cancel: 'cancelled',
  withdraw: 'withdrawn',
  expire: 'expired',
} as const satisfies Record<Fate, GrantState>;
const isPlayed = (fate: Fate): boolean => ENDS[fate] === 'completed';

/** €10.00, to be staked three times. Spins are so cheap that what they win is soon staked. */
const WORTH = 1_000n;
const SPINS = { many: 5, game: 'brass-orchard', stake: '10' } as const;
const HOUR_MS = 3_600_000;

/**
 * Players take a bonus by a code in the chat and play it to its end, with or without free spins, give it up, take cash out instead, or let its
 * time pass, and the worker is killed without warning at each step: as the workflows are started, while no worker is there as they become due,
 * between an end's being booked and its workflow's hearing of it, and after. Answers what is true of each in the end.
 */
export async function wagerWhileKilling(
  house: House,
  tables: readonly (readonly Fate[])[],
  log: (line: string) => void = () => undefined,
) {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  let kills = 0;
  const kill = async (): Promise<void> => {
    await house.part('worker').kill();
    log(`worker killed ${++kills} times`);
  };
  try {
    const ends = [];
    for (const [number, table] of tables.entries()) {
      const players = await Promise.all(table.map((fate, n) => enters(house, pool, `Player ${number}-${n}`, fate)));
      const anyIs = async (states: readonly GrantState[]): Promise<void> =>
        void (await until(
          async () =>
            (await Promise.all(players.map((player) => player.state()))).some((state) => states.includes(state)) ||
            undefined,
        ));
      const taking = players.map((player) => player.takes());
      await anyIs(['active']);
      await kill();
      await house.replaceWorker();
      await Promise.all(taking);

      // Nobody is there as it becomes due; then somebody is, and dies as the first end is booked.
      await kill();
      const acting = players.map((player) => player.acts());
      await Promise.all(acting);
      await house.replaceWorker();
      await anyIs(['completed', 'expired']);
      await kill();
      await house.replaceWorker();
      await Promise.all(players.map((player) => player.isTold()));
      ends.push(...(await Promise.all(players.map((player) => player.end()))));
    }
    return { ends, faults: await findFaults(pool) };
  } finally {
    await pool.end();
  }
}

const SAYS = {
  complete: /€10\.00 of bonus is your cash now/,
  spin: /of bonus is your cash now/,
  cancel: /The bonus ended before it was played\n€10\.00 of bonus went back/,
  withdraw: /You took cash out, and the bonus ended with that\n€10\.00 of bonus went back/,
  expire: /The time to play your bonus is over/,
} as const satisfies Record<Fate, RegExp>;

/** A player in the chat, and in the Mini App as far as its API goes. */
async function enters(house: House, pool: Pool, name: string, fate: Fate) {
  // What is taken out goes back the way it came.
  const telegram = fate === 'withdraw' ? await paidByCard(house, name) : house.telegram.player(name);
  if (fate !== 'withdraw') {
    telegram.says('/start');
    await telegram.sees(/Welcome/, patience);
  }
  const [account] = await query<{ id: PlayerId }>(
    pool,
    sql`select player_id as id from identity.linked_account where subject = ${String(telegram.id)}`,
  );
  if (!account) throw new Error(`${name} has no account`);
  if (fate !== 'withdraw') await givesCash(pool, account.id, 5_000n);

  const code = `T${newId(Date.now()).replaceAll('-', '').slice(-12).toUpperCase()}`;
  const spins = fate === 'spin' ? { spins: SPINS } : {};
  const written = { ...someTerms, ...spins, id: `test-${code.toLowerCase()}`, code };
  await query(
    pool,
    sql`select play.publish_bonus(${written.id}, 'code', 'EUR', ${code}, ${JSON.stringify(written)}::jsonb)`,
  );
  telegram.says(`/code ${code}`);
  await telegram.sees(/The code is good/, patience);
  const [grant] = await query<{ id: GrantId }>(pool, sql`select id from play."grant" where bonus_id = ${written.id}`);
  if (!grant) throw new Error(`${name} has no offer`);
  const { id } = grant;
  let spinsWon = 0n;
  const state = async (): Promise<GrantState> => {
    const [row] = await query<{ state: GrantState }>(pool, sql`select state from play."grant" where id = ${id}`);
    return row?.state ?? 'offered';
  };

  return {
    state,
    async takes(): Promise<void> {
      // Whoever lets its time pass took it a week ago but for twenty seconds, so that a test need not wait for longer.
      const ago = new Date(Date.now() - someTerms.playHours * HOUR_MS + 20_000);
      if (fate === 'expire') await query(pool, sql`select play.claim_grant(${id}, ${ago})`);
      else {
        await telegram.sees(/Play it 3×/, patience);
        await telegram.taps('Take it');
        await telegram.sees(/Your bonus holds €10\.00/, patience);
      }
    },
    async acts(): Promise<void> {
      if (isPlayed(fate)) spinsWon = await playsAll(house, telegram, fate === 'spin' ? id : undefined);
      if (fate === 'cancel') {
        telegram.says('/bonus');
        await telegram.sees(/You can take out/, patience);
        await telegram.taps('Give it up');
        await telegram.sees(/You lose: €10\.00 of bonus/, patience);
        await telegram.taps('Give it up');
      }
      if (fate === 'withdraw') {
        telegram.says('/withdraw 10');
        await telegram.sees(/This gives up your bonus\.\nLost: €10\.00 of bonus\./, patience);
        await telegram.taps('Give up the bonus and withdraw');
      }
    },
    async isTold(): Promise<void> {
      await telegram.sees(SAYS[fate], patience);
      if (fate !== 'withdraw') return;
      await telegram.taps('Yes, do it');
      await telegram.sees(/€10\.00 was paid out/, patience);
    },
    /** What is true of it, in every place that says so; what free spins won is no part of it. */
    async end() {
      const [row] = await query<{ state: string; converted: bigint | null; forfeited: bigint | null; left: bigint }>(
        pool,
        sql`select g.state, g.converted - ${spinsWon}::bigint as converted, g.forfeited, a.balance as left
          from play."grant" g join ledger.account a on a.id = g.account_id where g.id = ${id}`,
      );
      const posted = await query<{ kind: string }>(
        pool,
        sql`select kind from ledger.transfer where subject = ${id} and kind like 'bonus%' order by posted_at, kind`,
      );
      const letters = await query<{ key: string }>(
        pool,
        sql`select key from delivery.outbox where kind = 'telegram' and key like ${`grant:${id}:%`} order by id`,
      );
      return {
        ...row,
        posted: posted.map(({ kind }) => kind),
        letters: letters.map(({ key }) => key.slice(`grant:${id}:`.length)),
        messages: telegram.chat().filter(({ from, text }) => from === 'bot' && SAYS[fate].test(text)).length,
      };
    },
  };
}

/** Plays in the app until all that is asked for is staked, of cash; free spins first. Answers what those won. */
async function playsAll(house: House, telegram: Hands, freeSpin: GrantId | undefined): Promise<bigint> {
  const ask = await asks(house, telegram);
  let won = 0n;
  for (let spin = 0; freeSpin !== undefined && spin < SPINS.many; spin++) {
    const stake = { asset: 'EUR', minor: SPINS.stake };
    const { round } = await ask<PlayedBody>('/rounds', { game: SPINS.game, stake, choices: {}, freeSpin });
    won += BigInt(round.win.minor);
  }
  for (let isDone = false; !isDone; ) {
    const { wager } = await ask<PlayedBody>('/rounds', {
      game: 'dice',
      stake: { asset: 'EUR', minor: someTerms.mostStake },
      choices: { side: 'under', target: 9_800 },
    });
    isDone = !wager || BigInt(wager.done.minor) >= BigInt(wager.needed.minor);
  }
  return won;
}

/** Cash out of nowhere. */
export const givesCash = (pool: Pool, player: PlayerId, minor: bigint): Promise<unknown> =>
  createTransaction(pool)(async (tx) => {
    const from = await openAccount(tx, 'clearing', { house: 'telegram-invoice' }, 'EUR');
    const into = await openAccount(tx, 'player-cash', { player }, 'EUR');
    return executeOne(tx, postingOf(newId(Date.now()), [from, -minor], [into, minor]));
  });

/** Ended once, booked once, told once: by the grant, by the ledger, by the outbox, and by what stands in the chat. */
export const endedOnce = (fate: Fate) => ({
  state: ENDS[fate],
  converted: isPlayed(fate) ? WORTH : null,
  forfeited: isPlayed(fate) ? 0n : WORTH,
  left: 0n,
  posted: ['bonus', isPlayed(fate) ? 'bonus-converted' : 'bonus-forfeited'],
  letters: ['offered', ...(fate === 'expire' ? [] : ['active']), ENDS[fate]],
  messages: 1,
});
