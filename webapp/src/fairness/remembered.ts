import { keep, readKept } from '../kept.ts';
import type { RoundFile } from './round-file.ts';

/** So many rounds stay on the device, the last that was checked first. */
const MOST = 20;

export const remembered = (): readonly RoundFile[] => readKept()?.rounds ?? [];

/** Keeps a round that its player looked at: with its opened seed it can be counted without a connection. */
export function rememberRound(player: string, round: RoundFile): void {
  const before = readKept();
  const others = before?.player === player ? (before.rounds ?? []).filter((each) => !isSameRound(each, round)) : [];
  keep(player, { rounds: [round, ...others].slice(0, MOST) });
}

/** As many as there are of opened pairs to be looked at. */
const MOST_SEALS = 50;

/** Keeps what the house has committed to while nothing is played under it: whoever checks a round later need not take our word that it was there. */
export function rememberSeal(player: string, seal: string): void {
  const before = readKept();
  const seals = before?.player === player ? (before.seals ?? []) : [];
  if (!seals.includes(seal)) keep(player, { seals: [seal, ...seals].slice(0, MOST_SEALS) });
}

/** Whether this device had it before the first round that was played under it. */
export const isSealKept = (seal: string): boolean => readKept()?.seals?.includes(seal) ?? false;

/** A nonce is used once in a pair of seeds. */
const isSameRound = (one: RoundFile, other: RoundFile): boolean =>
  one.commitment === other.commitment && one.nonce === other.nonce;
