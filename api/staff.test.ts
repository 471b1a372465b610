import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import { sql } from '../prisma/tx.ts';
import { openWithdrawals } from '../records/payments/test-withdrawals.ts';
import type { StartedStaffProvider } from '../sandbox/staff/server.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';
import { openDesk, staffLogin, startStaff } from './test-staff.ts';

let provider: StartedStaffProvider;
let gateway: Gateway;
beforeAll(async () => {
  provider = await startStaff();
  gateway = await openGateway({ logins: { player: undefined, staff: staffLogin(provider) } });
});
afterAll(async () => {
  await gateway.close();
  await provider.close();
});

const people: Record<StaffRole, string> = {
  support: 'tom.okafor',
  compliance: 'lena.hoff',
  ops: 'ines.prado',
  auditor: 'karl.lindqvist',
};
const deskOf = async (role: StaffRole) => {
  const desk = openDesk(gateway);
  await desk.signsIn(people[role]);
  return desk;
};
const trail = (action: string) =>
  gateway.house.read<{ actor: string; actor_id: string; subject: string | null; detail: Record<string, unknown> }>(
    sql`select actor, actor_id, subject, detail from audit.entry where action = ${action} order by id desc`,
  );
const refused = (reason: string) =>
  gateway.house.count(
    sql`select count(*) from audit.entry where action = 'access.refused' and detail->>'reason' = ${reason}`,
  );

describe('a member of staff', () => {
  test('signs in at their provider, and is who it says, with the roles it gives', async () => {
    const desk = openDesk(gateway);
    const back = await desk.signsIn('lena.hoff');
    expect([back.status, back.headers.get('location')]).toEqual([302, '/staff/?signed-in']);
    expect((await desk.as('/staff/me')).body).toMatchObject({ name: 'Lena Hoff', roles: ['compliance'] });
    const [, line = ''] = back.headers.getSetCookie();
    expect(line).toMatch(/^cage_staff=cr_[\w-]{43}; .*Path=\/staff\/auth; .*HttpOnly; SameSite=Strict/);
  });

  describe('of whom the provider says something else each day', () => {
    let roles: readonly string[] = [];
    let changing: Gateway;
    beforeAll(async () => {
      const login = staffLogin(provider);
      if (!login) throw new Error('there is a login');
      const finish: typeof login.party.finish = async (...asked) => {
        const claims = await login.party.finish(...asked);
        return 'sub' in claims ? { ...claims, roles } : claims;
      };
      changing = await openGateway({
        logins: { player: undefined, staff: { ...login, party: { ...login.party, finish } } },
      });
    });
    afterAll(() => changing.close());
    const comesWith = async (...today: string[]) => {
      roles = today;
      const desk = openDesk(changing);
      return { desk, back: await desk.signsIn('ines.prado') };
    };

    test('is one person however often they sign in, with the roles of today, wherever they sit', async () => {
      const { desk: first } = await comesWith('ops', 'support');
      const { body: then } = await first.as('/staff/me');
      const { desk: second } = await comesWith('auditor');
      const { body: now } = await second.as('/staff/me');
      expect([then.roles, now.roles]).toEqual([['support', 'ops'], ['auditor']]);
      expect(now.id).toBe(then.id);
      expect((await first.as('/staff/me')).body.roles).toEqual(['auditor']);
      expect((await first.as('/staff/players?find=P-000000')).body.reason).toBe('not-your-role');
    });

    test('is out at once, wherever they sit, when it says no role of ours, and the trail says so', async () => {
      const { desk } = await comesWith('ops');
      const { body: me } = await desk.as('/staff/me');
      const { back } = await comesWith('cleaning');
      expect(back.headers.get('location')).toBe('/staff/?sign-in=no-role');
      expect((await desk.as('/staff/me')).status).toBe(401);
      expect((await desk.refreshes()).status).toBe(401);
      const rows = await changing.house.read(sql`
        select action, actor, subject from audit.entry
        where action = 'staff.roles-lost' or (action = 'session.ended' and detail->>'why' = 'by-staff') order by id`);
      expect(rows.at(-1)).toEqual({ action: 'staff.roles-lost', actor: 'system', subject: me.id });
      expect(rows.length).toBeGreaterThan(1);
      expect(await changing.house.read(sql`select roles from identity.staff where id = ${String(me.id)}`)).toEqual([
        { roles: [] },
      ]);
    });
  });

  test('signs out, and is out', async () => {
    const desk = await deskOf('support');
    expect((await desk.ask('/staff/auth/logout', { method: 'POST' })).status).toBe(204);
    expect((await desk.as('/staff/me')).status).toBe(401);
    expect((await desk.refreshes()).status).toBe(401);
  });

  test('whom the provider knows without a role of ours does not come in, and it is written down', async () => {
    const strict = await openGateway({
      logins: {
        player: undefined,
        staff: { ...staffLogin(provider), roles: { claim: 'roles', names: ['ops=cage-ops'] } } as never,
      },
    });
    try {
      const back = await openDesk(strict).signsIn('tom.okafor');
      expect(back.headers.get('location')).toBe('/staff/?sign-in=no-role');
      expect(
        await strict.house.count(
          sql`select count(*) from audit.entry where action = 'access.refused' and detail->>'reason' = 'no-role'`,
        ),
      ).toBe(1);
    } finally {
      await strict.close();
    }
  });

  test('cannot finish in one browser what was begun in another, nor finish twice', async () => {
    const [mine, thief] = [openDesk(gateway), openDesk(gateway)];
    const callback = await mine.begins('lena.hoff');
    const before = await refused('login-invalid');
    expect((await thief.ask(callback)).headers.get('location')).toBe('/staff/?sign-in=failed');
    expect(await refused('login-invalid')).toBe(before + 1);
    await thief.ask('/staff/auth/login'); // with an attempt of their own
    expect((await thief.ask(callback)).headers.get('location')).toBe('/staff/?sign-in=failed');
    expect((await mine.ask(callback)).headers.get('location')).toBe('/staff/?signed-in');
    expect((await mine.ask(callback)).headers.get('location')).toBe('/staff/?sign-in=failed');
    expect(thief.jar.has('cage_staff')).toBe(false);
  });

  test('of a provider that does not answer is told so, and nobody comes in', async () => {
    const gone = await startStaff();
    const login = staffLogin(gone);
    await gone.close();
    const lonely = await openGateway({ logins: { player: undefined, staff: login } });
    try {
      expect((await openDesk(lonely).ask('/staff/auth/login')).headers.get('location')).toBe('/staff/?sign-in=away');
    } finally {
      await lonely.close();
    }
  });
});

