import { avatar, h, icon, part, timeOf } from '/parts/dom.js';
import { radios } from './choices.js';
import { brief, exact, hero, nameOf, short, withName } from './money.js';
import { act } from './wire.js';

const CONNECT_ENDS = [
  { value: 'connects', title: 'Connects', about: 'The app learns the address.' },
  { value: 'other-network', title: 'Wrong network', about: 'The wallet says that it is on another network.' },
  { value: 'no-proof', title: 'No proof', about: 'The wallet connects, and proves nothing.' },
  { value: 'silent', title: 'Never answers', about: 'The app is told nothing at all.' },
];
const PAY_ENDS = [
  { value: 'arrives', title: 'Arrives', about: 'Signed, sent, and the app is told at once.' },
  { value: 'late', title: 'Answers late', about: 'Sent at once; the app is told 20 seconds later.' },
  { value: 'silent', title: 'Never answers', about: 'Sent, and the app is told nothing.' },
  { value: 'unsent', title: 'Is not sent', about: 'Signed and the app is told so, but nothing is sent.' },
  { value: 'twice', title: 'Is sent twice', about: 'Sent, and the same once more right after it.' },
];

const sheet = part('ask');
/** What the sheet shows now: its question and how that stood. */
let shown;

export const isAsking = () => sheet.open;

function closeAsk() {
  shown = undefined;
  sheet.close();
}
sheet.addEventListener('close', () => {
  shown = undefined;
});

/** Shows a question, or its answer once it has one. Drawn anew only when it changed: a choice made stays made. */
export function showAsk(ask, world) {
  const key = JSON.stringify([ask.id, ask.state, ask.why, ask.short, ask.left, world.holder]);
  if (shown === key) return;
  shown = key;
  const body = ask.state !== 'open' ? over(ask) : ask.kind === 'connect' ? connecting(ask, world) : paying(ask, world);
  sheet.replaceChildren(head(ask), h('div', { class: 'in' }, body));
  if (!sheet.open) sheet.showModal();
}

function head({ app, kind, since }) {
  const face = h('span', { class: 'face', 'aria-hidden': 'true' }, icon('games'));
  if (app.iconUrl) {
    const picture = h('img', { src: app.iconUrl, alt: '', width: '44', height: '44' });
    picture.addEventListener('load', () => face.replaceChildren(picture));
  }
  const title = kind === 'connect' ? `${app.name} asks for your address` : `${app.name} asks for a payment`;
  const from = [app.host, since && `since ${timeOf(since)}`].filter(Boolean).join(', ');
  return h(
    'div',
    { class: 'asker' },
    face,
    h(
      'div',
      { class: 'grow' },
      h('h2', { class: 'heading', id: 'ask-title' }, title),
      h('p', { class: 'small muted' }, from),
    ),
    h('span', { class: 'sandbox-tag' }, 'Sandbox'),
  );
}

/** Two buttons, the refusing one first; what fails is said above them. */
function twin({ ask, yes, onYes }) {
  const failed = h('p', { class: 'callout danger', role: 'alert', hidden: true });
  const press = async (button, doing) => {
    if (button.getAttribute('aria-busy') === 'true') return;
    button.setAttribute('aria-busy', 'true');
    failed.hidden = true;
    try {
      await doing();
    } catch (error) {
      failed.replaceChildren(icon('alert'), h('span', {}, error.message));
      failed.hidden = false;
    }
    button.removeAttribute('aria-busy');
  };
  const no = h('button', { type: 'button', class: 'button quiet' }, 'Decline');
  const approve = h('button', { type: 'button', class: 'button' }, yes);
  no.addEventListener('click', () => press(no, () => act('decline', { ask: ask.id })));
  approve.addEventListener('click', () => press(approve, onYes));
  return [failed, h('div', { class: 'twin' }, no, approve)];
}

function endings(ends) {
  const about = h('p', { class: 'small muted' });
  const choice = radios('How should it end?', ends, (end) => {
    about.textContent = end.about;
  });
  choice.group.classList.add('presets', ends.length > 4 ? 'three' : 'two');
  choice.choose(0);
  return {
    element: h('div', { class: 'endings' }, h('p', { class: 'label' }, 'How should it end?'), choice.group, about),
    value: choice.value,
  };
}

