import { h, icon, part } from '/parts/dom.js';
import { get, post, showLinks } from './wire.js';

const isLike = (call) => (each) =>
  each.answer === call.answer &&
  Boolean(each.executed) === Boolean(call.executed) &&
  String(each.calls) === String(call.calls);
const callFault = (call) => ({
  isOn: ({ calls }) => calls.some(isLike(call)),
  change: ({ calls }, on) => {
    const others = calls.filter((each) => !isLike(call)(each));
    return { calls: on ? [...others, call] : others };
  },
});
const setting = (name, value, off) => ({
  isOn: (settings) => settings[name] !== off,
  change: (_, on) => ({ [name]: on ? value : off }),
});

const FAULTS = [
  {
    name: 'Lagging',
    how: '200 blocks',
    about: 'The API knows the chain of 80 seconds ago. Nothing is credited or paid on old news.',
    ...setting('lagBlocks', 200, 0),
  },
  {
    name: 'Lying',
    how: 'the next broadcast',
    about: 'Its transaction is shown for one block, and then it never was. Nobody is credited.',
    ...setting('lies', { blocks: 1, next: 1 }, null),
  },
  {
    name: 'Taken back, and again',
    how: 'the next broadcast',
    about: 'It vanishes, and lands once more under another hash. It is credited once.',
    isOn: ({ lies }) => lies?.again === true,
    change: (_, on) => ({ lies: on ? { blocks: 1, again: true, next: 1 } : null }),
  },
  {
    name: 'Dropped broadcast',
    how: '1 in 2',
    about: 'The API says ok, and the message never lands.',
    ...setting('dropped', { chance: 1 / 2 }, null),
  },
  {
    name: 'Refused broadcast',
    how: '1 in 2',
    about: 'The API turns the message down, although the wallet would take it.',
    ...setting('refused', { chance: 1 / 2 }, null),
  },
  {
    name: 'Error after doing it',
    how: '500, 1 in 3',
    about: 'It was done, and the answer denies it. Nobody is paid twice.',
    ...callFault({ answer: 500, chance: 1 / 3, executed: true }),
  },
  {
    name: 'Time-out after doing it',
    how: '1 in 5',
    about: 'It was done, and the answer is lost.',
    ...callFault({ answer: 'silence', chance: 1 / 5, executed: true }),
  },
  {
    name: 'Error',
    how: '500, 1 in 3',
    about: 'Nothing was done. Cage asks again.',
    ...callFault({ answer: 500, chance: 1 / 3 }),
  },
  {
    name: 'No number of the wallet',
    how: 'seqno fails',
    about: 'Whoever takes no answer for zero signs what never expires.',
    ...callFault({ answer: 502, calls: ['runGetMethod:seqno'] }),
  },
  {
    name: 'Too many requests',
    how: '429, 1 in 3',
    about: 'Cage slows down.',
    ...callFault({ answer: 429, chance: 1 / 3 }),
  },
  { name: 'Slow answers', how: '3 s', about: 'Every call takes longer.', ...setting('slowMs', 3_000, 0) },
  {
    name: 'Slow finality',
    how: 'a block every 10 s',
    about: 'Money is seen early and credited late.',
    isOn: ({ blockEveryMs }) => blockEveryMs === 10_000,
    change: (_, on) => ({ blockEveryMs: on ? 10_000 : null }),
  },
  {
    name: 'Standstill',
    about: 'No block comes. Payouts pause by themselves, and go on by themselves.',
    isOn: ({ blockEveryMs }) => blockEveryMs === 0,
    change: (_, on) => ({ blockEveryMs: on ? 0 : null }),
  },
];
// A lie that lands again is the other switch.
FAULTS[1].isOn = ({ lies }) => Boolean(lies) && lies.again !== true;

let settings = { calls: [], lies: null, dropped: null, refused: null, lagBlocks: 0, slowMs: 0, blockEveryMs: null };
const switches = FAULTS.map((fault) => {
  const toggle = h('button', {
    type: 'button',
    class: 'switch',
    role: 'switch',
    'aria-checked': 'false',
    'aria-label': fault.name,
  });
  toggle.addEventListener('click', async () => {
    settings = await post('faults', fault.change(settings, !fault.isOn(settings)));
    void show();
  });
  const name = h('h2', {}, fault.name, fault.how && h('span', { class: 'how' }, fault.how));
  part('faults').append(h('div', { class: 'line' }, h('div', {}, name, h('p', {}, fault.about)), toggle));
  return { fault, toggle };
});
part('all-off').addEventListener('click', async () => {
  await post('faults', { clear: true });
  void show();
});

const line = ({ call, status, params }) =>
  h(
    'div',
    { class: 'call' },
    icon('in', 'icon-s'),
    h(
      'span',
      {},
      h('span', { class: 'path' }, [call, params.method].filter(Boolean).join(' · ')),
      h('span', { class: 'meta' }, [status, params.address?.slice(0, 12)].filter(Boolean).join(' · ')),
    ),
  );

async function show() {
  const desk = await get('faults');
  settings = desk.faults;
  for (const { fault, toggle } of switches) toggle.setAttribute('aria-checked', String(fault.isOn(settings)));
  part('head').textContent = `Block ${desk.head.toLocaleString('en-GB')}`;
  part('calls').replaceChildren(...desk.calls.map(line).reverse());
}

part('calls').tabIndex = 0; // scrolled by keyboard, too

let asked = false;
function soon() {
  if (asked) return;
  asked = true;
  setTimeout(() => {
    asked = false;
    void show();
  }, 400);
}
const events = new EventSource('/page/events');
for (const name of ['block', 'call']) events.addEventListener(name, soon);
void showLinks();
void show();
