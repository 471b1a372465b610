import { createServer, type Server } from 'node:net';
import type { Part } from './part.ts';

/** A port held for one who comes later: nobody else gets it until it is released. */
export type ReservedPort = { readonly port: number; release(): Promise<void> };

/**
 * Holds the first free port among `wanted`, else any free one. Held, not only looked at: two clones started at the same
 * moment would otherwise both find 8080 free.
 */
export async function reservePort(wanted: readonly number[]): Promise<ReservedPort> {
  for (const port of [...wanted, 0]) {
    const server = await listen(port);
    if (server) return reserved(server);
  }
  throw new Error('this machine has no free TCP port on 127.0.0.1');
}

/** The same part, with its ports held until the very moment it is started. */
export function withPortsHeld(part: Part, held: readonly ReservedPort[]): Part {
  return {
    ...part,
    command: async () => {
      const command = await part.command();
      await Promise.all(held.map(({ release }) => release()));
      return command;
    },
  };
}

/** For those who only need a number, and take it at once. */
export async function freePort(): Promise<number> {
  const { port, release } = await reservePort([]);
  await release();
  return port;
}

function reserved(server: Server): ReservedPort {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  let released: Promise<void> | undefined;
  return {
    port,
    release: () => {
      released ??= new Promise((resolve) => server.close(() => resolve()));
      return released;
    },
  };
}

function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
    server.unref();
  });
}
