import type { Method } from './call.ts';
import { editMethods } from './edits.ts';
import { messageMethods } from './messages.ts';
import { paymentMethods } from './payments.ts';
import { profileMethods } from './profile.ts';
import { updateMethods } from './updates.ts';

/** By their names in small letters: Telegram does not mind the case. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...updateMethods, ...messageMethods, ...editMethods, ...paymentMethods, ...profileMethods }),
);
