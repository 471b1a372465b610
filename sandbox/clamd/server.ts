import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';

export const clamdFaults = ['away', 'silent', 'cuts', 'garbles', 'too-large'] as const;
/** `silent`: takes everything and never answers. `cuts`: hangs up in the middle of its answer. */
export type ClamdFault = (typeof clamdFaults)[number];

/** eicar.org, "anti-malware testfile": harmless, and found by every scanner. In two halves, or this file would be found. */
export const EICAR = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STAND', 'ARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('');

/** A clamd that knows one virus: INSTREAM and PING as docs.clamav.net describes them. Loopback only. */
export function createClamd() {
  let fault: ClamdFault | undefined;
  let scanned = 0;
  const open = new Set<Socket>();

  const server: Server = createServer((socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    socket.on('error', () => undefined);
    if (fault === 'away') return void socket.destroy();
    let heard = Buffer.alloc(0);
    socket.on('data', (chunk) => {
      heard = Buffer.concat([heard, chunk]);
      if (heard.equals(Buffer.from('zPING\0'))) return void socket.end('PONG\0');
      const file = readStream(heard);
      if (!file || fault === 'silent') return;
      scanned += 1;
      if (fault === 'cuts') return void socket.write('stream: O', () => socket.destroy());
      if (fault === 'garbles') return void socket.end('stream: OK is what it is not\0');
      if (fault === 'too-large') return void socket.end('INSTREAM size limit exceeded. ERROR\0');
      socket.end(file.includes(EICAR) ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
    });
  });

  return {
    /** From now on; undefined: it is well. */
    misbehave: (now: ClamdFault | undefined): void => {
      fault = now;
    },
    scanned: () => scanned,
    /** How many wait for an answer. */
    open: () => open.size,
    /** `port` 0 takes a free one. Answers the port. */
    async listen(port: number): Promise<number> {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      return (server.address() as AddressInfo).port;
    },
    async close(): Promise<void> {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

const COMMAND = 'zINSTREAM\0';

/** What was streamed, once it is whole. */
function readStream(heard: Buffer): Buffer | undefined {
  if (heard.toString('latin1', 0, COMMAND.length) !== COMMAND) return undefined;
  const chunks: Buffer[] = [];
  for (let at = COMMAND.length; at + 4 <= heard.length; ) {
    const length = heard.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(heard.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}

/** For tests: on a free port. */
export async function startClamd() {
  const clamd = createClamd();
  const port = await clamd.listen(0);
  return { ...clamd, address: `127.0.0.1:${port}` };
}
