import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { clamdFaults, EICAR, startClamd } from '../sandbox/clamd/server.ts';
import { createScan } from './clamd.ts';

let clamd: Awaited<ReturnType<typeof startClamd>>;
beforeAll(async () => {
  clamd = await startClamd();
});
beforeEach(() => clamd.misbehave(undefined));
afterAll(() => clamd.close());

test('what is clean is clean, what is found is infected, wherever in the file it is', async () => {
  const scan = createScan(clamd.address, 20_000);
  expect(await scan(Buffer.from('holiday'))).toBe('clean');
  expect(await scan(Buffer.alloc(0))).toBe('clean');
  expect(await scan(Buffer.from(EICAR))).toBe('infected');
  const large = Buffer.concat([randomBytes(3_000_000), Buffer.from(EICAR), randomBytes(70_000)]);
  expect(await scan(large)).toBe('infected');
});

test.each(clamdFaults)('a clamd that is %s says nothing, and nothing is not clean', async (fault) => {
  clamd.misbehave(fault);
  const scan = createScan(clamd.address, 1_000);
  expect(await scan(Buffer.from('holiday'))).toBe('unknown');
  expect(await scan(Buffer.from(EICAR))).toBe('unknown');
  clamd.misbehave(undefined);
  expect(await scan(Buffer.from(EICAR))).toBe('infected');
});

test('where nobody listens nobody says anything', async () => {
  expect(await createScan('127.0.0.1:1', 5_000)(Buffer.from('x'))).toBe('unknown');
  expect(await createScan('unix:/nowhere/clamd.sock', 5_000)(Buffer.from('x'))).toBe('unknown');
});
