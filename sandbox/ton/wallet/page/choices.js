import { h } from '/parts/dom.js';

/**
 * A group of which one is chosen, by click and by arrow keys.
 * @param choices `{ value, title, about? }`
 * @param make a choice's element; text in a plain button without
 */
export function radios(label, choices, onChoose, make = ({ title }) => h('button', { class: 'preset' }, title)) {
  let chosen = 0;
  const buttons = choices.map((choice, n) => {
    const button = make(choice);
    button.type = 'button';
    button.setAttribute('role', 'radio');
    button.addEventListener('click', () => choose(n));
    button.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      choose((n + step + choices.length) % choices.length);
      buttons[chosen].focus();
    });
    return button;
  });
  function choose(n) {
    chosen = n;
    for (const [at, button] of buttons.entries()) {
      button.setAttribute('aria-checked', String(at === n));
      button.tabIndex = at === n ? 0 : -1;
    }
    onChoose(choices[n]);
  }
  const group = h('div', { role: 'radiogroup', 'aria-label': label }, buttons);
  return { group, value: () => choices[chosen].value, choose };
}
