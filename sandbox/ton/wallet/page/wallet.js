import { avatar, dayOf, h, icon, part, timeOf } from '/parts/dom.js';
import { isAsking, showAsk } from './ask-sheet.js';
import { brief, exact, hero, nameOf, short } from './money.js';
import { showReceive, showSend, titleOf } from './send-sheet.js';
import { act, state } from './wire.js';

const PAGES = { Wallet: '/wallet', Explorer: '/explorer', Faucet: '/faucet', Faults: '/faults' };

let holder = localStorage.getItem('wallet') ?? '';
let world;
/** The question that is on the sheet, or was closed without an answer. */
let looking;
const put = new Set();

let toastTimer;
function tell(text, isBad = false) {
  const toast = part('toast');
  toast.replaceChildren(h('span', { class: isBad ? 'bad' : 'good' }, icon(isBad ? 'alert' : 'check')), text);
  toast.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    toast.hidden = true;
  }, 5_000);
}
const press = (name, body, said) =>
  act(name, body).then(
    () => said && tell(said),
    (error) => tell(error.message, true),
  );
const copy = (text) => navigator.clipboard.writeText(text).then(() => tell('Address copied.'));
const person = () => world.holders.find(({ name }) => name === world.holder);

function button(attributes, ...children) {
  return h('button', { type: 'button', ...attributes }, ...children);
}

function drawWallets() {
  const brieflyOf = ({ balances, kind }) => {
    if (kind === 'exchange') return 'One address for all';
    const has = ['TON', 'USDT'].filter((coin) => balances[coin] !== '0');
    return has.map((coin) => `${brief(balances[coin], coin)} ${coin}`).join(', ') || 'Empty';
  };
  const current = document.activeElement?.closest?.('[data-wallet]')?.dataset.wallet;
  part('wallets').replaceChildren(
    h('p', { class: 'cap small muted' }, 'Whose wallet'),
    ...world.holders.map((each) => {
      const choice = button(
        { 'aria-current': each.name === world.holder && 'true', 'data-wallet': each.name },
        avatar(each),
        h(
          'span',
          {},
          h('span', { class: 'strong block' }, each.name),
          h('span', { class: 'caption block' }, brieflyOf(each)),
        ),
      );
      choice.addEventListener('click', () => {
        holder = each.name;
        localStorage.setItem('wallet', holder);
        void show();
      });
      return choice;
    }),
  );
  if (current) document.querySelector(`[data-wallet="${CSS.escape(current)}"]`)?.focus();
}

function drawPurse() {
  const { version, kind, address, balances } = person();
  part('title').textContent = titleOf(person());
  const shown = h('span', { class: 'code' }, short(address));
  part('address').replaceChildren(h('span', { class: 'sr' }, 'Copy address '), shown, icon('copy', 'icon-s'));
  part('address').title = address;
  part('hero').replaceChildren(...hero(brief(balances.TON, 'TON'), 'TON'));
  part('about').textContent = kind === 'exchange' ? `Contract ${version}, never bounces` : `Contract ${version}`;
  const row = (symbol, title, about, amount) =>
    h(
      'div',
      { class: 'row' },
      h('span', { class: 'badge' }, icon(symbol)),
      h(
        'span',
        { class: 'grow' },
        h('span', { class: 'strong block' }, title),
        h('span', { class: 'small muted' }, about),
      ),
      h('span', { class: 'money strong' }, amount),
    );
  part('balances').replaceChildren(
    row('ton', 'TON', 'Pays the network too', exact(balances.TON, 'TON')),
    row('usdt', 'USDT', 'This chain’s own', exact(balances.USDT, 'USDT')),
    ...(balances.FAKE === '0'
      ? []
      : [row('alert', 'False USDT', 'Same name, another issuer', exact(balances.FAKE, 'FAKE'))]),
  );
}

function happened({ kind, coin, minor, name, address, comment, isBounced, isFinal, at, hash }) {
  const whom = name ?? (address ? h('span', { class: 'code' }, short(address)) : 'nobody');
  const title = isBounced ? ['Came back from ', whom] : [kind === 'in' ? 'From ' : 'To ', whom];
  const day = dayOf(at);
  const when = `${isFinal ? 'Final' : 'Seen'}, ${day === 'Today' ? '' : `${day} `}${timeOf(at)}`;
  return h(
    'a',
    { class: 'row', href: `/explorer/tx/${hash}` },
    h('span', { class: 'badge' }, icon(coin === 'TON' ? 'ton' : coin === 'USDT' ? 'usdt' : 'alert')),
    h(
      'span',
      { class: 'grow' },
      h('span', { class: 'strong block' }, title),
      h(
        'span',
        { class: 'small muted block cut' },
        comment ? ['Comment ', h('span', { class: 'code' }, comment)] : 'No comment',
      ),
    ),
    h(
      'span',
      { class: 'end' },
      h('span', { class: 'money strong block' }, `${kind === 'in' ? '+' : '−'}${exact(minor, coin)} ${nameOf(coin)}`),
      h('span', { class: 'small muted' }, when),
    ),
  );
}

function drawHappened() {
  const lines = world.happened.map(happened);
  const nothing = h('p', { class: 'empty-line' }, 'Nothing yet. The faucet gives test money.');
  part('happened').replaceChildren(...(lines.length > 0 ? lines : [nothing]));
  part('explorer').href = `/explorer/address/${person().address}`;
}

