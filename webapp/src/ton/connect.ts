import { THEME, TonConnect, TonConnectUI } from '@tonconnect/ui-react';
import { deviceStore } from '../store.ts';

/** The one line to wallets that this page has. */
let line: TonConnectUI | undefined;

const OWNER = 'cage:wallet-of';
/** Before all that the library keeps on the device. */
const KEPT = 'ton-connect';

export type LineWish = {
  /** Who is here: a wallet that somebody else connected is not shown to them. */
  readonly player: string;
  readonly language: string;
  /** Where a wallet inside of Telegram goes back to; undefined in a browser. */
  readonly back: string | undefined;
};

/** The line to wallets, as the page speaks and looks now. A connection from before is taken up again. */
export function openLine({ player, language, back }: LineWish): TonConnectUI {
  if (deviceStore.get(OWNER) !== player) {
    if (line?.connected) void line.disconnect().catch(() => undefined);
    else deviceStore.removeAll(KEPT);
    deviceStore.set(OWNER, player);
  }
  line ??= new TonConnectUI({
    connector: new TonConnect({
      manifestUrl: `${location.origin}/tonconnect-manifest.json`,
      walletsListSource: '/tonconnect-wallets.json',
      analytics: { mode: 'off' },
    }),
    widgetRootId: place().id,
  });
  const spoken = language === 'ru' ? 'ru' : 'en'; // it has no others
  place().lang = spoken; // in a page of another language it is read aloud as what it is
  line.uiOptions = {
    language: spoken,
    uiPreferences: { theme: themeNow(), borderRadius: 'm', colorsSet: { [themeNow()]: colours() } },
    // What becomes of a request is told on our own page, in the player's language.
    actionsConfiguration: {
      modals: [],
      notifications: [],
      returnStrategy: 'back',
      ...(back ? { twaReturnUrl: back as `${string}://${string}` } : {}),
    },
  };
  return line;
}

let made: HTMLElement | undefined;

/**
 * Where TON Connect draws itself. A sheet is on top of everything and shuts the rest: so this is moved into the one that is open,
 * and laid on top of it.
 */
export function place(): HTMLElement {
  if (made) return made;
  made = document.createElement('div');
  made.id = 'wallets-of-ton';
  made.popover = 'manual';
  made.dir = 'ltr'; // it knows no other
  document.body.append(made);
  return made;
}

const themeNow = (): THEME => (document.documentElement.dataset.theme === 'dark' ? THEME.DARK : THEME.LIGHT);

/** Our colours, in the one notation it can mix. */
function colours() {
  const canvas = document.createElement('canvas').getContext('2d');
  const probe = document.createElement('i');
  document.body.append(probe);
  const read = (name: string): string => {
    probe.style.setProperty('color', `var(--${name})`);
    if (!canvas) return '#000000';
    canvas.fillStyle = getComputedStyle(probe).color;
    return String(canvas.fillStyle);
  };
  const [text, muted, raised, surface] = [read('text'), read('muted'), read('raised'), read('surface')];
  const accent = read('accent');
  const set = {
    accent: read('accent-text'),
    telegramButton: read('note'), // it writes on it in white, whatever the theme: the accent is pale at night
    connectButton: { background: accent, foreground: read('on-accent') },
    icon: { primary: text, secondary: muted, tertiary: muted, success: read('real-money'), error: read('danger') },
    background: { primary: raised, secondary: surface, segment: raised, tint: surface, qr: '#ffffff' },
    text: { primary: text, secondary: muted },
  };
  probe.remove();
  return set;
}
