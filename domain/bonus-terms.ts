import { type Asset, assets, isAsset } from './assets.ts';
import { type BonusKind, type BonusTerms, bonusKinds, type WrittenTerms } from './bonuses.ts';
import { isWhole } from './games/game.ts';
import { type GameId, gameIds, gameOf, isGameId } from './games/index.ts';
import { judgeStake, tableOf } from './games/tables.ts';

/** Why terms are not published: the field, and what it must be. */
export type TermsFault = { readonly reason: 'wrong-terms'; readonly field: string; readonly must: string };

/** UKGC, LCCP SR 5.1.1 (in force 19 January 2026): what comes of a bonus may not have to be wagered more than ten times. */
export const MOST_WAGER_TIMES = 10;

/** Kept by nobody yet: a version is given when they are published. */
export type DraftTerms = Omit<BonusTerms, 'version'>;

/**
 * Reads terms as a person wrote them; exactly the fields there are, each within its bounds. Nothing is mended and nothing assumed: what a
 * player will agree to stands in the file, word for word. What no table would take could never be played, and is a fault, too.
 */
export function readTerms(raw: unknown): DraftTerms | TermsFault {
  if (!isFields(raw)) return wrong('terms', 'an object');
  const unknown = Object.keys(raw).find((name) => !KNOWN.has(name));
  if (unknown !== undefined) return wrong(unknown, 'left out: there is no such field');
  const { id, kind, asset, wagerTimes, counts, sticky, order, contributionBps, offerHours, playHours } = raw;
  if (typeof id !== 'string' || !/^[a-z0-9][a-z0-9-]{2,39}$/.test(id))
    return wrong('id', '3 to 40 small letters, digits and hyphens');
  if (!isOneOf(bonusKinds, kind)) return wrong('kind', bonusKinds.join(', '));
  if (typeof asset !== 'string' || !isAsset(asset) || assets[asset].nature === 'stars')
    return wrong('asset', 'what a wallet can hold as cash');
  if (!isBetween(wagerTimes, 0, MOST_WAGER_TIMES) || !Number.isInteger(Math.round(wagerTimes * 1e6) / 1e4))
    return wrong('wagerTimes', `0 to ${MOST_WAGER_TIMES}, with two decimal places at most`);
  if (!isOneOf(['all', 'cash', 'bonus'] as const, counts)) return wrong('counts', 'all, cash, bonus');
  if (!isOneOf(['sticky', 'non-sticky'] as const, sticky)) return wrong('sticky', 'sticky, non-sticky');
  if (!isOneOf(['cash-first', 'bonus-first'] as const, order)) return wrong('order', 'cash-first, bonus-first');
  if (!isContribution(contributionBps)) return wrong('contributionBps', 'games with whole numbers from 0 to 10000');
  if (wagerTimes > 0 && !Object.values(contributionBps).some((bps) => bps > 0))
    return wrong('contributionBps', 'more than 0 for one game at least: else nobody could ever complete it');
  if (!isWhole(offerHours, 1, 720)) return wrong('offerHours', '1 to 720');
  if (!isWhole(playHours, 1, 2_160)) return wrong('playHours', '1 to 2160');
  const mostStake = minorOf(raw.mostStake);
  const bounds = boundsIn(asset);
  if (mostStake === undefined || mostStake < bounds.least || mostStake > bounds.most)
    return wrong('mostStake', `minor units as text, from ${bounds.least} to ${bounds.most}`);
  const mostConverted = raw.mostConverted === null ? null : minorOf(raw.mostConverted);
  if (mostConverted === undefined) return wrong('mostConverted', 'null, or minor units as text, above 0');
  const given = readGiven(kind, asset, raw, mostStake);
  if ('reason' in given) return given;
  const rules = { wagerTimes, counts, sticky, order, contributionBps, mostStake, mostConverted, offerHours, playHours };
  return { id, kind, asset, ...given, ...rules };
}

type Given = Pick<BonusTerms, 'match' | 'amount' | 'spins' | 'code'>;

/** What the player is given: each kind has its own, and nothing of another's. */
function readGiven(kind: BonusKind, asset: Asset, raw: Fields, mostStake: bigint): Given | TermsFault {
  const match = raw.match === undefined ? undefined : readMatch(raw.match);
  if (match !== undefined && 'reason' in match) return match;
  if ((kind === 'first-deposit') !== (match !== undefined))
    return wrong('match', 'there for a first deposit, and only there');
  const spins = raw.spins === undefined ? undefined : readSpins(raw.spins, asset, mostStake);
  if (spins !== undefined && 'reason' in spins) return spins;
  if (kind === 'free-spins' && !spins) return wrong('spins', 'there');
  const amount = raw.amount === undefined ? undefined : minorOf(raw.amount);
  if (raw.amount !== undefined && (amount === undefined || kind !== 'code'))
    return wrong('amount', 'minor units as text, above 0, of a code alone');
  const { code } = raw;
  if (kind === 'code' ? typeof code !== 'string' || !/^[A-Z0-9]{3,32}$/.test(code) : code !== undefined)
    return wrong('code', '3 to 32 capital letters and digits, of a code alone');
  if (kind === 'code' && amount === undefined && !spins) return wrong('amount', 'there, or spins');
  return {
    ...(match ? { match } : {}),
    ...(amount === undefined ? {} : { amount }),
    ...(spins ? { spins } : {}),
    ...(typeof code === 'string' ? { code } : {}),
  };
}

