import type { InlineKeyboardButton } from '@grammyjs/types';
import type { Texts } from '../../runtime/texts.ts';
import { escaped, key, type Screen } from './screen.ts';

/** The key that opens the app at its settings; none while Telegram does not open the app. */
export const settingsKey = (t: Texts, appUrl: string | undefined): InlineKeyboardButton[] =>
  appUrl === undefined ? [] : [{ text: t('menu-settings'), web_app: { url: new URL('settings', appUrl).href } }];

export const settingsScreen = (t: Texts, appUrl: string | undefined): Screen => ({
  text: t(appUrl === undefined ? 'settings-away' : 'settings-in-app'),
  keys: [settingsKey(t, appUrl), [key(t('menu-home'), 'home')]].filter((row) => row.length > 0),
});

/** @param contact how staff are reached, in the operator's words */
export const supportScreen = (t: Texts, contact: string | undefined): Screen => ({
  text: contact === undefined ? t('support-none') : t('support', { contact: escaped(contact) }),
  keys: [[key(t('menu-home'), 'home')]],
});
