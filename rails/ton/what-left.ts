import { findDelivery } from './delivery.ts';
import { deliverPayout, type LeftPayout, noteLooked, readLeft } from './queue.ts';
import type { Desk } from './writer-desk.ts';

const AT_ONCE = 40;

/** Looks for what left where it went. True when something ended. */
export const whatLeft = (desk: Desk) => async (): Promise<boolean> => {
  const left = await readLeft(desk, desk.hot, AT_ONCE);
  if (left.length === 0) return false;
  const { seqno: before } = await desk.client.account(desk.wallet.address);
  const found = [];
  for (const payout of left) {
    const delivery = await deliveryOf(desk, payout);
    if (delivery) found.push({ payout, delivery });
  }
  await noteLooked(
    desk,
    left.map(({ reference }) => reference),
  );
  const { seqno: after } = await desk.client.account(desk.wallet.address);
  let ended = false;
  for (const { payout, delivery } of found) {
    const looked = { before, after, finalBlocks: desk.finalBlocks };
    ended =
      (await desk.transaction(async (tx) => {
        const became = await deliverPayout(tx, payout.reference, delivery, looked);
        if (became === 'ended') await desk.onEnded(tx, payout.reference);
        return became === 'ended';
      })) || ended;
  }
  return ended;
};

/** One that cannot be asked about does not hold up the others. */
const deliveryOf = (desk: Desk, payout: LeftPayout) =>
  findDelivery({ client: desk.client, wallet: desk.wallet.address }, payout).catch((err) => {
    desk.log.debug({ payout: payout.reference, err }, 'nobody says where it went');
    return undefined;
  });
