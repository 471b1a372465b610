import { connect, type Socket } from 'node:net';

/** `unknown`: nobody could say, which is no reason to believe it is clean. */
export type Scanned = 'clean' | 'infected' | 'unknown';
export type Scan = (bytes: Buffer) => Promise<Scanned>;

const CHUNK_BYTES = 64 * 1024;
const MOST_ANSWER = 4_096;

/**
 * Asks clamd, by INSTREAM: docs.clamav.net, "clamd protocol". Whatever is no clear answer in time is `unknown`.
 * @param address `host:port`, or `unix:/path`
 */
export const createScan =
  (address: string, timeoutMs: number): Scan =>
  (bytes) =>
    new Promise((resolve) => {
      const socket = connectTo(address);
      let answer = '';
      const finish = (scanned: Scanned) => {
        clearTimeout(overtime);
        socket.destroy();
        resolve(scanned);
      };
      const overtime = setTimeout(() => finish('unknown'), timeoutMs);
      socket.on('error', () => finish('unknown'));
      socket.on('close', () => finish(readAnswer(answer)));
      socket.on('data', (chunk) => {
        answer += chunk.toString('latin1');
        if (answer.includes('\0') || answer.length > MOST_ANSWER) finish(readAnswer(answer));
      });
      socket.once('connect', () => stream(socket, bytes));
    });

function connectTo(address: string): Socket {
  if (address.startsWith('unix:')) return connect(address.slice('unix:'.length));
  const colon = address.lastIndexOf(':');
  return connect(Number(address.slice(colon + 1)), address.slice(0, colon).replace(/^\[|\]$/g, ''));
}

/** Each chunk behind its length; a length of nothing is the end. */
function stream(socket: Socket, bytes: Buffer): void {
  socket.write('zINSTREAM\0');
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = bytes.subarray(at, at + CHUNK_BYTES);
    socket.write(length(chunk.length));
    socket.write(chunk);
  }
  socket.write(length(0));
}

function length(bytes: number): Buffer {
  const written = Buffer.alloc(4);
  written.writeUInt32BE(bytes);
  return written;
}

/** To the letter: `stream: OK`, or `stream: <what it is> FOUND`; a size it will not scan is an ERROR. */
function readAnswer(answer: string): Scanned {
  if (!answer.endsWith('\0')) return 'unknown';
  if (answer === 'stream: OK\0') return 'clean';
  return /^stream: [^\0]+ FOUND\0$/.test(answer) ? 'infected' : 'unknown';
}
