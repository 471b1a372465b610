import { afterAll, beforeAll, expect, test } from 'vitest';
import { type House, openHouse, repeated } from '../test-house.ts';
import { createReceive } from './inbox.ts';
import { claimOutgoing } from './outbox.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse({ processes: 4 });
});
afterAll(() => house.close());

test('the same updates, shuffled and many times at once in four processes, are stored once, and nobody waits in a circle', async () => {
  const receivers = [0, 1, 2, 3].map((n) => createReceive(house.process(n).pool));
  for (let round = 0; round < 5; round++) {
    const ids = Array.from({ length: 60 }, (_, n) => String(round * 60 + n));
    const answers = await Promise.all(
      receivers.flatMap((receive, n) =>
        [...ids]
          .sort((a, b) => ((Number(a) * (7 + n)) % 61) - ((Number(b) * (7 + n)) % 61))
          .map((id) => receive({ source: 'crowd', externalId: id, lane: id, body: {} })),
      ),
    );
    expect(answers.filter(Boolean)).toHaveLength(ids.length);
  }
});

test('updates of one batch are numbered as they arrived, whatever their ids sort like', async () => {
  const receive = createReceive(house.app);
  await Promise.all(
    ['9', '10', '11', '100'].map((id) => receive({ source: 'order', externalId: id, lane: 'l', body: {} })),
  );
  const rows = await house.app.query(`select external_id from delivery.inbox where source = 'order' order by id`);
  expect(rows.rows.map((row) => row.external_id)).toEqual(['9', '10', '11', '100']);
});

test('somebody whose lane is full to the brim keeps nobody else waiting', async () => {
  await house.asSuperuser(`
    insert into delivery.outbox (kind, key, lane, priority, body)
    select 'telegram', 'flood-' || n, '1:666', 1, '{}' from generate_series(1, 150000) n;
    insert into delivery.outbox (kind, key, lane, priority, body)
    select 'telegram', 'guest-' || n, '1:' || n, 1, '{}' from generate_series(1, 20) n`);
  const claimed = await claimOutgoing(house.app, ['telegram'], 25, 60_000);
  expect(claimed.map(({ lane }) => lane).sort()).toEqual(
    ['1:666', ...Array.from({ length: 20 }, (_, n) => `1:${n + 1}`)].sort(),
  );
  // Within the pool's statement_timeout of five seconds each, or this throws.
  expect(await Promise.all(repeated(0, 4).map(() => claimOutgoing(house.app, ['telegram'], 25, 60_000)))).toEqual(
    repeated([], 4),
  );
});
