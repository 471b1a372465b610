import type { InlineKeyboardButton } from '@grammyjs/types';
import { shortened } from '../../contracts/texts/format.ts';

/** One message: Telegram's HTML, and the keys below it. */
export type Screen = { readonly text: string; readonly keys: readonly (readonly InlineKeyboardButton[])[] };

/** The screen as the body of sendMessage or editMessageText. */
export const messageOf = ({ text, keys }: Screen) => ({
  text,
  parse_mode: 'HTML' as const,
  link_preview_options: { is_disabled: true },
  reply_markup: { inline_keyboard: keys.map((row) => [...row]) },
});

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
/** Text of others' making, as text and nothing else. */
export const escaped = (text: string): string => text.replaceAll(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

/** Where money goes. The label of a destination is shortened already: its ends and its memo are what it is known by. */
export const placeText = (destination: string): string =>
  escaped(destination.includes('…') ? destination : shortened(destination));

export const key = (text: string, data: string): InlineKeyboardButton => ({ text, callback_data: data });
