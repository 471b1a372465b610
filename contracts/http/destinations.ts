import { z } from 'zod';
import { destinationKinds } from '../../domain/destinations.ts';
import { momentBody } from './amounts.ts';
import { route } from './route.ts';

/** Where a player has money sent to. Masked: what it is in full is told to nobody, not to the player either. */
export const destinationBody = z
  .object({
    id: z.uuid(),
    kind: z.enum(destinationKinds),
    country: z
      .string()
      .nullable()
      .meta({ description: 'ISO 3166-1, two letters: of the bank; null: it is in no country' }),
    label: z
      .string()
      .meta({ description: 'masked, to recognise it by: DE •• 3000, UQBx9a…bQk3Fd, UQBx9a…bQk3Fd · memo 1023…8841' }),
    walletId: z.uuid().nullable().meta({ description: 'of a ton-wallet: the linked wallet that it is' }),
    status: z.enum(['unconfirmed', 'confirmed']).meta({ description: 'nothing is paid to it before it is confirmed' }),
    codeId: z.uuid().nullable().meta({ description: 'the code that confirms it, while one is open' }),
    addedAt: momentBody,
    confirmedAt: momentBody.nullable(),
    newUntil: momentBody
      .nullable()
      .meta({ description: 'until then a withdrawal to it is looked at by two members of staff; null: not any more' }),
  })
  .meta({ id: 'Destination' });
export type DestinationBody = z.infer<typeof destinationBody>;

export const destinationsBody = z
  .object({
    destinations: z.array(destinationBody).meta({ description: 'the newest first' }),
    most: z.int().meta({ description: 'so many a player may have' }),
    kinds: z
      .array(z.enum(destinationKinds))
      .meta({ description: 'what may be added now; empty: nothing here pays to a destination' }),
  })
  .meta({ id: 'Destinations' });
export type DestinationsBody = z.infer<typeof destinationsBody>;

export const addDestinationBody = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('iban'),
    iban: z.string().min(10).max(60).meta({ description: 'with spaces or without' }),
    holder: z.string().trim().min(2).max(140).meta({ description: "the account holder's name, as the bank has it" }),
  }),
  z.object({
    kind: z.literal('ton-wallet'),
    walletId: z.uuid().meta({ description: 'a wallet that the player linked' }),
  }),
  z.object({
    kind: z.literal('ton-address'),
    address: z.string().trim().max(80).meta({ description: 'as wallets show it (48 characters)' }),
    memo: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'what an exchange asks to write along, kept as it is; at most 123 bytes' }),
  }),
]);
export type AddDestinationBody = z.infer<typeof addDestinationBody>;

const theirs = { kind: 'destination', missing: 'unknown-destination' } as const;
const unknown = { 'unknown-destination': [404, 'The player has no such destination'] } as const;

export const destinationRoutes = {
  destinations: route({
    method: 'get',
    path: '/destinations',
    about: 'Where the player has money sent to',
    who: 'player',
    answer: destinationsBody,
    status: 200,
    refusals: {},
  }),
  addDestination: route({
    method: 'post',
    path: '/destinations',
    about:
      'Adds a bank account, a linked wallet or an address on the chain: a code that confirms it is sent to the chat. One that waits for its code gets another',
    who: 'player',
    limited: 'code',
    body: addDestinationBody,
    answer: destinationBody,
    status: 201,
    refusals: {
      'iban-invalid': [409, 'This is no IBAN: a digit is wrong, missing or too many'],
      'unknown-wallet': [409, 'The player has linked no such wallet'],
      'address-invalid': [409, 'This is no address of TON: a character is wrong, missing or too many'],
      'address-other-network': [409, 'The address is marked for a test network'],
      'address-other-workchain': [409, 'The address is not in the basic workchain: nothing is paid to it'],
      'address-ours': [409, 'The address is our own: nothing sent there would be theirs'],
      'address-token': [409, 'The address is that of the token itself, not of a wallet: what is sent there is lost'],
      'memo-too-long': [409, 'The memo is longer than 123 bytes'],
      'memo-invalid': [409, 'The memo has characters that cannot be written along'],
      'already-saved': [409, 'It is saved and confirmed already'],
      'too-many-destinations': [409, 'So many are saved that one must be removed first; see `most`'],
      'rail-off': [503, 'Nothing here pays to such a destination at the moment'],
      'account-closed': [409, 'This account was joined with another one'],
      'no-chat': [409, 'The bot cannot write to this player'],
      'codes-locked': [429, 'Too many wrong codes; see `until`'],
      'too-many-codes': [429, 'Too many codes were asked for; see `until`'],
    },
  }),
  confirmDestination: route({
    method: 'post',
    path: '/destinations/{id}/confirm',
    about: 'Confirms a destination by the code from the chat',
    who: 'player',
    limited: 'code',
    object: theirs,
    body: z.object({ digits: z.string().regex(/^\d{6}$/) }),
    answer: destinationBody,
    status: 200,
    refusals: {
      ...unknown,
      'code-unknown': [404, 'There is no code for it'],
      'code-over': [409, 'The code was used, replaced or ran out'],
      'code-wrong': [409, 'The code is wrong; see `triesLeft`'],
      'act-changed': [409, 'The destination is not to be confirmed any more'],
    },
  }),
  removeDestination: route({
    method: 'delete',
    path: '/destinations/{id}',
    about: 'Removes a destination: nothing is paid to it any more',
    who: 'player',
    object: theirs,
    status: 204,
    refusals: { ...unknown, 'in-use': [409, 'A withdrawal to it is under way'] },
  }),
} as const;
