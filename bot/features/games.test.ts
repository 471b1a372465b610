import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PlayerId } from '../../contracts/ids.ts';
import { sql } from '../../prisma/tx.ts';
import { takePause } from '../../records/compliance/exclusions.ts';
import { chooseReminder, setLimit } from '../../records/compliance/limits.ts';
import { readRounds } from '../../records/play/round-reads.ts';
import type { Round } from '../../records/play/round-types.ts';
import { type House, openHouse } from '../../records/test-house.ts';
import { newId } from '../../runtime/ids.ts';
import { unbound, unboundProfile } from '../../use-cases/test-protection.ts';
import { openBot, type Said } from '../test-chat.ts';

let house: House;
let bot: ReturnType<typeof openBot>;
beforeAll(async () => {
  house = await openHouse();
  bot = openBot(house, { appUrl: 'https://cage.example/app/' });
});
afterAll(() => house.close());

/** Somebody with cash to play with, who chose their seeds before. */
async function gambler(minor: bigint, speaks = bot) {
  const person = await speaks.player();
  return fundedBy(minor, person);
}

async function fundedBy(minor: bigint, person: Awaited<ReturnType<typeof bot.guest>>) {
  const [row] = await house.read<{ player_id: PlayerId }>(
    sql`select player_id from identity.linked_account where subject = ${String(person.id)}`,
  );
  const id = row?.player_id as PlayerId;
  if (minor > 0n) await house.gives(id, minor);
  const rounds = (): Promise<Round[]> => readRounds({ query: house.read }, id, { atMost: 100 });
  const cash = () => house.cashOf({ id } as never);
  return { person, id, rounds, cash };
}

const dataOf = (said: Said | undefined, label: string | RegExp): string => {
  const key = said?.keys
    .flat()
    .find((each) => (typeof label === 'string' ? each.startsWith(`${label}=`) : label.test(each)));
  if (!key) throw new Error(`no key ${label} in ${JSON.stringify(said?.keys)}`);
  return key.slice(key.indexOf('=') + 1);
};

/** What the words say of a round is what its row says. */
function expectTold(said: Said | undefined, round: Round | undefined): void {
  const net = (round?.win ?? 0n) - (round?.stake ?? 0n);
  const sum = `${net > 0n ? '+' : '−'}€${(Number(net < 0n ? -net : net) / 100).toFixed(2)}`;
  expect(said?.text).toContain(net === 0n ? 'came back' : sum);
}

test('the games are named with their stakes, and what comes back; those of the app are each a tap away', async () => {
  const { person } = await gambler(0n);
  const { said } = await person.writes('/play');
  expect((await person.writes('/games')).said).toEqual(said);
  expect(said[0]?.text).toContain('Mini-spin: €0.10 to €50.00 a round. 95.31% comes back in the long run.');
  expect(said[0]?.text).toContain('In the app: Brass Orchard, Dice, Limbo, Mines, Coin flip.');
  expect(said[0]?.keys).toEqual([
    ['Mini-spin=spin', 'The drop=drop'],
    ['Guess the number=guess'],
    ['Brass Orchard=https://cage.example/app/game/brass-orchard', 'Dice=https://cage.example/app/game/dice'],
    ['Limbo=https://cage.example/app/game/limbo', 'Mines=https://cage.example/app/game/mines'],
    ['Coin flip=https://cage.example/app/game/coin-flip'],
    ['Last rounds=rounds', 'Is it fair?=fair'],
    ['Back=home'],
  ]);
});

