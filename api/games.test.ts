import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GamesBody, PlayedBody, RoundBody, RoundsBody, SeedsBody } from '../contracts/http/games.ts';
import { drawsOf } from '../domain/fairness.ts';
import { decided } from '../domain/games/game.ts';
import { gameOf } from '../domain/games/index.ts';
import { hmac } from '../use-cases/play-round.ts';
import { type Gateway, openGateway } from './test-gateway.ts';
import { openApp } from './test-player.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await openGateway();
});
afterAll(() => gateway.close());

const euros = (minor: string) => ({ asset: 'EUR', minor });

/** Somebody with €100.00 and the app open. */
async function openPlayer() {
  const app = await openApp(gateway);
  await gateway.house.gives(app.me.id, 10_000n);
  const bets = (body: object = {}, key: string = randomUUID()) =>
    app.ask('bet', {
      body: { game: 'coin-flip', stake: euros('100'), choices: { side: 'heads' }, ...body },
      headers: { 'idempotency-key': key },
    });
  const acts = (round: RoundBody, action: object, version = round.version) =>
    app.ask('act', { path: `/rounds/${round.id}/actions`, body: { version, action } });
  return { ...app, bets, acts };
}

test('anybody sees every game, and what may be staked on it in each asset', async () => {
  const { status, body } = await gateway.ask('/games');
  expect(status).toBe(200);
  const { games } = body as unknown as GamesBody;
  expect(games.map(({ id }) => id)).toEqual(expect.arrayContaining(['brass-orchard', 'mines', 'drop']));
  for (const { tables } of games) expect(new Set(tables.map(({ least }) => least.asset)).size).toBe(11);
});

test('a bet is answered with its round and what there is now; its key names it for ever', async () => {
  const player = await openPlayer();
  const key = randomUUID();
  const { status, body } = await player.bets({}, key);
  const { round, cash } = body as unknown as PlayedBody;
  expect(status).toBe(201);
  expect(round).toMatchObject({ state: 'settled', stake: euros('100'), stakeCash: euros('100'), isFree: false });
  expect(cash).toEqual(euros(String(10_000 - 100 + Number(round.win.minor))));
  expect(round.after).toEqual({ cash, bonus: null });
  expect((await player.bets({}, key)).body).toEqual(body);
  expect(await player.bets({ stake: euros('200') }, key)).toMatchObject({
    status: 409,
    body: { reason: 'key-reused' },
  });
  expect((await player.ask('round', { path: `/rounds/${round.id}` })).body).toEqual(round);
  // The same key of somebody else is another round.
  const other = await openPlayer();
  expect(((await other.bets({}, key)).body as unknown as PlayedBody).round.id).not.toBe(round.id);
});

test('a bet without a key, of nonsense or above what there is is refused', async () => {
  const player = await openPlayer();
  const body = { game: 'coin-flip', stake: euros('100'), choices: { side: 'heads' } };
  expect((await player.ask('bet', { body })).body.reason).toBe('key-missing');
  expect((await player.bets({ choices: { side: 'edge' } })).body.reason).toBe('wrong-choice');
  expect((await player.bets({ stake: euros('10001') })).body.reason).toBe('insufficient-funds');
  expect((await player.bets({ game: 'roulette' })).status).toBe(400);
});

test('a round of several steps goes on, on whichever device, and is told of what moved', async () => {
  const player = await openPlayer();
  const begun = (await player.bets({ game: 'mines', choices: { mines: 1 } })).body as unknown as PlayedBody;
  expect(begun.round).toMatchObject({ state: 'open', version: 0, shown: { mines: 1, opened: [] }, facts: null });
  expect((await player.bets({ game: 'mines', choices: { mines: 1 } })).body.reason).toBe('round-open');
  expect((await player.acts(begun.round, { do: 'take' })).body.reason).toBe('not-legal');
  expect((await player.acts(begun.round, { do: 'fold' })).body.reason).toBe('wrong-action');
  expect((await player.acts(begun.round, { do: 'open', tile: 0 }, 3)).body.reason).toBe('round-moved');
  const open = (await player.ask('rounds', { path: '/rounds?state=open' })).body as unknown as RoundsBody;
  expect(open.rounds).toEqual([begun.round]);

  const stepped = (await player.acts(begun.round, { do: 'open', tile: 0 })).body as unknown as PlayedBody;
  const ended =
    stepped.round.state === 'open'
      ? ((await player.acts(stepped.round, { do: 'take' })).body as unknown as PlayedBody)
      : stepped;
  expect(ended.round.state).toBe('settled');
  expect((await player.acts(ended.round, { do: 'take' })).body.reason).toBe('round-over');
});

