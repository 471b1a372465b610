import { on, postEvent, setTargetOrigin } from '@tma.js/sdk-react';
import type { Telegram } from './telegram-host.ts';
import { type Colours, setHostVariable, wearHostTheme } from './theme.ts';

/** The line to the Telegram client, by the SDK's bridge alone: its components would be a fifth of a first load. */
export function connect(): Pick<Telegram, 'openInvoice' | 'openLink' | 'openPage' | 'onBack' | 'press' | 'success'> {
  // Whoever may show us in a frame is said by frame-ancestors, and nothing said here is a secret.
  setTargetOrigin('*');
  followTheme();
  followViewport();
  postEvent('iframe_ready', { reload_supported: true });
  postEvent('web_app_ready');
  postEvent('web_app_expand');

  const backs: { readonly go: () => void }[] = [];
  on('back_button_pressed', () => backs.at(-1)?.go());
  const showBack = () => postEvent('web_app_setup_back_button', { is_visible: backs.length > 0 });
  return {
    openInvoice: (link) =>
      new Promise((resolve) => {
        const slug = slugOf(link);
        const leave = on('invoice_closed', (closed) => {
          if (closed.slug !== slug) return;
          leave();
          resolve(hintOf(closed.status));
        });
        postEvent('web_app_open_invoice', { slug });
      }),
    openLink(link) {
      const { pathname, search } = new URL(link);
      postEvent('web_app_open_tg_link', { path_full: pathname + search });
    },
    openPage: (url) => postEvent('web_app_open_link', { url }),
    onBack(go) {
      const back = { go };
      backs.push(back);
      showBack();
      return () => {
        const at = backs.indexOf(back);
        if (at >= 0) backs.splice(at, 1);
        showBack();
      };
    },
    press: () => postEvent('web_app_trigger_haptic_feedback', { type: 'impact', impact_style: 'light' }),
    success: () => postEvent('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'success' }),
  };
}

const CLOSINGS = ['paid', 'pending', 'cancelled', 'failed'] as const;

/** A word of another time is no hint at all: then we ask, and say nothing. */
const hintOf = (status: string): (typeof CLOSINGS)[number] => CLOSINGS.find((each) => each === status) ?? 'pending';

/** `https://t.me/$slug` and `https://t.me/invoice/slug` (core.telegram.org/bots/webapps, openInvoice). */
function slugOf(link: string): string {
  const slug = /\/(?:\$|invoice\/)([\w-]+)$/.exec(link)?.[1];
  if (!slug) throw new Error('not an invoice link');
  return slug;
}

function followTheme(): void {
  on('theme_changed', ({ theme_params }) => wearHostTheme(theme_params as Colours));
  postEvent('web_app_request_theme');
}

/** How much of the screen is ours, in the names that tokens.css reads. */
function followViewport(): void {
  on('viewport_changed', ({ height, is_state_stable }) => {
    if (is_state_stable) setHostVariable('viewport-stable-height', `${height}px`);
  });
  const inset = (name: string) => (insets: Partial<Record<'top' | 'bottom' | 'left' | 'right', number>>) => {
    for (const [side, value] of Object.entries(insets)) setHostVariable(`${name}-${side}`, `${value}px`);
  };
  on('safe_area_changed', inset('safe-area-inset'));
  on('content_safe_area_changed', inset('content-safe-area-inset'));
  postEvent('web_app_request_viewport');
  postEvent('web_app_request_safe_area');
  postEvent('web_app_request_content_safe_area');
}