test('a spin is asked for with its stake named, played by a tap, and told in the same message', async () => {
  const { person, rounds, cash } = await gambler(1_000n);
  const asked = await person.writes('/spin');
  expect(asked.said[0]?.text).toContain('Three sevens pay 24×, bars 10×, cherries 5×, lemons 4×; two sevens 2×.');
  expect(asked.said[0]?.text).toContain('Stake €1.00. You have €10.00 in cash.');
  expect(await rounds()).toEqual([]);

  const played = await person.taps(dataOf(asked.said[0], 'Spin for €1.00'), 300);
  const [round] = await rounds();
  expect(round).toMatchObject({ game: 'mini-spin', stake: 100n, stakeCash: 100n, state: 'settled' });
  expect(played.said).toMatchObject([{ method: 'editMessageText', edits: 300 }]);
  expectTold(played.said[0], round);
  expect(await cash()).toBe(1_000n - 100n + (round?.win ?? 0n));
  expect(played.said[0]?.text).toContain(`Cash €${(Number(await cash()) / 100).toFixed(2)}`);
  expect(played.said[0]?.text).toContain('You play for 0 min, net ');
  expect(dataOf(played.said[0], 'Proof')).toBe(`https://cage.example/app/round/${round?.id}`);
});

test('a spin with its stake behind it is played at once', async () => {
  const { person, rounds } = await gambler(1_000n);
  const { said } = await person.writes('/spin 0.50');
  const [round] = await rounds();
  expect(round).toMatchObject({ game: 'mini-spin', stake: 50n });
  expect(said).toMatchObject([{ method: 'sendMessage' }]);
  expectTold(said[0], round);
});

test('an update that comes again, because nobody knows how it ended, plays nothing again and is answered alike', async () => {
  const { person, rounds } = await gambler(1_000n);
  const update = person.updates.text('/spin 1');
  const first = await bot.handle(update);
  expect(await bot.handle(update)).toEqual(first);
  expect(await rounds()).toHaveLength(1);
});

test('a bet that was made before its reply was lost is told when the update comes again', async () => {
  const { person, rounds } = await gambler(1_000n);
  const update = person.updates.text('/spin 1');
  const dies = openBot(house, { appUrl: undefined });
  await expect(
    house.transaction(async (tx) => {
      await dies.handleIn(tx, update);
      throw new Error('the process died');
    }),
  ).rejects.toThrow('died');
  expect(await rounds()).toHaveLength(1);
  const { said } = await bot.handle(update);
  expect(await rounds()).toHaveLength(1);
  expectTold(said[0], (await rounds())[0]);
});

test('two taps of one key are one round; its successor has keys of its own', async () => {
  const { person, rounds } = await gambler(1_000n);
  const asked = await person.writes('/spin');
  const key = dataOf(asked.said[0], 'Spin for €1.00');
  const first = await person.taps(key, 301);
  await person.taps(key, 301);
  expect(await rounds()).toHaveLength(1);
  const again = dataOf(first.said[0], 'Spin for €1.00');
  expect(again).not.toBe(key);
  await person.taps(again, 301);
  expect(await rounds()).toHaveLength(2);
});

test('a key that was refused may be tapped again when there is money', async () => {
  const { person, id, rounds } = await gambler(0n);
  const asked = await person.writes('/spin');
  const key = dataOf(asked.said[0], 'Spin for €1.00');
  const refused = await person.taps(key, 302);
  expect(refused.said[0]?.text).toContain('There is not enough for €1.00: you have €0.00 in cash.');
  expect(dataOf(refused.said[0], 'Deposit')).toBe('deposit');
  await house.gives(id, 500n);
  await person.taps(key, 302);
  expect(await rounds()).toHaveLength(1);
});

test('half and double change the stake and play nothing; at its ends the game offers no further', async () => {
  const { person, rounds } = await gambler(10_000n);
  const asked = await person.writes('/spin');
  const halved = await person.taps(dataOf(asked.said[0], 'Half: €0.50'), 303);
  expect(halved.said[0]?.text).toContain('Stake €0.50.');
  const doubled = await person.taps(dataOf(halved.said[0], 'Double: €1.00'), 303);
  expect(doubled.said[0]?.text).toContain('Stake €1.00.');
  const least = await person.taps('spin:10:x', 303);
  expect(least.said[0]?.keys.flat().filter((key) => key.startsWith('Half'))).toEqual([]);
  const most = await person.taps('spin:5000:x', 303);
  expect(most.said[0]?.keys.flat().filter((key) => /^Double|most/i.test(key))).toEqual([]);
  expect(await rounds()).toEqual([]);
});

