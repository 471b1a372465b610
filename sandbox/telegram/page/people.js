import { avatar, h, icon, part, shortDate } from '/parts/dom.js';
import { openSheet } from './sheets.js';

const LANGUAGES = {
  en: 'English',
  de: 'Deutsch',
  'pt-br': 'Português',
  es: 'Español',
  tr: 'Türkçe',
  ru: 'Русский',
  ar: 'العربية',
};

/** The players one can be: a list beside the chat, a sheet on a phone. */
export function createPeople({ choose, add }) {
  const list = part('people');
  const who = part('who');
  const people = new Map();
  let current = 0;

  const line = (person, chosen) =>
    h(
      'button',
      {
        type: 'button',
        class: 'person',
        'aria-current': person.id === current ? 'true' : undefined,
        onclick: () => chosen(person.id),
      },
      avatar(person),
      h('span', { class: 'nm strong', dir: 'auto' }, person.name),
      mark(person),
      h('span', { class: 'st small muted', dir: 'auto' }, lastLine(person)),
    );

  const mark = ({ unread, last }) => {
    if (unread > 0) return h('span', { class: 'count', 'aria-label': `${unread} waiting` }, String(unread));
    return last ? h('span', { class: 'caption muted' }, shortDate(last.date)) : h('span');
  };

  const lastLine = ({ last, blocked }) => {
    if (blocked) return 'Blocked the bot';
    return last ? `${last.mine ? 'You: ' : ''}${last.text}` : 'New · nothing said yet';
  };

  const draw = () => {
    const had =
      document.activeElement?.closest('.people')?.contains(document.activeElement) && document.activeElement.dataset.id;
    list.replaceChildren(
      ...[...people.values()].map((person) => {
        const button = line(person, choose);
        button.dataset.id = person.id;
        return h('li', {}, button);
      }),
    );
    if (had) list.querySelector(`[data-id="${had}"]`)?.focus();
    const me = people.get(current);
    if (!me) return;
    const elsewhere = [...people.values()].reduce((sum, { id, unread }) => sum + (id === current ? 0 : unread), 0);
    who.replaceChildren(
      avatar(me),
      h('span', { class: 'sr' }, `Player: ${me.name}. Switch player`),
      elsewhere ? h('span', { class: 'count' }, String(elsewhere), h('span', { class: 'sr' }, ' waiting')) : '',
      icon('down', 'icon-xs'),
    );
  };

  const openNew = () =>
    openSheet('New player', (close) => {
      const create = (event) => {
        event.preventDefault();
        const wish = Object.fromEntries(new FormData(event.target));
        close();
        add(wish);
      };
      return h(
        'form',
        { class: 'in', style: 'padding: 0', onsubmit: create },
        h(
          'label',
          { class: 'field' },
          h('span', { class: 'label' }, 'Name'),
          h('input', {
            class: 'input',
            name: 'name',
            required: true,
            maxlength: '60',
            autocomplete: 'off',
            autofocus: true,
          }),
        ),
        h(
          'label',
          { class: 'field' },
          h('span', { class: 'label' }, 'Language of their Telegram'),
          h(
            'select',
            { class: 'input input-select', name: 'language' },
            Object.entries(LANGUAGES).map(([code, name]) => h('option', { value: code }, name)),
          ),
        ),
        h('button', { type: 'submit', class: 'button wide' }, 'Add player'),
      );
    });

  const openSwitch = (links) =>
    openSheet('Be another player', (_close, first) => [
      h(
        'ul',
        { class: 'plain-list' },
        [...people.values()].map((person) => h('li', {}, line(person, first(choose)))),
      ),
      h(
        'button',
        { type: 'button', class: 'button quiet wide', onclick: first(openNew) },
        icon('plus', 'icon-s'),
        'New player',
      ),
      links,
    ]);

  return {
    put(person) {
      people.set(person.id, person);
      draw();
    },
    reset(all) {
      people.clear();
      for (const person of all) people.set(person.id, person);
      draw();
    },
    setCurrent(id) {
      current = id;
      draw();
    },
    get: (id) => people.get(id),
    first: () => people.keys().next().value,
    openNew,
    openSwitch,
  };
}
