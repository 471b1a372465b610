import { createParser } from 'eventsource-parser';
import type { PlayerHint } from '../../../contracts/http/events.ts';
import type { Session } from './session.ts';

type Heard = {
  readonly hint: (hint: PlayerHint) => void;
  /** The line is open; whatever happened while it was not must be asked for. */
  readonly open: () => void;
  readonly lost: () => void;
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** The server beats every 15 seconds: a line that is silent for longer is dead. */
const SILENCE_MS = 40_000;

/** Keeps the live line open until it is stopped: comes back with growing pauses, and at once when the device is online again. */
export function listen(session: Session, heard: Heard): () => void {
  const stopping = new AbortController();
  let pauseMs = FIRST_PAUSE_MS;
  let wake = (): void => undefined;
  const rest = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const online = () => wake();
  addEventListener('online', online);

  void (async () => {
    while (!stopping.signal.aborted) {
      // In the background nobody looks, and a line that came back by itself would keep the session from ending.
      if (document.hidden) await untilShown(stopping.signal);
      const end = await readLine(session, stopping.signal, {
        ...heard,
        open: () => {
          pauseMs = FIRST_PAUSE_MS;
          heard.open();
        },
      }).catch(() => 'lost' as const);
      if (stopping.signal.aborted) return;
      if (end === 'ended') return;
      heard.lost();
      await rest(pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  })();
  return () => {
    stopping.abort();
    removeEventListener('online', online);
    wake();
  };
}

function untilShown(stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      if (document.hidden && !stop.aborted) return;
      document.removeEventListener('visibilitychange', done);
      resolve();
    };
    document.addEventListener('visibilitychange', done);
    stop.addEventListener('abort', done, { once: true });
  });
}

async function readLine(session: Session, stop: AbortSignal, heard: Heard): Promise<'ended' | 'lost'> {
  const silence = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const beat = () => {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE_MS);
  };
  try {
    beat();
    const response = await fetch('/events', {
      headers: { authorization: `Bearer ${await session.token()}` },
      signal: AbortSignal.any([stop, silence.signal]),
    });
    if (response.status === 401) return (await session.renew()) === 'ended' ? 'ended' : 'lost';
    if (!response.ok || !response.body) return 'lost';
    const parser = createParser({
      onEvent: ({ event, data }) =>
        event === 'hello' ? heard.open() : event === 'changed' ? heard.hint(JSON.parse(data)) : undefined,
    });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'lost';
      beat();
      parser.feed(value);
    }
  } finally {
    clearTimeout(timer);
  }
}
