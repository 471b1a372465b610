import { formatMoney, formatTime } from '../../contracts/texts/format.ts';
import type { Act } from '../../domain/acts.ts';
import { assert } from '../../domain/assert.ts';
import type { Money } from '../../domain/money.ts';
import type { CodeEnd, CodeView } from '../../records/identity/codes.ts';
import type { Texts } from '../../runtime/texts.ts';
import { key, placeText, type Screen } from './screen.ts';

/**
 * A code as it is now: what it confirms, spelled out, with the digits while it is open; then what became of it, without
 * them. Its message never becomes another screen: its menu key opens a new one.
 */
export function codeScreen(t: Texts, code: CodeView, digits: string | undefined): Screen {
  if (code.end) return endedScreen(t, code, code.end);
  assert(digits !== undefined, 'an open code is shown with its digits');
  const until = formatTime(code.expiresAt);
  return {
    text: [
      t('code-ask', { act: t(`code-act-${code.act.kind}`) }),
      ...terms(t, code.act),
      '',
      t('code-digits', { digits, until }),
    ].join('\n'),
    keys: [[key(t('code-yes'), `code:yes:${code.id}`)], [key(t('code-no'), `code:no:${code.id}`)]],
  };
}

/** A code that was typed into the chat: there it is confirmed with a key. */
export const typedCodeScreen = (t: Texts): Screen => ({ text: t('code-typed-in-chat'), keys: [] });

/** Too many wrong codes: none for a while. */
export const codesLockedScreen = (t: Texts, until: Date): Screen => ({
  text: t('code-locked', { until: formatTime(until) }),
  keys: [[key(t('menu-home'), 'home:new')]],
});

function terms(t: Texts, { amount, fee, destination, arrives }: Act<string>): string[] {
  const say = (each: Money) => formatMoney(each, t.language);
  return [
    ...(amount ? [t('code-amount', { amount: say(amount) })] : []),
    ...(fee ? [t('code-fee', { fee: say(fee) })] : []),
    ...(arrives ? [t('code-arrives', { about: say(arrives.about), least: say(arrives.least) })] : []),
    ...(destination === undefined ? [] : [t('code-destination', { destination: placeText(destination) })]),
  ];
}

function endedScreen(t: Texts, { act, expiresAt, lockedUntil }: CodeView, end: { as: CodeEnd; at: Date }): Screen {
  const text = (): string => {
    switch (end.as) {
      case 'confirmed':
        return [
          t('code-confirmed', { done: t(`code-done-${act.kind}`, { at: formatTime(end.at) }) }),
          ...terms(t, act),
        ].join('\n');
      case 'denied':
        return t('code-denied');
      case 'expired':
        return t('code-expired', { until: formatTime(expiresAt) });
      case 'replaced':
        return t('code-replaced');
      case 'exhausted':
        return t('code-exhausted');
      case 'changed':
        return t('code-changed');
      case 'locked':
        return t('code-locked', { until: formatTime(lockedUntil ?? end.at) });
    }
  };
  return { text: text(), keys: [[key(t('menu-home'), 'home:new')]] };
}
