import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { sealFacts } from '../use-cases/facts.ts';
import { rescreen } from '../use-cases/rescreen.ts';
import { factsOf } from '../workflows/test-kyc.ts';
import { testKyc } from '../workflows/test-kyc-deps.ts';
import { rescreening } from './rescreening.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const given = () => ({
  transaction: house.transaction,
  query: house.read,
  enqueue: createEnqueue(() => undefined),
});

/** Somebody who was verified while no list knew them. */
async function verified(deps: ReturnType<typeof testKyc>['deps']) {
  const player = await house.admits();
  const facts = await house.transaction((tx) => sealFacts(deps.vault, tx, player.id, factsOf(player)));
  await house.transaction((tx) =>
    tx.query(
      sql`insert into compliance.verification (player_id, status, level, aims, facts, screened_by) values (${player.id}, 'approved', 1, 1, ${facts}, 'before')`,
    ),
  );
  const standing = async () => {
    const [row] = await house.read(
      sql`select status, because, level, screened_by from compliance.verification where player_id = ${player.id}`,
    );
    return row;
  };
  return { player, standing };
}

test('when lists change each verified player is looked for once, and a new match is a case that keeps their level', async () => {
  const kyc = testKyc(given());
  kyc.lists.edition = 'new';
  const round = rescreening(rescreen(kyc.deps), async () => true);
  const clear = await verified(kyc.deps);
  await round();
  expect(await clear.standing()).toMatchObject({ status: 'approved', screened_by: 'new' });

  const listed = await verified(kyc.deps);
  kyc.lists.matches = [{ list: 'un-sc', entry: 'QDi.900', score: 95 }];
  await round();
  expect(await listed.standing()).toMatchObject({ status: 'checking', because: 'screening', level: 1 });
  expect(await clear.standing()).toMatchObject({ status: 'approved' });
  const letters = sql`select count(*) from delivery.outbox where kind = 'telegram' and key like ${`kyc:${listed.player.id}:%`}`;
  expect(await house.count(letters)).toBe(0);
  const woken = sql`select count(*) from delivery.outbox where kind = 'workflow-signal' and lane = ${`kyc-${listed.player.id}`}`;
  expect(await house.count(woken)).toBe(1);
});

test('a match that people have judged to be somebody else is no news', async () => {
  const kyc = testKyc(given());
  kyc.lists.edition = 'newer';
  kyc.lists.matches = [{ list: 'un-sc', entry: 'QDi.901', score: 91 }];
  const judged = await verified(kyc.deps);
  await house.transaction((tx) =>
    tx.query(sql`
      insert into compliance.verification_check (player_id, revision, kind, outcome, found)
      values (${judged.player.id}, 1, 'sanctions', 'look', array['un-sc:QDi.901:91'])`),
  );
  await rescreen(kyc.deps)(100);
  expect(await judged.standing()).toMatchObject({ status: 'approved', screened_by: 'newer' });
});

test('while the lists cannot be read nobody is cleared, and without any nobody is looked for', async () => {
  const kyc = testKyc(given());
  const waiting = await verified(kyc.deps);
  kyc.lists.edition = 'unread';
  kyc.lists.isAway = true;
  await expect(rescreen(kyc.deps)(100)).rejects.toThrow('cannot be read');
  expect(await waiting.standing()).toMatchObject({ screened_by: 'before' });
  kyc.lists.isAway = false;
  kyc.lists.edition = undefined;
  expect(await rescreen(kyc.deps)(100)).toBe(0);
});

test('whoever cannot be looked for is told of, and keeps nobody else from it', async () => {
  const kyc = testKyc(given());
  kyc.lists.edition = 'newest';
  kyc.lists.matches = [];
  const [broken, sound] = [await verified(kyc.deps), await verified(kyc.deps)];
  await house.asSuperuser(`update compliance.verification set facts = 'x' where player_id = '${broken.player.id}'`);
  await expect(rescreen(kyc.deps)(100)).rejects.toThrow('1 of those who are verified could not be looked for');
  expect(await broken.standing()).toMatchObject({ screened_by: 'before' });
  expect(await sound.standing()).toMatchObject({ screened_by: 'newest' });
});