describe('at the desk', () => {
  test('a player is found by what a person can read out, and by nothing less; each search is written down', async () => {
    const [desk, app] = [await deskOf('support'), await openApp(gateway)];
    const { body: order } = await app.opens('2500');
    for (const find of [app.me.id, String((app.me as { code?: string }).code), String(order.receipt), app.telegramId])
      expect((await desk.as(`/staff/players?find=${find}`)).body.players).toEqual([
        expect.objectContaining({ id: app.me.id }),
      ]);
    for (const find of ['P-000000', app.telegramId.slice(0, -1), app.me.id.slice(0, 8), '%25%25%25'])
      expect((await desk.as(`/staff/players?find=${find}`)).body.players).toEqual([]);
    const searches = await trail('staff.searched');
    expect(searches).toHaveLength(8);
    expect(JSON.stringify(searches)).not.toContain(app.telegramId);
  });

  test('a card shows no personal data until it is shown, and both are written down with who looked', async () => {
    const [desk, app] = [await deskOf('compliance'), await openApp(gateway)];
    const card = await desk.as(`/staff/players/${app.me.id}`);
    expect(JSON.stringify(card.body)).not.toContain(app.telegramId);
    expect(card.body).toMatchObject({
      telegram: { masked: `•••• ${app.telegramId.slice(-3)}` },
      cash: [{ minor: '0' }],
    });
    const shown = await desk.as(`/staff/players/${app.me.id}/show`, { method: 'POST' });
    expect(shown.body).toEqual({ telegram: app.telegramId });
    const { body: me } = await desk.as('/staff/me');
    expect((await trail('staff.looked'))[0]).toMatchObject({ actor: 'staff', actor_id: me.id, subject: app.me.id });
    expect((await trail('staff.shown'))[0]).toMatchObject({
      actor_id: me.id,
      subject: app.me.id,
      detail: { what: ['telegram'] },
    });
  });

  test('how far a player is verified is for all who see the card, where their case stands for compliance alone', async () => {
    const app = await openApp(gateway);
    const seenBy = async (role: StaffRole) => {
      const desk = await deskOf(role);
      return (await desk.as(`/staff/players/${app.me.id}`)).body.verification;
    };
    expect(await seenBy('compliance')).toEqual({ level: 'none', status: null });
    await gateway.house.read(sql`
      insert into compliance.verification (player_id, status, level, aims, because)
      values (${app.me.id}, 'in-review', 1, 2, 'staff')`);
    expect(await seenBy('compliance')).toEqual({ level: 'basic', status: 'in-review' });
    for (const role of ['support', 'ops'] as const)
      expect(await seenBy(role)).toEqual({ level: 'basic', status: null });
  });

  test('a player is signed out everywhere', async () => {
    const [desk, app] = [await deskOf('support'), await openApp(gateway)];
    expect((await desk.as(`/staff/players/${app.me.id}/sign-out`, { method: 'POST' })).status).toBe(204);
    expect((await app.ask('me')).status).toBe(401);
    const { body: me } = await desk.as('/staff/me');
    expect((await trail('session.ended'))[0]).toMatchObject({
      actor: 'staff',
      actor_id: me.id,
      detail: { why: 'by-staff', player: app.me.id },
    });
  });

  test('a pass is given for a decision the role may take, and shown once', async () => {
    const [ops, app] = [await deskOf('ops'), await openApp(gateway)];
    const { body: order } = await app.opens('2500');
    const { actions } = (await ops.as('/staff/actions')).body as { actions: { name: string; decision: object }[] };
    // Who approves withdrawals is compliance; the rest is for operations, too.
    expect(actions.map(({ name }) => name)).toEqual([
      'deposit.close',
      'withdrawal.retry',
      'withdrawal.resolve',
      'withdrawal.abort',
      'refund.retry',
      'refund.resolve',
    ]);
    const wish = { action: 'deposit.close', workflowId: `deposit-${order.id}`, decision: { reason: 'player-asked' } };
    const pass = await ops.as('/staff/passes', { method: 'POST', json: wish });
    expect(pass.status).toBe(201);
    expect(JSON.parse(String(pass.body.paste))).toEqual({
      pass: expect.stringMatching(/^pass_/),
      reason: 'player-asked',
    });
    expect(pass.body.workflow).toContain(`deposit-${order.id}`);
    const odd = await ops.as('/staff/passes', { method: 'POST', json: { ...wish, decision: { reason: 'because' } } });
    expect([odd.status, odd.body.reason]).toEqual([409, 'decision-invalid']);
    expect(JSON.stringify(await trail('pass.issued'))).not.toContain(JSON.parse(String(pass.body.paste)).pass);
  });

  test('the trail is read by pages, and taken away with its proof', async () => {
    const desk = await deskOf('auditor');
    const first = await desk.as('/staff/trail?limit=2&action=session.');
    expect(first.body.entries).toHaveLength(2);
    const second = await desk.as(`/staff/trail?limit=2&action=session.&before=${first.body.next}`);
    expect(second.body.entries).not.toEqual(first.body.entries);
    const { body: me } = await desk.as('/staff/me');
    const mine = await desk.as(`/staff/trail?limit=1&actorId=${me.id}`);
    expect(mine.body.entries).toMatchObject([{ action: 'staff.read-trail', name: me.name }]);
    const range = `from=2026-01-01T00:00:00Z&to=${new Date(Date.now() + 60_000).toISOString()}`;
    const file = await desk.as(`/staff/trail/export?${range}`);
    expect(file.status).toBe(200);
    expect(file.headers.get('content-type')).toMatch(/^application\/x-ndjson/);
    expect((await desk.as('/staff/trail/export?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z')).status).toBe(409);
    expect(await trail('staff.exported-trail')).toHaveLength(1);
  });
});

