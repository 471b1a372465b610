import { h, part } from '/parts/dom.js';
import { get, minorOf, post, showLinks } from './wire.js';

const PRESETS = { TON: ['1', '10', '100', '1000'], USDT: ['5', '50', '500', '5000'] };
const form = part('form');
let asset = 'TON';

const presets = () =>
  PRESETS[asset].map((amount) => {
    const button = h('button', { type: 'button', class: 'chip' }, amount);
    button.addEventListener('click', () => {
      form.elements.amount.value = amount;
    });
    return button;
  });

function choose(chosen) {
  asset = chosen;
  part('unit').textContent = asset;
  part('comment-field').hidden = asset !== 'TON';
  part('presets').replaceChildren(...presets());
  for (const each of part('assets').children) {
    each.setAttribute('aria-checked', String(each.textContent === asset));
    each.tabIndex = each.textContent === asset ? 0 : -1;
  }
}

part('assets').append(
  ...Object.keys(PRESETS).map((name) => {
    const choice = h('button', { type: 'button', role: 'radio' }, name);
    choice.addEventListener('click', () => choose(name));
    choice.addEventListener('keydown', ({ key }) => {
      if (!key.startsWith('Arrow')) return;
      choose(name === 'TON' ? 'USDT' : 'TON');
      part('assets').querySelector('[aria-checked="true"]').focus();
    });
    return choice;
  }),
);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { address, amount, comment } = form.elements;
  const minor = minorOf(amount.value, asset);
  if (!minor) {
    part('told').textContent = 'This is not an amount.';
    return amount.focus();
  }
  part('give').disabled = true;
  part('told').textContent = 'On its way.';
  try {
    await post('give', { address: address.value.trim(), minor: String(minor), asset, comment: comment.value });
    part('told').replaceChildren(
      `${amount.value} ${asset} is there. `,
      h('a', { href: `/explorer/address/${encodeURIComponent(address.value.trim())}` }, 'See it in the explorer'),
    );
  } catch (error) {
    part('told').textContent = error.message;
  } finally {
    part('give').disabled = false;
  }
});

form.elements.address.value = new URLSearchParams(location.search).get('address') ?? '';
choose('TON');
void showLinks();
const { known } = await get('overview');
part('known').append(...known.map(({ address, name }) => h('option', { value: address }, name)));