test('a number is guessed with one of ten keys', async () => {
  const { person, rounds } = await gambler(1_000n);
  const asked = await person.writes('/guess 2');
  expect(asked.said[0]?.keys.slice(0, 2).map((row) => row.map((key) => key.split('=')[0]))).toEqual([
    ['1', '2', '3', '4', '5'],
    ['6', '7', '8', '9', '10'],
  ]);
  const { said } = await person.taps(dataOf(asked.said[0], '10'), 304);
  const [round] = await rounds();
  expect(round).toMatchObject({ game: 'guess', stake: 200n, choices: { number: 10 } });
  expect(said[0]?.text).toContain(`${round?.facts?.drawn} was drawn. You chose 10.`);
  expectTold(said[0], round);
});

test('a die is bet on, its fall is told in words, and Telegram’s own die is thrown below as decoration', async () => {
  const { person, rounds } = await gambler(1_000n);
  const asked = await person.writes('/drop');
  const key = dataOf(asked.said[0], 'Odd');
  const { said } = await person.taps(key, 305);
  const [round] = await rounds();
  expect(round).toMatchObject({ game: 'drop', stake: 100n, choices: { on: 'odd' } });
  expect(said).toMatchObject([{ method: 'editMessageReplyMarkup', edits: 305, keys: [] }]);
  const [told, die] = await bot.lettersOfRound(round?.id ?? '');
  expect(told?.text).toContain(`It fell on ${round?.facts?.face}. You bet on: Odd.`);
  expect(told?.text).toContain('The die below is decoration.');
  expect(told?.text).toContain('A tap below stakes €1.00 again.');
  expectTold(told, round);
  expect(die).toMatchObject({ method: 'sendDice', text: '🎲' });

  await person.taps(key, 305);
  expect(await bot.lettersOfRound(round?.id ?? '')).toHaveLength(2);
  expect(await rounds()).toHaveLength(1);
});

test.each([
  ['/spin 0.05', 'The least stake is €0.10.'],
  ['/spin 51', 'The most one can stake here is €50.00.'],
  ['/guess 0.01', 'The least stake is €0.10.'],
  ['/drop 1000', 'The most one can stake here is €50.00.'],
])('%s is refused before anything is staked, and the nearest stake is offered', async (text, refusal) => {
  const { person, rounds } = await gambler(200_000n);
  const { said } = await person.writes(text);
  expect(said[0]?.text).toContain(refusal);
  expect(said[0]?.text).toMatch(/Stake €(0\.10|50\.00)\./);
  expect(await rounds()).toEqual([]);
});

test.each(['/spin all', '/spin 1 2', '/guess -1', '/drop 1e3'])('%s is no stake, and plays nothing', async (text) => {
  const { person, rounds } = await gambler(1_000n);
  expect((await person.writes(text)).said[0]?.text).toMatch(/^That is not one amount\..*Stake €1\.00/s);
  expect(await rounds()).toEqual([]);
});

test.each([
  'bet:spin:max:100:x',
  'bet:guess:11:100:x',
  'bet:guess:0:100:x',
  'bet:drop:seven:100:x',
  'bet:drop:constructor:100:x',
  'bet:dice:go:100:x',
  'bet:spin:go:-100:x',
  'bet:spin:go:9999999999999999999:x',
  'bet:spin:go:0:x',
])('a key %s that no screen has stakes nothing, and leads somewhere', async (data) => {
  const { person, rounds } = await gambler(1_000n);
  expect((await person.taps(data, 306)).said).toMatchObject([{ method: 'editMessageText', edits: 306 }]);
  expect(await rounds()).toEqual([]);
});

test('every key fits into what Telegram takes', async () => {
  const { person } = await gambler(1_000n);
  for (const command of ['/play', '/spin', '/guess', '/drop', '/fair', '/rounds'])
    for (const key of (await person.writes(command)).said[0]?.keys.flat() ?? [])
      expect(Buffer.byteLength(key.slice(key.indexOf('=') + 1))).toBeLessThanOrEqual(64);
});

