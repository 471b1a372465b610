import { electronicFormatIBAN, extractIBAN, isValidIBAN } from 'ibantools';
import type { CodeId, DestinationId, PlayerId } from '../contracts/ids.ts';
import type { Act } from '../domain/acts.ts';
import { CARD_MONEY_FOR_MS, type DestinationKind, newUntil } from '../domain/destinations.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import type { BankDetails, OpenDestination } from '../rails/payout-rail.ts';
import type { PayoutRails } from '../rails/registry.ts';
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
import { endedCode } from './end-code.ts';

/** Keys that seal, and the rails that pay to what is sealed. Without keys nothing is saved. */
export type DestinationDeps = { readonly dataKeys: readonly NamedKey[]; readonly rails: PayoutRails };

/** What may be saved here now. */
export const destinationKindsOf = ({ dataKeys, rails }: DestinationDeps): DestinationKind[] =>
  dataKeys.length > 0 && Object.values(rails).some((rail) => rail?.takes === 'iban') ? ['iban'] : [];

/** What the code confirms: that money may go just there. */
export const destinationAct = ({ id, label }: Pick<DestinationView, 'id' | 'label'>): Act<'destination'> => ({
  kind: 'destination',
  id,
  destination: label,
});

export type AddRefusal =
  | { readonly reason: 'iban-invalid' | 'already-saved' | 'too-many-destinations' | 'rail-off' | 'account-closed' }
  | AskCodeRefusal;

type AddDeps = DestinationDeps & {
  readonly transaction: Transaction;
  readonly enqueue: Enqueue;
  readonly now: () => number;
};

/**
 * A player names a bank account of theirs. It is sealed at once and known by its label from then on; nothing goes there before a
 * code from the chat confirms it. One that waits for its code is not saved twice: it is asked about again.
 */
export const addDestination =
  (deps: AddDeps) =>
  (
    player: PlayerId,
    wish: BankDetails & { readonly bot: string },
  ): Promise<{ readonly destinationId: DestinationId } | AddRefusal> =>
    deps.transaction(async (tx) => {
      if (destinationKindsOf(deps).length === 0) return { reason: 'rail-off' };
      const iban = electronicFormatIBAN(wish.iban) ?? '';
      const country = isValidIBAN(iban) ? extractIBAN(iban).countryCode : undefined;
      if (country === undefined) return { reason: 'iban-invalid' };
      await holdPlayers(tx, [player]); // before their orders, as whoever confirms holds them
      await lockOrdersOf(tx, player); // or two at once would both be the first of their number
      if (!(await isOpenPlayer(tx, player))) return { reason: 'account-closed' };
      const saved = await savedAs(deps, tx, player, iban);
      if (saved?.confirmedAt) return { reason: 'already-saved' };
      const details: BankDetails = { iban, holder: wish.holder };
      const d = saved ?? (await keep(deps, tx, { player, country, details }));
      if (!d) return { reason: 'too-many-destinations' };
      const asked = await askForCode(deps)(tx, player, destinationAct(d), wish.bot);
      return 'reason' in asked ? asked : { destinationId: d.id };
    });

/** Which of the player's is this number: they are few, and nothing is kept to recognise one by without opening it. */
async function savedAs(
  { dataKeys }: DestinationDeps,
  tx: Tx,
  player: PlayerId,
  iban: string,
): Promise<SealedDestination | undefined> {
  const all = await sealedDestinations(tx, player);
  return all.find((each) => each.kind === 'iban' && detailsOf(dataKeys, each).iban === iban);
}

async function keep(
  { dataKeys, now }: AddDeps,
  tx: Tx,
  { player, country, details }: { player: PlayerId; country: string; details: BankDetails },
): Promise<Pick<DestinationView, 'id' | 'label'> | undefined> {
  const id = newId(now()) as DestinationId;
  const label = `${country} •• ${details.iban.slice(-4)}`;
  const sealed = seal(dataKeys, JSON.stringify(details), [player, id]);
  if (!(await add(tx, { id, player, kind: 'iban', country, label, sealed }))) return undefined;
  const by = { actor: 'player', actorId: player, action: 'destination.added', subject: id } as const;
  await append(tx, { ...by, detail: { kind: 'iban', country } });
  return { id, label };
}

const detailsOf = (keys: readonly NamedKey[], { id, player, sealed }: SealedDestination): BankDetails =>
  JSON.parse(unseal(keys, sealed, [player, id])) as BankDetails;

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

/** Those that money may go to, the newest first. */
export const readConfirmedDestinations = async (tx: Pick<Tx, 'query'>, player: PlayerId): Promise<DestinationView[]> =>
  (await readDestinations(tx, player)).filter(({ confirmedAt }) => confirmedAt !== undefined);

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
 * card on a Telegram invoice cannot go back that way, as no rail pays to it: at a bank it is out of reach when the card's holder
 * disputes the payment.
 */
export const destinationRisks =
  (now: () => number) =>
  async (tx: Tx, { player, parts }: WithdrawalView): Promise<string[]> => {
    const found = await destinationsOfTargets(
      tx,
      parts.map(({ target }) => target),
    );
    if (found.length === 0) return [];
    const isNew = found.some(({ confirmedAt }) => newUntil(confirmedAt.getTime(), now()) !== undefined);
    const cardMoneyFrom = new Date(now() - CARD_MONEY_FOR_MS);
    return [
      ...(isNew ? ['new-destination'] : []),
      ...((await paidBySince(tx, player, 'telegram-invoice', cardMoneyFrom)) ? ['card-money-to-bank'] : []),
    ];
  };
