import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../prisma/tx.ts';
import type { StartedStaffProvider } from '../sandbox/staff/server.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';
import { openDesk, staffLogin, startStaff } from './test-staff.ts';

let gateway: Gateway;
let provider: StartedStaffProvider;
beforeAll(async () => {
  provider = await startStaff();
  gateway = await openGateway({ logins: { player: undefined, staff: staffLogin(provider) } });
});
afterAll(async () => {
  await gateway.close();
  await provider.close();
});

const FACTS = {
  givenNames: 'Canary Seven',
  familyName: 'Example',
  bornOn: '1990-02-28',
  country: 'AT',
  documentNumber: 'P1234567',
  expiresOn: '2040-01-01',
};

const deskOf = async (who: string) => {
  const desk = openDesk(gateway);
  await desk.signsIn(who);
  return desk;
};

/** As if files of each kind had come through the upload. */
const sends = (player: string) =>
  gateway.house.asSuperuser(`update compliance.asked_document set state = 'received' where player_id = '${player}'`);

test('a player asks to be verified, once, and reads what is needed, why, and until when', async () => {
  const app = await openApp(gateway);
  expect((await app.ask('kyc')).body).toMatchObject({ status: 'idle', level: 'none', asked: [], mayAsk: 'basic' });
  const { body } = await app.ask('askKyc');
  expect(body).toMatchObject({
    status: 'asked',
    aims: 'basic',
    because: 'player-wishes',
    needsFacts: true,
    leastAge: 18,
  });
  expect((body.asked as { kind: string; state: string }[]).map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'identity asked',
    'selfie asked',
  ]);
  expect(Date.parse(String(body.answerBy))).toBeGreaterThan(Date.now());
  expect((await app.ask('askKyc')).body.answerBy).toBe(body.answerBy);
});

test('whoever is asked by a total reads how far they are towards it, and nobody else does', async () => {
  const app = await openApp(gateway);
  expect((await app.ask('askKyc')).body.total).toBeNull();
  await gateway.house.asSuperuser(
    `update compliance.verification set because = 'deposits-in-total' where player_id = '${app.me.id}'`,
  );
  expect((await app.ask('kyc')).body.total).toEqual({
    so: { asset: 'EUR', minor: '0' },
    of: { asset: 'EUR', minor: '200000' },
    days: 180,
  });
});

test('what is incomplete, not asked for, or no facts at all is refused, and nothing is kept of it', async () => {
  const app = await openApp(gateway);
  expect((await app.ask('submitKyc', { body: FACTS })).body.reason).toBe('kyc-not-asked');
  await app.ask('askKyc');
  expect((await app.ask('submitKyc', { body: FACTS })).body.reason).toBe('kyc-incomplete');
  await sends(app.me.id);
  expect((await app.ask('submitKyc', { body: {} })).body.reason).toBe('kyc-incomplete');
  expect((await app.ask('submitKyc', { body: { ...FACTS, bornOn: '1990-02-30' } })).status).toBe(400);
  const [row] = await gateway.house.read(sql`select facts from compliance.verification where player_id = ${app.me.id}`);
  expect(row).toEqual({ facts: null });
});

test('what is submitted is sealed, in no trail and no letter, shown to compliance alone, and each look is written down', async () => {
  const app = await openApp(gateway);
  await app.ask('askKyc');
  await sends(app.me.id);
  expect((await app.ask('submitKyc', { body: FACTS })).body).toMatchObject({ status: 'checking', mayAsk: null });
  expect((await app.ask('submitKyc', { body: FACTS })).body).toMatchObject({ status: 'checking' });

  const desk = await deskOf('lena.hoff');
  const { body: queue } = await desk.as('/staff/kyc');
  expect(queue.cases).toContainEqual(expect.objectContaining({ player: app.me.id, status: 'checking', isLate: false }));
  const { body: found } = await desk.as(`/staff/kyc/${app.me.id}`);
  expect(found).toMatchObject({ workflowId: `kyc-${app.me.id}`, revision: 2, isOwn: false, approvalsNeeded: 1 });
  expect(JSON.stringify([queue, found])).not.toMatch(/Canary|P1234567|1990/);

  const { body: shown } = await desk.as(`/staff/kyc/${app.me.id}/facts`, { method: 'POST' });
  expect(shown).toEqual({ facts: FACTS, matches: [] });
  const kept = await gateway.house.read<{ all: string }>(sql`
    select (select string_agg(e::text, ' ') from audit.entry e) || (select string_agg(o::text, ' ') from delivery.outbox o)
      || (select string_agg(v::text, ' ') from compliance.verification v) as all`);
  expect(kept[0]?.all).toContain('verification.facts-shown');
  expect(kept[0]?.all).not.toMatch(/Canary|P1234567|1990-02-28/);
  const support = await deskOf('tom.okafor');
  expect((await support.as(`/staff/kyc/${app.me.id}/facts`, { method: 'POST' })).status).toBe(403);
});