function readMatch(raw: unknown): NonNullable<BonusTerms['match']> | TermsFault {
  if (!isFields(raw) || Object.keys(raw).length !== 3) return wrong('match', 'bps, most and leastDeposit');
  const [most, leastDeposit] = [minorOf(raw.most), minorOf(raw.leastDeposit)];
  if (!isWhole(raw.bps, 1, 20_000)) return wrong('match.bps', '1 to 20000');
  if (most === undefined) return wrong('match.most', 'minor units as text, above 0');
  if (leastDeposit === undefined) return wrong('match.leastDeposit', 'minor units as text, above 0');
  return { bps: raw.bps, most, leastDeposit };
}

function readSpins(raw: unknown, asset: Asset, mostStake: bigint): NonNullable<BonusTerms['spins']> | TermsFault {
  if (!isFields(raw) || Object.keys(raw).length !== 3) return wrong('spins', 'many, game and stake');
  const stake = minorOf(raw.stake);
  if (!isWhole(raw.many, 1, 500)) return wrong('spins.many', '1 to 500');
  if (!isGameId(raw.game) || gameOf(raw.game).kind !== 'instant')
    return wrong('spins.game', 'a game that is decided at once');
  if (stake === undefined || stake > mostStake) return wrong('spins.stake', 'minor units as text, at most mostStake');
  if (!isPlayable(raw.game, asset, stake)) return wrong('spins.stake', 'a stake that the table of its game takes');
  return { many: raw.many, game: raw.game, stake };
}

/** The least and the highest stake of any table. */
function boundsIn(asset: Asset): { readonly least: bigint; readonly most: bigint } {
  let { least, most } = tableOf('dice', asset);
  for (const table of gameIds.map((game) => tableOf(game, asset))) {
    if (table.least < least) least = table.least;
    if (table.most > most) most = table.most;
  }
  return { least, most };
}

/** Whether a round of it can be played, whatever is to be chosen in it. */
const isPlayable = (game: GameId, asset: Asset, stake: bigint): boolean =>
  gameOf(game).examples.some(({ choices }) => !('reason' in judgeStake(game, asset, stake, choices)));

/** As they are kept and sent: what `readTerms` reads. */
export const writeTerms = (terms: DraftTerms): Omit<WrittenTerms, 'version'> => {
  const { match, amount, spins, mostStake, mostConverted, ...rest } = terms;
  return {
    ...rest,
    ...(match ? { match: { ...match, most: `${match.most}`, leastDeposit: `${match.leastDeposit}` } } : {}),
    ...(amount === undefined ? {} : { amount: `${amount}` }),
    ...(spins ? { spins: { ...spins, stake: `${spins.stake}` } } : {}),
    mostStake: `${mostStake}`,
    mostConverted: mostConverted === null ? null : `${mostConverted}`,
  };
};

/** Terms as they were kept: what was published is not judged again by the rules of another day. */
export const keptTerms = ({ match, amount, spins, mostStake, mostConverted, ...rest }: WrittenTerms): BonusTerms => ({
  ...rest,
  ...(match ? { match: { ...match, most: BigInt(match.most), leastDeposit: BigInt(match.leastDeposit) } } : {}),
  ...(amount === undefined ? {} : { amount: BigInt(amount) }),
  ...(spins ? { spins: { ...spins, stake: BigInt(spins.stake) } } : {}),
  mostStake: BigInt(mostStake),
  mostConverted: mostConverted === null ? null : BigInt(mostConverted),
});

/** A code as it is kept, however it was typed: capitals, without blanks and hyphens. */
export const normalCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s-]+/g, '')
    .toUpperCase();

type Fields = Readonly<Record<string, unknown>>;
const KNOWN: ReadonlySet<string> = new Set([
  'id',
  'kind',
  'asset',
  'match',
  'amount',
  'spins',
  'code',
  'wagerTimes',
  'counts',
  'sticky',
  'order',
  'contributionBps',
  'mostStake',
  'mostConverted',
  'offerHours',
  'playHours',
]);
const wrong = (field: string, must: string): TermsFault => ({ reason: 'wrong-terms', field, must });
const isFields = (raw: unknown): raw is Fields => typeof raw === 'object' && raw !== null && !Array.isArray(raw);
const isOneOf = <T extends string>(all: readonly T[], value: unknown): value is T =>
  (all as readonly unknown[]).includes(value);
const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;
const isContribution = (raw: unknown): raw is Readonly<Partial<Record<GameId, number>>> =>
  isFields(raw) && Object.entries(raw).every(([game, bps]) => isGameId(game) && isWhole(bps, 0, 10_000));

/** An amount above nothing that the ledger can hold; undefined: it is none. */
const minorOf = (raw: unknown): bigint | undefined =>
  typeof raw === 'string' && /^[1-9]\d{0,17}$/.test(raw) ? BigInt(raw) : undefined;
