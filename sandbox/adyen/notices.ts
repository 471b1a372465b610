import { createHmac } from 'node:crypto';
import { createDeliveries, type Webhooks } from '../ground/deliveries.ts';
import type { FaultDice, Faults } from '../ground/faults.ts';
import type { Amount, Notice, NoticeItem, TransferWire } from './shapes.ts';
import { newId, nowText, type World } from './world.ts';

/** Where notifications go, and the key in hex that signs them. */
export type Endpoint = { readonly url: string; readonly hmacKey: string };

type Told = {
  readonly eventCode: string;
  readonly psp: string;
  readonly original?: string;
  readonly reference: string;
  readonly amount: Amount;
  readonly success?: boolean;
  readonly reason?: string;
  readonly additionalData?: Readonly<Record<string, string>>;
};

export type Notices = {
  /** Something happened to a payment. */
  tell(told: Told, options?: { readonly silently?: boolean }): void;
  /** Something happened to a movement of the balance account. */
  tellOf(transfer: TransferWire, isNew: boolean): void;
  onTold(wake: () => void): void;
};

export function createNotices(world: World, dropped: () => boolean): Notices {
  let wake = (): void => undefined;
  const put = (notice: Notice, silently: boolean): void => {
    world.notices.put(notice.id, notice);
    world.hub.tell({ kind: 'changed' });
    if (silently || dropped()) return;
    const at = world.clock.now();
    const expiresAt = at + world.pauses.deliverForMs;
    world.deliveries.put(notice.id, { event: notice.id, attempts: 0, notBefore: at, expiresAt });
    wake();
  };
  return {
    tell(
      { eventCode, psp, original = '', reference, amount, success = true, reason = '', additionalData = {} },
      options,
    ) {
      const item: NoticeItem = {
        additionalData,
        amount,
        eventCode,
        eventDate: nowText(world),
        merchantAccountCode: world.merchantAccount,
        merchantReference: reference,
        originalReference: original,
        paymentMethod: 'visa',
        pspReference: psp,
        reason,
        success: success ? 'true' : 'false',
      };
      put({ id: newId(world), kind: 'standard', item }, options?.silently ?? false);
    },
    tellOf(data, isNew) {
      const type = `balancePlatform.transfer.${isNew ? 'created' : 'updated'}`;
      put({ id: newId(world), kind: 'transfer', type, data }, false);
    },
    onTold(next) {
      wake = next;
    },
  };
}

/** HMAC-SHA256 in base64 over the eight fields that count, colons between (docs.adyen.com, "Verify HMAC signatures"). */
export function signatureOf(item: Omit<NoticeItem, 'additionalData'>, hmacKey: string): string {
  const signed = [
    item.pspReference,
    item.originalReference,
    item.merchantAccountCode,
    item.merchantReference,
    item.amount.value,
    item.amount.currency,
    item.eventCode,
    item.success,
  ].join(':');
  return hmac(signed, hmacKey);
}

const hmac = (text: string, key: string): string =>
  createHmac('sha256', Buffer.from(key, 'hex')).update(text, 'utf8').digest('base64');

/** The body of a payment's notification, and the header that signs one of a transfer. */
export function letterOf(notice: Notice, hmacKey: string): { readonly body: string; readonly signature?: string } {
  if (notice.kind === 'transfer') {
    const body = JSON.stringify({ data: notice.data, environment: 'test', type: notice.type });
    return { body, signature: hmac(body, hmacKey) };
  }
  const { item } = notice;
  const additionalData = { ...item.additionalData, hmacSignature: signatureOf(item, hmacKey) };
  const items = [{ NotificationRequestItem: { ...item, additionalData } }];
  return { body: JSON.stringify({ live: 'false', notificationItems: items }) };
}

/** Delivers notifications as Adyen does: at least once, in no order, for days. */
export const createWebhooks = (
  world: World,
  endpoint: () => Endpoint | undefined,
  { faults, dice }: { faults: Faults; dice: FaultDice },
): Webhooks =>
  createDeliveries({
    ...world,
    faults,
    dice,
    hasEndpoint: () => endpoint() !== undefined,
    letterOf(id) {
      const [notice, to] = [world.notices.get(id), endpoint()];
      if (!notice || !to) return undefined;
      const { body, signature } = letterOf(notice, to.hmacKey);
      return {
        url: to.url,
        type: notice.kind === 'standard' ? notice.item.eventCode : notice.type,
        body,
        headers: signature === undefined ? {} : { hmacsignature: signature, protocol: 'HmacSHA256' },
      };
    },
    note: (entry) => world.hub.tell({ kind: 'delivery', entry }),
  });
