import { h, icon, part } from '/parts/dom.js';

/** Below the messages: the field, the menu of commands, the bot's reply keyboard. */
export function createComposer({ say, shareContact, openApp, unblock }) {
  const foot = part('foot');
  let picture = { commands: [], keyboard: null, menuButton: { type: 'default' }, blocked: false };
  let isMenuOpen = false;
  let isKeyboardHidden = false;

  const field = h('input', {
    class: 'say',
    autocomplete: 'off',
    enterkeyhint: 'send',
    'aria-label': 'Message',
    maxlength: '4096',
  });
  const send = h('button', { type: 'submit', class: 'icon-button send', 'aria-label': 'Send' }, icon('send'));
  const menu = h('button', { type: 'button', class: 'menu', 'aria-expanded': 'false' });
  const keyboardKey = h('button', { type: 'button', class: 'icon-button' }, icon('keyboard'));
  const form = h('form', { class: 'composer' }, menu, field, keyboardKey, send);
  const commands = h('div', { class: 'commands', role: 'group', 'aria-label': 'Commands' });
  const replies = h('div', { class: 'replies', role: 'group', 'aria-label': 'Keyboard' });

  const submit = (text) => {
    if (!text.trim()) return;
    field.value = '';
    isMenuOpen = false;
    Promise.resolve(say(text)).then((said) => {
      if (said === undefined && field.value === '') field.value = text; // nothing that was typed is lost
    });
    draw();
    field.focus();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(field.value);
  });
  field.addEventListener('input', () => {
    isMenuOpen = false;
    draw();
  });
  foot.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || commands.hidden) return;
    isMenuOpen = false;
    if (field.value.startsWith('/')) field.value = '';
    draw();
    field.focus();
  });
  menu.addEventListener('click', () => {
    if (picture.menuButton.type === 'web_app') return openApp(picture.menuButton.web_app.url);
    isMenuOpen = !isMenuOpen;
    draw();
    commands.querySelector('button')?.focus();
  });
  keyboardKey.addEventListener('click', () => {
    isKeyboardHidden = !isKeyboardHidden;
    draw();
  });

  const drawMenu = () => {
    const isApp = picture.menuButton.type === 'web_app';
    menu.hidden = !isApp && picture.commands.length === 0;
    menu.setAttribute('aria-expanded', String(isMenuOpen));
    menu.replaceChildren(icon(isApp ? 'games' : 'menu', 'icon-s'), isApp ? picture.menuButton.text : 'Menu');
  };

  const drawCommands = () => {
    const typed = /^\/([a-z0-9_]*)$/i.exec(field.value)?.[1]?.toLowerCase();
    const fitting = picture.commands.filter(
      ({ command }) => isMenuOpen || (typed !== undefined && command.startsWith(typed)),
    );
    commands.hidden = fitting.length === 0;
    commands.replaceChildren(
      ...fitting.map(({ command, description }) =>
        h(
          'button',
          { type: 'button', onclick: () => submit(`/${command}`) },
          h('span', { class: 'strong' }, `/${command}`),
          h('span', { class: 'small muted' }, description),
        ),
      ),
    );
  };

  const drawKeyboard = () => {
    const rows = picture.keyboard?.rows ?? [];
    keyboardKey.hidden = rows.length === 0;
    keyboardKey.setAttribute('aria-label', isKeyboardHidden ? 'Show keyboard' : 'Hide keyboard');
    replies.hidden = rows.length === 0 || isKeyboardHidden;
    field.placeholder = picture.keyboard?.placeholder || 'Message';
    replies.replaceChildren(...rows.map((row) => h('div', { class: 'key-row' }, row.map(replyKey))));
  };

  const replyKey = (key) => {
    const act = key.request_contact
      ? shareContact
      : key.web_app
        ? () => openApp(key.web_app.url, 'keyboard')
        : () => submit(key.text);
    return h('button', { type: 'button', onclick: act }, key.text);
  };

  const stopped = h(
    'div',
    { class: 'stopped' },
    h('p', { class: 'muted' }, 'You blocked this bot.'),
    h('button', { type: 'button', class: 'button small', onclick: unblock }, 'Unblock'),
  );
  foot.append(commands, form, replies, stopped);

  const draw = () => {
    drawMenu();
    drawCommands();
    drawKeyboard();
    for (const element of [form, stopped]) element.hidden = (element === stopped) !== picture.blocked;
    if (picture.blocked) for (const element of [commands, replies]) element.hidden = true;
  };

  return {
    /** Another chat: at once, so that nothing is taken away that was typed in it before it was read. */
    begin() {
      field.value = '';
      isMenuOpen = false;
      isKeyboardHidden = false;
    },
    show(next) {
      picture = next;
      draw();
    },
    focus: () => field.focus(),
  };
}
