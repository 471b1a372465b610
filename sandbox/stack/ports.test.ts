import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort, reservePort } from './ports.ts';
import type { StackPorts } from './product-environment.ts';
import { type ChosenPorts, chooseStackPorts } from './stack-ports.ts';

let dir = '';
const file = () => path.join(dir, 'ports.json');
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cage-ports-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const all = new Set(['api', 'telegram', 'temporal', 'temporalUi', 'postgres', 'redis'] as const);
const releaseAll = ({ held }: ChosenPorts) => Promise.all(Object.values(held).map(({ release }) => release()));

async function usualPorts(): Promise<StackPorts> {
  const [api, telegram, temporal, temporalUi, postgres, redis] = await Promise.all(Array.from({ length: 6 }, freePort));
  return { api, telegram, temporal, temporalUi, postgres, redis } as StackPorts;
}

test('a reserved port cannot be taken by another until it is released', async () => {
  const first = await reservePort([]);
  const second = await reservePort([first.port]);
  expect(second.port).not.toBe(first.port);
  await first.release();
  const third = await reservePort([first.port]);
  expect(third.port).toBe(first.port);
  await Promise.all([second.release(), third.release()]);
});

test('a taken port is replaced by a free one, and it is told', async () => {
  const usual = await usualPorts();
  const squatter = createServer().listen(usual.api, '0.0.0.0');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const chosen = await chooseStackPorts(file(), usual, {}, all);
  expect(chosen.ports.api).not.toBe(usual.api);
  expect(chosen.moved).toEqual([{ name: 'api', taken: usual.api, port: chosen.ports.api }]);
  expect(chosen.ports.redis).toBe(usual.redis);
  squatter.close();
  await releaseAll(chosen);
});

test('ports stay the same from one start to the next', async () => {
  const first = await chooseStackPorts(file(), await usualPorts(), {}, all);
  await releaseAll(first);
  const second = await chooseStackPorts(file(), await usualPorts(), {}, all);
  await releaseAll(second);
  expect(second.ports).toEqual(first.ports);
  expect(second.moved).toEqual([]);
});

test('a port that is asked for comes before last time’s', async () => {
  const first = await chooseStackPorts(file(), await usualPorts(), {}, all);
  await releaseAll(first);
  const asked = await freePort();
  const second = await chooseStackPorts(file(), await usualPorts(), { api: asked }, all);
  await releaseAll(second);
  expect(second.ports.api).toBe(asked);
});

test('a port that nobody here needs may be taken by anybody', async () => {
  const usual = await usualPorts();
  const squatter = createServer().listen(usual.redis, '127.0.0.1');
  await new Promise((resolve) => squatter.once('listening', resolve));
  const chosen = await chooseStackPorts(file(), usual, {}, new Set(['api']));
  expect(chosen.moved).toEqual([]);
  squatter.close();
  await releaseAll(chosen);
});
