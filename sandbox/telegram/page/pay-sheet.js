import { h, icon } from '/parts/dom.js';
import { openSheet, toast } from './sheets.js';
import { get, post } from './wire.js';

const ENDINGS = [
  { ending: 'goes through', label: 'Goes through' },
  { ending: 'is declined', label: 'Is declined' },
  { ending: 'is confirmed late', label: 'Is confirmed late' },
  { ending: 'is reported twice', label: 'Is reported twice' },
];

/**
 * The pay form of an invoice: what is paid, with what, and how it should end. `closed` hears how it closed, in the words of
 * Telegram's `invoice_closed`: paid, pending, cancelled or failed.
 */
export async function openPaySheet(slug, player, closed = () => {}) {
  const invoice = await get('invoice', { slug }).catch(() => undefined);
  if (!invoice) {
    toast('This invoice is not there any more.', 'alert');
    return closed('failed');
  }
  let status = 'cancelled';
  const tell = (next) => {
    status = next;
  };
  const sheet = openSheet(`Pay ${invoice.seller}`, (close) => form(invoice, player, close, tell));
  sheet.addEventListener('close', () => closed(status));
}

function form(invoice, player, close, tell) {
  const why = h('div', { role: 'alert', class: 'why' });
  const pay = h('button', { type: 'submit', class: 'button wide' }, `Pay ${invoice.totalText}`);
  const send = async (event) => {
    event.preventDefault();
    if (pay.getAttribute('aria-busy') === 'true') return;
    const ending = new FormData(event.target).get('ending');
    why.replaceChildren();
    pay.setAttribute('aria-busy', 'true');
    pay.textContent = 'Asking the bot…';
    const outcome = await post('pay', { player, slug: invoice.slug, ending }).catch(() => ({
      outcome: 'unanswered',
      message: 'The sandbox did not answer. Look whether it still runs.',
    }));
    pay.removeAttribute('aria-busy');
    pay.textContent = `Pay ${invoice.totalText}`;
    if (outcome.outcome === 'paid') {
      tell(outcome.charge.reportAt > Date.now() + 1_000 ? 'pending' : 'paid');
      close();
      toast(paidText(invoice, outcome.charge), 'check');
    } else {
      tell('failed');
      why.replaceChildren(h('div', { class: 'callout danger' }, icon('alert', 'icon-s'), h('p', {}, outcome.message)));
    }
  };
  return h(
    'form',
    { class: 'in', style: 'padding: 0', onsubmit: send },
    prices(invoice),
    method(invoice),
    endings(),
    why,
    pay,
  );
}

function paidText(invoice, charge) {
  if (charge.reportAt <= Date.now() + 1_000) return `Paid ${invoice.totalText}`;
  const at = new Date(charge.reportAt).toLocaleTimeString('en-GB');
  return `${invoice.totalText} is charged. The bot is told at ${at}.`;
}

function prices(invoice) {
  const line = (label, amount, kind) =>
    h('div', kind ? { class: kind } : {}, h('dt', {}, label), h('dd', {}, h('bdi', {}, amount)));
  return h(
    'dl',
    { class: 'terms' },
    invoice.prices.map(({ label, text }) => line(label, text)),
    line('You pay', invoice.totalText, 'total'),
  );
}

function method({ currency }) {
  const stars = currency === 'XTR';
  return h(
    'div',
    { class: 'method' },
    h('span', { class: 'badge' }, icon(stars ? 'star' : 'card')),
    h(
      'span',
      { class: 'grow' },
      h('span', { class: 'strong' }, stars ? 'Test Stars' : 'Test card ••4242'),
      h('span', { class: 'small muted' }, 'Exists only in the sandbox'),
    ),
  );
}

function endings() {
  const choice = ({ ending, label }, n) =>
    h(
      'label',
      { class: 'preset' },
      h('input', { type: 'radio', name: 'ending', value: ending, checked: n === 0 }),
      label,
    );
  return h('fieldset', { class: 'endings' }, h('legend', {}, 'How should it end?'), h('div', {}, ENDINGS.map(choice)));
}
