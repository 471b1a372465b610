import { setTimeout as pace } from 'node:timers/promises';
import type { PlayerId } from '../contracts/ids.ts';
import type { Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import type { House } from '../sandbox/testing/house.ts';

type Heard = { readonly status: number; readonly body: unknown; readonly waitMs: number };

/** The way to the API, as long as there is one. */
export function openDoor(house: House, pool: Pool) {
  let back: Promise<unknown> = Promise.resolve();
  let asking = 0;
  const isBooking = async (): Promise<boolean> => {
    const booking = sql`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
      and state = 'active' and query like '%play.bet_batch(%'`;
    return (await query(pool, booking)).length > 0;
  };
  return {
    /** While a call of it is with the database: that goes on, and nobody hears of it. */
    async kills(): Promise<void> {
      await back;
      while (asking > 0 && !(await isBooking()));
      const dead = house.part('api').kill();
      back = dead.then(() => house.start('api').ready);
    },
    /** Once, when it is there; undefined: no answer came. */
    async asks(place: string, init: RequestInit): Promise<Heard | undefined> {
      await back;
      asking += 1;
      try {
        const response = await fetch(new URL(place, house.url), init);
        const waitMs = 1_000 * Number(response.headers.get('retry-after') ?? 0);
        return { status: response.status, body: await response.json(), waitMs };
      } catch {
        return undefined; // it was killed in the middle
      } finally {
        asking -= 1;
      }
    },
  };
}

export type Door = ReturnType<typeof openDoor>;

/** A player's device, from an address of its own: it asks until it is answered, and signs in again where it must. */
export async function signsIn(house: House, door: Door, n: number) {
  const telegram = house.telegram.player(`Bettor ${n}`);
  const address = `10.9.${n >> 8}.${n & 255}`;
  let token = '';

  /** Asks until there is an answer. `againAt`: when it was asked again for want of one. */
  const asks = async (place: string, body?: object, key?: string) => {
    for (let againAt: number | undefined; ; ) {
      const heard = await door.asks(place, {
        method: body ? 'POST' : 'GET',
        headers: {
          origin: house.url,
          'x-forwarded-for': address,
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(key ? { 'idempotency-key': key } : {}),
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
      if (!heard) againAt ??= Date.now();
      else if (heard.status === 401) await enters();
      else if (heard.status === 429 || heard.status === 503) await pace(heard.waitMs);
      else return { ...heard, againAt };
    }
  };
  const gets = async <Body>(place: string, body?: object): Promise<Body> => {
    const answer = await asks(place, body);
    if (answer.status >= 300) throw new Error(`${place}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Body;
  };
  const enters = async (): Promise<PlayerId> => {
    token = '';
    const launch = new URLSearchParams(new URL(telegram.opensMiniApp(`${house.url}/app/`)).hash.slice(1));
    const initData = launch.get('tgWebAppData');
    const opened = await gets<{ token: string; me: { id: PlayerId } }>('/auth/telegram/mini-app', { initData });
    token = opened.token;
    return opened.me.id;
  };

  return { player: await enters(), asks, gets };
}