/** What each role may ask, written down a second time: the table in the contract is what is tested. */
const mayAsk: Record<StaffRole, readonly string[]> = {
  support: ['staffMe', 'staffActions', 'findPlayers', 'playerCard', 'showPlayer', 'signPlayerOut'],
  compliance: [
    'staffMe',
    'staffActions',
    'findPlayers',
    'playerCard',
    'showPlayer',
    'signPlayerOut',
    'issuePass',
    'trail',
    'queues',
    'queue',
    'switches',
    'hotWallets',
    'arrivalCase',
    'assignArrival',
    'giveArrivalBack',
    'lookAtDocument',
    'documentPage',
    'kycCases',
    'kycCase',
    'showKycFacts',
  ],
  ops: [
    'staffMe',
    'staffActions',
    'findPlayers',
    'playerCard',
    'issuePass',
    'queues',
    'queue',
    'switches',
    'pauseRail',
    'resumeRail',
    'hotWallets',
    'arrivalCase',
    'assignArrival',
    'giveArrivalBack',
  ],
  auditor: ['staffMe', 'staffActions', 'trail', 'exportTrail', 'hotWallets'],
};
/** Open to anybody, because they guard themselves, or tell nobody anything. */
const open = new Set([
  'about',
  'games',
  'signInFromMiniApp',
  'signInFromWidget',
  'beginOidc',
  'finishOidc',
  'beginAsGuest',
  'askChat',
  'collectTicket',
  'refresh',
  'logout',
  'reportVitals',
  'staffLogin',
  'staffCallback',
  'staffRefresh',
  'staffLogout',
]);

