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

/** A nonce is used once in a pair of seeds. */
const isSameRound = (one: RoundFile, other: RoundFile): boolean =>
  one.commitment === other.commitment && one.nonce === other.nonce;
