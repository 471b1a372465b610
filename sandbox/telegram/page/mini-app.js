import { h, icon, part } from '/parts/dom.js';
import { openPaySheet } from './pay-sheet.js';
import { openSheet, toast } from './sheets.js';
import { post } from './wire.js';

/** As Telegram Web wears them; the button's blue is the one that is too pale for white text. */
const THEMES = {
  light: {
    bg_color: '#ffffff',
    secondary_bg_color: '#f4f4f5',
    section_bg_color: '#ffffff',
    header_bg_color: '#ffffff',
    text_color: '#000000',
    subtitle_text_color: '#707579',
    hint_color: '#707579',
    section_header_text_color: '#707579',
    link_color: '#3390ec',
    accent_text_color: '#3390ec',
    button_color: '#3390ec',
    button_text_color: '#ffffff',
    destructive_text_color: '#e53935',
    bottom_bar_bg_color: '#ffffff',
    section_separator_color: '#e4e4e5',
  },
  dark: {
    bg_color: '#212121',
    secondary_bg_color: '#0f0f0f',
    section_bg_color: '#212121',
    header_bg_color: '#212121',
    text_color: '#ffffff',
    subtitle_text_color: '#aaaaaa',
    hint_color: '#aaaaaa',
    section_header_text_color: '#aaaaaa',
    link_color: '#8774e1',
    accent_text_color: '#8774e1',
    button_color: '#8774e1',
    button_text_color: '#ffffff',
    destructive_text_color: '#e53935',
    bottom_bar_bg_color: '#212121',
    section_separator_color: '#0f0f0f',
  },
};
const theme = () => THEMES[document.documentElement.dataset.theme] ?? THEMES.light;
const FELT_MS = 1_200;
const NO_INSETS = { top: 0, bottom: 0, left: 0, right: 0 };

