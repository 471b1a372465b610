import { dayOf, h, icon, part, timeOf } from '/parts/dom.js';
import { formatted } from './formatted-text.js';

/**
 * The messages of one chat. `press(message, key, element)` and `openLink(url)` are what the player does.
 */
export function createMessages({ press, openLink, start }) {
  const log = part('log');
  log.tabIndex = 0; // scrolled by keyboard, too
  let shown = new Map();
  let paid = new Set();

  const draw = (message) => {
    const element = message.isService ? service(message) : bubble(message);
    element.dataset.id = message.id;
    return element;
  };

  const service = (message) => h('p', { class: 'day' }, h('bdi', {}, message.text));

  const bubble = (message) => {
    const mine = message.from === 'me';
    return h(
      'div',
      { class: mine ? 'msg mine' : 'msg' },
      h('span', { class: 'sr' }, mine ? 'You: ' : 'Bot: '),
      message.invoice ? invoice(message) : words(message, mine),
      message.buttons.length > 0 &&
        h(
          'div',
          { class: 'keys' },
          message.buttons.map((row) => keyRow(message, row)),
        ),
    );
  };

  const words = (message, mine) => {
    const replied = shown.get(message.replyTo);
    return h(
      'div',
      { class: 'bubble', dir: 'auto' },
      replied && h('span', { class: 'quoted' }, replied.text),
      message.photo && photo(message.photo),
      h('span', { class: 'words' }, formatted(message.text, message.entities, openLink)),
      time(message, mine),
    );
  };

  const time = ({ date }, mine) =>
    h(
      'span',
      { class: 'time' },
      h('time', { datetime: new Date(date * 1_000).toISOString() }, timeOf(date)),
      mine && icon('check', 'icon-xs'),
    );

  const photo = ({ url, name }) =>
    h('span', { class: 'photo' }, url ? h('img', { src: url, alt: name }) : icon('camera'));

  const invoice = (message) => {
    const { title, description, totalText } = message.invoice;
    return h(
      'div',
      { class: 'bubble invoice' },
      h('div', { class: 'plate' }, h('span', { class: 'label' }, icon('coin', 'icon-s'), title), amount(totalText)),
      h('p', { class: 'desc' }, description, time(message, false)),
    );
  };

  const keyRow = (message, row) =>
    h(
      'div',
      { class: 'key-row' },
      row.map((key) => keyOf(message, key)),
    );

  const keyOf = (message, key) => {
    const isPaid = key.does === 'pays' && paid.has(key.data);
    const pays = (key.does === 'pays' || key.does === 'opens invoice') && !isPaid;
    const classes = ['key', pays && 'pay', key.style].filter(Boolean).join(' ');
    const text = isPaid ? 'Receipt' : key.text;
    const button = h(
      'button',
      { type: 'button', class: classes },
      marks[key.does]?.(),
      h('span', { dir: 'auto' }, text),
    );
    button.addEventListener('click', () => press(message, isPaid ? { ...key, does: 'shows receipt' } : key, button));
    return button;
  };

  /** Whoever reads the newest message goes on seeing it when something grows; whoever scrolled up stays there. */
  let isAtEnd = true;
  const toEnd = () => {
    isAtEnd = true;
    log.scrollTop = log.scrollHeight;
  };
  log.addEventListener('scroll', () => {
    isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  });
  new ResizeObserver(() => isAtEnd && toEnd()).observe(log);

  const dayMark = (date) => h('p', { class: 'day', 'data-day': dayOf(date) }, dayOf(date));

  const add = (message) => {
    const days = log.querySelectorAll('[data-day]');
    if (days[days.length - 1]?.dataset.day !== dayOf(message.date)) log.append(dayMark(message.date));
    log.append(draw(message));
  };

  const empty = (about) =>
    h(
      'div',
      { class: 'nothing' },
      h('p', { class: 'heading' }, 'Nothing said yet'),
      h('p', { class: 'muted' }, about || 'Write to the bot, or start as a new player would.'),
      h('button', { type: 'button', class: 'button', onclick: start }, 'Start'),
    );

  return {
    /** Another chat, or the same one anew. Not read out: only what comes later is news. */
    show(picture) {
      shown = new Map(picture.messages.map((message) => [message.id, message]));
      paid = new Set(picture.paid);
      log.setAttribute('aria-busy', 'true');
      log.replaceChildren();
      if (picture.messages.length === 0) log.append(empty(picture.about));
      for (const message of picture.messages) add(message);
      toEnd();
      requestAnimationFrame(() => log.removeAttribute('aria-busy'));
    },
    put(message) {
      const follows = isAtEnd || message.from === 'me';
      shown.set(message.id, message);
      const old = log.querySelector(`[data-id="${message.id}"]`);
      if (old) replaceKeepingFocus(old, draw(message));
      else {
        log.querySelector('.nothing')?.remove();
        add(message);
      }
      if (follows) toEnd();
    },
    remove(id) {
      shown.delete(id);
      log.querySelector(`[data-id="${id}"]`)?.remove();
    },
    markPaid(slug) {
      paid.add(slug);
      for (const message of shown.values()) if (message.invoice?.slug === slug) this.put(message);
    },
  };
}

const marks = {
  'opens link': () => icon('out', 'icon-xs'),
  'opens app': () => icon('games', 'icon-s'),
  copies: () => icon('copy', 'icon-xs'),
};

/** €50.00 with the currency and the minor part quieter, as a note shows it. */
function amount(text) {
  const [, unit = '', major = text, minor = ''] = /^([^\d-]*)([\d,]+)(\.\d+)?$/.exec(text) ?? [];
  return h(
    'span',
    { class: 'money-hero' },
    unit && h('span', { class: 'unit' }, unit),
    major,
    minor && h('span', { class: 'minor' }, minor),
  );
}

/** A screen edited in place: whoever was on one of its keys stays on the key at that place. */
function replaceKeepingFocus(old, fresh) {
  const keys = [...old.querySelectorAll('button')];
  const at = keys.indexOf(document.activeElement);
  old.replaceWith(fresh);
  if (at >= 0)
    [...fresh.querySelectorAll('button')].at(Math.min(at, fresh.querySelectorAll('button').length - 1))?.focus();
}
