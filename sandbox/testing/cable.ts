import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A cable between the product and something it leans on; a test pulls it out and plugs it in again. */
export type Cable = {
  readonly port: number;
  /** Every connection breaks at once, and new ones are refused. */
  pull(): void;
  plug(): void;
  close(): Promise<void>;
};

export async function layCable(to: { host: string; port: number }): Promise<Cable> {
  const open = new Set<Socket>();
  let pulled = false;
  const server = createServer((near) => {
    if (pulled) return void near.destroy();
    const far = connect(to);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    pull() {
      pulled = true;
      breakAll();
    },
    plug() {
      pulled = false;
    },
    async close() {
      breakAll();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}
