import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { sql } from '../prisma/tx.ts';
import { provingWallet } from '../rails/ton/test-proofs.ts';
import { readJoined } from '../records/identity/tickets.ts';
import { betOf, openTable } from '../records/play/test-table.ts';
import { playRound } from '../use-cases/play-round.ts';
import { answerTicket, type InChat, seeTicket } from '../use-cases/tickets.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp, openBrowser } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

type Browser = Awaited<ReturnType<typeof openBrowser>>;
type Told = { id: string; secret: string; number: number; link: string; appLink: string };

let chats = 50_000;
const somebody = (): InChat => ({ telegramId: String(++chats), bot: '123456789' });
const codeOf = ({ link }: Told): string => new URL(link).searchParams.get('start')?.slice(2) ?? '';

/** The chat's side, as the bot plays it: who opens the link has written to the bot, and so is a player. */
const opens = async (who: InChat, ticket: Told) => {
  await gateway.house.admits(who.telegramId);
  return gateway.house.transaction((tx) => seeTicket(tx, codeOf(ticket), who, () => undefined));
};
const chooses = (who: InChat, ticket: Told, number: number | undefined) =>
  gateway.house.transaction((tx) => answerTicket(tx, ticket.id, who, number, () => undefined));
const wrongNumber = async (ticket: Told): Promise<number> => {
  const [row] = await gateway.house.read<{ choices: number[] }>(
    sql`select choices from identity.ticket where id = ${ticket.id}`,
  );
  return row?.choices.find((each) => each !== ticket.number) ?? 0;
};
const lettersOf = ({ id }: Told) =>
  gateway.house.read<{ lane: string; body: unknown }>(
    sql`select lane, body from delivery.outbox where key like ${`ticket:${id}%`}`,
  );
const refusals = (reason: string) =>
  gateway.house.count(
    sql`select count(*) from audit.entry where action = 'ticket.refused' and detail->>'why' = ${reason}`,
  );

async function asks(browser: Browser, path = '/auth/tickets'): Promise<Told> {
  const answer = path === '/auth/tickets' ? await browser.postAlone(path) : await browser.post(path);
  expect(answer.status).toBe(201);
  return answer.body as unknown as Told;
}
const collects = (browser: Browser, { id, secret }: Told) =>
  browser.postAlone(`/auth/tickets/${id}/collect`, { secret });

