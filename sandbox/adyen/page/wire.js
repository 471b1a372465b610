import { h } from '/parts/dom.js';

export async function get(path, query = {}) {
  const answer = await fetch(`/page/${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
}

export async function post(path, body) {
  const answer = await fetch(`/page/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error('The sandbox does not answer. Does npm start still run?');
  });
  if (!answer.ok) throw new Error('This is not possible as things are.');
  return answer.json();
}

const format = (currency) =>
  new Intl.NumberFormat('en-GB', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });

/** @param amount as Adyen writes it: hundredths, beside their currency */
export const amountIn = ({ value, currency }) => format(currency).format(value / 100);

export const heroOf = ({ value, currency }) =>
  format(currency)
    .formatToParts(value / 100)
    .map(({ type, value: text }) =>
      type === 'currency'
        ? h('span', { class: 'unit' }, text)
        : ['decimal', 'fraction'].includes(type)
          ? h('span', { class: 'minor' }, text)
          : text,
    );
