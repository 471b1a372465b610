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
  pause,
  resting,
  resumed,
} from './betting.ts';
import type { Phase } from './board.ts';
import { netOf, roundsOf, tellLast, tellMoney, tellRound } from './played.ts';
import { heard } from './sounds.ts';
import type { Sound } from './speaker.ts';
import { askForBet, forgetBet, unansweredOf } from './unanswered.ts';

export type Bet = { readonly stake: AmountBody; readonly choices: Fields; readonly freeSpin: string | undefined };

/** One game's rounds: a bet, its steps, and what became of them. Money is told to the whole app as soon as it is known. */
export function useRound(game: GameId, play: (sound: Sound) => void) {
  const app = useApp();
  const { cache, telegram } = app;
  const [betting, setBetting] = useState<Betting>(resting);
  const now = useRef(betting); // what a second tap finds, before anything is drawn again
  const [isHurried, setHurried] = useState(false);
  const isHere = useRef(true);
  const fromBefore = useRef<Intent>(undefined);
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
          if (intent.kind === 'bet') forgetBet(intent.key);
          tellMoney(cache, answer);
          move(answered(now.current, intent, answer));
        } catch (error) {
          const refused = asRefused(error);
          const next = failed(now.current, intent, refused);
          move(next);
          if (next.at === 'asking') await pause(next.lost);
          else {
            if (intent.kind === 'bet') forgetBet(intent.key);
            if (intent === fromBefore.current && intent.kind === 'bet') tellLast(cache, { refused, bet: intent });
            await look(app, game);
          }
          if (!isHere.current) return;
        }
      }
    },
    [app, cache, game, move],
  );

  // What was pressed before the page was loaded, or left: it is brought to its end first.
  useEffect(() => {
    const left = unansweredOf(app.me.id).find(({ bet }) => bet.body.game === game);
    if (!left || now.current.at !== 'rest') return;
    fromBefore.current = left.bet;
    move(resumed(now.current, left.bet));
    void send(left.bet);
  }, [app.me.id, game, move, send]);

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
    if (fromBefore.current) tellLast(cache, { round });
    fromBefore.current = undefined;
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
async function answerTo(app: App, intent: Intent): Promise<Answer> {
  const { ask } = app;
  if (intent.kind === 'bet') return askForBet(app, intent);
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
