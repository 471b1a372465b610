import type { NotificationRequestItem } from '@adyen/api-library/lib/src/typings/notification/models.js';
import { z } from 'zod';
import { HmacValidator } from './library.ts';

const validator = new HmacValidator();

/** A notification of a payment, as it lies on the wire: what is signed of it, and what we keep. Everything else is left unread. */
const item = z.object({
  additionalData: z.object({ hmacSignature: z.string().min(1) }),
  amount: z.object({ currency: z.string().length(3), value: z.int().nonnegative() }),
  eventCode: z.string().min(1).max(80),
  merchantAccountCode: z.string(),
  merchantReference: z.string().default(''),
  originalReference: z.string().default(''),
  pspReference: z.string().min(1).max(80),
  success: z.enum(['true', 'false']),
  reason: z.string().nullish(),
});
export const standardBody = z.object({
  notificationItems: z
    .array(z.object({ NotificationRequestItem: item }))
    .min(1)
    .max(100),
});
export type NoticeItem = z.infer<typeof item>;

/** A webhook of the balance platform: of a transfer, its reference and where it stands, as a hint. */
export const transferBody = z.object({
  type: z.string().startsWith('balancePlatform.transfer.'),
  data: z.object({
    id: z.string().min(1).max(80),
    reference: z.string().default(''),
    status: z.string(),
    sequenceNumber: z.int().optional(),
    categoryData: z.object({ modificationMerchantReference: z.string().optional() }).nullish(),
  }),
});

/** Whether a key of ours signed it: over the eight fields that count (docs.adyen.com, "Verify HMAC signatures"). */
export const isSignedItem = (one: NoticeItem, keys: readonly string[]): boolean =>
  keys.some((key) => validator.validateHMAC(one as unknown as NotificationRequestItem, key));

/** Whether a key of ours signed this body, as it came. */
export const isSignedBody = (body: string, signature: string, keys: readonly string[]): boolean =>
  keys.some((key) => validator.validateHMACSignature(key, signature, body));
