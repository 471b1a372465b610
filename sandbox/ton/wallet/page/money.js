import { h } from '/parts/dom.js';

const DECIMALS = { TON: 9, USDT: 6, FAKE: 6, OTHER: 0 };
const NAMES = { TON: 'TON', USDT: 'USDT', FAKE: 'false USDT', OTHER: 'of a token' };
const LEAST_SHOWN = 2;

export const nameOf = (coin) => NAMES[coin];

function split(minor, coin) {
  const value = BigInt(minor);
  const digits = String(value < 0n ? -value : value).padStart(DECIMALS[coin] + 1, '0');
  const whole = digits.slice(0, digits.length - DECIMALS[coin]).replace(/\B(?=(\d{3})+$)/g, ',');
  return { sign: value < 0n ? '−' : '', whole, part: digits.slice(digits.length - DECIMALS[coin]) };
}

/** To the last digit that is not zero. @param minor whole units of the coin's smallest */
export function exact(minor, coin) {
  const { sign, whole, part } = split(minor, coin);
  const kept = part.replace(/0+$/, '').padEnd(Math.min(LEAST_SHOWN, part.length), '0');
  return `${sign}${whole}${kept && `.${kept}`}`;
}

/** Two decimals, rounded down: never more than there is. What would be nothing then is shown whole. */
export function brief(minor, coin) {
  const { sign, whole, part } = split(minor, coin);
  const shown = `${sign}${whole}.${part.slice(0, LEAST_SHOWN)}`;
  return BigInt(minor) !== 0n && /^[−0.]*$/.test(shown) ? exact(minor, coin) : shown;
}

export const withName = (minor, coin) => `${exact(minor, coin)} ${NAMES[coin]}`;

export function hero(text, coin) {
  const [whole, part] = text.split('.');
  return [whole, h('span', { class: 'minor' }, `.${part ?? '00'}`), ' ', h('span', { class: 'minor' }, NAMES[coin])];
}

/** What somebody typed, in the coin's smallest unit; undefined where it is no amount above nothing. */
export function typed(text, coin) {
  const [, whole, part = ''] = /^(\d+)(?:[.,](\d+))?$/.exec(text.trim().replaceAll(' ', '')) ?? [];
  if (!whole || part.length > DECIMALS[coin]) return undefined;
  const minor = BigInt(whole + part.padEnd(DECIMALS[coin], '0'));
  return minor > 0n ? String(minor) : undefined;
}

export const short = (address) => `${address.slice(0, 6)}…${address.slice(-4)}`;
