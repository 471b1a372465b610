import { h } from '/parts/dom.js';

/** A bot's text with its entities as elements. Entities nest; an outer one comes before those it holds. */
export function formatted(text, entities, openLink) {
  const nodes = [];
  let at = 0;
  let n = 0;
  while (n < entities.length) {
    const entity = entities[n];
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    const end = entity.offset + entity.length;
    const inner = [];
    for (n += 1; n < entities.length && entities[n].offset < end; n += 1) {
      const length = Math.min(entities[n].length, end - entities[n].offset);
      inner.push({ ...entities[n], offset: entities[n].offset - entity.offset, length });
    }
    const inside = text.slice(entity.offset, end);
    nodes.push(element(entity, inside, formatted(inside, inner, openLink), openLink));
    at = BLOCKS.has(entity.type) && text[end] === '\n' ? end + 1 : end; // a block ends its line by itself
  }
  nodes.push(text.slice(at));
  return nodes;
}

const BLOCKS = new Set(['pre', 'blockquote', 'expandable_blockquote']);
const TAGS = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  blockquote: 'blockquote',
  expandable_blockquote: 'blockquote',
};

function element(entity, inside, children, openLink) {
  const link = (url, kind) => {
    const follow = (event) => {
      event.preventDefault();
      openLink(url);
    };
    return h('a', { href: url, class: kind, onclick: follow }, children);
  };
  switch (entity.type) {
    case 'text_link':
      return link(entity.url);
    case 'url':
      return link(/^[a-z]+:/i.test(inside) ? inside : `https://${inside}`);
    case 'email':
      return link(`mailto:${inside}`);
    case 'bot_command':
      return link(`command:${inside}`, 'command');
    case 'code':
      return copyable(inside, children);
    case 'pre':
      return h('pre', { tabindex: '0' }, h('code', {}, children));
    case 'spoiler':
      return spoiler(children);
    case 'mention':
    case 'hashtag':
    case 'cashtag':
      return h('span', { class: 'strong' }, children);
    default:
      return h(TAGS[entity.type] ?? 'span', {}, children);
  }
}

/** Telegram copies code at a tap. */
function copyable(inside, children) {
  const button = h('button', { type: 'button', class: 'code', title: 'Copy' }, h('code', {}, children));
  button.addEventListener('click', () => {
    navigator.clipboard?.writeText(inside);
    dispatchEvent(new CustomEvent('said', { detail: 'Copied' }));
  });
  return button;
}

function spoiler(children) {
  const cover = h(
    'span',
    { class: 'spoiler', role: 'button', tabindex: '0', 'aria-expanded': 'false', 'aria-label': 'Hidden text' },
    children,
  );
  const show = () => {
    cover.setAttribute('aria-expanded', 'true');
    cover.removeAttribute('aria-label');
  };
  cover.addEventListener('click', show);
  cover.addEventListener('keydown', (event) => event.key === 'Enter' && show());
  return cover;
}
