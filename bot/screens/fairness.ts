import type { InlineKeyboardButton } from '@grammyjs/types';
import type { SeedsShown } from '../../records/play/round-reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { ChangeSeedsRefusal } from '../../use-cases/change-seeds.ts';
import { escaped, key, type Screen } from './screen.ts';

/** So much of a commitment names it in a key, beside which a seed must have room. */
export const commitmentHead = (commitment: string): string => commitment.slice(0, 8);

/** A key carries 64 bytes, and its own beginning takes some (Bot API, InlineKeyboardButton: callback_data). The app takes 64 signs. */
export const CHAT_SEED_MOST = 64 - 'seed::'.length - commitmentHead('0'.repeat(64)).length;

/** What is committed to, now and next, and how the player has their part in it. */
export function fairScreen(t: Texts, seeds: SeedsShown, appUrl: string | undefined, note?: string): Screen {
  const { now, next } = seeds;
  const pairs = [
    // Who never played has nothing in use yet.
    ...(now.clientSeed === undefined
      ? []
      : [t('fair-now', { commitment: now.commitment, clientSeed: escaped(now.clientSeed), rounds: now.rounds })]),
    t('fair-next', { commitment: next.commitment }),
    t('fair-change', { most: CHAT_SEED_MOST }),
  ];
  return {
    text: [...(note === undefined ? [] : [note]), t('fair'), ...pairs].join('\n\n'),
    keys: [
      [key(t('fair-make'), `seed:${commitmentHead(next.commitment)}:`)],
      ...verifyKey(t, appUrl),
      [key(t('games-all'), 'games'), key(t('menu-back'), 'home')],
    ],
  };
}

const verifyKey = (t: Texts, appUrl: string | undefined): InlineKeyboardButton[][] =>
  appUrl === undefined ? [] : [[{ text: t('fair-verify'), web_app: { url: `${appUrl}fairness` } }]];

/** Before the pair in use is opened: both halves of the next one, ours first, which was there before theirs. */
export const confirmSeedScreen = (t: Texts, { next }: SeedsShown, clientSeed: string): Screen => ({
  text: t('seed-confirm', { commitment: next.commitment, clientSeed: escaped(clientSeed) }),
  keys: [[key(t('seed-begin'), `seed:${commitmentHead(next.commitment)}:${clientSeed}`)], [key(t('seed-not'), 'fair')]],
});

/** The pair that was in use is open: with it anybody counts its rounds again. */
export function seedsChangedScreen(t: Texts, { now, before }: SeedsShown, appUrl: string | undefined): Screen {
  const [opened] = before;
  return {
    text: [
      t('seeds-changed', { commitment: now.commitment, clientSeed: escaped(now.clientSeed ?? '–') }),
      ...(opened?.serverSeed === undefined
        ? []
        : [
            t('seeds-opened', {
              serverSeed: opened.serverSeed,
              commitment: opened.commitment,
              clientSeed: escaped(opened.clientSeed ?? '–'),
              rounds: opened.rounds,
            }),
          ]),
    ].join('\n\n'),
    keys: [...verifyKey(t, appUrl), [key(t('games-all'), 'games'), key(t('menu-back'), 'home')]],
  };
}

export const seedRefusalText = (t: Texts, { reason }: ChangeSeedsRefusal): string =>
  t(`seed-refused-${reason}`, { most: CHAT_SEED_MOST });
