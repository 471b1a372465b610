import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { UploadType } from './sniff.ts';
import { createTurns } from './turns.ts';

/** Pictures of the file's pages, as JPEG without metadata; or why there are none. */
export type Redrawn =
  | { readonly pages: readonly Buffer[] }
  | { readonly reason: 'upload-broken' | 'upload-too-many-pixels' }
  /** So many wait already that this one is not begun. */
  | { readonly reason: 'busy' };
export type Redraw = (bytes: Buffer, type: UploadType) => Promise<Redrawn>;

/** 40 megapixels are more than telephones take, and what 10 pages of paper come to. */
const RULES = { mostPixels: 40_000_000, mostPages: 10, longestSide: 2_400, quality: 84 };
const MOST_PAGE_BYTES = 8 * 1024 * 1024;
const PROGRAM = fileURLToPath(new URL('./redraw.mjs', import.meta.url));
const JPEG = Buffer.of(0xff, 0xd8, 0xff);
const LOOK_EVERY_MS = 50;

type Limits = {
  readonly atOnce?: number;
  readonly mostWaiting?: number;
  readonly timeMs?: number;
  readonly memoryBytes?: number;
  /** What is started for each file. */
  readonly program?: string;
};

/**
 * Draws a file anew in a process of its own, which has none of our secrets and is killed with SIGKILL when it takes too long or
 * too much memory: then the file is `upload-broken`. Nothing is written to a disk.
 * @throws when the program itself cannot be started, which says nothing of the file
 */
export function createRedraw({
  atOnce = 2,
  mostWaiting = 16,
  timeMs = 20_000,
  memoryBytes = 900 * 1024 * 1024,
  program = PROGRAM,
}: Limits = {}): Redraw {
  const turns = createTurns(atOnce, mostWaiting);
  return async (bytes, type) => {
    const done = await turns.take();
    if (!done) return { reason: 'busy' };
    try {
      return await drawn(program, bytes, type, { timeMs, memoryBytes });
    } finally {
      done();
    }
  };
}

async function drawn(
  program: string,
  bytes: Buffer,
  type: UploadType,
  { timeMs, memoryBytes }: { timeMs: number; memoryBytes: number },
): Promise<Redrawn> {
  const child = spawn(process.execPath, ['--max-old-space-size=256', program, type, JSON.stringify(RULES)], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const kill = () => void child.kill('SIGKILL');
  const overtime = setTimeout(kill, timeMs);
  const watching = watchMemory(child, memoryBytes, kill);
  try {
    const frames = readFrames(await said(child, bytes, kill));
    const [begun, answer, ...pages] = frames;
    if (!begun) throw new Error('what draws files anew did not begin');
    return readAnswer(answer, pages);
  } finally {
    clearTimeout(overtime);
    clearInterval(watching);
    kill();
  }
}

/** All that it says until it ends, however it ends. */
function said(child: ReturnType<typeof spawn>, bytes: Buffer, kill: () => void): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    length += chunk.length;
    if (length > RULES.mostPages * MOST_PAGE_BYTES) kill();
  });
  child.stdin?.on('error', () => undefined); // it may end before it has read everything
  child.stdin?.end(bytes);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve(Buffer.concat(chunks)));
  });
}

/** What came of it is not believed either: a file may have taken the process over. */
function readAnswer(answer: Buffer | undefined, pages: readonly Buffer[]): Redrawn {
  const words = readWords(answer);
  if (words.refused === 'upload-too-many-pixels') return { reason: 'upload-too-many-pixels' };
  const isWhole =
    words.pages === pages.length &&
    pages.length >= 1 &&
    pages.length <= RULES.mostPages &&
    pages.every((page) => page.length <= MOST_PAGE_BYTES && page.subarray(0, JPEG.length).equals(JPEG));
  return isWhole ? { pages } : { reason: 'upload-broken' };
}

function readWords(frame: Buffer | undefined): { readonly pages?: unknown; readonly refused?: unknown } {
  try {
    return JSON.parse(frame?.toString('utf8') ?? '{}') ?? {};
  } catch {
    return {};
  }
}

/** Whole ones; one that was broken off counts for nothing. */
function readFrames(bytes: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 4 <= bytes.length; ) {
    const end = at + 4 + bytes.readUInt32BE(at);
    if (end > bytes.length) break;
    frames.push(bytes.subarray(at + 4, end));
    at = end;
  }
  return frames;
}

function watchMemory(child: ChildProcess, most: number, kill: () => void): NodeJS.Timeout {
  let isLooking = false;
  const look = async () => {
    if (isLooking || child.pid === undefined) return;
    isLooking = true;
    if ((await memoryOf(child.pid)) > most) kill();
    isLooking = false;
  };
  return setInterval(() => void look(), LOOK_EVERY_MS);
}

/** What it holds in memory, native libraries and all, in bytes; 0 when it is gone. */
const memoryOf = (pid: number): Promise<number> =>
  process.platform === 'linux'
    ? readFile(`/proc/${pid}/status`, 'utf8').then(
        (status) => Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1_024,
        () => 0,
      )
    : new Promise((resolve) => {
        execFile('ps', ['-o', 'rss=', '-p', String(pid)], (_err, out) => resolve(Number(out ?? 0) * 1_024));
      });
