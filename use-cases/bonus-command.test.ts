import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { termsInForce } from '../records/play/terms.ts';
import { type House, openHouse } from '../records/test-house.ts';
import { readBonusWish } from './bonus-command.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const FOLDER = path.join(import.meta.dirname, '..', 'sandbox', 'bonuses');
const starters = readdirSync(FOLDER).map((name) => path.join(FOLDER, name));
const does = async (...words: string[]) => {
  const wish = readBonusWish(words);
  if (!wish) throw new Error('not understood');
  return wish(house.app);
};
const inForce = async () =>
  (await termsInForce({ query: house.read }, 'EUR')).map(({ id, version }) => `${id} ${version}`).sort();

test('the bonuses of the box are published once, and what was ended since stays ended', async () => {
  expect(starters).toHaveLength(3);
  expect(await does('new', ...starters)).toMatchObject({ ok: true });
  expect(await inForce()).toEqual(['first-deposit 1', 'twenty-spins 1', 'welcome-code 1']);
  expect(await does('end', 'twenty-spins')).toMatchObject({ ok: true });
  expect(await does('end', 'twenty-spins')).toMatchObject({ ok: false });
  expect(await does('new', ...starters)).toMatchObject({ ok: true });
  expect(await inForce()).toEqual(['first-deposit 1', 'welcome-code 1']);
  expect(await does(starters.find((file) => file.includes('twenty')) ?? '')).toMatchObject({ ok: true });
  expect(await inForce()).toEqual(['first-deposit 1', 'twenty-spins 2', 'welcome-code 1']);
});

test('a file with a fault is not published, and the fault is named', async () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bonus-')), 'terms.json');
  writeFileSync(file, '{ "id": "x1y", "kind": "code"');
  expect(await does(file)).toEqual({ text: `${file}: it must be JSON`, ok: false });
  writeFileSync(file, JSON.stringify({ id: 'x1y', kind: 'code', asset: 'EUR', wagerTimes: 30 }));
  expect(await does(file)).toEqual({
    text: `${file}: wagerTimes must be 0 to 10, with two decimal places at most`,
    ok: false,
  });
});

test('what is not understood is not guessed', () => {
  for (const words of [[], ['end'], ['new'], ['terms'], ['terms.json', 'more.json']])
    expect(readBonusWish(words)).toBeUndefined();
});