function connecting(ask, { holders, holder }) {
  const people = holders.filter(({ kind }) => kind === 'person');
  const who = radios(
    'Whose wallet',
    people.map((person) => ({ value: person.name, title: person.name, person })),
    () => {},
    ({ person }) =>
      h(
        'button',
        { class: 'choice' },
        avatar(person),
        h(
          'span',
          { class: 'grow' },
          h('span', { class: 'strong block' }, person.name),
          h('span', { class: 'code muted' }, short(person.address)),
        ),
        h(
          'span',
          { class: 'small muted' },
          person.balances.TON === '0' ? 'Empty' : `${brief(person.balances.TON, 'TON')} TON`,
        ),
      ),
  );
  who.choose(
    Math.max(
      0,
      people.findIndex(({ name }) => name === holder),
    ),
  );
  const ends = endings(CONNECT_ENDS.filter(({ value }) => value !== 'no-proof' || ask.wantsProof));
  return [
    h(
      'p',
      { class: 'callout' },
      icon('shield'),
      h('span', {}, 'It sees your address and what is on it. It cannot move money: each payment is asked again.'),
    ),
    ask.wantsProof &&
      h(
        'p',
        { class: 'small muted' },
        'It also asks for a signature that proves the address is yours. The signature moves nothing.',
      ),
    who.group,
    ends.element,
    ...twin({
      ask,
      yes: 'Connect',
      onYes: () => act('connect', { ask: ask.id, holder: who.value(), ending: ends.value() }),
    }),
  ];
}

const term = (title, ...value) => h('div', {}, h('dt', {}, title), h('dd', {}, ...value));

function paying(ask, { holders }) {
  const [first] = ask.lines;
  const many = ask.lines.length > 1;
  const payer = holders.find(({ name }) => name === ask.holder);
  const ends = endings(PAY_ENDS);
  const yes = many ? `Send ${ask.lines.length} payments` : `Send ${withName(first.minor, first.coin)}`;
  return [
    h(
      'div',
      {},
      h(
        'p',
        { class: 'money-hero' },
        many ? `${ask.lines.length} payments` : hero(exact(first.minor, first.coin), first.coin),
      ),
      h('p', { class: 'small muted' }, `From ${ask.holder}’s wallet, open until ${timeOf(ask.validUntil)}`),
    ),
    h(
      'dl',
      { class: 'terms' },
      ask.lines.map((line) => [
        many && term('Payment', withName(line.minor, line.coin)),
        term('To', line.name && `${line.name} `, h('span', { class: 'code', title: line.to }, short(line.to))),
        line.comment && term('Comment', h('span', { class: 'code' }, line.comment)),
        line.gas && term('Sent with it', `${exact(line.gas, 'TON')} TON, most comes back`),
      ]),
      term('Network fee', 'about 0.01 TON'),
      !ask.short && h('div', { class: 'total' }, h('dt', {}, 'You have after'), h('dd', {}, after(ask, first))),
    ),
    ...ask.lines
      .flatMap(({ warnings }) => warnings)
      .map((text) => h('p', { class: 'callout warn' }, icon('alert'), h('span', {}, text))),
    ask.short && shortage(ask, payer),
    ends.element,
    ...twin({ ask, yes, onYes: () => act('pay', { ask: ask.id, ending: ends.value() }) }),
  ];
}

function after({ left }, { coin }) {
  const ton = `${brief(left.TON, 'TON')} TON`;
  return coin === 'USDT' ? `${brief(left.USDT, 'USDT')} USDT, ${ton}` : ton;
}

function shortage({ short: coin, needed, has, holder }) {
  const get = h(
    'button',
    { type: 'button', class: 'button quiet small' },
    coin === 'TON' ? 'Get 100 TON' : 'Get 500 USDT',
  );
  const minor = coin === 'TON' ? '100000000000' : '500000000';
  get.addEventListener('click', () => act('give', { holder, coin, minor }));
  const said =
    coin === 'TON'
      ? `Not enough TON: it takes ${exact(needed, 'TON')}, the fee counted, and there is ${exact(has.TON, 'TON')}.`
      : `Not enough ${nameOf(coin)}: there is ${exact(has.USDT, 'USDT')}.`;
  return h('div', { class: 'callout danger', role: 'alert' }, icon('alert'), h('span', { class: 'grow' }, said), get);
}

const OVER = {
  connect: {
    approved: ['Connected', 'You can go back to the app now.'],
    declined: ['Declined', 'The app did not get your address.'],
    expired: ['Its time is over', 'Nobody answered. Ask for it again in the app.'],
    refused: ['This did not work', ''],
  },
  pay: {
    working: ['Sending', 'It is signed and handed to the network.'],
    approved: ['Sent', 'The network has it. You can go back to the app now.'],
    declined: ['Declined', 'Nothing was sent.'],
    expired: ['Its time is over', 'Nothing was sent. Ask for it again in the app.'],
    refused: ['This was not sent', ''],
  },
};

function over(ask) {
  const [title, text] = OVER[ask.kind][ask.state];
  const isGood = ask.state === 'approved' || ask.state === 'working';
  const closes = h('button', { type: 'button', class: 'button quiet' }, 'Stay here');
  closes.addEventListener('click', closeAsk);
  const leaves = h('button', { type: 'button', class: 'button' }, 'Close this tab');
  leaves.addEventListener('click', () => {
    closeAsk();
    window.close();
  });
  return [
    h(
      'p',
      { class: `callout ${isGood ? 'good' : ''}`, role: 'status' },
      icon(isGood ? 'check' : 'info'),
      h('span', {}, h('span', { class: 'strong block' }, title), ask.why ?? text),
    ),
    h('div', { class: 'twin' }, closes, leaves),
  ];
}
