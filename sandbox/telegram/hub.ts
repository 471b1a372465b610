import type { Hub as EventHub } from '../ground/hub.ts';
import type { CallEntry, Charge, DeliveryEntry, Message } from './shapes.ts';

/** What just happened, for whoever looks on: the page, a waiting test. */
export type Happening =
  | { readonly kind: 'message' | 'edited'; readonly message: Message }
  | { readonly kind: 'deleted'; readonly bot: number; readonly player: number; readonly id: number }
  | { readonly kind: 'chat'; readonly bot: number; readonly player: number }
  | { readonly kind: 'player'; readonly player: number }
  | { readonly kind: 'bot'; readonly bot: number }
  | {
      readonly kind: 'action';
      readonly bot: number;
      readonly player: number;
      readonly action: string;
      readonly forMs: number;
    }
  | { readonly kind: 'tap-answered'; readonly bot: number; readonly player: number; readonly answer: TapAnswer }
  | { readonly kind: 'charged'; readonly charge: Charge }
  | { readonly kind: 'updates'; readonly bot: number }
  | { readonly kind: 'call'; readonly entry: CallEntry }
  | { readonly kind: 'delivery'; readonly entry: DeliveryEntry }
  | { readonly kind: 'faults' };

export type TapAnswer = {
  readonly query: string;
  readonly text?: string;
  readonly alert?: true;
  readonly url?: string;
};

export type Hub = EventHub<Happening>;
