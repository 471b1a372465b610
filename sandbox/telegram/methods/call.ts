import type { Acts } from '../acts.ts';
import type { Arguments } from '../call-arguments.ts';
import type { Weight } from '../limits.ts';
import { findMessage } from '../messages.ts';
import type { Payments } from '../payments.ts';
import type { Polling } from '../polling.ts';
import { badRequest, forbidden, isRefused, type Refused } from '../refusal.ts';
import type { Message, Player } from '../shapes.ts';
import type { Updates } from '../updates.ts';
import { chatOf, type World } from '../world.ts';

/** What a call needs: who calls, with what, and the Telegram it changes. */
export type Call = {
  readonly world: World;
  readonly bot: number;
  readonly args: Arguments;
  readonly updates: Updates;
  readonly polling: Polling;
  readonly payments: Payments;
  readonly acts: Acts;
  /** The webhook was set or taken away. */
  readonly wake: (bot: number) => void;
};

/** `true` with a description is how Telegram answers "is already set". */
export type Told = { readonly told: string };

export type Method = {
  readonly weight: Weight;
  readonly run: (call: Call) => unknown | Refused | Promise<unknown | Refused>;
};

export const free = (run: Method['run']): Method => ({ weight: 'free', run });
export const message = (run: Method['run']): Method => ({ weight: 'message', run });
export const edit = (run: Method['run']): Method => ({ weight: 'edit', run });

/** The player behind chat_id: here every chat is private. */
export function knownPlayer({ world, bot, args }: Call, name = 'chat_id'): Player | Refused {
  const given = args.text(name);
  if (!given) return badRequest(`${name} is empty`);
  const player = /^\d+$/.test(given) ? world.players.get(given) : undefined;
  if (!player || !chatOf(world, bot, player.id).met) return badRequest('chat not found');
  return player;
}

/** As `knownPlayer`, and the bot may write: the player began, and has not blocked it since. */
export function openChat(call: Call): Player | Refused {
  const player = knownPlayer(call);
  if (isRefused(player)) return player;
  const { started, blocked } = chatOf(call.world, call.bot, player.id);
  if (blocked) return forbidden('bot was blocked by the user');
  return started ? player : forbidden("bot can't initiate conversation with a user");
}

/** The message behind chat_id and message_id. `what` is Telegram's name for it: "message to edit". */
export function knownMessage(call: Call, what: string): Message | Refused {
  const player = knownPlayer(call);
  if (isRefused(player)) return player;
  const id = call.args.integer('message_id', 0);
  return findMessage(call.world, call.bot, player.id, id) ?? badRequest(`${what} not found`);
}
