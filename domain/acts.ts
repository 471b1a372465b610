import { assert } from './assert.ts';
import type { Money } from './money.ts';

/** What a player confirms with a code from the bot before it is done. One more is a line here, its words, and what performs it. */
export const actKinds = ['unlink-telegram', 'withdrawal', 'destination'] as const;
export type ActKind = (typeof actKinds)[number];

/**
 * One thing to be done, in everything that matters about it: a code confirms this and nothing else.
 * `K` is wider in tests alone.
 */
export type Act<K extends string = ActKind> = {
  readonly kind: K;
  /** Of what it is done to: an id of ours, nothing personal. It is written to the trail. */
  readonly id: string;
  /** What leaves the player. */
  readonly amount?: Money;
  readonly fee?: Money;
  /** Where it goes, as the provider or the chain is told. */
  readonly destination?: string;
  /** Where it arrives as another asset: about how much of it, and what is the least that is sent. */
  readonly arrives?: { readonly about: Money; readonly least: Money };
};

/** Of the form below; a field more is another form, so that no act of one reads like an act of the other. */
const FORM = 'cage.act.1';
const FORM_THAT_ARRIVES = 'cage.act.2';
const ABSENT = 0xffff_ffff;

/**
 * The act as bytes: two acts have the same bytes only when they are the same in every field. Each field is its length in
 * UTF-8 (four bytes, big-endian), then the text; one that is not there has a length that no text has.
 */
export function canonicalAct({ kind, id, amount, fee, destination, arrives }: Act<string>): Uint8Array {
  const fields = [
    arrives ? FORM_THAT_ARRIVES : FORM,
    kind,
    id,
    amount?.asset,
    amount?.minor.toString(),
    fee?.asset,
    fee?.minor.toString(),
    destination,
    ...(arrives
      ? [arrives.about.asset, arrives.about.minor.toString(), arrives.least.asset, arrives.least.minor.toString()]
      : []),
  ].map(encoded);
  const bytes = new Uint8Array(fields.reduce((length, field) => length + 4 + (field?.length ?? 0), 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const field of fields) {
    view.setUint32(at, field?.length ?? ABSENT);
    at += 4;
    if (field) bytes.set(field, at);
    at += field?.length ?? 0;
  }
  return bytes;
}

const utf8 = new TextEncoder();

function encoded(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined;
  // Half a surrogate pair has no UTF-8: the encoder writes the same replacement for each.
  assert(!/\p{Surrogate}/u.test(text), 'an act is written in whole characters');
  return utf8.encode(text);
}
