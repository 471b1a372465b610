import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Part } from './part.ts';
import type { RunningProcess } from './running-process.ts';
import { startPart } from './start-part.ts';
import { toolsCache } from './tools-cache.ts';

export const projectDir = path.join(import.meta.dirname, '..', '..');

export const finding = {
  env: process.env,
  cache: toolsCache(process.env),
  progress: () => {},
  signal: new AbortController().signal,
};

/** A folder for each test of a file, and a way to start parts that are gone when the test is over. */
export function testPlace() {
  const place = { dir: '', start };
  let running: { part: Part; process: RunningProcess }[] = [];

  async function start(part: Part): Promise<RunningProcess> {
    const process = await startPart(part, { onLine: () => {}, onStarted: () => {}, signal: finding.signal });
    running.push({ part, process });
    return process;
  }
  beforeEach(() => {
    place.dir = mkdtempSync(path.join(tmpdir(), 'cage-servers-'));
    chmodSync(place.dir, 0o755); // root's PostgreSQL runs as another user, who has to get here
  });
  afterEach(async () => {
    for (const { part, process: each } of running) await each.stop(part.stopping);
    running = [];
    rmSync(place.dir, { recursive: true, force: true });
  });
  return place;
}
