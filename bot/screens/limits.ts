import type { InlineKeyboardButton } from '@grammyjs/types';
import { formatDate, formatMoney, formatTime } from '../../contracts/texts/format.ts';
import type { Asset } from '../../domain/assets.ts';
import {
  type BreakLength,
  breakLengths,
  type ExclusionLength,
  exclusionLengths,
  type LimitKind,
  limitPresets,
  type Measure,
} from '../../domain/limits.ts';
import { money } from '../../domain/money.ts';
import type { PlayPause } from '../../records/compliance/exclusions.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { LimitShown, LimitsShown } from '../../use-cases/own-limits.ts';
import { key, type Screen } from './screen.ts';

/** A day and a time on a clock both sides can name. */
export const formatMoment = (t: Texts, at: Date): string => `${formatDate(at, t.language)}, ${formatTime(at)} UTC`;

/** Every limit that is set, with what is left of it; what can be set; and the way to a pause. */
export function limitsScreen(t: Texts, shown: LimitsShown, appUrl: string | undefined, note?: string): Screen {
  const set = shown.limits.filter(({ value, wish }) => value !== undefined || wish);
  const lines = set.length === 0 ? [t('limits-none')] : set.flatMap((limit) => linesOf(t, limit, shown.wallet));
  const pause = shown.pause ? [`${pauseText(t, shown.pause)}\n`] : [];
  const ripe = shown.limits.filter(({ wish }) => wish);
  return {
    text: [...(note ? [`${note}\n`] : []), t('limits'), ...pause, ...lines].join('\n'),
    keys: [
      ...ripe.map((limit) => wishKeys(t, limit)),
      (['deposit', 'loss', 'session'] as const).map((kind) => key(t(`limits-kind-${kind}`), `limits:set:${kind}`)),
      [key(t('limits-break'), 'limits:break'), key(t('limits-exclusion'), 'limits:exclusion')],
      ...inApp(t, appUrl),
      [key(t('menu-back'), 'home')],
    ],
  };
}

const inApp = (t: Texts, appUrl: string | undefined): InlineKeyboardButton[][] =>
  appUrl === undefined ? [] : [[{ text: t('limits-app'), web_app: { url: `${appUrl.replace(/\/$/, '')}/limits` } }]];

function linesOf(t: Texts, limit: LimitShown, wallet: Asset): string[] {
  const { kind, window, value, left, wish } = limit;
  const now =
    value === undefined || left === undefined
      ? []
      : [
          t('limit-line', {
            kind,
            window,
            value: valueText(t, kind, value, wallet),
            left: valueText(t, kind, left, wallet),
          }),
        ];
  const wished = wish
    ? [
        t('limit-wish', {
          kind,
          window,
          value: wish.value === undefined ? 'none' : valueText(t, kind, wish.value, wallet),
          from: formatMoment(t, wish.from),
          ripe: wish.isRipe ? 'yes' : 'no',
        }),
      ]
    : [];
  return [...now, ...wished];
}

const wishKeys = (t: Texts, { kind, window, wish }: LimitShown): InlineKeyboardButton[] => [
  ...(wish?.isRipe ? [key(t('limit-confirm'), `limits:confirm:${kind}:${window}`)] : []),
  key(t('limit-keep'), `limits:keep:${kind}:${window}`),
];

const valueText = (t: Texts, kind: LimitKind, value: bigint, wallet: Asset): string =>
  kind === 'session' ? t('minutes', { minutes: Number(value) }) : formatMoney(money(wallet, value), t.language);

/** How much, for one window: what is tighter than now works at once, and that is said. */
export function setLimitScreen(t: Texts, { kind, window }: Measure, { wallet, limits }: LimitsShown): Screen {
  const now = limits.find((limit) => limit.kind === kind && limit.window === window)?.value;
  const presets = limitPresets[kind].map((value) =>
    key(`${value === now ? '✓ ' : ''}${valueText(t, kind, value, wallet)}`, `limits:to:${kind}:${window}:${value}`),
  );
  const windows = kind === 'session' ? [] : (['day', 'week', 'month'] as const);
  return {
    text: t('limit-set', { kind, window }),
    keys: [
      ...(windows.length > 0
        ? [
            windows.map((each) =>
              key(`${each === window ? '✓ ' : ''}${t(`window-${each}`)}`, `limits:set:${kind}:${each}`),
            ),
          ]
        : []),
      presets.slice(0, 3),
      presets.slice(3),
      ...(now === undefined ? [] : [[key(t('limit-remove'), `limits:to:${kind}:${window}:none`)]]),
      [key(t('menu-back'), 'limits')],
    ],
  };
}

export const breakScreen = (t: Texts): Screen => ({
  text: t('break-choose'),
  keys: [
    breakLengths.map((length) => key(t(`pause-length-${length}`), `limits:break:${length}`)),
    [key(t('menu-back'), 'limits')],
  ],
});

export const exclusionScreen = (t: Texts): Screen => ({
  text: t('exclusion-choose'),
  keys: [
    exclusionLengths.map((length) => key(t(`pause-length-${length}`), `limits:exclusion:${length}`)),
    [key(t('menu-back'), 'limits')],
  ],
});

/** The last question before what cannot be taken back. */
export const confirmPauseScreen = (
  t: Texts,
  kind: 'break' | 'exclusion',
  length: BreakLength | ExclusionLength,
): Screen => ({
  text: t('pause-confirm', { kind, length: t(`pause-length-${length}`) }),
  keys: [[key(t('pause-yes'), `limits:${kind}:${length}:yes`)], [key(t('pause-no'), 'limits')]],
});

export const pauseText = (t: Texts, { kind, until }: Pick<PlayPause, 'kind' | 'until'>): string =>
  until ? t('paused-until', { kind, until: formatMoment(t, until) }) : t('paused-for-ever');
