import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Logger } from '../../runtime/logger.ts';
import { parseSeal, type Seal, sealText } from './chain.ts';

/** What the file needs to know of the database. */
export type SealSource = (after: bigint, atMost: number) => Promise<readonly Seal[]>;

/** Some hundred lines. */
const TAIL_BYTES = 65_536;
const AT_ONCE = 500;

/**
 * Every seal once more, a line each, in a file that the database knows nothing of: who cuts the end off the trail there
 * cannot cut it off here. Written after the seal is committed; what a crash left out is made up for at the next call. Lines
 * are only added.
 */
export function createHeadsFile(file: string, seals: SealSource, log: Logger) {
  let known: { readonly ino: number; readonly size: number; readonly last: bigint } | undefined;

  /** The last seal that the file and the database agree on. What only the file knows is told, and stays. */
  async function lastAgreed(handle: FileHandle): Promise<bigint> {
    const lines = await lastLines(handle, file);
    for (const line of lines) {
      const [seal] = await seals(line.n - 1n, 1);
      if (seal && sealText(seal) === sealText(line)) return line.n;
      if (line === lines[0])
        log.error(
          { file, seal: String(line.n) },
          'the file of heads knows a seal that the database does not: run verify',
        );
    }
    return 0n;
  }

  return {
    /** Adds the seals that are not in it yet, and answers how many those were. Throws when the file cannot be written. */
    async catchUp(): Promise<number> {
      const handle = await open(file, 'a+', 0o600);
      try {
        const { ino, size } = await handle.stat();
        if (known?.ino !== ino || known.size !== size) known = { ino, size, last: await lastAgreed(handle) };
        if (size === 0) await syncFolder(file);
        let added = 0;
        for (;;) {
          const next = await seals(known.last, AT_ONCE);
          if (next.length === 0) return added;
          const text = (await endsInALine(handle)) ? '' : '\n'; // a crash cut the last one off: it is written once more
          await handle.appendFile(`${text}${next.map((seal) => `${sealText(seal)}\n`).join('')}`);
          await handle.sync();
          added += next.length;
          known = { ino, size: (await handle.stat()).size, last: next.at(-1)?.n ?? known.last };
        }
      } catch (error) {
        known = undefined; // whatever was written of it, the next call looks
        throw error;
      } finally {
        await handle.close();
      }
    },
  };
}

export type HeadsFile = ReturnType<typeof createHeadsFile>;

/** The seals at the end of the file, the last one first. */
async function lastLines(handle: FileHandle, file: string): Promise<Seal[]> {
  const { size } = await handle.stat();
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  await handle.read(tail, 0, tail.length, size - tail.length);
  const lines = tail.toString('utf8').split('\n').slice(0, -1);
  const found = lines.map(parseSeal).filter((seal) => seal !== undefined);
  if (found.length === 0 && lines.some(Boolean))
    throw new Error(`${file} is not a file of heads: nothing is added to it`);
  return found.reverse();
}

async function endsInALine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  const last = Buffer.alloc(1);
  if (size > 0) await handle.read(last, 0, 1, size - 1);
  return size === 0 || last.toString() === '\n';
}

/** A new file's name is kept by its folder. */
async function syncFolder(file: string): Promise<void> {
  const folder = await open(path.dirname(file), 'r');
  await folder.sync().finally(() => folder.close());
}

export type HeadLine = { readonly number: number; readonly text: string; readonly seal: Seal | undefined };

/**
 * The lines of the file, in memory one at a time. A line that a crash cut off is passed over: it stands once more, whole,
 * behind itself, or it is the end of the file.
 */
export async function* readHeads(file: string): AsyncGenerator<HeadLine> {
  let cut: HeadLine | undefined;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    number += 1;
    if (cut && !text.startsWith(cut.text)) yield cut;
    const line = { number, text, seal: parseSeal(text) };
    cut = line.seal ? undefined : line;
    if (line.seal) yield line;
  }
  if (cut && (await isWhole(file))) yield cut;
}

async function isWhole(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  return endsInALine(handle).finally(() => handle.close());
}
