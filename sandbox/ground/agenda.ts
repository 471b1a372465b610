import type { Clock } from './clock.ts';
import type { Table } from './durable-tables.ts';

/** Something that happens by itself, later. */
export type Due<Kind extends string> = {
  readonly id: string;
  readonly at: number;
  readonly what: Kind;
  readonly subject: string;
};

export type Agenda<Kind extends string> = {
  /** Later, also after a restart. */
  add(afterMs: number, what: Kind, subject: string): void;
  open(): void;
  close(): void;
};

/** What happens by itself: a slow method settles, a bank refuses a refund, a card holder complains. */
export function createAgenda<Kind extends string>(
  world: { readonly clock: Clock; readonly agenda: Table<Due<Kind>> },
  newId: () => string,
  act: (what: Kind, subject: string) => void,
): Agenda<Kind> {
  const alarms = new Map<string, () => void>();
  let isOpen = false;
  const wait = (id: string): void => {
    const due = world.agenda.get(id);
    if (!due || !isOpen) return;
    const callOff = world.clock.after(Math.max(0, due.at - world.clock.now()), () => {
      alarms.delete(id);
      world.agenda.remove(id);
      act(due.what, due.subject);
    });
    alarms.set(id, callOff);
  };
  return {
    add(afterMs, what, subject) {
      const id = newId();
      world.agenda.put(id, { id, at: world.clock.now() + afterMs, what, subject });
      wait(id);
    },
    open() {
      isOpen = true;
      for (const { id } of [...world.agenda.values()]) wait(id);
    },
    close() {
      isOpen = false;
      for (const callOff of alarms.values()) callOff();
    },
  };
}
