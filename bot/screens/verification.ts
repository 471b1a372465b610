import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatMoney } from '../../contracts/texts/format.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { VerificationShown } from '../../use-cases/show-verification.ts';
import { key, type Screen } from './screen.ts';

type Shown = Omit<VerificationShown, 'documents' | 'mayAsk' | 'total'> &
  Partial<Pick<VerificationShown, 'mayAsk' | 'total'>>;

/** Where a verification stands, in words: what is asked and why, until when, and the way to send it. */
export function verificationScreen(t: Texts, shown: Shown, appUrl: string | undefined): Screen {
  return {
    text: [t('kyc-title'), ...linesOf(t, shown)].join('\n'),
    keys: [...inApp(t, shown, appUrl), [key(t('menu-home'), 'home')]],
  };
}

function linesOf(t: Texts, { status, level, levelUntil, because, answerBy, asked, total }: Shown): string[] {
  switch (status) {
    case 'idle':
      return [t('kyc-idle')];
    case 'asked': {
      const open = asked.filter(({ state }) => state === 'asked' || state === 'again');
      return [
        ...(total ? [totalLine(t, total)] : []),
        ...(because === undefined ? [] : [t(`kyc-because-${because}`)]),
        '',
        ...open.map(({ kind, why }) => {
          const what = t(`kyc-document-${kind}`);
          return why === undefined
            ? `• ${what}`
            : `• ${t('kyc-again', { document: what, why: t(`kyc-again-${why}`) })}`;
        }),
        ...(open.length === 0 ? [t('kyc-all-there')] : []),
        '',
        ...(answerBy === undefined
          ? []
          : [t(answerBy > new Date() ? 'kyc-until' : 'kyc-was-until', { day: dayOf(answerBy) })]),
      ];
    }
    case 'checking':
    case 'in-review':
      return [t('kyc-looking')];
    case 'approved':
      return [
        t(level === 'none' ? 'kyc-ended' : `kyc-level-${level}`),
        ...(levelUntil === undefined ? [] : [t('kyc-level-until', { day: levelUntil })]),
      ];
    case 'refused':
      return [t('kyc-refused')];
  }
}

const totalLine = (t: Texts, { so, of, days }: NonNullable<VerificationShown['total']>): string =>
  t('kyc-total', { so: formatMoney(so, t.language), of: formatMoney(of, t.language), days });

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const inApp = (t: Texts, { status }: Shown, appUrl: string | undefined): InlineKeyboardButton[][] =>
  appUrl === undefined || status === 'refused'
    ? []
    : [[{ text: t(status === 'asked' ? 'kyc-send' : 'kyc-open'), web_app: { url: new URL('kyc', appUrl).href } }]];
