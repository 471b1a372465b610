import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPool, type Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { photo } from '../runtime/documents/test-files.ts';
import { EICAR } from '../sandbox/clamd/server.ts';
import { type House, openHouse } from '../sandbox/testing/house.ts';

let house: House;
let pool: Pool;
let owner: Pool;
let picture: Buffer;
beforeAll(async () => {
  [house, picture] = await Promise.all([openHouse({ without: ['bot', 'worker'] }), photo()]);
  pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  owner = createPool(house.database.ownerUrl, { max: 1, name: 'test' });
});
afterAll(async () => {
  await Promise.all([pool.end(), owner.end()]);
  await house.close();
});

/** Somebody in a browser, of whom a document is asked. */
async function anAsked() {
  const begins = () =>
    fetch(`${house.url}/auth/guest`, {
      method: 'POST',
      headers: { origin: house.url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      body: JSON.stringify({ language: 'en' }),
    });
  let begun = '';
  // On a busy machine an API that has just begun turns askers away for a moment.
  await expect
    .poll(async () => {
      const answer = await begins();
      begun = await answer.text();
      return [answer.status, begun];
    })
    .toMatchObject([201, expect.any(String)]);
  const { token, me } = JSON.parse(begun) as { token: string; me: { id: string } };
  await query(owner, sql`insert into compliance.verification (player_id, status, aims) values (${me.id}, 'asked', 1)`);
  await query(owner, sql`insert into compliance.asked_document (player_id, kind) values (${me.id}, 'identity')`);
  return {
    async sends(file: Buffer) {
      const sent = await fetch(`${house.url}/kyc/documents?kind=identity`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: new Uint8Array(file),
      });
      return { status: sent.status, body: (await sent.json()) as Record<string, unknown> };
    },
    states: async () =>
      (
        await query<{ state: string }>(
          pool,
          sql`select state from compliance.document where player_id = ${me.id} order by sent_at`,
        )
      ).map(({ state }) => state),
  };
}

/** What lies in the store, by its last name. */
const stored = () =>
  readdirSync(house.env.DOCUMENTS_DIR, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split('/'))
    .filter((parts) => parts.length === 3)
    .map((parts) => parts.at(-1));

test('the API killed while a file is looked at leaves nothing of it; held files are looked through; a virus is refused', async () => {
  const player = await anAsked();
  expect(await player.sends(picture)).toMatchObject({ status: 201, body: { state: 'kept' } });
  expect(await player.sends(Buffer.concat([picture, Buffer.from(EICAR)]))).toMatchObject({
    status: 422,
    body: { reason: 'upload-infected' },
  });
  expect([await player.states(), stored()]).toEqual([['kept'], ['0']]);

  house.clamd.misbehave('silent');
  const lost = player.sends(picture).then(
    () => 'answered',
    () => 'lost',
  );
  await expect.poll(() => house.clamd.open()).toBeGreaterThan(0);
  await house.part('api').kill();
  expect(await lost).toBe('lost');
  await house.start('api').ready;
  expect([await player.states(), stored()]).toEqual([['kept'], ['0']]);

  house.clamd.misbehave('away');
  expect(await player.sends(picture)).toMatchObject({ status: 201, body: { state: 'held' } });
  expect(stored().sort()).toEqual(['0', 'held']);
  house.clamd.misbehave(undefined);
  await expect.poll(() => player.states()).toEqual(['kept', 'kept']);
  await expect.poll(() => stored()).toEqual(['0', '0']);
});
