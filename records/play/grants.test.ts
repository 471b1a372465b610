import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GrantId } from '../../contracts/ids.ts';
import { readTerms } from '../../domain/bonus-terms.ts';
import type { WrittenTerms } from '../../domain/bonuses.ts';
import { sql } from '../../prisma/tx.ts';
import { newId } from '../../runtime/ids.ts';
import { joinPeople, takePause } from '../compliance/exclusions.ts';
import { type House, openHouse, repeated } from '../test-house.ts';
import { activeGrantOf, readGrants } from './grant-reads.ts';
import { declineGrant, dropOffers, expireOffers, offerGrant } from './grants.ts';
import { closeBonus, publishTerms, termsInForce, termsOfCode } from './terms.ts';
import { openBonuses } from './test-bonuses.ts';
import { someTerms } from './test-grants.ts';

let house: House;
let bonuses: ReturnType<typeof openBonuses>;
beforeAll(async () => {
  house = await openHouse({ processes: 3 });
  bonuses = openBonuses(house);
});
afterAll(() => house.close());

const DAY_MS = 86_400_000;
const later = (days: number) => new Date(Date.now() + days * DAY_MS);
const draftOf = (changed: Partial<WrittenTerms> = {}) => {
  const terms = readTerms({ ...someTerms, id: 'a-code', code: 'ACODE', ...changed });
  if ('reason' in terms) throw new Error(`${terms.field}: ${terms.must}`);
  return terms;
};
const publishes = (changed?: Partial<WrittenTerms>) => house.transaction((tx) => publishTerms(tx, draftOf(changed)));

test('terms are published once, their next version ends the one before, and what was granted keeps its own', async () => {
  expect(await publishes()).toBe(1);
  expect(await publishes()).toBe(1); // the same words
  const { player } = await house.holds(0n);
  const [first] = await termsInForce({ query: house.read }, 'EUR');
  if (!first) throw new Error('none in force');
  const offers = (terms: typeof first) =>
    house.transaction((tx) =>
      offerGrant(tx, { id: newId(Date.now()) as GrantId, player: player.id, terms, worth: 1_000n, at: new Date() }),
    );
  expect(await offers(first)).toBe('offered');
  expect(await publishes({ wagerTimes: 10 })).toBe(2);
  expect(await offers(first)).toBe('over');
  const { offers: shown } = await readGrants({ query: house.read }, player.id, new Date());
  expect(shown.map(({ terms }) => [terms.version, terms.wagerTimes])).toEqual([[1, 3]]);
  expect(await termsOfCode({ query: house.read }, 'ACODE')).toMatchObject({ version: 2, wagerTimes: 10 });
  expect(await publishes({ id: 'another' })).toEqual({ reason: 'code-taken' });
  const ends = () => house.transaction((tx) => closeBonus(tx, 'a-code'));
  expect([await ends(), await ends()]).toEqual([true, false]);
  expect(await termsOfCode({ query: house.read }, 'ACODE')).toBeUndefined();
  expect(await publishes()).toBe(3);
});

test('a bonus is offered once in a person’s life, whichever account of theirs asks, and however many ask at once', async () => {
  const [one, other] = [await house.admits(), await house.admits()];
  await house.transaction((tx) => joinPeople(tx, one.id, other.id));
  await publishes({ id: 'once', code: 'ONCE' });
  const terms = await termsOfCode({ query: house.read }, 'ONCE');
  if (!terms) throw new Error('not published');
  const answers = await Promise.all(
    repeated(0, 8).map((_, n) =>
      house.process(n).transaction((tx) =>
        offerGrant(tx, {
          id: newId(Date.now()) as GrantId,
          player: (n % 2 ? one : other).id,
          terms,
          worth: 1_000n,
          at: new Date(),
        }),
      ),
    ),
  );
  expect(answers.sort()).toEqual([...repeated('had', 7), 'offered']);
});

