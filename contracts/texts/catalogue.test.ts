import { describe, expect, test } from 'vitest';
import { actKinds } from '../../domain/acts.ts';
import { checkoutRefusals, owedReasons } from '../../domain/checkout.ts';
import { money } from '../../domain/money.ts';
import { withdrawalStatuses } from '../../domain/withdrawals.ts';
import { loadTexts } from '../../runtime/texts.ts';
import type { DepositRefusal } from '../../use-cases/open-deposit.ts';
import { languages } from '../languages.ts';
import { folders, idsOf, type Speaker, speakers, textsAskedFor, textsOf } from './test-sources.ts';

const matches = (id: string, hole: string) => new RegExp(`^${hole.replaceAll('*', '.+')}$`).test(id);

test('every language that is offered has a folder, and every folder is offered', () => {
  expect(folders().sort()).toEqual([...languages].sort());
});

describe.each(Object.keys(speakers) as Speaker[])('%s', (speaker) => {
  const [, ...own] = speakers[speaker].files;
  const written = [...textsOf('en', speaker).keys()];
  const asked = textsAskedFor(speaker);
  const holes = asked.filter((id) => id.includes('*'));

  test('code asks for texts by names that can be read from it', () => {
    expect(asked.length).toBeGreaterThan(20);
    expect(asked).not.toContain('?');
  });

  test('every text that code asks for is written', () => {
    const missing = asked.filter((id) => !written.some((text) => (id.includes('*') ? matches(text, id) : text === id)));
    expect(missing).toEqual([]);
  });

  test('every text that is written is asked for', () => {
    const unused = own
      .flatMap((file) => idsOf('en', file))
      .filter((text) => !asked.includes(text) && !holes.some((hole) => matches(text, hole)));
    expect(unused).toEqual([]);
  });

  test.each(languages)('no text of %s is written twice: the second would never be read', (language) => {
    const all = speakers[speaker].files.flatMap((file) => idsOf(language, file));
    expect(all.length).toBe(new Set(all).size);
  });

  test.each(languages)('%s has every text that English has, and no other', (language) => {
    expect([...textsOf(language, speaker).keys()].sort()).toEqual([...written].sort());
  });

  test.each(languages)('%s says nothing without what English says it with', (language) => {
    const english = textsOf('en', speaker);
    for (const [id, pattern] of textsOf(language, speaker))
      expect([id, variablesOf(pattern)]).toEqual([id, variablesOf(english.get(id))]);
  });
});

/** What a text speaks of: amounts, times, counts. Fluent's own tree names each `{type: 'var', name}`. */
function variablesOf(pattern: unknown): string[] {
  const found = new Set<string>();
  JSON.stringify(pattern, (_key, value) => {
    if (value?.type === 'var') found.add(value.name);
    return value;
  });
  return [...found].sort();
}

test('the app has a word for each state that a withdrawal can be in', () => {
  const written = [...textsOf('en', 'app').keys()];
  expect(withdrawalStatuses.map((status) => `payout-${status}`).filter((id) => !written.includes(id))).toEqual([]);
});

test('a word that both share is used by one of them at least', () => {
  const asked = [...textsAskedFor('chat'), ...textsAskedFor('app')];
  expect(idsOf('en', 'common').filter((id) => !asked.some((wanted) => matches(id, wanted)))).toEqual([]);
});

/** What there is room for, in signs. Telegram's own limits are harder: it refuses what is longer (Bot API). */
const ROOM: readonly [ids: RegExp, most: number][] = [
  [/^command-/, 60],
  [/^bot-about$/, 120],
  [/^bot-description$/, 512],
  [/^invoice-title$/, 32],
  [/^checkout-/, 200],
  [/^menu-/, 20],
  [/^tab-/, 14],
];

test.each(languages)('no text of %s is longer than the place it is for', (language) => {
  for (const speaker of Object.keys(speakers) as Speaker[])
    for (const [id, pattern] of textsOf(language, speaker)) {
      const most = ROOM.find(([ids]) => ids.test(id))?.[1];
      if (most !== undefined && typeof pattern === 'string') expect([id, pattern.length <= most]).toEqual([id, true]);
    }
});

test.each(languages)('no text of %s is much longer than in English: lines are laid out for it', (language) => {
  for (const speaker of Object.keys(speakers) as Speaker[]) {
    const english = textsOf('en', speaker);
    for (const [id, pattern] of textsOf(language, speaker)) {
      const inEnglish = english.get(id);
      if (typeof pattern !== 'string' || typeof inEnglish !== 'string') continue;
      expect([id, pattern.length <= inEnglish.length * 1.7 + 10]).toEqual([id, true]);
    }
  }
});

const refusals = {
  'below-minimum': { reason: 'below-minimum', least: money('EUR', 500n) },
  'above-maximum': { reason: 'above-maximum', most: money('EUR', 500_000n) },
  'wrong-asset': { reason: 'wrong-asset', least: money('EUR', 500n) },
  'no-rate': { reason: 'no-rate' },
  'rail-off': { reason: 'rail-off' },
  'rail-paused': { reason: 'rail-paused' },
  'no-telegram': { reason: 'no-telegram' },
  'account-closed': { reason: 'account-closed' },
  'over-limit': { reason: 'over-limit', window: 'day', left: money('EUR', 500n) },
  excluded: { reason: 'excluded', until: new Date(0) },
  'verification-needed': { reason: 'verification-needed', level: 'basic' },
  'kyc-refused': { reason: 'kyc-refused' },
  'too-many-open': { reason: 'too-many-open', count: 5 },
} satisfies { [R in DepositRefusal['reason']]: Extract<DepositRefusal, { reason: R }> };

describe.each(languages)('in %s', (language) => {
  const t = loadTexts().of(language);

  test.each(checkoutRefusals)('a payment refused as %s is refused with a whole sentence', (reason) => {
    expect(t(`checkout-${reason}`)).toMatch(/^\P{Ll}.*\.$/su);
  });

  test.each(Object.keys(refusals))('a deposit refused as %s has its text', (reason) => {
    expect([...textsOf(language, 'chat').keys()]).toContain(`refused-${reason}`);
  });

  test.each(actKinds)(
    'an act of the kind %s is spelled out before it is confirmed, and told in a whole sentence after',
    (kind) => {
      expect([...textsOf(language, 'chat').keys()]).toContain(`code-act-${kind}`);
      expect(t(`code-done-${kind}`, { at: '14:05' })).toMatch(/^\P{Ll}.*14:05.*\.$/su);
    },
  );

  test.each(owedReasons)('money owed because it was %s has its text, with the code to quote', (reason) => {
    expect(t(`deposit-owed-${reason}`, { code: 'D-7K3M9P' })).toContain('D-7K3M9P');
  });
});