/** Plays the Telegram client for a Mini App: opens it with launch data, and answers what it asks (Web Apps, `web_app_*`). */
export function createMiniApp({ player, name, openLink }) {
  const place = part('mini-app');
  let app;

  const close = (asked = false) => {
    if (!app) return;
    if (asked && app.confirmsClosing) return askBeforeClosing();
    app = undefined;
    place.hidden = true;
    place.replaceChildren();
  };
  const askBeforeClosing = () =>
    openSheet('Close the app?', (_close, first) => [
      h('p', { class: 'muted' }, 'It asked to be sure: changes may be lost.'),
      h('button', { type: 'button', class: 'button wide', onclick: first(() => close()) }, 'Close'),
    ]);

  const tell = (eventType, eventData = {}) =>
    app?.frame.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), app.origin);
  const tellViewport = () => {
    if (!app) return;
    const { width, height } = app.frame.getBoundingClientRect();
    tell('viewport_changed', { width, height, is_expanded: true, is_state_stable: true });
  };

  const feel = (text) => {
    const line = h('span', {}, text);
    app.felt.replaceChildren(line);
    setTimeout(() => line.remove(), FELT_MS);
  };

  const drawKey = (key, event) => (wish) => {
    key.hidden = wish.is_visible !== true;
    key.textContent = wish.text ?? '';
    key.disabled = wish.is_active === false;
    key.setAttribute('aria-busy', String(wish.is_progress_visible === true));
    if (/^#[0-9a-f]{6}$/i.test(wish.color ?? '')) key.style.background = wish.color;
    if (/^#[0-9a-f]{6}$/i.test(wish.text_color ?? '')) key.style.color = wish.text_color;
    key.onclick = () => tell(event);
    tellViewport();
  };

  const popup = ({ title, message, buttons = [] }) => {
    let pressed;
    const sheet = openSheet(title || name(), (shut) => [
      h('p', {}, message),
      buttons.map(({ id, type, text }) =>
        h(
          'button',
          {
            type: 'button',
            class: `button wide ${type === 'destructive' ? 'danger' : ''}`,
            onclick: () => {
              pressed = id;
              shut();
            },
          },
          text || { ok: 'OK', close: 'Close', cancel: 'Cancel' }[type] || 'OK',
        ),
      ),
    ]);
    sheet.addEventListener('close', () => tell('popup_closed', pressed === undefined ? {} : { button_id: pressed }));
  };

  /** What an app may ask. What is not here is shown, and answered by nothing. */
  const asks = {
    iframe_ready: ({ reload_supported }) => {
      app.reloads = reload_supported === true;
    },
    iframe_will_reload: () => {},
    web_app_ready: () => app.frame.setAttribute('aria-busy', 'false'),
    web_app_expand: tellViewport,
    web_app_close: () => close(),
    web_app_request_theme: () => tell('theme_changed', { theme_params: theme() }),
    web_app_request_viewport: tellViewport,
    web_app_request_safe_area: () => tell('safe_area_changed', NO_INSETS),
    web_app_request_content_safe_area: () => tell('content_safe_area_changed', NO_INSETS),
    web_app_request_fullscreen: () => tell('fullscreen_failed', { error: 'UNSUPPORTED' }),
    web_app_exit_fullscreen: () => tell('fullscreen_changed', { is_fullscreen: false }),
    web_app_setup_back_button: ({ is_visible }) => {
      app.goesBack = is_visible === true;
      app.back.replaceChildren(icon(app.goesBack ? 'back' : 'close'));
      app.back.setAttribute('aria-label', app.goesBack ? 'Back' : 'Close the app');
    },
    web_app_setup_main_button: (wish) => drawKey(app.mainKey, 'main_button_pressed')(wish),
    web_app_setup_secondary_button: (wish) => drawKey(app.secondKey, 'secondary_button_pressed')(wish),
    web_app_setup_settings_button: ({ is_visible }) => {
      app.hasSettings = is_visible === true;
    },
    web_app_setup_closing_behavior: ({ need_confirmation }) => {
      app.confirmsClosing = need_confirmation === true;
    },
    web_app_setup_swipe_behavior: () => {},
    web_app_trigger_haptic_feedback: ({ type, impact_style, notification_type }) =>
      feel(`haptic: ${notification_type ?? impact_style ?? type}`),
    web_app_open_link: ({ url }) => /^https?:/.test(url) && open(url, '_blank', 'noopener'),
    web_app_open_tg_link: ({ path_full }) => openLink(`https://t.me${path_full}`),
    web_app_open_invoice: ({ slug }) =>
      openPaySheet(slug, player(), (status) => tell('invoice_closed', { slug, status })),
    web_app_open_popup: popup,
    web_app_set_header_color: ({ color }) => {
      if (/^#[0-9a-f]{6}$/i.test(color ?? '')) app.bar.style.background = color;
    },
    web_app_set_background_color: ({ color }) => {
      if (/^#[0-9a-f]{6}$/i.test(color ?? '')) app.frame.style.background = color;
    },
    web_app_set_bottom_bar_color: () => {},
    web_app_read_text_from_clipboard: ({ req_id }) => tell('clipboard_text_received', { req_id, data: null }),
    web_app_request_write_access: () => tell('write_access_requested', { status: 'allowed' }),
    web_app_request_phone: () => tell('phone_requested', { status: 'cancelled' }),
    web_app_invoke_custom_method: ({ req_id }) => tell('custom_method_invoked', { req_id, error: 'NOT_SUPPORTED' }),
  };

  addEventListener('message', ({ source, data }) => {
    if (!app || source !== app.frame.contentWindow) return;
    try {
      const { eventType, eventData } = JSON.parse(data);
      if (Object.hasOwn(asks, eventType)) asks[eventType](eventData ?? {});
      else feel(`${eventType}: not known here`);
    } catch {} // not in the words of Mini Apps
  });
  addEventListener('resize', tellViewport);
  new MutationObserver(() => tell('theme_changed', { theme_params: theme() })).observe(document.documentElement, {
    attributeFilter: ['data-theme'],
  });

  const openMore = () =>
    openSheet(name(), (_close, first) => [
      app.hasSettings &&
        h(
          'button',
          { type: 'button', class: 'button quiet wide', onclick: first(() => tell('settings_button_pressed')) },
          'Settings',
        ),
      h(
        'button',
        { type: 'button', class: 'button quiet wide', onclick: first(() => api.open(...app.opened)) },
        'Reload the app',
      ),
      h(
        'a',
        { class: 'button quiet wide', href: app.opened[0], target: '_blank', rel: 'noopener' },
        'Open in a browser',
      ),
      h('button', { type: 'button', class: 'button quiet wide', onclick: first(() => close(true)) }, 'Close the app'),
    ]);

  const api = {
    async open(url, { way, startParam = '' }) {
      const launched = await post('launch', { player: player(), url, way, startParam, theme: theme() }).catch((error) =>
        toast(error.message, 'alert'),
      );
      if (!launched?.url) return;
      const back = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close the app' }, icon('close'));
      const more = h(
        'button',
        { type: 'button', class: 'icon-button', 'aria-label': 'More of the app', onclick: openMore },
        icon('more'),
      );
      const bar = h('header', { class: 'bar' }, back, h('h2', { class: 'strong grow' }, name()), more);
      const frame = h('iframe', { title: `${name()}, the app`, src: launched.url, allow: 'clipboard-write' });
      const mainKey = h('button', { type: 'button', class: 'button wide', hidden: true });
      const secondKey = h('button', { type: 'button', class: 'button quiet wide', hidden: true });
      const felt = h('div', { class: 'felt', 'aria-hidden': 'true' });
      app = {
        frame,
        bar,
        back,
        mainKey,
        secondKey,
        felt,
        origin: new URL(launched.url).origin,
        opened: [url, { way, startParam }],
      };
      back.addEventListener('click', () => (app.goesBack ? tell('back_button_pressed') : close(true)));
      place.replaceChildren(bar, frame, h('div', { class: 'app-keys' }, mainKey, secondKey), felt);
      place.hidden = false;
      frame.focus();
    },
    close: () => close(),
  };
  return api;
}
