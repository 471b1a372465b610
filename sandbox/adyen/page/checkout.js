import { h, part } from '/parts/dom.js';
import { amountIn, get, heroOf, post } from './wire.js';

const link = location.pathname.split('/').at(-1);
const bought = await get('link', { id: link }).catch(() => undefined);
const paid = bought ? amountIn(bought.amount) : '';
const minutes = Math.round((bought?.lateMs ?? 0) / 60_000);

/** Test cards by what becomes of them; anybody may type another number. */
const ENDS = [
  ['Pays', '4111 1111 1111 1111', `Charged at once. Cage hears of it within a second, and ${paid} is paid.`],
  ['Is declined', '4000 0000 0000 0002', 'Refused by the bank. Nothing is charged, and you can try another card.'],
  ['Needs a code', '4212 3456 7891 0006', 'The bank asks first. Refuse it, and nothing is charged.'],
  [
    'Times out',
    '4000 0000 0000 6319',
    'Charged, but no answer comes back. Cage must find out by itself, not charge again.',
  ],
  ['Pays late', '4000 0000 0000 0077', `Charged after ${minutes} minutes. Cage must say what becomes of it.`],
  [
    'Is disputed',
    '4000 0000 0000 0259',
    'Charged, and disputed by the card holder a minute later. Cage must answer it.',
  ],
];
const number = document.getElementById('number');

const choices = ENDS.map(([name, card, next], n) => {
  const choice = h(
    'button',
    { type: 'button', class: 'try', role: 'radio', 'aria-checked': 'false', tabindex: n === 0 ? '0' : '-1' },
    h('b', {}, name),
    h('span', { class: 'num' }, `…${card.slice(-4)}`),
  );
  choice.addEventListener('click', () => choose(n));
  choice.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const to = (n + step + ENDS.length) % ENDS.length;
    choose(to);
    choices[to].focus();
  });
  return { choice, card, next };
}).map(({ choice, card, next }) => Object.assign(choice, { card, next }));
part('cards').append(...choices);

function choose(n) {
  for (const [at, choice] of choices.entries()) {
    choice.setAttribute('aria-checked', String(at === n));
    choice.tabIndex = at === n ? 0 : -1;
  }
  number.value = choices[n].card;
  part('next').textContent = choices[n].next;
  refuse();
}

function refuse(text = '') {
  part('refused').textContent = text;
  part('refused').hidden = text === '';
  part('number-box').classList.toggle('invalid', text !== '');
  number.setAttribute('aria-invalid', String(text !== ''));
}

function end(title, text) {
  part('form').hidden = true;
  part('over').hidden = false;
  part('over-title').textContent = title;
  part('over-text').textContent = text;
  part('over-title').tabIndex = -1;
  part('over-title').focus();
}

const closed = () =>
  end('This page is no longer open', 'It was paid already, or its time is over. Nothing more is charged here.');

async function follow(attempt) {
  const answer = await attempt.catch((error) => ({ outcome: 'declined', message: error.message }));
  part('pay').removeAttribute('aria-busy');
  switch (answer.outcome) {
    case 'paid':
      return location.assign(answer.returnTo);
    case 'asks-bank':
      return part('bank').showModal();
    case 'declined':
      return refuse(`${answer.message} Nothing was charged. Try another.`);
    case 'no-answer':
      return end(
        'No answer',
        'The line broke while the card was charged. Go back to Cage: it must find out by itself.',
      );
    default:
      return closed();
  }
}

part('form').addEventListener('submit', (event) => {
  event.preventDefault();
  if (part('pay').getAttribute('aria-busy') === 'true') return;
  refuse();
  part('pay').setAttribute('aria-busy', 'true');
  void follow(post('pay', { link, number: number.value }));
});
for (const [name, yes] of [
  ['bank-yes', true],
  ['bank-no', false],
]) {
  part(name).addEventListener('click', () => {
    part('bank').close();
    void follow(post('confirm', { link, number: number.value, yes }));
  });
}

if (bought) {
  part('title').textContent = bought.title;
  part('about').textContent = 'On a page of the payment company.';
  part('short').textContent = paid;
  part('total').textContent = paid;
  part('hero').append(...heroOf(bought.amount));
  part('pay').textContent = `Pay ${paid}`;
  part('bank-yes').textContent = `Confirm ${paid}`;
  part('bank-text').textContent = `Pay ${paid} to Cage with this card?`;
  for (const name of ['back', 'over-back']) {
    if (bought.backTo) part(name).href = bought.backTo;
    else part(name).hidden = true;
  }
  choose(0);
}
if (bought?.status !== 'active') closed();
