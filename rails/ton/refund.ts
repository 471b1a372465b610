import { sql, type Tx } from '../../prisma/tx.ts';
import type { RefundRail } from '../refund-rail.ts';

type Deps = {
  /** Where payouts wait to be signed, and what staff decided is written. */
  readonly query: Tx['query'];
  readonly now: () => number;
  /** How long a statement whose answer was lost may still be on its way. */
  readonly quietMs: number;
};

/**
 * What came over the chain and was credited to nobody goes back to the address it came from, when two members of staff say that it may:
 * whoever sent it may not own that address, an exchange shares one among all. To send is to put it into the hot wallet's queue.
 */
export const chainRefund = (id: 'ton' | 'usdt', { query, now, quietMs }: Deps): RefundRail => ({
  id,

  async mayGo({ reference }) {
    const [row] = await query<{ may: boolean }>(sql`
      select exists (select from payments.refund f join payments.arrival r on r.order_id = f.order_id and f.charge_id = r.account || ':' || r.lt || ':' || r.hash
        join payments.give_back g on g.arrival_id = r.id and g.state in ('approved', 'sending') where f.reference = ${reference}) as may`);
    return row?.may === true;
  },

  async send({ reference }) {
    const [row] = await query<{ did: 'sent' | 'refused' | 'over' }>(
      sql`select payments.send_give_back(${reference}) as did`,
    );
    if (row?.did === 'over') throw new Error('it has ended meanwhile: nothing was sent');
    return row?.did === 'sent'
      ? { outcome: 'accepted', providerRef: reference, isFinal: false }
      : { outcome: 'refused', why: 'not-approved' };
  },

  async lookUp({ reference, firstSentAt }) {
    const [row] = await query<{ state: string; answer: string | null; hash: string | null }>(sql`
      select p.state, p.answer, a.found_hash as hash
      from chain.payout p left join chain.attempt_message m on m.payout = p.reference and m.created_lt is not null
        left join chain.attempt a on a.id = m.attempt_id
      where p.reference = ${reference}`);
    if (!row) {
      if (!firstSentAt || now() - firstSentAt.getTime() < quietMs)
        throw new Error('too early to say that it is not there');
      return { state: 'never-accepted' };
    }
    const providerRef = row.hash ?? reference;
    if (row.state === 'paid') return { state: 'paid', providerRef };
    const why = row.answer === null ? {} : { why: row.answer };
    return {
      state: row.state === 'bounced' || row.state === 'refused' ? 'refused' : 'pending',
      providerRef,
      ...why,
    };
  },
});
