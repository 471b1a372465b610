import type { TrailBody } from '../../contracts/http/staff.ts';
import { shortened } from '../../contracts/texts/format.ts';
import { shortCode } from '../../domain/ids.ts';
import { isUuid } from './places.ts';

type Entry = TrailBody['entries'][number];
type Named = Pick<Entry, 'actor' | 'actorId' | 'action' | 'subject' | 'detail'>;

/** What staff did to a player has the player as its subject; what a player did, as its actor. */
const ABOUT_PLAYERS = ['staff.looked', 'staff.shown', 'staff.signed-player-out', 'player.joined', 'telegram.unlinked'];
const ABOUT_ORDERS = /^(deposit|payment|checkout)\./;
const ABOUT_WITHDRAWALS = /^withdrawal\./;
/** By its player: each has one. */
const ABOUT_VERIFICATIONS = /^verification\./;

const isAboutPlayer = (action: string): boolean => ABOUT_PLAYERS.includes(action) || ABOUT_VERIFICATIONS.test(action);

/** The player an entry leads to. */
export function playerOf({ actor, actorId, action, subject }: Named): string | undefined {
  const id = actor === 'player' ? actorId : isAboutPlayer(action) ? subject : null;
  return id !== null && isUuid(id) ? id : undefined;
}

/** The workflow an entry leads to: a pass names its own, a deposit and a withdrawal have one. */
export function workflowOf({ action, subject, detail }: Named): string | undefined {
  if (typeof detail.workflowId === 'string') return detail.workflowId;
  if (subject === null || !isUuid(subject)) return undefined;
  if (ABOUT_WITHDRAWALS.test(action)) return `withdrawal-${subject}`;
  if (ABOUT_VERIFICATIONS.test(action)) return `kyc-${subject}`;
  return ABOUT_ORDERS.test(action) ? `deposit-${subject}` : undefined;
}

/** A workflow as people call it: a deposit and a withdrawal by their receipt, a verification by its player; any other by its id. */
export function workflowName(workflowId: string): string {
  const [, kind = '', id = ''] = /^(deposit|withdrawal|arrival|kyc)-(.*)$/.exec(workflowId) ?? [];
  return isUuid(id) ? `${kind[0]?.toUpperCase()}-${shortCode(id)}` : workflowId;
}

/** The end of an id tells it from others: its beginning is the time. */
const tailOf = (id: string): string => (isUuid(id) ? `…${id.slice(-6)}` : shortened(id, 6));

/** An actor's id as people call it: a player by the account's code. */
export const actorName = (actor: string, id: string): string =>
  actor === 'player' && isUuid(id) ? `P-${shortCode(id)}` : tailOf(id);

/** Whom a search found, by their codes. */
function foundIn({ detail }: Named): string {
  const found = Array.isArray(detail.found) ? detail.found.map(String).filter(isUuid) : [];
  return found.map((id) => `P-${shortCode(id)}`).join(', ') || '–';
}

/** What an entry is about, as people call it: an account or a receipt by its code. */
export function subjectName(entry: Named): string {
  const { subject, action } = entry;
  if (action === 'staff.searched') return foundIn(entry);
  if (subject === null) return '';
  if (isUuid(subject) && isAboutPlayer(action)) return `P-${shortCode(subject)}`;
  if (isUuid(subject) && ABOUT_ORDERS.test(action)) return `D-${shortCode(subject)}`;
  if (isUuid(subject) && ABOUT_WITHDRAWALS.test(action)) return `W-${shortCode(subject)}`;
  return /^(deposit|withdrawal|kyc)-/.test(subject) ? workflowName(subject) : tailOf(subject);
}
