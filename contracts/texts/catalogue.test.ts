import { expect, test } from 'vitest';
import { checkoutRefusals } from '../../domain/checkout.ts';
import { money } from '../../domain/money.ts';
import { loadTexts } from '../../runtime/texts.ts';
import type { DepositRefusal } from '../../use-cases/open-deposit.ts';
import { idsOf, languages, textsAskedFor } from './test-sources.ts';

const english = idsOf('en');
const asked = textsAskedFor();
const holes = asked.filter((id) => id.includes('*'));
const matches = (id: string, hole: string) => new RegExp(`^${hole.replaceAll('*', '.+')}$`).test(id);

test('code asks for texts by names that can be read from it', () => {
  expect(asked.length).toBeGreaterThan(20);
  expect(asked).not.toContain('?');
});

test('every text that code asks for is written', () => {
  const missing = asked.filter((id) => !english.some((text) => (id.includes('*') ? matches(text, id) : text === id)));
  expect(missing).toEqual([]);
});

test('every text that is written is asked for', () => {
  expect(english.filter((text) => !asked.includes(text) && !holes.some((hole) => matches(text, hole)))).toEqual([]);
});

test('no text is written twice: the second would never be read', () => {
  expect(new Set(english).size).toBe(english.length);
});

test.each(languages())('%s has every text that English has, and no other', (language) => {
  expect(idsOf(language).sort()).toEqual([...english].sort());
});

test.each(checkoutRefusals)('a payment refused as %s is refused with a text that Telegram takes', (reason) => {
  const text = loadTexts().of('en')(`checkout-${reason}`);
  expect(text.length).toBeLessThanOrEqual(200);
  expect(text).toMatch(/^[A-Z].*\.$/);
});

const refusals = {
  'below-minimum': { reason: 'below-minimum', least: money('EUR', 500n) },
  'above-maximum': { reason: 'above-maximum', most: money('EUR', 500_000n) },
  'rail-off': { reason: 'rail-off' },
  'too-many-open': { reason: 'too-many-open', count: 5 },
} satisfies { [R in DepositRefusal['reason']]: Extract<DepositRefusal, { reason: R }> };

test.each(Object.keys(refusals))('a deposit refused as %s has its text', (reason) => {
  expect(english).toContain(`refused-${reason}`);
});

test.each(['paid-twice', 'amount-differs', 'paid-by-another'])(
  'money owed because it was %s has its text',
  (reason) => {
    const text = loadTexts().of('en')(`deposit-owed-${reason}`, { code: 'D-7K3M9P' });
    expect(text).toContain('D-7K3M9P');
    expect(text).toContain('not in your cash');
  },
);
