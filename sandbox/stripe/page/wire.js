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

/** @param minor as Stripe counts: hundredths */
export const amountIn = (minor, currency) => format(currency).format(minor / 100);

export const heroOf = (minor, currency) =>
  format(currency)
    .formatToParts(minor / 100)
    .map(({ type, value }) =>
      type === 'currency'
        ? h('span', { class: 'unit' }, value)
        : ['decimal', 'fraction'].includes(type)
          ? h('span', { class: 'minor' }, value)
          : value,
    );
