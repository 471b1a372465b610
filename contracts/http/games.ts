import { z } from 'zod';
import { type GameId, gameIds } from '../../domain/games/index.ts';
import { amountBody, assetBody, momentBody } from './amounts.ts';
import { route } from './route.ts';

export const gameIdBody = z.enum(gameIds as [GameId, ...GameId[]]);

/** What can be kept of choices, actions, facts and states: domain/games/game.ts `Fields`. */
const fieldsBody = z.record(z.string().max(32), z.union([z.string().max(64), z.number(), z.array(z.number()).max(64)]));

/** What may be staked on a game, in one asset. */
export const tableBody = z
  .object({
    game: gameIdBody,
    asset: assetBody,
    least: amountBody,
    most: amountBody,
    mostWin: amountBody.meta({ description: 'a bet that could pay more is refused' }),
  })
  .meta({ id: 'Table' });

export const gamesBody = z
  .object({
    games: z.array(
      z.object({
        id: gameIdBody,
        kind: z.enum(['instant', 'stepped']),
        place: z.enum(['app', 'chat', 'both']),
        tables: z.array(tableBody),
      }),
    ),
  })
  .meta({ id: 'Games' });
export type GamesBody = z.infer<typeof gamesBody>;

/** A round as its player may see it: nothing that is still hidden is in it. */
export const roundBody = z
  .object({
    id: z.uuid(),
    game: gameIdBody,
    state: z.enum(['open', 'settled']),
    /** Rises by one at each step: an action names the one it was made on. */
    version: z.int(),
    stake: amountBody,
    stakeCash: amountBody,
    stakeBonus: amountBody,
    isFree: z.boolean().meta({ description: 'a free spin: the house paid the stake' }),
    choices: fieldsBody,
    actions: z.array(fieldsBody),
    shown: fieldsBody.nullable().meta({ description: 'an open round, as far as it was played' }),
    facts: fieldsBody.nullable().meta({ description: 'how it ended; null while it is open' }),
    win: amountBody,
    winCash: amountBody,
    winBonus: amountBody,
    multiplier: z
      .object({ top: z.string(), bottom: z.string() })
      .nullable()
      .meta({ description: 'the exact fraction of the stake that came back' }),
    leaves: z
      .enum(['left', 'played'])
      .meta({ description: 'left: nobody came back to it, and it was ended by its rule' }),
    seed: z.object({
      id: z.uuid(),
      commitment: z.string(),
      clientSeed: z.string(),
      nonce: z.int(),
      serverSeed: z.string().optional().meta({ description: 'once the pair is opened' }),
    }),
    beganAt: momentBody,
    settledAt: momentBody.nullable(),
    after: z.object({ cash: amountBody, bonus: amountBody.nullable() }).optional().meta({
      description:
        'what the player had to play with when it was over; bonus null: none was active. Before a round that is decided at once they had its stake more and its win less; between the steps of another they may have played on',
    }),
  })
  .meta({ id: 'Round' });
export type RoundBody = z.infer<typeof roundBody>;

/** Beside a round: what the player has now, so that a bet costs one request. */
export const playedBody = z
  .object({
    round: roundBody,
    cash: amountBody,
    bonus: amountBody.nullable().meta({ description: 'of the active grant; null: there is none' }),
    wager: z
      .object({ done: amountBody, needed: amountBody })
      .nullable()
      .meta({ description: 'of the active grant: so much is staked, of so much' }),
  })
  .meta({ id: 'Played' });
export type PlayedBody = z.infer<typeof playedBody>;

export const roundsBody = z.object({ rounds: z.array(roundBody), next: z.string().nullable() }).meta({ id: 'Rounds' });
export type RoundsBody = z.infer<typeof roundsBody>;

/** A pair of seeds. The server's is shown when the pair is used no more. */
export const seedBody = z
  .object({
    id: z.uuid(),
    commitment: z.string(),
    clientSeed: z.string().nullable().meta({ description: 'null: not chosen yet' }),
    serverSeed: z.string().nullable().meta({ description: 'null until it is opened' }),
    rounds: z.int().meta({ description: 'so many were played with it; its nonces are 0 to one below' }),
    openedAt: momentBody.nullable(),
  })
  .meta({ id: 'Seed' });
export type SeedBody = z.infer<typeof seedBody>;

export const seedsBody = z
  .object({
    now: seedBody.meta({ description: 'who never played has one pair alone: it is `now` and `next` alike' }),
    next: seedBody.meta({ description: 'committed to already, before the player chooses their part of it' }),
    before: z.array(seedBody),
    openRound: z.uuid().nullable().meta({ description: 'seeds are not changed while a round is open' }),
  })
  .meta({ id: 'Seeds' });
