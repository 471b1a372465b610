import { h, icon, part } from '/parts/dom.js';
import { createComposer } from './composer.js';
import { createMessages } from './messages.js';
import { createMiniApp } from './mini-app.js';
import { openPaySheet } from './pay-sheet.js';
import { createPeople } from './people.js';
import { openSheet, showAlert, toast } from './sheets.js';
import { get, listen, post } from './wire.js';

const { bots, bot, links } = await get('start');
let me = Number(new URLSearchParams(location.search).get('player')) || Number(localStorage.getItem('player'));
let picture;
/** Keys that wait for the bot, by their question; an answer may overtake the question's own reply. */
const waitingKeys = new Map();
const answered = new Set();

const people = createPeople({ choose, add: addPlayer });
const messages = createMessages({ press, openLink, start: () => say('/start') });
const miniApp = createMiniApp({ player: () => me, name: () => part('bot-name').textContent, openLink });
const composer = createComposer({
  say,
  shareContact,
  openApp: (url, way = 'menu') => miniApp.open(url, { way }),
  unblock: () => block(false),
});

const tell = (path, body) => post(path, { player: me, ...body }).catch((error) => toast(error.message, 'alert'));

async function choose(id) {
  if (me !== id) miniApp.close();
  me = id;
  localStorage.setItem('player', String(id));
  people.setCurrent(id);
  picture = undefined;
  composer.begin();
  await refresh();
  if (matchMedia('(hover: hover)').matches) composer.focus(); // a phone would raise its keyboard
}

/** The chat as it is now. An answer that comes after the player was switched again is dropped. */
async function refresh() {
  const asked = me;
  const found = await get('chat', { player: asked }).catch(() => undefined);
  if (asked !== me || !found) return;
  picture = found;
  messages.show(picture);
  composer.show(picture);
  setBotState('bot');
  markRead();
}

/** What is below the messages. */
async function refreshComposer() {
  const asked = me;
  const found = await get('composer', { player: asked }).catch(() => undefined);
  if (asked === me && found) composer.show(found);
}

function markRead() {
  if (document.visibilityState === 'visible' && people.get(me)?.unread > 0) tell('read');
}

function say(text) {
  if (people.get(me)?.blocked) return;
  return tell('say', { text });
}
function shareContact() {
  tell('contact');
}
function block(blocked) {
  tell('block', { blocked });
}

async function addPlayer(wish) {
  const player = await post('players', wish).catch((error) => toast(error.message, 'alert'));
  if (player) await choose(player.id);
}

async function press(message, key, button) {
  switch (key.does) {
    case 'calls back': {
      button.setAttribute('aria-busy', 'true');
      const { query } = (await tell('tap', { message: message.id, data: key.data })) ?? {};
      if (!query || answered.delete(query)) button.removeAttribute('aria-busy');
      else waitingKeys.set(query, button);
      return;
    }
    case 'pays':
    case 'opens invoice':
      return openPaySheet(key.data, me);
    case 'shows receipt':
      return showAlert('Receipt', `You paid ${message.invoice.totalText} for “${message.invoice.title}”.`);
    case 'copies':
      navigator.clipboard?.writeText(key.data);
      return toast('Copied', 'copy');
    case 'opens app':
      return miniApp.open(key.data, { way: 'inline' });
    default:
      return openLink(key.data);
  }
}

/** Links that Telegram opens itself: invoices, and the way to this bot. */
function openLink(url) {
  if (url.startsWith('command:')) return say(url.slice(8));
  const invoice = invoiceLink(url);
  if (invoice) return openPaySheet(invoice, me);
  const own = ownLink(url);
  if (own) return follow(own);
  return void open(url, '_blank', 'noopener');
}

/** Whether a link is Telegram's own: at t.me, or where this Telegram stands. */
const isTelegrams = (link) => link.origin === location.origin || link.hostname === 't.me';

/** The invoice that a link of Telegram's own leads to. */
function invoiceLink(url) {
  const link = URL.canParse(url) ? new URL(url) : undefined;
  return link && isTelegrams(link) ? /^\/(?:\$|invoice\/)([\w-]+)$/.exec(link.pathname)?.[1] : undefined;
}

/** What a link to this very bot brings along (t.me, this Telegram's own, tg://resolve); undefined for every other link. */
function ownLink(url) {
  const link = URL.canParse(url) ? new URL(url) : undefined;
  if (!link) return undefined;
  const named = isTelegrams(link)
    ? link.pathname.slice(1)
    : /^tg:(\/\/)?resolve\?/.test(url) && link.searchParams.get('domain');
  if (!named || named.toLowerCase() !== bot.username.toLowerCase()) return undefined;
  return { start: link.searchParams.get('start'), app: link.searchParams.get('startapp') };
}

