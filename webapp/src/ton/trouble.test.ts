import { FluentBundle } from '@fluent/bundle';
import {
  BadRequestError,
  TonConnectError,
  UnknownAppError,
  UserRejectsError,
  WalletMissingRequiredFeaturesError,
  WalletNotConnectedError,
  WalletNotSupportFeatureError,
  WalletWrongNetworkError,
} from '@tonconnect/ui-react';
import { describe, expect, test } from 'vitest';
import { languages } from '../../../contracts/languages.ts';
import { textsOf } from '../../../contracts/texts/test-sources.ts';
import { Refused } from '../api/client.ts';
import type { Texts } from '../texts.tsx';
import { type Trouble, toldBy, troubleText } from './trouble.ts';

const TROUBLES = Object.keys({
  declined: true,
  'request-over': true,
  'request-refused': true,
  switched: true,
  disconnected: true,
  'wrong-network': true,
  'too-little-gas': true,
  'too-little-balance': true,
  'not-payable': true,
  'already-sent': true,
  'address-invalid': true,
  'chain-away': true,
  paused: true,
  'no-proof': true,
  'wallet-unable': true,
  offline: true,
  failed: true,
} satisfies Record<Trouble, true>) as Trouble[];

/** The app's words of one language; what is not written, or not told, is a fault. */
function spoken(language: (typeof languages)[number]): Texts {
  const bundle = new FluentBundle(language, { useIsolating: false });
  const body = [...textsOf(language, 'app')].map(([id, value]) => ({ id, value, attributes: {} }));
  bundle.addResource({ body } as unknown as Parameters<FluentBundle['addResource']>[0]);
  const text = (id: string, args?: Parameters<Texts>[1]): string => {
    const pattern = bundle.getMessage(id)?.value;
    const faults: Error[] = [];
    const said = pattern ? bundle.formatPattern(pattern, args, faults) : '';
    expect([id, said === '', faults]).toEqual([id, false, []]);
    return said;
  };
  const texts: Texts = Object.assign(text, { language, whole: () => Promise.resolve(texts) });
  return texts;
}

const needs = { asset: 'TON', minor: '60000000' } as const;
const has = { asset: 'TON', minor: '10000000' } as const;

describe.each(languages)('in %s', (language) => {
  test('each trouble has a text, and no two have the same', () => {
    const t = spoken(language);
    const said = TROUBLES.map((trouble) => troubleText(t, { trouble, needs, has }));
    expect(new Set(said).size).toBe(TROUBLES.length);
  });

  test.each(['too-little-gas', 'too-little-balance'] as const)(
    '%s names what is there and what is needed',
    (trouble) => {
      const said = troubleText(spoken(language), { trouble, needs, has });
      expect(said).toMatch(/0[.,٫]01\D/);
      expect(said).toMatch(/0[.,٫]06\D/);
    },
  );
});

const refused = (reason: string) => new Refused({ reason });

test.each([
  ['declined', new UserRejectsError('Reject request')],
  ['request-over', new BadRequestError('Request expired')],
  ['request-over', new BadRequestError('valid_until is in the past')],
  ['request-refused', new BadRequestError('Too many messages')],
  ['request-refused', new UnknownAppError()],
  ['request-refused', new TonConnectError('whatever comes next')],
  ['disconnected', new WalletNotConnectedError()],
  ['wrong-network', new WalletWrongNetworkError('no', { cause: { expectedChainId: '-3', actualChainId: '-239' } })],
  ['wrong-network', refused('wrong-network')],
  ['too-little-gas', refused('too-little-gas')],
  ['too-little-balance', refused('too-little-balance')],
  ['not-payable', refused('not-payable')],
  ['already-sent', refused('already-sent')],
  ['address-invalid', refused('address-invalid')],
  ['chain-away', refused('chain-away')],
  ['paused', refused('rail-off')],
  ['paused', refused('rail-paused')],
  [
    'wallet-unable',
    new WalletNotSupportFeatureError('no', { cause: { requiredFeature: { featureName: 'SendTransaction' } } } as never),
  ],
  ['wallet-unable', new WalletMissingRequiredFeaturesError('no', { cause: { connectEvent: {} } } as never)],
  ['offline', refused('offline')],
  ['failed', refused('unavailable')],
  ['failed', new Error('a bug of ours')],
] as const)('%s is told of %s', (trouble, error) => {
  expect(toldBy(error).trouble).toBe(trouble);
});

test('what is there and what is needed is told as the answer had it', () => {
  expect(toldBy(new Refused({ reason: 'too-little-gas', needs, has }))).toEqual({
    trouble: 'too-little-gas',
    needs,
    has,
  });
});