describe('a browser that asks the chat to let it in', () => {
  test('is let in as the player of the chat, once that chat chose the number it shows', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const ticket = await asks(browser);
    expect(ticket.link).toMatch(/^https:\/\/t\.me\/cage_bot\?start=t_[\w-]{22}$/);
    expect(ticket.appLink).toMatch(/^tg:\/\/resolve\?domain=cage_bot&start=t_[\w-]{22}$/);
    expect((await collects(browser, ticket)).body).toEqual({ status: 'waiting' });
    expect(await opens(ada, ticket)).toMatchObject({
      ticket: { choices: expect.arrayContaining([ticket.number]) },
    });
    expect((await collects(browser, ticket)).body).toEqual({ status: 'seen' });
    expect(await chooses(ada, ticket, ticket.number)).toMatchObject({ outcome: 'agreed' });
    const signedIn = await collects(browser, ticket);
    expect(signedIn.body).toMatchObject({ refresh: null, me: { id: (await gateway.house.admits(ada.telegramId)).id } });
    expect((await collects(browser, ticket)).body).toEqual({ status: 'over' });
    browser.use(signedIn);
    expect((await browser.ask('/sessions')).body.devices).toContainEqual(
      expect.objectContaining({ door: 'chat', device: 'Chrome, Windows', current: true }),
    );
  });

  test('is not let in by a wrong number, and there is no second guess', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const ticket = await asks(browser);
    await opens(ada, ticket);
    const before = await refusals('wrong-number');
    expect(await chooses(ada, ticket, await wrongNumber(ticket))).toMatchObject({ outcome: 'wrong-number' });
    expect(await refusals('wrong-number')).toBe(before + 1);
    expect(await chooses(ada, ticket, ticket.number)).toEqual({ reason: 'ticket-over' });
    expect((await collects(browser, ticket)).body).toEqual({ status: 'refused' });
  });

  test('is turned away by whoever says that it was not they', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const ticket = await asks(browser);
    await opens(ada, ticket);
    expect(await chooses(ada, ticket, undefined)).toMatchObject({ outcome: 'refused' });
    expect((await collects(browser, ticket)).body).toEqual({ status: 'refused' });
  });

  test('has a link for one chat alone: the second that opens it finds it over', async () => {
    const [browser, ada, eve] = [await openBrowser(gateway), somebody(), somebody()];
    const ticket = await asks(browser);
    await opens(ada, ticket);
    const before = await refusals('opened-again');
    expect(await opens(eve, ticket)).toEqual({ reason: 'ticket-over' });
    expect(await refusals('opened-again')).toBe(before + 1);
    expect(await chooses(eve, ticket, ticket.number)).toEqual({ reason: 'ticket-over' });
    expect(await opens(ada, ticket)).toMatchObject({ ticket: { id: ticket.id } }); // tapped twice
  });

  test('cannot be stolen by who knows its id, or its link, and not its secret', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const ticket = await asks(browser);
    await opens(ada, ticket);
    await chooses(ada, ticket, ticket.number);
    for (const secret of [codeOf(ticket), 'x'.repeat(32)])
      expect((await collects(browser, { ...ticket, secret })).body).toEqual({ status: 'over' });
    expect((await collects(browser, ticket)).status).toBe(200);
    expect((await collects(browser, { ...ticket, id: '01890000-0000-7000-8000-000000000000' })).status).toBe(404);
  });

  test('is over after five minutes, for the chat and for the browser', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const ticket = await asks(browser);
    await gateway.house.asOwner(
      `update identity.ticket set opened_at = opened_at - interval '5 minutes', expires_at = expires_at - interval '5 minutes' where id = '${ticket.id}'`,
    );
    expect(await opens(ada, ticket)).toEqual({ reason: 'ticket-over' });
    expect((await collects(browser, ticket)).body).toEqual({ status: 'over' });
  });

  test('is let in once by a hundred questions at once', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const ticket = await asks(browser);
    await opens(ada, ticket);
    await chooses(ada, ticket, ticket.number);
    const answers = await Promise.all(Array.from({ length: 100 }, () => collects(browser, ticket)));
    expect(answers.filter(({ body }) => 'token' in body)).toHaveLength(1);
  });

  test('leaves neither its code nor its secret in the database', async () => {
    const ticket = await asks(await openBrowser(gateway));
    const rows = JSON.stringify(await gateway.house.read(sql`select * from identity.ticket`));
    for (const secret of [codeOf(ticket), ticket.secret]) expect(rows).not.toContain(secret);
  });
});

