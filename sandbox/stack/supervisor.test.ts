import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Part } from './part.ts';
import { isRunning } from './process-identity.ts';
import type { RunningProcess } from './running-process.ts';
import { growingPauseMs, type PartEvent, type Supervised, supervise } from './supervisor.ts';

let dir = '';
let supervised: Supervised | undefined;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'cage-supervisor-'));
});
afterEach(async () => {
  await supervised?.stop();
  supervised = undefined;
  rmSync(dir, { recursive: true, force: true });
});

/** A part that is one line of shell; it answers when it says so. */
function part(script: string, changes: Partial<Part> = {}): Part {
  return {
    name: 'fake',
    title: 'Fake',
    command: () => ({ file: 'sh', args: ['-c', script], cwd: dir }),
    answers: (running) => running.line((line) => line === 'here'),
    stopping: [{ signal: 'SIGTERM', withinMs: 2_000 }],
    answersWithinMs: 10_000,
    ...changes,
  };
}

function watch(what: Part, { firstTries }: { firstTries?: number } = {}) {
  const events: PartEvent[] = [];
  const pauses: number[] = [];
  const started: RunningProcess[] = [];
  let seen = () => {};
  supervised = supervise(what, {
    pauseMs: (deaths) => {
      pauses.push(deaths);
      return 1;
    },
    provedAfterMs: 60_000,
    ...(firstTries === undefined ? {} : { firstTries }),
    tell: (event) => {
      events.push(event);
      seen();
    },
    onLine: () => {},
    onStarted: (_, running) => started.push(running),
  });
  const until = async (enough: () => boolean) => {
    while (!enough()) {
      await new Promise<void>((resolve) => {
        seen = resolve;
      });
    }
  };
  return { events, pauses, started, until, supervised };
}

test('a part that dies is started again after pauses that grow, and its last lines are told', async () => {
  const { events, pauses, until } = watch(part('echo here; echo "the reason"; exit 3'));
  await until(() => events.filter(({ kind }) => kind === 'died').length === 3);
  expect(pauses.slice(0, 3)).toEqual([1, 2, 3]);
  expect(events.find(({ kind }) => kind === 'died')).toMatchObject({
    why: 'ended with code 3',
    lastLines: ['here', 'the reason'],
  });
  expect(events.filter(({ kind }) => kind === 'answers')[1]).toMatchObject({ again: true });
});

test('the pauses double up to half a minute', () => {
  expect([1, 2, 3, 4, 7, 50].map(growingPauseMs)).toEqual([500, 1_000, 2_000, 4_000, 30_000, 30_000]);
});

test('a part that is killed comes back as another process', async () => {
  const { started, events, until, supervised } = watch(part('echo here; exec sleep 60'));
  await supervised.answers;
  const [first] = started;
  process.kill(first?.identity.pid ?? 0, 'SIGKILL');
  await until(() => events.filter(({ kind }) => kind === 'answers').length === 2);
  expect(events.find(({ kind }) => kind === 'died')).toMatchObject({ why: 'was ended by SIGKILL' });
  expect(first && isRunning(first.identity)).toBe(false);
  expect(started[1] && isRunning(started[1].identity)).toBe(true);
});

test('a part that never answered is given up after its tries, with the reason', async () => {
  const { supervised, started } = watch(part('echo "no such file"; exit 1'), { firstTries: 2 });
  await expect(supervised.answers).rejects.toThrow(/ended with code 1[\s\S]*no such file/);
  expect(started).toHaveLength(2);
});

test('a program that is not there is named', async () => {
  const { supervised } = watch(part('', { command: () => ({ file: '/no/such/program', args: [] }) }), {
    firstTries: 1,
  });
  await expect(supervised.answers).rejects.toThrow('there is no /no/such/program');
});

test('a part that does not answer in time is ended and tried again', async () => {
  const { events, until, started } = watch(part('exec sleep 60', { answersWithinMs: 50 }));
  await until(() => events.length === 1);
  expect(events[0]).toMatchObject({ kind: 'died', why: 'did not answer within 0 s' });
  expect(started[0] && isRunning(started[0].identity)).toBe(false);
});

test('stopping asks first, and is not taken for a death', async () => {
  const { events, started, supervised } = watch(
    part('trap "echo bye > said; exit 0" TERM; echo here; while :; do sleep 0.01; done'),
  );
  await supervised.answers;
  await supervised.stop();
  expect(readFileSync(path.join(dir, 'said'), 'utf8')).toBe('bye\n');
  expect(events.map(({ kind }) => kind)).toEqual(['answers']);
  expect(started[0] && isRunning(started[0].identity)).toBe(false);
});

test('one that does not listen is killed when its time is over', async () => {
  const deaf = part('trap "" TERM; echo here; while :; do sleep 0.01; done', {
    stopping: [{ signal: 'SIGTERM', withinMs: 50 }],
  });
  const { started, supervised } = watch(deaf);
  await supervised.answers;
  await supervised.stop();
  expect(await started[0]?.ended).toMatchObject({ signal: 'SIGKILL' });
});

test('stopping during a start leaves nothing behind', async () => {
  const { started, supervised } = watch(part('exec sleep 60'));
  while (started.length === 0) await new Promise(setImmediate);
  await supervised.stop();
  expect(started[0] && isRunning(started[0].identity)).toBe(false);
  await expect(supervised.answers).rejects.toThrow('was stopped');
});
