import type { PlayerId } from '../../contracts/ids.ts';
import type { JoinRefusal } from '../../domain/join.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** `seen`: somebody opened it in the chat. `agreed`: they chose the browser's number. */
export type TicketStatus = 'waiting' | 'seen' | 'agreed' | 'refused' | 'done' | 'over';

/** A browser waits for a chat: to be let in, or to join its account with the chat's. */
export type Ticket = {
  readonly id: string;
  readonly kind: 'sign-in' | 'link';
  /** Whose browser it is; undefined when it asks to be let in. */
  readonly player: PlayerId | undefined;
  readonly device: string;
  /** What the browser shows, and what the chat offers to choose from. */
  readonly number: number;
  readonly choices: readonly number[];
  readonly openedAt: Date;
  readonly expiresAt: Date;
  readonly telegramId: string | undefined;
  readonly bot: string | undefined;
  readonly status: TicketStatus;
  /** Which account the chat was told goes on, when it agreed to a link. */
  readonly stays: 'browser' | 'chat' | undefined;
  /** Why there was nothing to agree to, when that is why it ended. */
  readonly refusedWhy: JoinRefusal['reason'] | undefined;
};

export type NewTicket = Pick<
  Ticket,
  'id' | 'kind' | 'player' | 'device' | 'number' | 'choices' | 'openedAt' | 'expiresAt'
> & {
  readonly codeHash: Uint8Array;
  readonly secretHash: Uint8Array;
};

export async function openTicket(tx: Tx, ticket: NewTicket): Promise<void> {
  await tx.query(sql`
    insert into identity.ticket (id, kind, code_hash, secret_hash, player_id, device, number, choices, opened_at, expires_at)
    values (${ticket.id}, ${ticket.kind}, ${ticket.codeHash}, ${ticket.secretHash}, ${ticket.player ?? null},
      ${ticket.device}, ${ticket.number}, ${[...ticket.choices]}, ${ticket.openedAt}, ${ticket.expiresAt})`);
}

type Row = {
  id: string;
  kind: Ticket['kind'];
  player_id: PlayerId | null;
  device: string;
  number: number;
  choices: number[];
  opened_at: Date;
  expires_at: Date;
  telegram_id: string | null;
  bot: string | null;
  status: TicketStatus;
  stays: 'browser' | 'chat' | null;
  refused_why: JoinRefusal['reason'] | null;
  is_over: boolean;
};

/** The ticket behind the code of a link, held until the end of the transaction. */
export async function ticketOfCode(tx: Tx, codeHash: Uint8Array): Promise<Ticket | undefined> {
  const [row] = await tx.query<Row>(
    sql`select *, expires_at <= clock_timestamp() as is_over from identity.ticket where code_hash = ${codeHash} for update`,
  );
  return row && ticketOf(row);
}

/** The ticket by its id, held until the end of the transaction. */
export async function ticketById(tx: Tx, id: string): Promise<Ticket | undefined> {
  const [row] = await tx.query<Row>(
    sql`select *, expires_at <= clock_timestamp() as is_over from identity.ticket where id = ${id} for update`,
  );
  return row && ticketOf(row);
}

/** The same as it stands, held by nobody: for whoever only looks, and often. */
export async function readTicket(tx: Pick<Tx, 'query'>, id: string): Promise<Ticket | undefined> {
  const [row] = await tx.query<Row>(
    sql`select *, expires_at <= clock_timestamp() as is_over from identity.ticket where id = ${id}`,
  );
  return row && ticketOf(row);
}

/** The ticket of a browser that knows its secret, held until the end of the transaction. */
export async function ticketOfBrowser(tx: Tx, id: string, secretHash: Uint8Array): Promise<Ticket | undefined> {
  const [row] = await tx.query<Row>(sql`
    select *, expires_at <= clock_timestamp() as is_over from identity.ticket
    where id = ${id} and secret_hash = ${secretHash} for update`);
  return row && ticketOf(row);
}

/** The chat that opened the ticket, once: it belongs to that chat from now on. */
export async function seeTicket(tx: Tx, id: string, telegramId: string, bot: string): Promise<void> {
  await tx.query(
    sql`update identity.ticket set status = 'seen', telegram_id = ${telegramId}, bot = ${bot} where id = ${id}`,
  );
}

export async function moveTicket(tx: Tx, id: string, status: 'refused' | 'done'): Promise<void> {
  await tx.query(sql`update identity.ticket set status = ${status} where id = ${id}`);
}

/** There is nothing to agree to: the two accounts cannot be joined. */
export async function refuseTicket(tx: Tx, id: string, why: JoinRefusal['reason']): Promise<void> {
  await tx.query(sql`update identity.ticket set status = 'refused', refused_why = ${why} where id = ${id}`);
}

/** The chat agreed, to what it was told. */
export async function agreeToTicket(tx: Tx, id: string, stays: Ticket['stays']): Promise<void> {
  await tx.query(sql`update identity.ticket set status = 'agreed', stays = ${stays ?? null} where id = ${id}`);
}

/** The account that went on, and what its player is spoken to in. */
export type JoinedView = { readonly player: PlayerId; readonly language: string };

/** What became of the accounts that a ticket joined; undefined when it joined none, or they are apart again. */
export async function readJoined(tx: Pick<Tx, 'query'>, id: string): Promise<JoinedView | undefined> {
  const [row] = await tx.query<{ player: PlayerId; language: string }>(sql`
    select p.id as player, coalesce(p.chosen_language, p.language) as language
    from identity.ticket t
    join identity.linked_account l on l.provider = 'telegram' and l.subject = t.telegram_id
    join identity.player p on p.id = l.player_id
    where t.id = ${id} and t.kind = 'link' and t.status = 'done'`);
  return row;
}

const ticketOf = (row: Row): Ticket => ({
  id: row.id,
  kind: row.kind,
  player: row.player_id ?? undefined,
  device: row.device,
  number: row.number,
  choices: row.choices,
  openedAt: row.opened_at,
  expiresAt: row.expires_at,
  telegramId: row.telegram_id ?? undefined,
  bot: row.bot ?? undefined,
  stays: row.stays ?? undefined,
  refusedWhy: row.refused_why ?? undefined,
  status: row.is_over && row.status !== 'done' && row.status !== 'refused' ? 'over' : row.status,
});
