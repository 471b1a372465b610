import { useCallback, useEffect, useRef, useState } from 'react';
import type { QueueBody, QueuesBody } from '../../contracts/http/staff-queues.ts';
import type { QueueName } from '../../contracts/operations.ts';
import { asRefused, type Refused } from '../src/api/client.ts';
import { useDesk } from './desk-context.ts';

const EVERY_MS = 10_000;
/** Who has not touched the desk for so long is away: asking on would keep their session from ending. */
const AWAY_MS = 3 * 60_000;

export type Queues = {
  readonly counts: QueuesBody | undefined;
  /** Rises with each look; what is drawn by the clock is drawn anew. */
  readonly looks: number;
  /** Nothing is looked at anew, because nobody is here. */
  readonly isResting: boolean;
  readonly look: () => void;
};

/** The counts of the queues, looked at again and again while somebody is here to see them. */
export function useQueues(): Queues {
  const { ask, may } = useDesk();
  const mayLook = may('queues');
  const [known, setKnown] = useState<{ counts: QueuesBody | undefined; looks: number }>({
    counts: undefined,
    looks: 0,
  });
  const [isResting, setResting] = useState(false);
  const look = useCallback(() => {
    if (!mayLook) return;
    ask('queues').then(
      (counts) => setKnown(({ looks }) => ({ counts, looks: looks + 1 })),
      () => undefined, // what is drawn stays; the next look may be luckier
    );
  }, [ask, mayLook]);
  useEffect(() => {
    let touchedAt = Date.now();
    let rested = false;
    const rest = (rests: boolean) => {
      rested = rests;
      setResting(rests);
    };
    const touched = () => {
      touchedAt = Date.now();
      if (!rested) return;
      rest(false);
      look();
    };
    const round = () => {
      if (document.hidden || Date.now() - touchedAt > AWAY_MS) rest(true);
      else look();
    };
    look();
    const timer = setInterval(round, EVERY_MS);
    const events = ['pointerdown', 'pointermove', 'keydown', 'focus'] as const;
    for (const event of events) addEventListener(event, touched);
    return () => {
      clearInterval(timer);
      for (const event of events) removeEventListener(event, touched);
    };
  }, [look]);
  return { ...known, isResting, look };
}

export type QueueItems = {
  readonly items: QueueBody['items'] | undefined;
  readonly next: string | null;
  readonly failed: Refused | undefined;
  readonly more: () => void;
};

const PAGE = 50;
const MOST = 100;

/** What waits in a queue. With each look at the counts it is read anew, as far as it was shown; what is shown stays meanwhile. */
export function useQueueItems(name: QueueName, looks: number): QueueItems {
  const { ask } = useDesk();
  const [known, setKnown] = useState<{ name: QueueName; page?: QueueBody; failed?: Refused }>({ name });
  const wanted = useRef(PAGE);
  const turn = useRef(0);
  const read = useCallback(() => {
    const mine = ++turn.current;
    ask('queue', { query: { name, limit: wanted.current } }).then(
      (page) => mine === turn.current && setKnown({ name, page }),
      (error: unknown) => mine === turn.current && setKnown((now) => ({ ...now, name, failed: asRefused(error) })),
    );
  }, [ask, name]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each look reads it anew
  useEffect(() => {
    read();
    return () => void ++turn.current;
  }, [read, looks]);
  const page = known.name === name ? known.page : undefined;
  const more = useCallback(() => {
    if (wanted.current < MOST) {
      wanted.current = MOST;
      return read();
    }
    const after = page?.next;
    if (!page || !after) return undefined;
    const mine = ++turn.current;
    ask('queue', { query: { name, after, limit: MOST } }).then(
      (next) =>
        mine === turn.current && setKnown({ name, page: { items: [...page.items, ...next.items], next: next.next } }),
      (error: unknown) => mine === turn.current && setKnown((now) => ({ ...now, failed: asRefused(error) })),
    );
    return undefined;
  }, [ask, name, page, read]);
  return {
    items: page?.items,
    next: page?.next ?? null,
    failed: known.name === name ? known.failed : undefined,
    more,
  };
}
