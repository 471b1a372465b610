import type { OrderId, PlayerId } from '../../contracts/ids.ts';
import type { RailId } from '../../contracts/rails.ts';
import type { Asset } from '../../domain/assets.ts';
import type { OrderAtCheckout, OrderStatus } from '../../domain/checkout.ts';
import { type Money, money } from '../../domain/money.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

type Reader = Pick<Tx, 'query'>;

export type OrderView = {
  readonly id: OrderId;
  readonly player: PlayerId;
  readonly rail: RailId;
  readonly status: OrderStatus;
  readonly late: boolean;
  readonly pay: Money;
  readonly fee: Money;
  readonly credit: Money;
  readonly invoiceLink: string | undefined;
  readonly expiresAt: Date;
  readonly settledAt: Date | undefined;
  readonly language: string;
  readonly shownIn: { bot: string; chat: string; message: bigint | undefined; key: string | undefined } | undefined;
};

/** An order as the player is shown it. */
export async function readOrder(tx: Reader, order: OrderId): Promise<OrderView | undefined> {
  const [row] = await tx.query<OrderRow>(sql`
    select o.id, o.player_id, o.rail, o.status, o.late, o.invoice_link, o.settled_at, o.shown_bot, o.shown_chat, o.shown_message, o.shown_key,
      q.pay_asset, q.pay_minor, q.fee_minor, q.credit_asset, q.credit_minor, q.expires_at, p.language
    from payments."order" o join payments.quote q on q.id = o.quote_id join identity.player p on p.id = o.player_id
    where o.id = ${order}`);
  return row && viewOf(row);
}

type OrderRow = {
  id: OrderId;
  player_id: PlayerId;
  rail: RailId;
  status: OrderStatus;
  late: boolean;
  invoice_link: string | null;
  settled_at: Date | null;
  shown_bot: string | null;
  shown_chat: bigint | null;
  shown_message: bigint | null;
  shown_key: string | null;
  pay_asset: Asset;
  pay_minor: bigint;
  fee_minor: bigint;
  credit_asset: Asset;
  credit_minor: bigint;
  expires_at: Date;
  language: string;
};

const viewOf = (row: OrderRow): OrderView => ({
  id: row.id,
  player: row.player_id,
  rail: row.rail,
  status: row.status,
  late: row.late,
  pay: money(row.pay_asset, row.pay_minor),
  fee: money(row.pay_asset, row.fee_minor),
  credit: money(row.credit_asset, row.credit_minor),
  invoiceLink: row.invoice_link ?? undefined,
  expiresAt: row.expires_at,
  settledAt: row.settled_at ?? undefined,
  language: row.language,
  shownIn:
    row.shown_bot !== null && row.shown_chat !== null
      ? {
          bot: row.shown_bot,
          chat: row.shown_chat.toString(),
          message: row.shown_message ?? undefined,
          key: row.shown_key ?? undefined,
        }
      : undefined,
});

/** What the last look before payment needs, by primary keys alone. `payer` is the Telegram user the order belongs to. */
export async function readCheckout(tx: Reader, order: OrderId): Promise<OrderAtCheckout | undefined> {
  const [row] = await tx.query<{
    status: OrderStatus;
    payer: string;
    asset: Asset;
    minor: bigint;
    expires_at: Date;
    charged: boolean;
  }>(sql`
    select o.status, l.subject as payer, q.pay_asset as asset, q.pay_minor as minor, q.expires_at,
      exists (select from payments.charge c where c.order_id = o.id and c.outcome is distinct from 'owed') as charged
    from payments."order" o join payments.quote q on q.id = o.quote_id
      join identity.linked_account l on l.player_id = o.player_id and l.provider = 'telegram'
    where o.id = ${order}`);
  return (
    row && {
      status: row.status,
      payer: row.payer,
      asset: row.asset,
      minor: row.minor,
      expiresAtMs: row.expires_at.getTime(),
      charged: row.charged,
    }
  );
}
