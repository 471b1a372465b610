/**
 * An element with its attributes and children. Words go in as text, never as markup: what bots and players write is shown,
 * not run. `on…` attributes are listeners, false and undefined leave an attribute out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === undefined || value === null) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== false && child !== undefined && child !== null),
  );
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name, size = '') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', `icon ${size}`.trim());
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `/look/sprites.svg#i-${name}`);
  svg.append(use);
  return svg;
}

export const part = (name) => document.querySelector(`[data-part="${name}"]`);

export function avatar(person) {
  const face = h('span', { class: 'avatar', 'aria-hidden': 'true' }, person.initials);
  face.style.background = `var(${person.colour})`;
  return face;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short' });
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' });
const DAY_MS = 86_400_000;

export const timeOf = (unix) => clock.format(unix * 1_000);

const midnight = (ms) => new Date(ms).setHours(0, 0, 0, 0);
const daysAgo = (unix) => Math.round((midnight(Date.now()) - midnight(unix * 1_000)) / DAY_MS);

export function dayOf(unix) {
  const days = daysAgo(unix);
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : dayOfYear.format(unix * 1_000);
}

/** For a list: the time today, the weekday this week, else the day. */
export function shortDate(unix) {
  const days = daysAgo(unix);
  if (days === 0) return timeOf(unix);
  return days < 7 ? weekday.format(unix * 1_000) : dayOfYear.format(unix * 1_000);
}
