import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawsOf, readClientSeed } from '../fairness.ts';
import { settled } from './game.ts';
import { gameIds, gameOf } from './index.ts';
import { anyRaw, anySeeds, anyStake, chance, examplesOf, hmac, sha256 } from './test-games.ts';
import { type RoundClaim, verifyRound } from './verify.ts';

const SEED = '4ca03ffd657caff864da4fab80d8820ac6d060e31971aef3c19777829ff48f3d';

/** 0x61e87155 is the first word of orchard-41:127:0, and leaves 9,072 by 10,001. */
const round: RoundClaim = {
  game: 'dice',
  serverSeed: SEED,
  commitment: '34f622eaca4b065f7d3ac0efb726ce43a61848459201d616b627ad7c66fee230',
  clientSeed: 'orchard-41',
  nonce: 127,
  choices: { side: 'over', target: 5_050 },
  actions: [],
  stake: 100n,
  facts: { roll: 0x61e87155 % 10_001 },
  win: 200n,
};

test('a round that was as it should be differs nowhere, and each step can be looked at', () => {
  const proof = verifyRound(round, chance);
  expect(proof.differs).toBeUndefined();
  expect(proof.commitment).toBe(round.commitment);
  expect(proof.blocks).toEqual([
    {
      message: 'orchard-41:127:0',
      hex: '61e8715500b7676d182e8fde2029d932cf49f6b851efadcd563b14db26cc4f66',
    },
  ]);
  expect(proof.words).toEqual([{ cursor: 0, place: 0, word: 0x61e87155, below: 10_001, drawn: 0x61e87155 % 10_001 }]);
  expect(proof.outcome).toMatchObject({ facts: round.facts, win: 200n });
});

test('a seed that is not the one committed to is found first', () => {
  expect(verifyRound({ ...round, serverSeed: SEED.replace('4ca0', '4ca1') }, chance).differs).toBe('commitment');
  expect(verifyRound({ ...round, commitment: 'f'.repeat(64) }, chance).differs).toBe('commitment');
});

test('a result that these seeds do not give is found, whichever of them was changed', () => {
  for (const changed of [
    { facts: { roll: 3_824 } },
    { nonce: 128 },
    { clientSeed: 'orchard-42' },
    { facts: undefined },
  ])
    expect(verifyRound({ ...round, ...changed }, chance).differs).toBe('outcome');
});

test('a win that these facts do not pay is found, by one minor unit too', () => {
  expect(verifyRound({ ...round, win: 199n }, chance).differs).toBe('win');
  expect(verifyRound({ ...round, stake: 101n }, chance).differs).toBe('win');
});

test('a round that nobody could have played is said to be none', () => {
  const wrong: Partial<RoundClaim>[] = [
    { game: 'crash' },
    { game: 'toString' },
    { serverSeed: SEED.slice(1) },
    { clientSeed: 'a:b' },
    { clientSeed: ' orchard-41' },
    { nonce: -1 },
    { stake: 0n },
    { choices: { side: 'over', target: 50.5 } },
    { actions: [{ do: 'take' }] },
    { game: 'mines', choices: { mines: 3 }, actions: [{ do: 'take' }] },
    { game: 'mines', choices: { mines: 3 }, actions: [{ do: 'open', tile: 25 }] },
  ];
  for (const changed of wrong) expect(verifyRound({ ...round, ...changed }, chance).differs).toBe('round');
});

test('whatever was played is found as it was, and not with one thing changed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...gameIds.map(gameOf).filter((game) => game.kind === 'instant')),
      anySeeds,
      anyStake,
      fc.nat(),
      (game, seeds, stake, n) => {
        const { choices } = examplesOf(game)[n % game.examples.length] ?? { choices: {} };
        const { facts, win } = settled(game, stake, choices, game.decide(choices, drawsOf(seeds, hmac)));
        const commitment = Buffer.from(sha256(Buffer.from(seeds.serverSeed))).toString('hex');
        const claim = { ...seeds, game: game.id, commitment, choices, actions: [], stake, facts, win };
        expect(verifyRound(claim, chance).differs).toBeUndefined();
        expect(verifyRound({ ...claim, win: win + 1n }, chance).differs).toBe('win');
      },
    ),
  );
});

test('what comes from anywhere is judged, and throws nothing', () => {
  fc.assert(
    fc.property(
      anyRaw,
      anyRaw,
      anyRaw,
      fc.string(),
      fc.constantFrom(...gameIds),
      (choices, facts, action, text, game) => {
        const actions = action === undefined ? [] : [action];
        expect(verifyRound({ ...round, game, choices, facts, actions }, chance).differs).toBeDefined();
        expect(
          readClientSeed(text) === text || verifyRound({ ...round, clientSeed: text }, chance).differs === 'round',
        ).toBe(true);
      },
    ),
  );
});