test("another player's round is not there", async () => {
  const [player, other] = [await openPlayer(), await openPlayer()];
  const { round } = (await player.bets({ game: 'mines', choices: { mines: 1 } })).body as unknown as PlayedBody;
  expect((await other.ask('round', { path: `/rounds/${round.id}` })).status).toBe(404);
  expect((await other.acts(round, { do: 'open', tile: 0 })).status).toBe(404);
});

test('seeds are promised, used and opened; what was opened proves every round', async () => {
  const player = await openPlayer();
  const first = (await player.ask('seeds')).body as unknown as SeedsBody;
  expect([first.now, first.now.clientSeed, first.before]).toEqual([first.next, null, []]);
  const { round } = (await player.bets({ game: 'dice', choices: { side: 'under', target: 4_950 } }))
    .body as unknown as PlayedBody;
  // Promised before the first bet, and begun with what the bet's own key made of it.
  expect(round.seed).toMatchObject({
    id: first.now.id,
    commitment: first.now.commitment,
    clientSeed: round.id,
    nonce: 0,
  });

  const seen = (await player.ask('seeds')).body as unknown as SeedsBody;
  expect(seen.now).toMatchObject({ id: first.now.id, serverSeed: null, rounds: 1 });
  const change = (body: object) =>
    player.ask('changeSeeds', { body: { next: seen.next.id, clientSeed: 'mine', ...body } });
  expect((await change({ clientSeed: 'a:b' })).body.reason).toBe('wrong-client-seed');
  expect((await change({ next: randomUUID() })).body.reason).toBe('seeds-moved');

  const mines = (await player.bets({ game: 'mines', choices: { mines: 1 } })).body as unknown as PlayedBody;
  expect((await change({})).body.reason).toBe('round-open');
  const step = (await player.acts(mines.round, { do: 'open', tile: 0 })).body as unknown as PlayedBody;
  if (step.round.state === 'open') await player.acts(step.round, { do: 'take' });

  const changed = (await change({})).body as unknown as SeedsBody;
  expect(changed.now).toMatchObject({
    id: seen.next.id,
    commitment: seen.next.commitment,
    clientSeed: 'mine',
    rounds: 0,
  });
  const [opened] = changed.before;
  expect(opened).toMatchObject({ id: first.now.id, rounds: 2 });
  const serverSeed = opened?.serverSeed ?? '';
  expect(createHash('sha256').update(serverSeed).digest('hex')).toBe(first.now.commitment);
  // It stands beside each of its rounds as well, however many pairs came after it.
  const read = (await player.ask('round', { path: `/rounds/${round.id}` })).body as unknown as RoundBody;
  expect(read.seed.serverSeed).toBe(serverSeed);
  const draws = () => drawsOf({ serverSeed, clientSeed: round.seed.clientSeed, nonce: 0 }, hmac);
  expect(decided(gameOf('dice'), round.choices, [], draws)).toEqual({ facts: round.facts });
  expect((await change({})).body.reason).toBe('seeds-moved');
});

test('a seed that is not opened is in no answer and in no log', async () => {
  const player = await openPlayer();
  await player.bets();
  const said = JSON.stringify([(await player.ask('seeds')).body, (await player.ask('rounds')).body]);
  expect(said).not.toMatch(/"serverSeed":"/);
  expect(said).not.toContain('sealed');
});

test('the statement of a year has the rounds of a day in one line, from what was before to what is after', async () => {
  const player = await openPlayer();
  for (let n = 0; n < 5; n++) await player.bets({ game: 'guess', choices: { number: 1 } });
  await gateway.house.gives(player.me.id, 500n);
  const last = (await player.bets({ game: 'guess', choices: { number: 2 } })).body as unknown as PlayedBody;
  const year = new Date().getUTCFullYear();
  const { body } = await player.ask('statement', { path: `/statement?year=${year}&form=csv` });
  const lines = String(body.text)
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(','));
  const ofPlay = lines.filter(([, , , kind]) => kind === 'play');
  expect(lines).toHaveLength(4);
  expect(ofPlay).toHaveLength(2);
  // Each line goes on where the one before it ended.
  for (const [n, line] of lines.entries()) expect(line[5]).toBe(n === 0 ? '0.00' : lines[n - 1]?.[6]);
  expect(lines.at(-1)?.[6]).toBe((Number(last.cash.minor) / 100).toFixed(2));
});