type Described = {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: object;
};
const everyRoute = async () => {
  const { paths } = (await gateway.ask('/openapi.json')).body as { paths: Record<string, Record<string, Described>> };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method: method.toUpperCase(), ...described })),
  );
};

describe('of every route in the description', () => {
  test('none is open but those that must be', async () => {
    for (const { path, method, operationId } of await everyRoute()) {
      const address = path.replace('{id}', '01890000-0000-7000-8000-000000000000');
      const json = { 'content-type': 'application/json' };
      const answer = await gateway.ask(address, {
        method,
        redirect: 'manual',
        headers: json,
        ...(method === 'GET' ? {} : { body: '{}' }),
      });
      if (!open.has(operationId)) expect([operationId, answer.status]).toEqual([operationId, 401]);
    }
  });

  test('a player reaches nothing of another player’s, and nothing of the staff’s', async () => {
    const [ada, eve] = [await openApp(gateway), await openApp(gateway)];
    const { body: order } = await ada.opens('2500');
    const { body } = await ada.ask('devices');
    const [device] = body.devices as { id: string }[];
    const link = await ada.ask('link');
    const withdrawals = openWithdrawals(gateway.house);
    await withdrawals.funds(10_000n);
    await gateway.house.gives(ada.me.id, 5_000n);
    const withdrawal = await withdrawals.held(ada.me.id as PlayerId);
    const { body: played } = await ada.ask('bet', {
      body: bodies.bet,
      headers: { 'idempotency-key': '01890000-0000-7000-8000-000000000001' },
    });
    const round = (played.round as { id: string }).id;
    const ids = [ada.me.id, String(order.id), String(device?.id), String(link.body.id), withdrawal, round];
    for (const { path, method, operationId } of await everyRoute()) {
      if (open.has(operationId)) continue;
      for (const id of path.includes('{id}') ? ids : ['']) {
        const query = operationId === 'statement' ? '?year=2026&form=csv' : '';
        const answer = await gateway
          .ask(path.replace('{id}', id) + query, {
            method,
            headers: {
              authorization: `Bearer ${eve.token}`,
              'content-type': 'application/json',
              'idempotency-key': order.id as string,
            },
            ...(method === 'GET' ? {} : { body: JSON.stringify(bodies[operationId] ?? {}) }),
            signal: AbortSignal.timeout(operationId === 'events' ? 200 : 5_000),
          })
          .catch(() => undefined); // the live line stays open
        if (path.startsWith('/staff')) expect([operationId, answer?.status]).toEqual([operationId, 401]);
        else if (path.includes('{id}')) expect([operationId, answer?.status]).toEqual([operationId, 404]);
        const told = JSON.stringify(answer?.body ?? '');
        for (const hers of [...ids, ada.telegramId])
          expect([operationId, told.includes(hers)]).toEqual([operationId, false]);
      }
    }
    expect((await ada.ask('me')).status).toBe(200); // nobody signed her out
  });

  test.each(Object.entries(mayAsk) as [StaffRole, readonly string[]][])(
    '%s may ask what the table says, and nothing else; nor anything as a player',
    async (role, may) => {
      const [desk, app] = [await deskOf(role), await openApp(gateway)];
      for (const { path, method, operationId } of await everyRoute()) {
        if (open.has(operationId)) continue;
        const query =
          {
            findPlayers: '?find=P-000000',
            exportTrail: '?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z',
            queue: '?name=stuck',
            documentPage: `?look=${'a'.repeat(43)}&page=0`,
          }[operationId] ?? '';
        const answer = await desk.as(path.replace('{id}', app.me.id) + query, {
          method,
          ...(method === 'GET' ? {} : { json: bodies[operationId] ?? {} }),
        });
        if (!path.startsWith('/staff')) expect([operationId, answer.status]).toEqual([operationId, 401]);
        else if (may.includes(operationId))
          expect([operationId, [200, 201, 204, 404, 409].includes(answer.status)]).toEqual([operationId, true]);
        else expect([operationId, answer.status, answer.body.reason]).toEqual([operationId, 403, 'not-your-role']);
      }
    },
  );
});

