import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { type Part, until } from './part.ts';
import type { Command } from './running-process.ts';

export type RedisPlace = {
  readonly dir: string;
  readonly port: number;
  readonly password: string;
  readonly server: Pick<Command, 'file' | 'env'>;
  readonly databases: number;
};

/** Redis on loopback, keeping nothing: whatever must survive is in PostgreSQL. */
export function redisPart(place: RedisPlace): Part {
  const settings = path.join(place.dir, 'redis.conf');
  return {
    name: 'redis',
    title: 'Redis',
    command: () => {
      mkdirSync(place.dir, { recursive: true, mode: 0o700 });
      // From a file, not from arguments: every user of the machine can read those, and the password is among them.
      writeFileSync(settings, configuration(place), { mode: 0o600 });
      return { ...place.server, args: [settings], cwd: place.dir };
    },
    answers: (_, signal) => until(() => answers(place), 15, signal),
    stopping: [{ signal: 'SIGTERM', withinMs: 400 }],
    answersWithinMs: 20_000,
  };
}

export function redisUrl({ port, password }: Pick<RedisPlace, 'port' | 'password'>, database = 0): string {
  return `redis://:${password}@127.0.0.1:${port}/${database}`;
}

function configuration({ port, password, databases, dir }: RedisPlace): string {
  return [
    `port ${port}`,
    'bind 127.0.0.1',
    `requirepass ${password}`,
    'save ""',
    'appendonly no',
    `databases ${databases}`,
    `dir "${dir}"`,
    '',
  ].join('\n');
}

/** Speaks two lines of Redis's protocol itself, which is quicker than to load a client. */
function answers({ port, password }: RedisPlace): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.setTimeout(1_000, () => socket.destroy(new Error('no answer')));
    socket.once('error', reject);
    let said = '';
    socket.on('data', (chunk) => {
      said += chunk;
      if (said.includes('+PONG')) {
        socket.destroy();
        resolve(true);
      }
    });
    socket.once('close', () => resolve(false));
    socket.write(`AUTH ${password}\r\nPING\r\n`);
  });
}