test('who takes a break cannot play, and is told until when; who limits their losses or their time is led there', async () => {
  const { person, id, rounds } = await gambler(1_000n);
  const at = new Date();
  await house.transaction((tx) => setLimit(tx, id, { kind: 'loss', window: 'day' }, 50n, { at, waitMs: 0 }));
  const limited = await person.writes('/spin 1');
  expect(limited.said[0]?.text).toContain('could lose more than your own limit leaves');
  expect(dataOf(limited.said[0], 'Limits and breaks')).toBe('limits');
  await house.transaction((tx) => takePause(tx, newId(at.getTime()), id, { kind: 'break', length: '24h' }, at));
  expect((await person.writes('/spin 0.10')).said[0]?.text).toMatch(/break|pause/i);
  expect(await rounds()).toEqual([]);
});

test('who must be verified before they play is led to it', async () => {
  const strict = openBot(house, { protection: { ...unbound, profile: { ...unboundProfile, playsBefore: 'basic' } } });
  const { person, rounds } = await gambler(1_000n, strict);
  const { said } = await person.writes('/spin 1');
  expect(said[0]?.text).toContain('Before you play we must know who you are.');
  expect(dataOf(said[0], 'Show who you are')).toBe('kyc');
  expect(await rounds()).toEqual([]);
});

/** Somebody with cash who never played. */
const newcomer = async (minor = 1_000n) => fundedBy(minor, await bot.guest());
const committedIn = (said: Said | undefined): string | undefined => /[\da-f]{64}/.exec(said?.text ?? '')?.[0];

test('who writes for the first time is promised their seeds by the first key, and told by its tap that they have nothing to stake', async () => {
  const stranger = bot.somebody();
  const { said } = await stranger.writes('/spin 1');
  expect(committedIn(said[0])).toBeDefined();
  const refused = await stranger.taps(dataOf(said[0], 'Spin for €1.00'), 307);
  expect(refused.said[0]?.text).toContain('There is not enough for €1.00');
});

test('before a first round its commitment stands above the keys, and the tap that plays is the player’s part; afterwards neither is said', async () => {
  const { person, rounds } = await newcomer();
  const asked = await person.writes('/spin');
  const promised = committedIn(asked.said[0]);
  expect(promised).toBeDefined();
  expect(committedIn((await person.writes('/guess')).said[0])).toBe(promised);
  expect(committedIn((await person.writes('/fair')).said[0])).toBe(promised);
  const played = await person.taps(dataOf(asked.said[0], 'Spin for €1.00'), 308);
  expect((await rounds())[0]?.seed).toMatchObject({ commitment: promised, clientSeed: 'tap-tap-308', nonce: 0 });
  expect(committedIn(played.said[0])).toBeUndefined();
  expect(committedIn((await person.writes('/spin')).said[0])).toBeUndefined();
});

test('under the same promise another tap of the same key makes another part', async () => {
  // Without money: a bet that is refused has begun the pair, too.
  const { person, id } = await newcomer(0n);
  const { said } = await person.writes('/spin');
  const update = person.updates.tap(dataOf(said[0], 'Spin for €1.00'), 309);
  /** In a process that has not kept the pair. */
  const begunBy = async (tap: string) => {
    await openBot(house).handle({ ...update, callback_query: { ...update.callback_query, id: tap } } as typeof update);
    const [pair] = await house.read<{ commitment: string; client_seed: string }>(
      sql`select commitment, client_seed from play.seed where player_id = ${id} and state = 'in-use'`,
    );
    return pair;
  };
  const commitment = committedIn(said[0]);
  expect(await begunBy('4711')).toEqual({ commitment, client_seed: 'tap-4711' });
  // As if that had not been: the same pair is promised still.
  await house.asSuperuser(`
    delete from play.seed where player_id = '${id}' and state = 'promised';
    update play.seed set state = 'promised', client_seed = null, chosen_at = null where player_id = '${id}';`);
  expect(await begunBy('4712')).toEqual({ commitment, client_seed: 'tap-4712' });
});

