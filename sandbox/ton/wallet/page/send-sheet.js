import { h, icon, part } from '/parts/dom.js';
import { exact, nameOf, typed } from './money.js';
import { act } from './wire.js';

const sheet = part('form');
const title = (text) => h('h2', { class: 'heading grow', id: 'form-title' }, text);

function open(heading, ...body) {
  const close = h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close' }, icon('close'));
  close.addEventListener('click', () => sheet.close());
  sheet.replaceChildren(h('div', { class: 'sheet-head' }, title(heading), close), ...body);
  if (!sheet.open) sheet.showModal();
}

/** Whose wallet this is, as its page is called. */
export const titleOf = ({ kind, name }) =>
  ({ exchange: 'The exchange', treasury: 'The cold wallet' })[kind] ?? `${name}’s wallet`;

const NOTES = {
  exchange: 'One address for all its customers. What it sends never bounces.',
  treasury: 'The operator’s own. What it sends to the hot wallet tops it up, and is no player’s deposit.',
};

const field = (name, label, input, hint) =>
  h(
    'div',
    { class: 'field' },
    h('label', { for: `send-${name}` }, label),
    h('div', { class: 'input' }, input),
    hint && h('p', { class: 'hint' }, hint),
  );

/**
 * A transfer by hand, as from any wallet or exchange.
 * @param given what stands in the form already: `{ to, coin, minor, comment, note }`
 */
export function showSend({ person, given = {}, onSent }) {
  const input = (name, value, more = {}) =>
    h('input', { id: `send-${name}`, autocomplete: 'off', value: value ?? '', ...more });
  const to = input('to', given.to, { placeholder: 'UQ… or EQ…', spellcheck: 'false' });
  const amount = input('amount', given.minor && exact(given.minor, given.coin).replaceAll(',', ''), {
    inputmode: 'decimal',
  });
  const comment = input('comment', given.comment, { maxlength: '500' });
  const coin = h(
    'select',
    { id: 'send-coin' },
    ['TON', 'USDT', 'FAKE'].map((each) => h('option', { value: each, selected: each === given.coin }, nameOf(each))),
  );
  const failed = h('p', { class: 'callout danger', role: 'alert', hidden: true });
  const yes = h('button', { type: 'submit', class: 'button wide' }, 'Send');
  const form = h(
    'form',
    { class: 'in', novalidate: true },
    given.note && h('p', { class: 'callout' }, icon('info'), h('span', {}, given.note)),
    NOTES[person.kind] && h('p', { class: 'callout' }, icon('bank'), h('span', {}, NOTES[person.kind])),
    field('to', 'To', to),
    h('div', { class: 'pair' }, field('amount', 'Amount', amount), field('coin', 'Coin', coin)),
    field('comment', 'Comment (memo)', comment, 'The receiver may need it to know whose money it is.'),
    failed,
    yes,
  );
  const refuse = (text) => {
    failed.replaceChildren(icon('alert'), h('span', {}, text));
    failed.hidden = false;
    yes.removeAttribute('aria-busy');
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (yes.getAttribute('aria-busy') === 'true') return;
    const minor = typed(amount.value, coin.value);
    if (!minor) return refuse('How much? Write a number, such as 20.30.');
    yes.setAttribute('aria-busy', 'true');
    failed.hidden = true;
    try {
      const wish = { holder: person.name, to: to.value.trim(), coin: coin.value, minor, comment: comment.value };
      if (coin.value === 'FAKE') await act('give', { holder: person.name, coin: 'FAKE', minor });
      for (let n = 0; n < (given.times ?? 1); n += 1) await act('send', wish);
      sheet.close();
      onSent(`${exact(minor, coin.value)} ${nameOf(coin.value)} sent${given.times ? ' twice' : ''}.`);
    } catch (error) {
      refuse(error.message);
    }
  });
  open(`Send from ${titleOf(person).replace(/^The/, 'the')}`, form);
}

export function showReceive({ person, onCopy }) {
  const copy = h('button', { type: 'button', class: 'button wide' }, 'Copy address');
  copy.addEventListener('click', () => onCopy(person.address));
  open(
    person.kind === 'person' ? `${person.name}’s address` : `${titleOf(person)}’s address`,
    h(
      'div',
      { class: 'in' },
      h('p', { class: 'code whole' }, person.address),
      h('p', { class: 'small muted' }, 'For TON and for USDT of this chain.'),
      copy,
    ),
  );
}