function drawSessions() {
  const lines = world.sessions.map(({ id, since, app }) => {
    const leave = button({ class: 'button quiet small wide', 'aria-label': `Disconnect ${app.name}` }, 'Disconnect');
    leave.addEventListener('click', () => press('disconnect', { session: id }, `${app.name} is disconnected.`));
    return [
      h(
        'div',
        { class: 'session' },
        h('span', { class: 'badge' }, icon('games')),
        h(
          'span',
          { class: 'grow' },
          h('span', { class: 'strong block' }, app.name),
          h('span', { class: 'small muted block cut' }, `${app.host}, since ${timeOf(since)}`),
        ),
      ),
      leave,
    ];
  });
  const none = {
    person: 'To no app. Connect from the app, or paste its link.',
    exchange: 'An exchange connects to no app.',
    treasury: 'A cold wallet connects to no app.',
  }[person().kind];
  part('sessions').replaceChildren(...(lines.length > 0 ? lines.flat() : [h('p', { class: 'small muted' }, none)]));
  part('link-form').hidden = person().kind !== 'person';
}

/** What this wallet was asked for last: mistakes are made with it. */
function lastPaid() {
  const asked = world.asks.filter(({ kind, lines, holder: of }) => kind === 'pay' && lines && of === world.holder);
  const [line] = (asked.at(-1) ?? world.asks.findLast(({ lines }) => lines))?.lines ?? [];
  return line && line.coin !== 'OTHER' ? line : undefined;
}

const MISTAKES = [
  [
    'No comment',
    ({ comment, ...line }) => ({ ...line, note: 'Without the comment, the receiver cannot see whose money it is.' }),
  ],
  [
    'Too little',
    (line) => ({ ...line, minor: line.coin === 'TON' ? '10000000' : '10000', note: 'Less than a deposit may be.' }),
  ],
  [
    'False USDT',
    (line) => ({
      ...line,
      coin: 'FAKE',
      minor: '25000000',
      note: 'A token of the same name by another issuer. It is made for this.',
    }),
  ],
  ['Twice', (line) => ({ ...line, times: 2, note: 'The same payment, two times.' })],
];

function drawMistakes() {
  const line = lastPaid();
  part('mistake-about').textContent = line
    ? 'The product should notice each one and say what it did. They start from the last payment an app asked for.'
    : 'The product should notice each one and say what it did. Let it ask for a payment first: mistakes are made with that.';
  part('mistake-buttons').replaceChildren(
    ...MISTAKES.map(([title, make]) => {
      const choice = button({ class: 'preset', disabled: !line }, title);
      choice.addEventListener('click', () => showSend({ person: person(), given: make(line), onSent: tell }));
      return choice;
    }),
  );
}

/** Open questions: the newest comes up by itself, once; each can be looked at again. */
function drawAsks() {
  const open = world.asks.filter(({ state: at }) => at === 'open');
  const fresh = open.findLast(({ id }) => !put.has(id));
  if (fresh && !isAsking()) looking = fresh.id;
  for (const { id } of open) if (id === looking) put.add(id);
  const asked = world.asks.find(({ id }) => id === looking);
  if (asked && (isAsking() || fresh?.id === asked.id)) showAsk(asked, world);
  part('waiting').replaceChildren(
    ...open
      .filter(({ id }) => !isAsking() || id !== looking)
      .map((ask) => {
        const look = button({ class: 'button small' }, 'Look at it');
        look.addEventListener('click', () => {
          looking = ask.id;
          showAsk(ask, world);
        });
        const what = ask.kind === 'connect' ? 'asks for an address' : `asks ${ask.holder} for a payment`;
        return h(
          'p',
          { class: 'callout warn' },
          icon('info'),
          h('span', { class: 'grow' }, `${ask.app.name} ${what}`),
          look,
        );
      }),
  );
}
part('ask').addEventListener('close', () => world && drawAsks());

async function show() {
  world = await state(holder);
  drawWallets();
  drawPurse();
  drawHappened();
  drawSessions();
  drawMistakes();
  drawAsks();
  const { operations, workflows } = world.links;
  part('links').replaceChildren(
    ...Object.entries({ ...PAGES, 'Opening page': operations, Workflows: workflows })
      .map(([title, href]) => href && h('a', { href, 'aria-current': title === 'Wallet' && 'page' }, title))
      .filter(Boolean),
  );
}

part('address').addEventListener('click', () => copy(person().address));
part('receive').addEventListener('click', () => showReceive({ person: person(), onCopy: copy }));
part('send').addEventListener('click', () => showSend({ person: person(), onSent: tell }));
part('get').addEventListener('click', () => give('TON', '100000000000'));
for (const each of document.querySelectorAll('[data-give]'))
  each.addEventListener('click', () => give(each.dataset.give, each.dataset.minor));
const give = (coin, minor) =>
  press('give', { holder: world.holder, coin, minor }, `${exact(minor, coin)} ${nameOf(coin)} from the faucet.`);

/** A universal link that was opened, or pasted: its question comes up, answered or not. */
async function openLink(link) {
  try {
    const { ask } = await act('open', { link });
    looking = ask;
    put.add(ask);
    await show();
    const asked = world.asks.find(({ id }) => id === ask);
    if (asked) showAsk(asked, world);
  } catch (error) {
    tell(error.message, true);
  }
}
part('link-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const input = document.getElementById('link');
  void openLink(input.value.trim());
  input.value = '';
});

let isSoon = false;
function soon() {
  if (isSoon) return;
  isSoon = true;
  setTimeout(() => {
    isSoon = false;
    void show();
  }, 150);
}
const events = new EventSource('/wallet/page/events');
events.addEventListener('changed', soon);
events.addEventListener('open', soon);

const opened = new URL(location.href);
history.replaceState(
  null,
  '',
  opened.searchParams.has('theme') ? `/wallet?theme=${opened.searchParams.get('theme')}` : '/wallet',
);
await show();
if (opened.searchParams.has('r')) await openLink(opened.href);