describe('a browser’s account that is joined with a chat', () => {
  const agreed = async (browser: Browser, who: InChat): Promise<Told> => {
    const ticket = await asks(browser, '/auth/link');
    await opens(who, ticket);
    await chooses(who, ticket, ticket.number);
    return ticket;
  };
  const joins = async (browser: Browser, ticket: Told) => {
    const answer = await browser.post(`/auth/link/${ticket.id}/join`);
    if (answer.status === 200) browser.use(answer);
    return answer;
  };
  const linksWallet = async (browser: Browser): Promise<unknown> => {
    const { payload } = (await browser.post('/wallets/nonce')).body as { payload: string };
    const proof = provingWallet('v5R1', Buffer.alloc(32, 8)).proves({
      payload,
      domain: 'cage.example',
      atMs: Date.now(),
    });
    const { status, body } = await browser.post('/wallets', proof);
    expect(status).toBe(201);
    return body.id;
  };
  const stateOf = (browser: Browser, ticket: Told) => browser.ask(`/auth/link/${ticket.id}`);

  test('goes on as the chat’s account when neither holds anything, and both sides see it before', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const chat = await gateway.house.admits(ada.telegramId);
    const wallet = await linksWallet(browser);
    const ticket = await asks(browser, '/auth/link');
    expect((await stateOf(browser, ticket)).body).toMatchObject({ status: 'waiting', chat: null, telegram: null });
    await opens(ada, ticket);
    expect(await chooses(ada, ticket, ticket.number)).toMatchObject({ outcome: 'agreed' });
    expect((await stateOf(browser, ticket)).body).toMatchObject({
      status: 'agreed',
      telegram: ada.telegramId.slice(-3),
      browser: { code: browser.me.code },
      chat: { code: expect.stringMatching(/^P-/) },
      stays: 'chat',
    });
    const answer = await joins(browser, ticket);
    expect(answer.body).toMatchObject({ me: { id: chat.id, telegram: true } });
    expect(await lettersOf(ticket)).toEqual([
      { lane: `${ada.bot}:${ada.telegramId}`, body: expect.objectContaining({ show: 'ticket', ticketId: ticket.id }) },
    ]);
    expect(await gateway.house.transaction((tx) => readJoined(tx, ticket.id))).toEqual({
      player: chat.id,
      language: expect.any(String),
    });
    expect((await browser.ask('/me')).body).toMatchObject({ id: chat.id });
    expect((await browser.ask('/wallets')).body.wallets).toMatchObject([{ id: wallet }]); // it goes on with its owner
    expect(await gateway.house.read(sql`select joined_into from identity.player where id = ${browser.me.id}`)).toEqual([
      { joined_into: chat.id },
    ]);
  });

  test('sheds no exclusion and no limit of either account', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    await gateway.house.admits(ada.telegramId);
    await browser.post('/limits', { kind: 'deposit', window: 'day', value: { asset: 'EUR', minor: '5000' } });
    await browser.post('/limits/exclusion', { length: 'forever' });
    await joins(browser, await agreed(browser, ada));
    const { body } = await browser.ask('/limits');
    expect(body).toMatchObject({ pause: { kind: 'exclusion', until: null } });
    expect(body.limits).toContainEqual(expect.objectContaining({ value: { asset: 'EUR', minor: '5000' } }));
  });

  test('keeps its money, whichever side it is on; the other account is closed, and its devices with it', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    await gateway.house.gives(browser.me.id, 700n);
    const app = await openApp(gateway, { id: Number(ada.telegramId) });
    const ticket = await agreed(browser, ada);
    expect((await stateOf(browser, ticket)).body).toMatchObject({ stays: 'browser' });
    expect((await joins(browser, ticket)).body).toMatchObject({ me: { id: browser.me.id, telegram: true } });
    expect((await browser.ask('/balances')).body.cash).toEqual([{ asset: 'EUR', minor: '700' }]);
    expect((await app.ask('me')).status).toBe(401);
    expect((await openApp(gateway, { id: Number(ada.telegramId) })).me.id).toBe(browser.me.id);
  });

  test('is left alone when both hold money, and so is the other', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    await gateway.house.gives(browser.me.id, 700n);
    const chat = await gateway.house.admits(ada.telegramId);
    await gateway.house.gives(chat.id, 1n);
    const ticket = await asks(browser, '/auth/link');
    await opens(ada, ticket);
    // The browser is told as soon as the chat is, and nothing of the chat's account.
    expect((await stateOf(browser, ticket)).body).toMatchObject({
      status: 'refused',
      refused: 'both-hold-money',
      chat: null,
      telegram: null,
    });
    expect(await chooses(ada, ticket, ticket.number)).toEqual({ reason: 'ticket-over' });
    expect((await joins(browser, ticket)).body.reason).toBe('ticket-over');
    expect(await lettersOf(ticket)).toEqual([]);
    expect(await gateway.house.transaction((tx) => readJoined(tx, ticket.id))).toBeUndefined();
    expect((await browser.ask('/me')).body).toMatchObject({ id: browser.me.id, telegram: false });
    expect((await openApp(gateway, { id: Number(ada.telegramId) })).me.id).toBe(chat.id);
  });

  test('is not empty while a round of it is open: what that pays would be out of reach', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    await gateway.house.gives(browser.me.id, 700n);
    const bet = betOf({ game: 'mines', minor: 700n });
    expect(await playRound(openTable(gateway.house.process(0).pool))(browser.me.id as PlayerId, bet)).toMatchObject({
      round: { state: 'open' },
      cash: { minor: 0n },
    });
    const chat = await gateway.house.admits(ada.telegramId);
    await gateway.house.gives(chat.id, 1n);
    const ticket = await asks(browser, '/auth/link');
    await opens(ada, ticket);
    expect((await stateOf(browser, ticket)).body).toMatchObject({ status: 'refused', refused: 'both-hold-money' });

    const bob = somebody();
    const second = await agreed(browser, bob);
    expect((await joins(browser, second)).body).toMatchObject({ me: { id: browser.me.id } });
  });

  test('is looked at again when it joins: money that came after the chat agreed counts', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const chat = await gateway.house.admits(ada.telegramId);
    const ticket = await agreed(browser, ada);
    await gateway.house.gives(chat.id, 100n);
    expect((await joins(browser, ticket)).body).toMatchObject({ me: { id: chat.id } });
    const other = await openBrowser(gateway);
    const second = await agreed(other, ada);
    await gateway.house.gives(other.me.id, 100n);
    expect((await joins(other, second)).body).toMatchObject({ reason: 'both-hold-money' });
  });

  test('joins once, and only where the chat agreed: not before, not for another browser, not twice', async () => {
    const [browser, eve, ada] = [await openBrowser(gateway), await openBrowser(gateway), somebody()];
    const early = await asks(browser, '/auth/link');
    expect((await joins(browser, early)).body.reason).toBe('ticket-over');
    const ticket = await agreed(browser, ada);
    expect((await joins(eve, ticket)).status).toBe(404);
    expect((await stateOf(eve, ticket)).status).toBe(404);
    const answers = await Promise.all(Array.from({ length: 10 }, () => browser.post(`/auth/link/${ticket.id}/join`)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is not opened by a second Telegram account', async () => {
    const [browser, ada, bob] = [await openBrowser(gateway), somebody(), somebody()];
    await gateway.house.gives(browser.me.id, 5n);
    expect((await joins(browser, await agreed(browser, ada))).status).toBe(200);
    const second = await asks(browser, '/auth/link');
    await opens(bob, second);
    expect((await stateOf(browser, second)).body).toMatchObject({ status: 'refused', refused: 'has-other-telegram' });
  });

  test('is shown nothing of the chat’s account by a chat that only opened the link, or said no', async () => {
    const browser = await openBrowser(gateway);
    const ada = somebody();
    const { id } = await gateway.house.admits(ada.telegramId);
    await gateway.house.gives(id, 777n);
    const ticket = await asks(browser, '/auth/link');
    await opens(ada, ticket);
    const state = async () => (await browser.ask(`/auth/link/${ticket.id}`)).body;
    expect(await state()).toMatchObject({ status: 'seen', chat: null, telegram: null });
    await chooses(ada, ticket, undefined);
    expect(await state()).toMatchObject({ status: 'refused', chat: null, telegram: null });
  });

  test('loses every other session of both accounts: who else sits in a browser agreed to nothing', async () => {
    const browser = await openBrowser(gateway);
    await gateway.house.gives(browser.me.id, 100n);
    const thief = await openBrowser(gateway);
    await gateway.house.asOwner(
      `update identity.session set player_id = '${browser.me.id}' where player_id = '${thief.me.id}'`,
    );
    const joined = await joins(browser, await agreed(browser, somebody()));
    expect(joined.body).toMatchObject({ me: { id: browser.me.id, telegram: true } });
    expect((await thief.refresh()).status).toBe(401);
    const open = await gateway.house.count(
      sql`select count(*) from identity.session where player_id = ${browser.me.id} and ended_at is null`,
    );
    expect(open).toBe(1);
    const ended = await gateway.house.read(
      sql`select detail from audit.entry where action = 'session.ended' and detail->>'player' = ${browser.me.id}`,
    );
    expect(ended).toEqual(Array(2).fill({ detail: { why: 'joined', player: browser.me.id } }));
  });

  test('a ticket to join lets nobody in, and one to be let in joins nothing', async () => {
    const [browser, ada] = [await openBrowser(gateway), somebody()];
    const link = await agreed(browser, ada);
    expect((await collects(browser, link)).status).toBe(404);
    const signIn = await asks(browser);
    await opens(ada, signIn);
    await chooses(ada, signIn, signIn.number);
    expect((await joins(browser, signIn)).status).toBe(404);
  });
});

test('by an invitation somebody comes once, and nobody invites themselves', async () => {
  const ada = await openApp(gateway);
  const [row] = await gateway.house.read<{ invite_code: string }>(
    sql`select invite_code from identity.player where id = ${ada.me.id}`,
  );
  const start = `r_${row?.invite_code}`;
  const bob = await openApp(gateway, { startParam: start });
  await openApp(gateway, { startParam: start, id: Number(bob.telegramId) });
  await openApp(gateway, { startParam: start, id: Number(ada.telegramId) });
  await openApp(gateway, { startParam: 'c_spring', id: Number(bob.telegramId) });
  await openApp(gateway, { startParam: 'r_000000000000', id: Number(bob.telegramId) });
  const arrivals = await gateway.house.read(
    sql`select player_id, kind, value, referrer_id, is_first from identity.arrival where player_id in (${ada.me.id}, ${bob.me.id}) order by at`,
  );
  expect(arrivals).toEqual([
    { player_id: bob.me.id, kind: 'referral', value: row?.invite_code, referrer_id: ada.me.id, is_first: true },
    { player_id: bob.me.id, kind: 'campaign', value: 'spring', referrer_id: null, is_first: false },
  ]);
});
