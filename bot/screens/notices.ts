import { noticeKinds } from '../../domain/notices.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { NoticesShown } from '../../use-cases/own-notices.ts';
import { escaped, key, type Screen } from './screen.ts';

/** What is offered to press; the app takes any minutes. */
const QUIET = [
  [22 * 60, 8 * 60],
  [23 * 60, 7 * 60],
  [0, 9 * 60],
] as const;

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** What the bot writes of its own accord: each line is a switch, which says what it is now. */
export function noticesScreen(t: Texts, shown: NoticesShown, note?: string): Screen {
  const { quiet, zone, isListed } = shown;
  const hours = {
    from: quiet ? clock(quiet.from) : 'none',
    until: quiet ? clock(quiet.until) : '',
    zone: escaped(zone),
  };
  const turn = (label: string, name: string, isOn: boolean) => [
    key(`${isOn ? '✓' : '✗'} ${label}`, `notices:${name}:${isOn ? 'off' : 'on'}`),
  ];
  const isNow = (from: number, until: number) => quiet?.from === from && quiet.until === until;
  return {
    text: [...(note ? [`${note}\n`] : []), t('notices'), t('notices-quiet', hours), t('notices-zone')].join('\n'),
    keys: [
      ...noticeKinds.map((kind) => turn(t(`notices-${kind}`), kind, shown[kind])),
      turn(t('notices-listed'), 'listed', isListed),
      QUIET.map(([from, until]) =>
        key(`${isNow(from, until) ? '✓ ' : ''}${clock(from)}–${clock(until)}`, `notices:quiet:${from}-${until}`),
      ),
      ...(quiet ? [[key(t('notices-loud'), 'notices:quiet:none')]] : []),
      [key(t('menu-back'), 'home')],
    ],
  };
}
