import { expect, test } from 'vitest';
import { inSixteens, prove, shortened } from './proved.ts';
import type { RoundFile } from './round-file.ts';

const SEED = '4ca03ffd657caff864da4fab80d8820ac6d060e31971aef3c19777829ff48f3d';

/** 0x61e87155 is the first word of orchard-41:127:0, and leaves 9,072 by 10,001. */
const round: RoundFile = {
  game: 'dice',
  serverSeed: SEED,
  commitment: '34f622eaca4b065f7d3ac0efb726ce43a61848459201d616b627ad7c66fee230',
  clientSeed: 'orchard-41',
  nonce: 127,
  choices: { side: 'over', target: 5_050 },
  actions: [],
  stake: '100',
  facts: { roll: 9_072 },
  win: '200',
};

test('each step of a round has the values it was made of', () => {
  const { differs, steps } = prove(round);
  expect(differs).toBeUndefined();
  expect(steps?.commitment).toEqual({ given: round.commitment, isSame: true });
  expect(steps?.blocks).toEqual([
    {
      message: 'orchard-41:127:0',
      drawn: '61e87155',
      rest: '00b7676d182e8fde2029d932cf49f6b851efadcd563b14db26cc4f66',
    },
  ]);
  expect(steps?.words).toMatchObject([{ bytes: [0x61, 0xe8, 0x71, 0x55], word: 0x61e87155, drawn: 9_072 }]);
  expect(steps?.outcome).toMatchObject({ facts: { roll: 9_072 }, win: 200n, isSame: true });
  expect(steps?.isSameWin).toBe(true);
});

test('where a step differs, what it gives stands beside what was told, and the other steps say of themselves', () => {
  const swapped = prove({ ...round, serverSeed: SEED.replace('4ca0', '4ca1') });
  expect(swapped.differs).toBe('commitment');
  expect(swapped.steps?.commitment.isSame).toBe(false);
  expect(swapped.steps?.commitment.given).not.toBe(round.commitment);
  expect(swapped.steps?.outcome.isSame).toBe(false);

  const other = prove({ ...round, facts: { roll: 3_824 } });
  expect(other.differs).toBe('outcome');
  expect(other.steps?.commitment.isSame).toBe(true);
  expect(other.steps?.outcome).toMatchObject({ facts: { roll: 9_072 }, isSame: false });

  const paid = prove({ ...round, win: '199' });
  expect(paid.differs).toBe('win');
  expect(paid.steps).toMatchObject({ isSameWin: false, outcome: { isSame: true, win: 200n } });
});

test('a round that nobody could have played has no steps to show', () => {
  for (const wrong of [{ game: 'roulette' }, { choices: {} }, { stake: '0' }, { actions: [{ do: 'take' }] }]) {
    const { differs, steps } = prove({ ...round, ...wrong });
    expect([wrong, differs, steps]).toEqual([wrong, 'round', undefined]);
  }
});

test('digits are compared by eye: by sixteen, and long ones by their ends', () => {
  expect(inSixteens(SEED)).toBe('4ca03ffd657caff8 64da4fab80d8820a c6d060e31971aef3 c19777829ff48f3d');
  expect(shortened(SEED)).toBe('4ca03ffd…8f3d');
  expect(shortened('short')).toBe('short');
});
