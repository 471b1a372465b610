import { deviceStore } from './store.ts';

/** What the player chose for this device; `telegram` follows whatever opened the app. */
export type ThemeChoice = 'telegram' | 'light' | 'dark';

const KEY = 'cage:theme';

export const readThemeChoice = (): ThemeChoice => {
  const kept = deviceStore.get(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'telegram';
};

/** Telegram's theme as far as it matters here; colours as #rrggbb. */
export type HostTheme = Readonly<Record<'surface' | 'raised' | 'text' | 'button' | 'buttonText', string | undefined>>;

/** WCAG 2.2, 1.4.3: least contrast of text. */
const LEAST = 4.5;

/** Which of Telegram's colour pairs can be read; the others are the house's own. */
export function readablePairs(theme: HostTheme): { surface: boolean; accent: boolean } {
  const { surface, raised, text, button, buttonText } = theme;
  return {
    surface: [surface, raised].every((ground) => !ground || !text || contrast(text, ground) >= LEAST),
    accent: !button || !buttonText || contrast(buttonText, button) >= LEAST,
  };
}

/** 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

export const isDark = (colour: string): boolean => luminance(colour) < 0.18;

function luminance(colour: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

/** Whatever else stands in a link is no colour. */
const HEX = /^#[0-9a-f]{6}$/i;

let host: HostTheme | undefined;

/** Draws the page in the chosen theme. With a choice of their own, Telegram's colours would be those of another theme. */
export function applyTheme(choice: ThemeChoice = readThemeChoice()): void {
  const root = document.documentElement;
  const hostIsDark = host?.surface === undefined ? undefined : isDark(host.surface);
  const deviceIsDark = matchMedia('(prefers-color-scheme: dark)').matches;
  const dark = choice === 'telegram' ? (hostIsDark ?? deviceIsDark) : choice === 'dark';
  root.dataset.theme = dark ? 'dark' : 'light';
  const pairs = readablePairs(host ?? ({} as HostTheme));
  const isHosts = choice === 'telegram' || hostIsDark === dark;
  root.dataset.hostSurface = isHosts && pairs.surface ? 'on' : 'off';
  root.dataset.hostAccent = isHosts && pairs.accent ? 'on' : 'off';
}

export function chooseTheme(choice: ThemeChoice): void {
  if (choice === 'telegram') deviceStore.remove(KEY);
  else deviceStore.set(KEY, choice);
  applyTheme(choice);
}

export type Colours = Readonly<Record<string, string | undefined>>;

/** Telegram told its colours, at the start or because its own theme was changed: they become --tg-theme-* on the page. */
export function wearHostTheme(told: Colours): void {
  const colours = Object.fromEntries(Object.entries(told ?? {}).filter(([, colour]) => HEX.test(String(colour))));
  for (const [name, colour] of Object.entries(colours))
    if (colour) setHostVariable(`theme-${name.replaceAll('_', '-')}`, colour);
  host = {
    surface: colours.secondary_bg_color ?? colours.bg_color,
    raised: colours.section_bg_color ?? colours.bg_color,
    text: colours.text_color,
    button: colours.button_color,
    buttonText: colours.button_text_color,
  };
  applyTheme();
}

export const setHostVariable = (name: string, value: string): void =>
  document.documentElement.style.setProperty(`--tg-${name}`, value);