test('an offer is taken once: bonus, workflow and trail are one, and a second tap changes nothing', async () => {
  const { id, player } = await bonuses.offers();
  const before = await bonuses.promotions();
  const answers = await Promise.all(repeated(id, 5).map((each) => bonuses.claim(each)));
  expect(answers.map(String).sort()).toEqual(['claimed', ...repeated('repeated', 4)]);
  expect(await bonuses.funds(player.id, id)).toEqual([0n, 1_000n]);
  expect(await bonuses.promotions()).toBe(before - 1_000n);
  expect(await house.count(sql`select count(*) from delivery.outbox where key = ${`start:wager-${id}`}`)).toBe(1);
  expect(
    await house.count(sql`select count(*) from audit.entry where subject = ${id} and action = 'bonus.claimed'`),
  ).toBe(1);
  expect(await activeGrantOf({ query: house.read }, player.id)).toMatchObject({ id, needed: { minor: 3_000n } });
});

test('of two offers one is active at a time; the other waits until that one is over', async () => {
  const { player, grant } = await bonuses.playing(0n);
  const { id } = await bonuses.offers({ player });
  expect(await bonuses.claim(id)).toEqual({ reason: 'bonus-active' });
  await bonuses.ends(grant, 'cancelled');
  expect(await bonuses.claim(id)).toBe('claimed');
});

test('an offer that was declined, ran out or was dropped is not taken any more, and reads as what it is', async () => {
  const [declined, late, dropped] = [await bonuses.offers(), await bonuses.offers(), await bonuses.offers()];
  const declines = () => house.transaction((tx) => declineGrant(tx, declined.id, new Date()));
  expect([await declines(), await declines()]).toEqual(['declined', 'repeated']);
  expect(await bonuses.claim(late.id, later(4))).toEqual({ reason: 'offer-over' });
  const read = (at: Date) => readGrants({ query: house.read }, late.player.id, at);
  expect((await read(later(4))).ended).toMatchObject([{ id: late.id, state: 'expired' }]);
  expect(await house.transaction((tx) => dropOffers(tx, dropped.player.id, new Date()))).toEqual([
    { grant: dropped.id, player: dropped.player.id },
  ]);
  await house.transaction((tx) => expireOffers(tx, later(4), 1_000));
  expect((await read(new Date())).ended).toMatchObject([{ id: late.id, state: 'expired' }]);
  for (const { id } of [declined, late, dropped]) expect(await bonuses.claim(id)).toEqual({ reason: 'offer-over' });
});

test('nobody is offered, or takes, a bonus who takes a break', async () => {
  const { id, player } = await bonuses.offers();
  await house.transaction((tx) =>
    takePause(tx, newId(Date.now()), player.id, { kind: 'break', length: '24h' }, new Date()),
  );
  expect(await bonuses.claim(id)).toEqual({ reason: 'excluded' });
  await expect(bonuses.claims({ player })).rejects.toThrow();
});

test('what was wagered becomes cash in one posting, as far as the terms let it, and the rest goes back', async () => {
  const { player, grant } = await bonuses.playing(0n, { mostConverted: '2500' });
  const before = await bonuses.promotions();
  for (let n = 0; n < 5; n++) await bonuses.plays(player.id, 500n, 500n);
  expect(await bonuses.judged(grant)).toBe('active'); // €25.00 of €30.00
  await bonuses.plays(player.id, 500n, 3_000n);
  expect(await bonuses.funds(player.id, grant)).toEqual([0n, 3_500n]);
  expect(await bonuses.judged(grant)).toBe('completed');
  expect(await bonuses.funds(player.id, grant)).toEqual([2_500n, 0n]);
  expect(await bonuses.stands(grant)).toMatchObject({ converted: 2_500n, forfeited: 1_000n });
  expect(await bonuses.promotions()).toBe(before + 1_000n);
  const transfers = await house.read<{ kind: string; legs: number }>(sql`
    select t.kind, count(*)::int as legs from ledger.transfer t join ledger.entry e on e.transfer_id = t.id
    where t.subject = ${grant} group by t.id, t.kind order by t.posted_at, t.kind`);
  expect(transfers).toEqual([
    { kind: 'bonus', legs: 2 },
    { kind: 'bonus-converted', legs: 3 },
  ]);
});

