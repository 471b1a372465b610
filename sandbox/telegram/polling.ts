import { conflict, type Refused } from './refusal.ts';
import type { PendingUpdate } from './shapes.ts';
import { type Updates, updateOnTheWire } from './updates.ts';
import { botOf, type World } from './world.ts';

export type Poll = { readonly offset: number; readonly limit: number; readonly timeoutS: number };
type Answer = ReturnType<typeof updateOnTheWire>[] | Refused;

export type Polling = {
  getUpdates(bot: number, poll: Poll): Promise<Answer>;
  /** Ends a waiting call because a webhook was set. */
  interrupt(bot: number): void;
  close(): void;
};

/** Long polling (Bot API, getUpdates): the offset of a call confirms everything before it. */
export function createPolling(world: World, updates: Updates): Polling {
  const waiting = new Map<number, { end: (answer: Answer) => void; look: () => void }>();
  updates.onPush((bot) => waiting.get(bot)?.look());

  return {
    async getUpdates(bot, { offset, limit, timeoutS }) {
      waiting
        .get(bot)
        ?.end(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
      if (botOf(world, bot).webhook) {
        return conflict(
          "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        );
      }
      confirm(updates, bot, offset);
      const due = (): PendingUpdate[] => {
        const now = world.clock.now();
        return updates.pending(bot).filter(({ id, notBefore }) => id >= offset && notBefore <= now);
      };
      const ready = due();
      if (ready.length > 0 || timeoutS === 0) return ready.slice(0, limit).map(updateOnTheWire);
      return new Promise<Answer>((resolve) => {
        const end = (answer: Answer): void => {
          callOff();
          if (waiting.get(bot) === here) waiting.delete(bot);
          resolve(answer);
        };
        const look = (): void => {
          const found = due();
          if (found.length > 0) end(found.slice(0, limit).map(updateOnTheWire));
          else holdOn();
        };
        /** Something was queued that is held back. */
        const holdOn = (): void => {
          const next = Math.min(...updates.pending(bot).map(({ notBefore }) => notBefore));
          if (Number.isFinite(next))
            world.clock.after(Math.max(0, next - world.clock.now()), () => waiting.get(bot)?.look());
        };
        const callOff = world.clock.after(timeoutS * 1_000, () => end([]));
        const here = { end, look };
        waiting.set(bot, here);
        holdOn();
      });
    },
    interrupt(bot) {
      waiting.get(bot)?.end(conflict('terminated by setWebhook request'));
    },
    close() {
      for (const { end } of [...waiting.values()]) end([]);
    },
  };
}

/** A negative offset keeps that many from the end and forgets the rest. */
function confirm(updates: Updates, bot: number, offset: number): void {
  const pending = updates.pending(bot);
  const confirmed = offset < 0 ? pending.slice(0, offset) : pending.filter(({ id }) => id < offset);
  for (const update of confirmed) updates.forget(update);
}