test('a member of staff who is the player sees that, and neither facts nor a pass', async () => {
  const app = await openApp(gateway);
  await app.ask('askKyc');
  const desk = await deskOf('marta.vidal');
  const { body: me } = await desk.as('/staff/me');
  const hash = `sha256(convert_to('telegram:${app.telegramId}', 'UTF8'))`;
  await gateway.house.asSuperuser(`update identity.staff set telegram_hash = ${hash} where id = '${me.id}'`);
  expect((await desk.as(`/staff/kyc/${app.me.id}`)).body).toMatchObject({ isOwn: true });
  const facts = await desk.as(`/staff/kyc/${app.me.id}/facts`, { method: 'POST' });
  expect([facts.status, facts.body.reason]).toEqual([403, 'own-case']);
});

test('nobody is told that their name is like one on a list: to them nothing has changed', async () => {
  const app = await openApp(gateway);
  await app.ask('askKyc');
  await gateway.house.asSuperuser(`
    update compliance.verification set status = 'in-review', because = 'screening', level = 1, aims = 1, submitted_at = now()
      where player_id = '${app.me.id}';
    update compliance.asked_document set state = 'accepted' where player_id = '${app.me.id}'`);
  expect((await app.ask('kyc')).body).toMatchObject({
    status: 'approved',
    level: 'basic',
    because: null,
    mayAsk: 'full',
  });
  expect((await app.ask('submitKyc', { body: FACTS })).body.reason).toBe('kyc-not-asked');
});

/** Submitted and checked, as its workflow would have it. */
async function anInReview() {
  const app = await openApp(gateway);
  await app.ask('askKyc');
  await sends(app.me.id);
  await app.ask('submitKyc', { body: FACTS });
  await gateway.house.asSuperuser(
    `update compliance.verification set status = 'in-review' where player_id = '${app.me.id}'`,
  );
  return app;
}

test('a pass is about what was looked at: where the player has sent something since, there is none', async () => {
  const app = await anInReview();
  const desk = await deskOf('lena.hoff');
  const { body: seen } = await desk.as(`/staff/kyc/${app.me.id}`);
  const wish = {
    action: 'kyc.approve',
    workflowId: `kyc-${app.me.id}`,
    decision: { outcome: 'approve', level: 'basic', reason: 'documents-in-order' },
    revision: seen.revision,
  };
  const takes = () => desk.as('/staff/passes', { method: 'POST', json: wish });
  expect((await takes()).status).toBe(201);
  await gateway.house.asSuperuser(
    `update compliance.verification set revision = revision + 2 where player_id = '${app.me.id}'`,
  );
  expect(await takes()).toMatchObject({ status: 409, body: { reason: 'case-moved' } });
});

test('who is asked for no document of identity cannot say that theirs is good for longer', async () => {
  const app = await anInReview();
  await gateway.house.asSuperuser(`
    update compliance.verification set status = 'asked' where player_id = '${app.me.id}';
    update compliance.asked_document set state = 'accepted' where player_id = '${app.me.id}'`);
  expect((await app.ask('submitKyc', { body: { ...FACTS, expiresOn: '2099-01-01' } })).status).toBe(200);
  const desk = await deskOf('lena.hoff');
  const { body } = await desk.as(`/staff/kyc/${app.me.id}/facts`, { method: 'POST' });
  expect(body.facts).toMatchObject({ expiresOn: FACTS.expiresOn });
});