const bodies: Record<string, object> = {
  giveArrivalBack: { reason: 'sender-asked' },
  assignArrival: { player: '01890000-0000-7000-8000-000000000000', reason: 'receipt-of-the-exchange' },
  submitKyc: {},
  planTransfer: { from: `0:${'ab'.repeat(32)}`, network: '-239' },
  sawSent: { boc: 'te6cckEBAQEAAgAAAEysuc0=' },
  openDeposit: { rail: 'telegram-invoice', amount: { asset: 'EUR', minor: '2500' } },
  choosePreferences: { language: 'en' },
  endDevices: { others: true },
  bet: { game: 'coin-flip', stake: { asset: 'EUR', minor: '100' }, choices: { side: 'heads' } },
  act: { version: 0, action: { do: 'take' } },
  changeSeeds: { next: '01890000-0000-7000-8000-000000000000', clientSeed: 'mine' },
  cancelBonus: { loses: { asset: 'EUR', minor: '0' }, spins: 0 },
  requestWithdrawal: { rail: 'stripe', amount: { asset: 'EUR', minor: '1000' } },
  confirmWithdrawal: { digits: '123456' },
  pauseRail: { rail: 'telegram-invoice', direction: 'in', reason: 'maintenance' },
  resumeRail: { rail: 'telegram-invoice', direction: 'in' },
  confirmDestination: { digits: '123456' },
  addDestination: { kind: 'iban', iban: 'DE89370400440532013000', holder: 'Ada Lovelace' },
  confirmUnlink: { codeId: '01890000-0000-7000-8000-000000000000', digits: '123456' },
  issuePass: {
    action: 'deposit.close',
    workflowId: 'deposit-01890000-0000-7000-8000-000000000000',
    decision: { reason: 'because' },
  },
};

test('somebody of operations looks at money without a name, and that is recorded', async () => {
  const address = `0:${'b'.repeat(64)}`;
  const hash = 'c'.repeat(64);
  await gateway.house.asOwner(`
    insert into chain.account (address, kind, rail, asset, owner, opening_minor, final_minor, head_seqno)
      values ('${address}', 'hot', 'ton', 'TON', '${address}', 0, 0, 101);
    insert into chain.transaction (account, lt, hash, at, kind, in_minor, out_minor, fee_minor, aborted, plain, state, seen_seqno)
      values ('${address}', 1, '${hash}', now(), 'deposit', 3000000000, 0, 0, false, true, 'seen', 100);
    insert into payments.arrival (account, lt, hash, rail, asset, minor, state, reason, at)
      values ('${address}', 1, '${hash}', 'ton', 'TON', 3000000000, 'seen', 'no-memo', now())`);
  const [row] = await gateway.house.read<{ id: string }>(sql`select id from payments.arrival where hash = ${hash}`);
  const desk = await deskOf('ops');
  const { status, body } = await desk.as(`/staff/arrivals/${row?.id}`);
  expect([status, body]).toEqual([200, expect.objectContaining({ hash, why: 'no-memo', claims: [], back: null })]);
  expect((await trail('staff.looked'))[0]?.subject).toBe(row?.id);
});
