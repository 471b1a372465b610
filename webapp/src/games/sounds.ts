import { useState } from 'react';
import type { RoundBody } from '../../../contracts/http/games.ts';
import { deviceStore } from '../store.ts';
import type { Betting } from './betting.ts';
import { netOf } from './played.ts';
import { openSpeaker, SCORE, type Sound, sing } from './speaker.ts';

export type Sounds = {
  readonly isOn: boolean;
  choose(isOn: boolean): void;
  play(sound: Sound): void;
};

const KEY = 'cage:sound';

/**
 * Whether this device is heard. Where nobody chose, it is, but with reduced motion: who asked their device for calm has asked us, too,
 * until they say otherwise.
 */
export const isHeard = (chosen: string | undefined, isCalm: boolean): boolean =>
  (chosen ?? (isCalm ? 'off' : 'on')) === 'on';

/** A device has one, however many games are opened on it. Made at the first bet: no page makes a noise by being opened. */
let speaker: AudioContext | undefined;

export function useSounds(isCalm: boolean): Sounds {
  const [chosen, setChosen] = useState(() => deviceStore.get(KEY));
  const isOn = isHeard(chosen, isCalm);
  return {
    isOn,
    choose(next) {
      deviceStore.set(KEY, next ? 'on' : 'off');
      setChosen(next ? 'on' : 'off');
    },
    play(sound) {
      if (!isOn || document.hidden) return;
      speaker ??= openSpeaker();
      if (!speaker) return;
      // A phone call, or another app, may have taken it away meanwhile. A game without sound is a game.
      if (speaker.state !== 'running') speaker.resume().catch(() => undefined);
      sing(speaker, SCORE[sound]);
    },
  };
}

/** What is heard when betting goes from one state to the next; how much was won has no part in it. */
export function heard(before: Betting, after: Betting): Sound | undefined {
  if (before.at === 'rest' && after.at === 'asking') return after.intent.kind === 'bet' ? 'stake' : undefined;
  if (before.at === 'asking' && after.at === 'running') return turns(after.answer.round) ? 'spin' : undefined;
  if (before.at === 'running' && after.at === 'rest' && after.last) return shown(after.last);
  return undefined;
}

/** A game of several steps shows each of them, and nothing turns before it. */
const turns = ({ state, actions }: RoundBody): boolean => state === 'settled' && actions.length === 0;

/** A win is one only above its stake: where less came back, something was lost, and that is what it sounds like. */
function shown(round: RoundBody): Sound | undefined {
  if (round.state === 'open') return round.actions.length > 0 ? 'tile' : undefined;
  const net = netOf(round);
  return net > 0n ? 'win' : net < 0n ? 'loss' : 'reveal';
}
