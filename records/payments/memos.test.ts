import { afterAll, beforeAll, expect, test } from 'vitest';
import { MEMO_BYTES, newMemo } from '../../domain/memo.ts';
import { sql } from '../../prisma/tx.ts';
import { type House, openHouse } from '../test-house.ts';
import { memoBot, memoOf } from './memos.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const reader = {
  query: <R extends Record<string, unknown>>(statement: Parameters<typeof house.read>[0]) => house.read<R>(statement),
};
const drawing = (...bytes: number[]) => {
  let n = 0;
  return () => new Uint8Array(MEMO_BYTES).fill(bytes[Math.min(n++, bytes.length - 1)] ?? 0);
};

test('a hundred who ask at once for the memo of one player are told one, and it is theirs for ever', async () => {
  const { id } = await house.admits();
  const told = await Promise.all(Array.from({ length: 100 }, () => memoOf(reader, id)));
  expect(new Set([...told, await memoOf(reader, id, { bot: '7' }), await memoOf(reader, id)]).size).toBe(1);
  expect(await memoBot(reader, id)).toBe('7');
  expect(await house.count(sql`select count(*) from payments.memo where player_id = ${id}`)).toBe(1);
});

test('a memo that is drawn and is another player’s already is drawn anew', async () => {
  const [one, other] = [await house.admits(), await house.admits()];
  const first = await memoOf(reader, one.id, { random: drawing(3) });
  expect(await memoOf(reader, other.id, { random: drawing(3, 3, 4) })).toBe(
    newMemo(new Uint8Array(MEMO_BYTES).fill(4)),
  );
  expect(await memoOf(reader, one.id, { random: drawing(5) })).toBe(first);
  const third = await house.admits();
  await expect(memoOf(reader, third.id, { random: drawing(3) })).rejects.toThrow(/no free memo/);
});
