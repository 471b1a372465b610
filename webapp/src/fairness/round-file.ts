import type { RoundBody } from '../../../contracts/http/games.ts';
import { type Asset, assets } from '../../../domain/assets.ts';
import type { RoundClaim } from '../../../domain/games/verify.ts';

/** A round as its player takes it along: one object of docs/fairness/vectors.json, and what the round was paid in. */
export type RoundFile = {
  readonly game: string;
  readonly serverSeed: string;
  readonly commitment: string;
  readonly clientSeed: string;
  readonly nonce: number;
  readonly choices: unknown;
  readonly actions: readonly unknown[];
  /** Minor units. */
  readonly stake: string;
  readonly facts: unknown;
  readonly win: string;
  /** What was staked, and when it ended; neither is part of the proof. */
  readonly asset?: Asset;
  readonly at?: string;
};

export const unreadable = ['not-json', 'not-a-round', 'too-many'] as const;
export type Unreadable = (typeof unreadable)[number];

/** More than this is no list of a player's rounds, and would hold the page up. */
export const MOST_ROUNDS = 500;

/** A round that is over, with the seed that was opened: all that anybody needs to count it again. */
export const fileOf = (round: RoundBody, serverSeed: string): RoundFile => ({
  game: round.game,
  serverSeed,
  commitment: round.seed.commitment,
  clientSeed: round.seed.clientSeed,
  nonce: round.seed.nonce,
  choices: round.choices,
  actions: round.actions,
  stake: round.stake.minor,
  facts: round.facts,
  win: round.win.minor,
  asset: round.stake.asset,
  ...(round.settledAt ? { at: round.settledAt } : {}),
});

export const claimOf = ({ stake, win, ...rest }: RoundFile): RoundClaim => ({
  ...rest,
  stake: BigInt(stake),
  win: BigInt(win),
});

/** One round or a list of them, as they were pasted. Nothing of it is believed: it has the form alone. */
export function readRounds(text: string): readonly RoundFile[] | Unreadable {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return 'not-json';
  }
  const all = Array.isArray(raw) ? raw : [raw];
  if (all.length > MOST_ROUNDS) return 'too-many';
  const rounds = all.map(readRound);
  return rounds.length > 0 && rounds.every((round) => round !== undefined) ? rounds : 'not-a-round';
}

const MINOR = /^(0|[1-9]\d{0,18})$/;

function readRound(raw: unknown): RoundFile | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const {
    game,
    serverSeed,
    commitment,
    clientSeed,
    nonce,
    choices,
    actions = [],
    stake,
    facts,
    win,
    asset,
    at,
  } = raw as Readonly<Record<string, unknown>>;
  const texts = [game, serverSeed, commitment, clientSeed];
  if (!texts.every((field) => typeof field === 'string') || !Number.isSafeInteger(nonce)) return undefined;
  if (!isMinor(stake) || !isMinor(win) || !Array.isArray(actions)) return undefined;
  return {
    ...({ game, serverSeed, commitment, clientSeed, nonce } as RoundClaim),
    choices,
    actions,
    stake,
    facts,
    win,
    ...(typeof asset === 'string' && Object.hasOwn(assets, asset) ? { asset: asset as Asset } : {}),
    ...(typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? { at } : {}),
  };
}

const isMinor = (value: unknown): value is string => typeof value === 'string' && MINOR.test(value);

/** As it is saved and copied: a line for each field, so that it can be read. */
export const writtenRound = (round: RoundFile): string => `${JSON.stringify(round, undefined, 2)}\n`;

/** Of the file it is saved in. */
export const fileNameOf = ({ game, nonce, commitment }: RoundFile): string =>
  `round-${game}-${nonce}-${commitment.slice(0, 8)}.json`.replace(/[^\w.-]/g, '');
