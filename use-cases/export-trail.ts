import type { Tx } from '../prisma/tx.ts';
import { GENESIS } from '../records/audit/chain.ts';
import { headerLine, positionLine, sealLine } from '../records/audit/proof.ts';
import { countUnsealed, findSpan, readPositions, readSeals } from '../records/audit/sealed.ts';
import type { PublicKeys } from '../runtime/sealing.ts';

const PAGE = 500;

export type TrailExport = {
  /** Without an ending. */
  readonly name: string;
  /** How many entries of the span no seal proves yet: they are not in it. Goes through the whole span. */
  unsealed(): Promise<number>;
  /** Lines of JSON; see `records/audit/proof.ts`. */
  lines(): AsyncIterable<string>;
};

type Reader = Pick<Tx, 'query'>;

/**
 * The trail's entries written from one moment until before another, with what proves them to somebody who has neither
 * database nor secret. Entries of other times that stand between them are there by their hash alone. Written as it is
 * read: a long span needs no more memory.
 */
export const exportTrail =
  (reader: Reader, keys: PublicKeys, now: () => number) =>
  (from: Date, to: Date): TrailExport => ({
    name: `cage-trail-${from.toISOString().slice(0, 10)}`,
    unsealed: () => countUnsealed(reader, from, to),
    lines: () => lines(reader, keys, { from, to, madeAt: new Date(now()) }),
  });

type Times = Readonly<Record<'from' | 'to' | 'madeAt', Date>>;

async function* lines(reader: Reader, keys: PublicKeys, { from, to, madeAt }: Times): AsyncGenerator<string> {
  const span = await findSpan(reader, from, to);
  const times = { from: from.toISOString(), to: to.toISOString(), madeAt: madeAt.toISOString() };
  yield headerLine({ ...times, first: span?.first ?? 1n, before: span?.before ?? GENESIS }, keys);
  if (!span) return;
  const isAsked = (at: string) => Date.parse(at) >= from.getTime() && Date.parse(at) < to.getTime();
  let after = span.first - 1n;
  for (let seal = span.firstSeal - 1n; after < span.sealedTo; ) {
    const seals = await readSeals(reader, seal, PAGE);
    if (seals.length === 0) throw new Error(`there is no seal ${seal + 1n}: run verify`);
    for (const { last, ...each } of seals.filter(({ first }) => first <= span.sealedTo)) {
      while (after < last) {
        const page = await readPositions(reader, { after, until: last, atMost: PAGE });
        if (page.length === 0) throw new Error(`position ${after + 1n} is missing: run verify`);
        yield page.map((position) => positionLine(position, isAsked(position.entry?.at ?? ''))).join('');
        after = page.at(-1)?.position ?? last;
      }
      yield sealLine({ last, ...each });
    }
    seal = seals.at(-1)?.n ?? seal;
  }
}
