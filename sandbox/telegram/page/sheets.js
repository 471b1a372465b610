import { h, icon } from '/parts/dom.js';

/**
 * A sheet over the page. The browser keeps the focus in it, gives it back, and closes it on Escape; a press beside it
 * closes it, too. `build` gets `close`, and `first`, which makes a handler that closes it before it acts.
 */
export function openSheet(title, build) {
  const close = () => sheet.close();
  const first =
    (act) =>
    (...given) => {
      close();
      act(...given);
    };
  const head = h(
    'div',
    { class: 'sheet-head' },
    h('h2', { class: 'title grow', id: 'sheet-title' }, title),
    h('button', { type: 'button', class: 'icon-button', 'aria-label': 'Close', onclick: close }, icon('close')),
  );
  const sheet = h('dialog', { class: 'sheet', 'aria-labelledby': 'sheet-title' }, head);
  sheet.append(h('div', { class: 'in' }, build(close, first)));
  sheet.addEventListener('close', () => sheet.remove());
  sheet.addEventListener('pointerdown', (event) => event.target === sheet && isOutside(sheet, event) && close());
  document.body.append(sheet);
  sheet.showModal();
  return sheet;
}

function isOutside(sheet, { clientX, clientY }) {
  const box = sheet.getBoundingClientRect();
  return clientX < box.left || clientX > box.right || clientY < box.top || clientY > box.bottom;
}

/** What a bot wants to be read before anything else (show_alert). */
export function showAlert(title, text) {
  openSheet(title, (close) => [
    h('p', {}, text),
    h('button', { type: 'button', class: 'button wide', autofocus: true, onclick: close }, 'OK'),
  ]);
}

const SHOWN_MS = 4_000;

/** A short line over the chat. */
export function toast(text, name = 'info') {
  const line = h('div', { class: 'toast' }, icon(name, 'icon-s'), h('p', { dir: 'auto' }, text));
  document.querySelector('[data-part="toasts"]').append(line);
  setTimeout(() => line.remove(), SHOWN_MS);
}