test('a first bet whose reply was lost is the same round when its update comes again', async () => {
  const { person, rounds } = await newcomer();
  const update = person.updates.tap(dataOf((await person.writes('/spin')).said[0], 'Spin for €1.00'), 310);
  const dies = openBot(house, { appUrl: undefined });
  await expect(
    house.transaction(async (tx) => {
      await dies.handleIn(tx, update);
      throw new Error('the process died');
    }),
  ).rejects.toThrow('died');
  const [round] = await rounds();
  const { said } = await bot.handle(update);
  expect(await rounds()).toEqual([round]);
  expectTold(said[0], round);
});

test('a first stake that is written is played by a key: no part could be made of what is written', async () => {
  const { person, rounds } = await newcomer();
  const { said } = await person.writes('/spin 0.50');
  expect(await rounds()).toEqual([]);
  await person.taps(dataOf(said[0], 'Spin for €0.50'), 311);
  expect(await rounds()).toMatchObject([{ stake: 50n, seed: { clientSeed: 'tap-tap-311' } }]);
});

test('a key from before anything was promised shows the promise first, and plays nothing, however often its update comes', async () => {
  const { person, rounds } = await newcomer();
  const update = person.updates.tap('bet:spin:go:50:x', 312);
  await expect(
    house.transaction(async (tx) => {
      await bot.handleIn(tx, update);
      throw new Error('the process died');
    }),
  ).rejects.toThrow('died');
  const { said } = await bot.handle(update);
  expect(committedIn(said[0])).toBeDefined();
  expect(await rounds()).toEqual([]);
  await person.taps(dataOf(said[0], 'Spin for €0.50'), 312);
  expect(await rounds()).toMatchObject([{ stake: 50n }]);
});

test('in a group nothing is played', async () => {
  const { person, rounds } = await gambler(1_000n);
  expect((await person.writesInGroup('/spin 1')).said).toEqual([]);
  expect(await rounds()).toEqual([]);
});

test('where the house could not keep its seeds nothing is offered to play', async () => {
  const person = await openBot(house, { dataKeys: [] }).guest();
  expect((await person.writes('/start')).said[0]?.keys.flat()).not.toContain('Games=games');
  expect((await person.writes('/spin 1')).said[0]?.text).toMatch(/^I did not understand that/);
});

test('the last ten rounds are told with what came of them, each a tap from its proof', async () => {
  const { person, rounds } = await gambler(10_000n);
  expect((await person.writes('/rounds')).said[0]?.text).toContain('You have played none yet.');
  for (let n = 0; n < 11; n++) await person.writes('/spin 0.10');
  const { said } = await person.writes('/rounds');
  const lines = said[0]?.text.split('\n').filter((line) => /^\d+\. /.test(line)) ?? [];
  expect(lines).toHaveLength(10);
  const [newest] = await rounds();
  expect(lines[0]).toMatch(/^1\. \d\d:\d\d UTC, Mini-spin, €0\.10: (won \+€|lost −€0\.10|€0\.00)/);
  expect(dataOf(said[0], '1')).toBe(`https://cage.example/app/round/${newest?.id}`);
  expect(dataOf(said[0], '10')).toContain('/app/round/');
});

test('who asked to be told how long they play is told with the first round after it, once', async () => {
  const { person, id } = await gambler(10_000n);
  await house.transaction((tx) => chooseReminder(tx, id, 15));
  expect((await person.writes('/spin 0.10')).said[0]?.text).not.toContain('A moment to look up');
  // Sixteen minutes of play, as its rows would say.
  await house.asOwner(`
    update compliance.play_session set began_at = began_at - interval '16 minutes' where person_id = compliance.person_of('${id}');
    update play.round set began_at = began_at - interval '16 minutes' where player_id = '${id}'`);
  const { said } = await person.writes('/spin 0.10');
  expect(said[0]?.text).toMatch(/A moment to look up<\/b>\nYou play for 16 min, and it comes to [−+]?€\d/);
  expect(dataOf(said[0], 'Limits and breaks')).toBe('limits');
  expect((await person.writes('/spin 0.10')).said[0]?.text).not.toContain('A moment to look up');
});
