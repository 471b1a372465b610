import { useCallback, useEffect, useRef, useState } from 'react';
import type { RoundBody } from '../../../contracts/http/games.ts';
import type { Fields } from '../../../domain/games/game.ts';
import type { GameId } from '../../../domain/games/index.ts';
import type { AmountBody } from '../amounts.ts';
import { asRefused, Refused } from '../api/client.ts';
import { type App, useApp } from '../app-context.ts';
import {
  type Answer,
  answered,
  type Betting,
  failed,
  found,
  type Intent,
  landed,
  meant,
  pauseAfter,
  resting,
} from './betting.ts';
import type { Phase } from './board.ts';
import { netOf, roundsOf, tellMoney, tellRound } from './played.ts';
import { heard } from './sounds.ts';
import type { Sound } from './speaker.ts';

export type Bet = { readonly stake: AmountBody; readonly choices: Fields; readonly freeSpin: string | undefined };

/** One game's rounds: a bet, its steps, and what became of them. Money is told to the whole app as soon as it is known. */
export function useRound(game: GameId, play: (sound: Sound) => void) {
  const app = useApp();
  const { cache, telegram } = app;
  const [betting, setBetting] = useState<Betting>(resting);
  const now = useRef(betting); // what a second tap finds, before anything is drawn again
  const [isHurried, setHurried] = useState(false);
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);

  const playNow = useRef(play);
  playNow.current = play;

  const move = useCallback((next: Betting) => {
    const sound = heard(now.current, next);
    now.current = next;
    if (!isHere.current) return;
    setBetting(next);
    if (sound) playNow.current(sound);
  }, []);

  /** Until it is answered, or nobody is here to be told. */
  const send = useCallback(
    async (intent: Intent) => {
      while (now.current.at === 'asking' && now.current.intent === intent) {
        try {
          const answer = await answerTo(app, intent);
          tellMoney(cache, answer);
          move(answered(now.current, intent, answer));
        } catch (error) {
          const next = failed(now.current, intent, asRefused(error));
          move(next);
          if (next.at === 'asking') await pause(pauseAfter(next.lost));
          else await look(app, game);
          if (!isHere.current) return;
        }
      }
    },
    [app, cache, game, move],
  );

  const mean = useCallback(
    (intent: Intent) => {
      const next = meant(now.current, intent, performance.now());
      if (next === now.current) return;
      telegram?.press();
      setHurried(false);
      if (navigator.onLine) {
        move(next);
        void send(intent);
      } else move(failedBeforeSent(now.current));
    },
    [telegram, move, send],
  );

  const bet = useCallback(
    ({ stake, choices, freeSpin }: Bet) =>
      mean({
        kind: 'bet',
        key: crypto.randomUUID(),
        body: { game, stake, choices: choices as never, ...(freeSpin ? { freeSpin } : {}) },
      }),
    [game, mean],
  );
  const act = useCallback(
    (action: Fields) => {
      const open = now.current.last;
      if (open?.state !== 'open') return;
      mean({ kind: 'act', round: open.id, body: { version: open.version, action: action as never } });
    },
    [mean],
  );
  const onLanded = useCallback(() => {
    const before = now.current;
    if (before.at !== 'running') return;
    const { round } = before.answer;
    move(landed(before, performance.now()));
    if (round.state === 'settled' && netOf(round) > 0n) telegram?.success();
    tellRound(cache, round);
  }, [cache, telegram, move]);
  const adopt = useCallback((round: RoundBody) => move(found(now.current, round)), [move]);

  return { betting, bet, act, onLanded, adopt, isHurried, onHurry: useCallback(() => setHurried(true), []) };
}

export function phaseOf({ at, last }: Betting): Phase {
  if (at !== 'rest') return at;
  if (!last) return 'idle';
  return last.state === 'open' ? 'open' : 'shown';
}

/** A bet is asked again under its key. A step that was lost may have been taken: then the round has moved, and is read. */
async function answerTo({ ask }: App, intent: Intent): Promise<Answer> {
  if (intent.kind === 'bet') return ask('bet', { key: intent.key, body: intent.body });
  try {
    return await ask('act', { id: intent.round, body: intent.body });
  } catch (error) {
    const { reason } = asRefused(error).problem;
    if (reason !== 'round-moved' && reason !== 'round-over') throw error;
    return { round: await ask('round', { id: intent.round }) };
  }
}

/** What was refused may rest on something old: a round that is open elsewhere, spins that are used, a balance that is spent. */
async function look({ cache }: App, game: GameId): Promise<void> {
  await Promise.all([roundsOf(game), 'balances', 'bonuses'].map((key) => cache.refresh(key)));
}

/** Without a line nothing was sent: that is known. */
const failedBeforeSent = ({ last }: Betting): Betting => ({
  at: 'rest',
  sinceMs: 0,
  refused: new Refused({ reason: 'offline' }),
  last,
});

/** Shorter, when the line is back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
  });
}
