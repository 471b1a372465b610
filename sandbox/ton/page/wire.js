import { h, icon, part } from '/parts/dom.js';

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
  if (!answer.ok) throw new Error('This is not an address of this chain, or not an amount.');
  return answer.json();
}

const DECIMALS = { TON: 9, USDT: 6 };
const MORE_THAN_ANYBODY_READS = 3;

/** With as many decimals as it has, two at least; fees and gas are cut to three. */
export function amountOf({ minor, asset }, isShort = false) {
  const decimals = DECIMALS[asset];
  const digits = String(minor).padStart(decimals + 1, '0');
  const whole = Number(digits.slice(0, -decimals)).toLocaleString('en-GB');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  const shown = isShort ? fraction.slice(0, MORE_THAN_ANYBODY_READS).padEnd(MORE_THAN_ANYBODY_READS, '0') : fraction;
  return `${whole}.${shown.padEnd(2, '0')} ${asset}`;
}

/** Undefined when it is not an amount. */
export function minorOf(text, asset) {
  const [, whole, fraction = ''] = /^(\d{1,9})(?:[.,](\d*))?$/.exec(text.trim()) ?? [];
  if (whole === undefined || fraction.length > DECIMALS[asset]) return undefined;
  return BigInt(whole + fraction.padEnd(DECIMALS[asset], '0'));
}

export const shortOf = (text) => `${text.slice(0, 5)}…${text.slice(-4)}`;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const clockOf = (unix) => clock.format(unix * 1_000);

/** A name, or the address cut short. */
export const placeText = ({ name, address }) => name ?? h('span', { class: 'code' }, shortOf(address));
export const placeLink = (place, attributes = {}) =>
  h('a', { href: `/explorer/address/${place.address}`, ...attributes }, placeText(place));

export function copyButton(text, what) {
  const button = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': `Copy ${what}` },
    icon('copy', 'icon-s'),
  );
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    button.replaceChildren(icon('check', 'icon-s'));
    button.setAttribute('aria-label', 'Copied');
    setTimeout(() => {
      button.replaceChildren(icon('copy', 'icon-s'));
      button.setAttribute('aria-label', `Copy ${what}`);
    }, 1_500);
  });
  return button;
}

const PAGES = { '/wallet': 'Wallet', '/explorer': 'Explorer', '/faucet': 'Faucet', '/faults': 'Faults' };

/** The bar's links, this page's own marked. */
export async function showLinks() {
  const here = location.pathname === '/' ? '/explorer' : location.pathname;
  const own = Object.entries(PAGES).map(([href, name]) =>
    h('a', { href, 'aria-current': here.startsWith(href) ? 'page' : false }, name),
  );
  part('links').replaceChildren(...own);
  part('links').querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' });
  const { operations, workflows } = await get('links');
  if (operations) part('links').append(h('a', { href: operations }, 'Opening page'));
  if (workflows) part('links').append(h('a', { href: workflows }, 'Workflows'));
}
