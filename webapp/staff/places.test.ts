import { expect, test } from 'vitest';
import { addressOf, filterOf, type Place, placeOf } from './places.ts';

const id = '019aa5f0-9d3c-7a42-8f10-0000a1b2c3d4';

test.each<Place>([
  { page: 'queue', name: 'stuck' },
  { page: 'switches' },
  { page: 'wallets' },
  { page: 'players' },
  { page: 'player', id },
  { page: 'kyc' },
  { page: 'kyc-case', id },
  { page: 'decide' },
  { page: 'decide', workflow: `deposit-${id}` },
  { page: 'trail', filter: {} },
  { page: 'trail', filter: { subject: 'a b&c=d', actor: 'staff', actorId: id, action: 'staff.' }, entry: '42' },
])('the address of %j leads back to it', (place) => {
  const address = new URL(addressOf(place), 'http://desk.invalid');
  expect(address.pathname).toBe('/staff/');
  expect(placeOf(address.search)).toEqual(place);
});

test.each(['', '?signed-in', '?somewhere=else'])('the address %j leads nowhere in particular', (search) => {
  expect(placeOf(search)).toBeUndefined();
});

test('a verification is decided in its case: the address of its decision leads there', () => {
  expect(placeOf(`?decide=kyc-${id}`)).toEqual({ page: 'kyc-case', id });
  expect(placeOf('?decide=kyc-1')).toEqual({ page: 'decide', workflow: 'kyc-1' });
});

test.each(['?player=1', '?kyc=1', '?player=', '?queue=', '?queue=all'])(
  'the address %j is of nothing there is, and no other page stands for it',
  (search) => {
    expect(placeOf(search)).toEqual({ page: 'none' });
  },
);

test('a filter keeps what it knows and what is not empty', () => {
  const typed: Record<string, string> = { subject: '  ', actor: 'stranger', action: ' staff. ' };
  expect(filterOf((field) => typed[field] ?? null)).toEqual({ action: 'staff.' });
});