test('a bonus ends once, whoever ends it first, however many judge and cancel at once', async () => {
  const { player, grant } = await bonuses.playing(1_000n);
  const answers = await Promise.all(
    repeated(grant, 12).map((id, n) => (n % 2 ? bonuses.judged(id, later(8)) : bonuses.ends(id, 'withdrawn'))),
  );
  expect(new Set(answers).size).toBe(1);
  expect(await bonuses.endsOf(grant)).toBe(1);
  expect(await bonuses.funds(player.id, grant)).toEqual([1_000n, 0n]);
  expect(await bonuses.stands(grant)).toMatchObject({ forfeited: 1_000n, converted: null });
});

test('a bonus whose time is over is expired, but not one that was played through before anybody looked', async () => {
  const [late, through] = [await bonuses.playing(0n), await bonuses.playing(0n)];
  for (let n = 0; n < 6; n++) await bonuses.plays(through.player.id, 500n, 500n);
  expect(await bonuses.judged(late.grant, later(6.9))).toBe('active');
  expect(await bonuses.judged(late.grant, later(8))).toBe('expired');
  expect(await bonuses.judged(through.grant, later(8))).toBe('completed');
});

test('what was wagered in full is completed, whatever its player does before anybody looked', async () => {
  for (const end of ['cancelled', 'withdrawn'] as const) {
    const { player, grant } = await bonuses.playing(0n, { mostConverted: '900' });
    for (let n = 0; n < 6; n++) await bonuses.plays(player.id, 500n, 500n);
    expect(await bonuses.ends(grant, end)).toBe('completed');
    expect(await bonuses.ends(grant, end)).toBe('completed');
    expect(await bonuses.stands(grant)).toMatchObject({ converted: 900n, forfeited: 100n });
    expect(await bonuses.funds(player.id, grant)).toEqual([900n, 0n]);
    expect(await bonuses.endsOf(grant)).toBe(1);
  }
});

test('free spins are bonus when they win, and what they won is what must be wagered', async () => {
  const terms = { spins: { many: 2, game: 'dice', stake: '10' } } as const;
  const { player, grant } = await bonuses.playing(0n, terms);
  const spins = (win: bigint) => bonuses.bets(player.id, { minor: 10n, win, freeSpin: grant });
  expect(await spins(50n)).toMatchObject({ round: { isFree: true, winCash: 0n, winBonus: 50n } });
  expect(await bonuses.judged(grant)).toBe('active');
  await spins(0n);
  expect(await spins(0n)).toEqual({ reason: 'no-free-spin' });
  expect(await activeGrantOf({ query: house.read }, player.id)).toMatchObject({
    spinsLeft: 0,
    balance: { minor: 1_050n },
    needed: { minor: 3_150n },
  });
});

test('a free spin that nobody played takes nothing from a bonus that was wagered in full when its time is over', async () => {
  const terms = { spins: { many: 2, game: 'dice', stake: '10' } } as const;
  const [through, idle] = [await bonuses.playing(0n, terms), await bonuses.playing(0n, terms)];
  for (let n = 0; n < 6; n++) await bonuses.plays(through.player.id, 500n, 500n);
  expect(await bonuses.judged(through.grant, later(6.9))).toBe('active');
  expect(await bonuses.judged(through.grant, later(8))).toBe('completed');
  expect(await bonuses.funds(through.player.id, through.grant)).toEqual([1_000n, 0n]);
  expect(await bonuses.judged(idle.grant, later(8))).toBe('expired');
});

test('free spins that won nothing are over with the last of them', async () => {
  const terms = { kind: 'free-spins', spins: { many: 1, game: 'dice', stake: '10' } } as const;
  const { player, grant } = await bonuses.playing(0n, { ...terms, amount: undefined } as never);
  expect(await bonuses.judged(grant)).toBe('active');
  await bonuses.bets(player.id, { minor: 10n, win: 0n, freeSpin: grant });
  expect(await bonuses.judged(grant)).toBe('lost');
});

test('nothing of all this has unbalanced the books', async () => {
  expect(await house.faults()).toEqual([]);
});
