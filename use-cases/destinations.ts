import type { AddDestinationBody } from '../contracts/http/destinations.ts';
import type { CodeId, DestinationId, PlayerId } from '../contracts/ids.ts';
import type { PayoutRailId } from '../contracts/rails.ts';
import type { Act } from '../domain/acts.ts';
import { CARD_MONEY_FOR_MS, type DestinationKind, destinationKinds, newUntil, paidAs } from '../domain/destinations.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { DestinationDetails, OpenDestination } from '../rails/payout-rail.ts';
import type { PayoutRails } from '../rails/registry.ts';
import type { TonPlaces } from '../rails/ton/places.ts';
import { append } from '../records/audit/append.ts';
import type { Enqueue } from '../records/delivery/outbox.ts';
import { endCode, holdCode, lastCodeFor } from '../records/identity/codes.ts';
import { holdPlayers, isOpenPlayer } from '../records/identity/players.ts';
import {
  addDestination as add,
  confirmDestination as confirm,
  type DestinationView,
  destinationsOfTargets,
  readDestinations,
  removeDestination as remove,
  type SealedDestination,
  sealedDestination,
  sealedDestinations,
} from '../records/payments/destinations.ts';
import { lockOrdersOf } from '../records/payments/orders.ts';
import { paidBySince } from '../records/payments/reads.ts';
import type { WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { newId } from '../runtime/ids.ts';
import { seal, unseal } from '../runtime/sealed-data.ts';
import type { NamedKey } from '../runtime/settings.ts';
import { type AskCodeRefusal, askForCode } from './ask-for-code.ts';
import type { PerformRefusal } from './confirm-code.ts';
import { type DetailsRefusal, isSame, type NamedDestination, readDetails } from './destination-details.ts';
import { endedCode } from './end-code.ts';

/** Keys that seal, and the rails that pay to what is sealed. Without keys nothing is saved. */
export type DestinationDeps = {
  readonly dataKeys: readonly NamedKey[];
  readonly rails: PayoutRails;
  /** Addresses on the chain that are nobody's to be paid at. */
  readonly places: TonPlaces;
};

/** What may be saved here now: what a rail that is on pays to. */
export const destinationKindsOf = ({
  dataKeys,
  rails,
}: Pick<DestinationDeps, 'dataKeys' | 'rails'>): DestinationKind[] =>
  destinationKinds.filter(
    (kind) =>
      dataKeys.length > 0 &&
      Object.values(rails).some((rail) => rail?.takes !== undefined && rail.takes === paidAs[kind]),
  );

/** What the code confirms: that money may go just there. */
export const destinationAct = ({ id, label }: Pick<DestinationView, 'id' | 'label'>): Act<'destination'> => ({
  kind: 'destination',
  id,
  destination: label,
});

export type AddRefusal =
  | { readonly reason: 'already-saved' | 'too-many-destinations' | 'rail-off' | 'account-closed' }
  | DetailsRefusal
  | AskCodeRefusal;

type AddDeps = DestinationDeps & {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly now: () => number;
};

/**
 * A player names where their money is to go: a bank account, a wallet they proved, an address on the chain. It is sealed at once
 * and known by its label from then on; nothing goes there before a code from the chat confirms it, whether it was proved or not.
 * One that waits for its code is not saved twice: it is asked about again.
 */
export const addDestination =
  (deps: AddDeps) =>
  (
    player: PlayerId,
    wish: AddDestinationBody,
    bot: string,
  ): Promise<{ readonly destinationId: DestinationId } | AddRefusal> =>
    deps.transaction(async (tx) => {
      if (!destinationKindsOf(deps).includes(wish.kind)) return { reason: 'rail-off' };
      await holdPlayers(tx, [player]); // before their orders, as whoever confirms holds them
      await lockOrdersOf(tx, player); // or two at once would both be the first of their number
      if (!(await isOpenPlayer(tx, player))) return { reason: 'account-closed' };
      const named = await readDetails(tx, player, wish, deps.places);
      if ('reason' in named) return named;
      const saved = await savedAs(deps, tx, player, named);
      if (saved?.confirmedAt) return { reason: 'already-saved' };
      const d = saved ?? (await keep(deps, tx, player, named));
      if ('reason' in d) return d;
      const asked = await askForCode(deps)(tx, player, destinationAct(d), bot);
      return 'reason' in asked ? asked : { destinationId: d.id };
    });

/** Which of the player's it is already: they are few, and nothing is kept to recognise one by without opening it. */
async function savedAs(
  { dataKeys }: DestinationDeps,
  tx: Tx,
  player: PlayerId,
  { kind, details }: NamedDestination,
): Promise<SealedDestination | undefined> {
  const all = await sealedDestinations(tx, player);
  return all.find((each) => each.kind === kind && isSame(detailsOf(dataKeys, each), details));
}

async function keep(
  { dataKeys, now }: AddDeps,
  tx: Tx,
  player: PlayerId,
  { details, ...named }: NamedDestination,
): Promise<Pick<DestinationView, 'id' | 'label'> | { readonly reason: 'too-many-destinations' | 'unknown-wallet' }> {
  const id = newId(now()) as DestinationId;
  const sealed = seal(dataKeys, JSON.stringify(details), [player, id]);
  const outcome = await add(tx, { id, player, ...named, sealed });
  if (outcome !== 'added') return { reason: outcome === 'gone' ? 'unknown-wallet' : 'too-many-destinations' };
  const { kind, country = null, label } = named;
  const by = { actor: 'player', actorId: player, action: 'destination.added', subject: id } as const;
  await append(tx, { ...by, detail: { kind, country } });
  return { id, label };
}

/** What was sealed before there were several kinds does not say which it is: its row does. */
function detailsOf(keys: readonly NamedKey[], { id, player, kind, sealed }: SealedDestination): DestinationDetails {
  const details = JSON.parse(unseal(keys, sealed, [player, id])) as Record<string, unknown>;
  return { memo: undefined, ...details, kind: paidAs[kind] } as DestinationDetails;
}

/** For the process that sends: opened at the moment of sending, and forgotten. */
export const openDestination =
  (reader: Pick<Tx, 'query'>, dataKeys: readonly NamedKey[]): OpenDestination =>
  async (id) => {
    const found = await sealedDestination(reader, id);
    if (!found?.confirmedAt) throw new Error(`destination ${id} is not there, or not confirmed`);
    return detailsOf(dataKeys, found);
  };

/** Done by the code: money may go there from now on. */
export const confirmDestination = async (tx: Tx, player: PlayerId, act: Act): Promise<PerformRefusal | undefined> => {
  if (!(await confirm(tx, player, act.id, act.destination ?? ''))) return { reason: 'act-changed' };
  await append(tx, { actor: 'player', actorId: player, action: 'destination.confirmed', subject: act.id });
  return undefined;
};

/** A destination with the code that is open for it. */
export type DestinationShown = { readonly destination: DestinationView; readonly codeId: CodeId | undefined };

/** The player's destinations, the newest first. */
export const shownDestinations =
  (reader: Pick<Tx, 'query'>) =>
  async (player: PlayerId): Promise<DestinationShown[]> => {
    const all = await readDestinations(reader, player);
    return Promise.all(
      all.map(async (destination) => {
        if (destination.confirmedAt) return { destination, codeId: undefined };
        const code = await lastCodeFor(reader, player, destinationAct(destination));
        return { destination, codeId: code?.endedAs === undefined ? code?.id : undefined };
      }),
    );
  };

/** Those that money may go to by a rail, the newest first. */
export const confirmedDestinations =
  (rails: PayoutRails) =>
  async (tx: Pick<Tx, 'query'>, player: PlayerId, rail: PayoutRailId): Promise<DestinationView[]> => {
    const takes = rails[rail]?.takes;
    const all = await readDestinations(tx, player);
    return all.filter(({ confirmedAt, kind }) => confirmedAt && takes !== undefined && paidAs[kind] === takes);
  };

/** Nothing goes there any more. Refused while a withdrawal to it is under way; a code that is open for it is void. */
export const removeDestination =
  ({ transaction, enqueue }: Pick<AddDeps, 'transaction' | 'enqueue'>) =>
  (player: PlayerId, id: DestinationId): Promise<'removed' | 'in-use' | 'gone'> =>
    transaction(async (tx) => {
      await holdPlayers(tx, [player]);
      const known = (await readDestinations(tx, player)).find((each) => each.id === id);
      if (!known) return 'gone';
      const code = known.confirmedAt ? undefined : await lastCodeFor(tx, player, destinationAct(known));
      const isOpen = code !== undefined && (await holdCode(tx, code.id, player)) === 'open';
      const outcome = await remove(tx, player, id);
      if (outcome !== 'removed') return outcome;
      if (isOpen) {
        await endCode(tx, code.id, 'changed');
        await endedCode(enqueue, tx, code.id);
      }
      await append(tx, { actor: 'player', actorId: player, action: 'destination.removed', subject: id });
      return outcome;
    });

/**
 * Why a withdrawal should be looked at for where it goes. A thief's first step is a destination of their own. What was paid by
 * card on a Telegram invoice cannot go back that way, as no rail pays to it: at a bank or on a chain it is out of reach when the
 * card's holder disputes the payment. Nobody knows whose an address is that was not proved, as an exchange gives the same to all: what is small
 * goes there all the same, or staff would look at nothing but players' exchanges until somebody switched it off.
 */
export const destinationRisks =
  (now: () => number) =>
  async (tx: Tx, { player, parts }: WithdrawalView, allowed: { readonly unproven: boolean }): Promise<string[]> => {
    const found = await destinationsOfTargets(
      tx,
      parts.map(({ target }) => target),
    );
    if (found.length === 0) return [];
    const isNew = found.some(({ confirmedAt }) => newUntil(confirmedAt.getTime(), now()) !== undefined);
    const cardMoneyFrom = new Date(now() - CARD_MONEY_FOR_MS);
    return [
      ...(isNew ? ['new-destination'] : []),
      ...(!allowed.unproven && found.some(({ kind }) => kind === 'ton-address') ? ['unproven-wallet'] : []),
      ...((await paidBySince(tx, player, 'telegram-invoice', cardMoneyFrom)) ? ['card-money-to-bank'] : []),
    ];
  };

/** Who holds the bank accounts that a player has confirmed, in their own words: opened to be compared, and forgotten. */
export const holdersOf =
  (dataKeys: readonly NamedKey[]) =>
  async (tx: Pick<Tx, 'query'>, player: PlayerId): Promise<string[]> =>
    (await sealedDestinations(tx, player)).flatMap((d) => {
      const details = d.confirmedAt && d.kind === 'iban' ? detailsOf(dataKeys, d) : undefined;
      return details?.kind === 'iban' ? [details.holder] : [];
    });
