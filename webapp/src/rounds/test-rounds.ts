import type { DepositBody, HistoryItemBody } from '../../../contracts/http/deposits.ts';
import type { RoundBody } from '../../../contracts/http/games.ts';
import type { Asset } from '../../../domain/assets.ts';

type Wish = {
  /** Local time on a day of November 2026. */
  at?: string;
  day?: string;
  game?: RoundBody['game'];
  state?: RoundBody['state'];
  isFree?: boolean;
  asset?: Asset;
  /** Cash and bonus. */
  stake?: readonly [bigint, bigint];
  win?: readonly [bigint, bigint];
  choices?: RoundBody['choices'];
  facts?: RoundBody['facts'];
};

const momentOf = (day: string, at: string): string => new Date(`2026-11-${day}T${at}:00`).toISOString();

let made = 0;

/** A round as it is answered. */
export function round({
  at = '12:00',
  day = '21',
  game = 'dice',
  state = 'settled',
  isFree = false,
  asset = 'EUR',
  stake = [100n, 0n],
  win = [0n, 0n],
  choices = {},
  facts = {},
}: Wish = {}): RoundBody {
  const amount = (minor: bigint) => ({ asset, minor: minor.toString() });
  made += 1;
  return {
    id: `01960000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    game,
    state,
    version: 0,
    stake: amount(stake[0] + stake[1]),
    stakeCash: amount(stake[0]),
    stakeBonus: amount(stake[1]),
    isFree,
    choices,
    actions: [],
    shown: null,
    facts: state === 'open' ? null : facts,
    win: amount(win[0] + win[1]),
    winCash: amount(win[0]),
    winBonus: amount(win[1]),
    multiplier: null,
    leaves: 'played',
    seed: { id: '01960000-0000-7000-8000-00000000aaaa', commitment: 'aa', clientSeed: 'mine', nonce: made },
    beganAt: momentOf(day, at),
    settledAt: state === 'open' ? null : momentOf(day, at),
  };
}

/** A deposit that was credited, as far as the history looks at it. */
export function deposit({ at = '12:00', day = '21', minor = 1_000n }): HistoryItemBody {
  const credit = { asset: 'EUR', minor: minor.toString() } as const;
  made += 1;
  const body: Partial<DepositBody> = {
    id: `01970000-0000-7000-8000-${String(made).padStart(12, '0')}`,
    status: 'credited',
    credit,
    credited: null,
    openedAt: momentOf(day, at),
  };
  return { kind: 'deposit', deposit: body as DepositBody };
}