/** Telegram asks before it says anything for somebody: a link only brings the player to the key. */
function follow({ start, app }) {
  if (app !== null && app !== undefined) return openMainApp(app);
  if (!start) return composer.focus();
  openSheet(`Start ${part('bot-name').textContent}`, (_close, first) => [
    h(
      'p',
      { class: 'muted' },
      'A link brought you here. Pressing the key says ',
      h('code', {}, `/start ${start}`),
      '.',
    ),
    h(
      'button',
      { type: 'button', class: 'button wide', autofocus: true, onclick: first(() => say(`/start ${start}`)) },
      'Start',
    ),
  ]);
}

/** The bot's main app is the one its menu button opens. */
async function openMainApp(startParam) {
  const { menuButton } = (await get('composer', { player: me }).catch(() => undefined)) ?? {};
  if (menuButton?.type !== 'web_app') return toast('This bot has no app.', 'alert');
  miniApp.open(menuButton.web_app.url, { way: 'link', startParam });
}

/** A link that was opened from outside, followed once. */
function followAddress() {
  const given = new URLSearchParams(location.search);
  const link = { start: given.get('start'), app: given.get('startapp') };
  const invoice = given.get('invoice');
  if (link.start === null && link.app === null && invoice === null) return;
  for (const name of ['start', 'startapp', 'invoice']) given.delete(name);
  history.replaceState(null, '', `/?${given}`);
  if (invoice === null) follow(link);
  else openPaySheet(invoice, me);
}

let stateTimer;
function setBotState(text, forMs = 0) {
  clearTimeout(stateTimer);
  part('bot-state').textContent = text;
  if (forMs > 0) stateTimer = setTimeout(() => setBotState('bot'), forMs);
}
const ACTIONS = { typing: 'types…', upload_photo: 'sends a photo…', upload_document: 'sends a file…' };

const outLink = (href, name, symbol) =>
  h('a', { href, target: '_blank', rel: 'noopener' }, icon(symbol, 'icon-s'), name, icon('out', 'icon-xs'));
const behind = () => [
  h('p', { class: 'small muted' }, 'Behind the scenes'),
  links.operations && outLink(links.operations, 'Operations', 'server'),
  links.workflows && outLink(links.workflows, 'Workflows', 'refresh'),
  h('a', { href: '/faults' }, icon('flask', 'icon-s'), 'Break things'),
  bots.length > 1 &&
    bots.map((each) =>
      h(
        'a',
        { href: `/?bot=${each.id}`, 'aria-current': each.id === bot.id ? 'page' : undefined },
        icon('chat', 'icon-s'),
        each.name,
      ),
    ),
];

function openMore() {
  const isBlocked = people.get(me)?.blocked;
  openSheet(part('bot-name').textContent, (_close, first) => [
    h(
      'p',
      { class: 'muted' },
      `@${bot.username}. Everything here is made up: the players, their cards, and the money.`,
    ),
    h(
      'button',
      { type: 'button', class: 'button quiet wide', onclick: first(() => block(!isBlocked)) },
      isBlocked ? 'Unblock the bot' : 'Block the bot',
    ),
    h('nav', { class: 'behind', 'aria-label': 'Behind the scenes' }, behind()),
  ]);
}

const acts = {
  'new-player': () => people.openNew(),
  'switch-player': () => people.openSwitch(h('nav', { class: 'behind', 'aria-label': 'Behind the scenes' }, behind())),
  more: openMore,
};
addEventListener('click', (event) => acts[event.target.closest?.('[data-act]')?.dataset.act]?.());
addEventListener('visibilitychange', markRead);
addEventListener('said', ({ detail }) => toast(detail, 'copy'));
part('links').append(...behind().flat().filter(Boolean));
part('bot-name').textContent = bot.name;

const mine = (hear) => (event) => event.player === me && picture && hear(event);
listen({
  hello(told) {
    people.reset(told.people);
    if (!people.get(me)) me = people.first();
    people.setCurrent(me);
    part('bot-name').textContent = told.bot.name;
    refresh().then(followAddress);
  },
  lost: () => setBotState('waiting for the sandbox…'),
  person(person) {
    const before = people.get(person.id);
    people.put(person);
    if (person.id !== me) return;
    markRead();
    if (before?.blocked !== person.blocked) refreshComposer();
  },
  message: mine(({ message }) => {
    messages.put(message);
    setBotState('bot');
    refreshComposer();
  }),
  edited: mine(({ message }) => {
    messages.put(message);
    setBotState('bot');
  }),
  deleted: mine(({ id }) => messages.remove(id)),
  charged: mine(({ slug }) => messages.markPaid(slug)),
  bot(told) {
    part('bot-name').textContent = told.name;
    refreshComposer();
  },
  action: mine(({ action, forMs }) => setBotState(forMs ? (ACTIONS[action] ?? 'is busy…') : 'bot', forMs)),
  'tap-answered': mine(({ answer }) => {
    const key = waitingKeys.get(answer.query);
    key?.removeAttribute('aria-busy');
    if (!waitingKeys.delete(answer.query)) answered.add(answer.query);
    if (answer.url) openLink(answer.url);
    if (!answer.text) return;
    if (answer.alert) showAlert(part('bot-name').textContent, answer.text);
    else toast(answer.text, 'chat');
  }),
});