export type SeedsBody = z.infer<typeof seedsBody>;

export const betBody = z
  .object({
    game: gameIdBody,
    stake: amountBody,
    choices: fieldsBody,
    freeSpin: z.uuid().optional().meta({ description: 'the grant whose free spin this is' }),
  })
  .meta({ id: 'Bet' });

export const actBody = z.object({ version: z.int().min(0), action: fieldsBody }).meta({ id: 'Act' });

const admission = {
  excluded: [409, 'The player takes a break, or excluded themselves'],
  'kyc-refused': [409, 'Their verification was refused for good'],
  'verification-needed': [409, 'They must confirm who they are before they play'],
  'over-loss-limit': [409, "It could lose more than the player's own limit leaves"],
  'session-over': [409, "The player's own limit of time is used up"],
} as const;

export const gameRoutes = {
  games: route({
    method: 'get',
    path: '/games',
    about: 'Every game, and what may be staked on it',
    who: 'anybody',
    answer: gamesBody,
    status: 200,
    refusals: {},
  }),
  bet: route({
    method: 'post',
    path: '/rounds',
    about: 'Stakes on a game. The Idempotency-Key names the round: asked again, it is answered as it is now',
    who: 'player',
    idempotent: true,
    body: betBody,
    answer: playedBody,
    status: 201,
    refusals: {
      ...admission,
      'wrong-choice': [409, 'The game does not know this choice'],
      'below-least': [409, 'The stake is less than the least of this game'],
      'over-most': [409, 'The stake is more than the most of this game'],
      'over-most-win': [409, 'It could win more than this game pays'],
      'over-exposure': [409, 'The house cannot bear so large a win at this moment'],
      'over-bonus-stake': [409, 'The terms of the active bonus allow no such stake'],
      'insufficient-funds': [409, 'There is not so much to play with'],
      'round-open': [409, 'A round of this game is open: it goes first'],
      'no-free-spin': [409, 'There is no such free spin'],
      'not-your-wallet': [409, 'This is not a currency the player plays in'],
    },
  }),
  act: route({
    method: 'post',
    path: '/rounds/{id}/actions',
    about: 'The next step of an open round. Two devices at once: one of them is told that it moved',
    who: 'player',
    object: { kind: 'round', missing: 'no-such-round' },
    body: actBody,
    answer: playedBody,
    status: 200,
    refusals: {
      'no-such-round': [404, 'The player has no such round'],
      'wrong-action': [409, 'The game does not know this step'],
      'not-legal': [409, 'It cannot be done as the round stands'],
      'round-moved': [409, 'The round was played on meanwhile: read it again'],
      'round-over': [409, 'The round is over'],
    },
  }),
  round: route({
    method: 'get',
    path: '/rounds/{id}',
    about: 'One round',
    who: 'player',
    object: { kind: 'round', missing: 'no-such-round' },
    answer: roundBody,
    status: 200,
    refusals: { 'no-such-round': [404, 'The player has no such round'] },
  }),
  rounds: route({
    method: 'get',
    path: '/rounds',
    about: 'Rounds, the newest first; or only those that are open',
    who: 'player',
    query: z.object({
      game: gameIdBody.optional(),
      state: z.enum(['open', 'settled']).optional(),
      before: z.uuid().optional().meta({ description: 'the last round of the page before: see `next`' }),
      limit: z.coerce.number().int().min(1).max(50).default(50),
    }),
    answer: roundsBody,
    status: 200,
    refusals: {},
  }),
  seeds: route({
    method: 'get',
    path: '/seeds',
    about: 'The pair of seeds in use, the next one, and those that were opened',
    who: 'player',
    answer: seedsBody,
    status: 200,
    refusals: {},
  }),
  changeSeeds: route({
    method: 'post',
    path: '/seeds',
    about: 'Opens the pair in use and begins the next one, with the seed the player chose knowing its commitment',
    who: 'player',
    body: z.object({
      next: z.uuid().meta({ description: 'the pair whose commitment the player saw' }),
      clientSeed: z.string().max(64),
    }),
    answer: seedsBody,
    status: 200,
    refusals: {
      'wrong-client-seed': [409, '1 to 64 signs of ASCII, without blanks and colons'],
      'round-open': [409, 'Seeds are not changed while a round is open'],
      'seeds-moved': [409, 'They were changed meanwhile: read them again'],
    },
  }),
} as const;
