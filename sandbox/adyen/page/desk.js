import { h, icon, part } from '/parts/dom.js';
import { amountIn, get, post } from './wire.js';

const isCall = (answer, executed) => (call) => call.answer === answer && Boolean(call.executed) === executed;
const callFault = (call) => ({
  isOn: ({ calls }) => calls.some(isCall(call.answer, Boolean(call.executed))),
  change: ({ calls }, on) => {
    const others = calls.filter((each) => !isCall(call.answer, Boolean(call.executed))(each));
    return { calls: on ? [...others, call] : others };
  },
});

const FAULTS = [
  {
    name: 'Duplicate',
    about: 'Every event is told twice. The player is credited once.',
    isOn: ({ duplicates }) => duplicates > 0,
    change: (_, on) => ({ duplicates: on ? 1 : 0 }),
  },
  {
    name: 'Reorder',
    how: 'up to 3 s',
    about: 'Events overtake each other. The result is the same.',
    isOn: ({ reorderWithinMs }) => reorderWithinMs > 0,
    change: (_, on) => ({ reorderWithinMs: on ? 3_000 : 0 }),
  },
  {
    name: 'Late',
    how: '10 s',
    about: 'Every event comes late.',
    isOn: ({ delayMs }) => delayMs > 0,
    change: (_, on) => ({ delayMs: on ? 10_000 : 0 }),
  },
  {
    name: 'Lost, and sent again',
    how: '1 in 3',
    about: 'An event is lost on its way and comes again.',
    isOn: ({ lostEvents }) => Boolean(lostEvents),
    change: (_, on) => ({ lostEvents: on ? { chance: 1 / 3 } : null }),
  },
  {
    name: 'Dropped',
    about: 'No event ever comes. Cage must look by itself.',
    isOn: ({ droppedEvents }) => Boolean(droppedEvents),
    change: (_, on) => ({ droppedEvents: on ? {} : null }),
  },
  {
    name: 'Slow answers',
    how: '3 s',
    about: 'Every call takes longer.',
    isOn: ({ slowMs }) => slowMs > 0,
    change: (_, on) => ({ slowMs: on ? 3_000 : 0 }),
  },
  {
    name: 'Server error',
    how: '500, 1 in 3',
    about: 'Nothing was done. Cage tries again.',
    ...callFault({ answer: 500, chance: 1 / 3 }),
  },
  {
    name: 'Server error after doing it',
    how: '500, 1 in 3',
    about: 'It was done, and the answer denies it. Nothing may happen twice.',
    ...callFault({ answer: 500, chance: 1 / 3, executed: true }),
  },
  {
    name: 'Time-out after doing it',
    how: '1 in 5',
    about: 'It was done, and the answer is lost.',
    ...callFault({ answer: 'silence', chance: 1 / 5, executed: true }),
  },
];

let settings = { duplicates: 0, reorderWithinMs: 0, delayMs: 0, calls: [], slowMs: 0 };
const switches = FAULTS.map((fault) => {
  const toggle = h('button', {
    type: 'button',
    class: 'switch',
    role: 'switch',
    'aria-checked': 'false',
    'aria-label': fault.name,
  });
  toggle.addEventListener('click', () => post('faults', fault.change(settings, !fault.isOn(settings))));
  const name = h('h2', {}, fault.name, fault.how && h('span', { class: 'how' }, fault.how));
  part('faults').append(h('div', { class: 'line' }, h('div', {}, name, h('p', {}, fault.about)), toggle));
  return { fault, toggle };
});
part('all-off').addEventListener('click', () => post('faults', { clear: true }));

const act = (title, path, body) => {
  const button = h('button', { type: 'button', class: 'button quiet small' }, title);
  button.addEventListener('click', () => post(path, body).catch((error) => alert(error.message)));
  return button;
};

function actsOf({ psp, status, dispute, refunds, refunded, amount }) {
  if (status === 'pending')
    return [
      act('Let it settle', 'settle', { psp, succeeds: true }),
      act('Let it fail', 'settle', { psp, succeeds: false }),
    ];
  if (dispute?.status === 'open')
    return [
      act('Decide for Cage', 'end-dispute', { psp: dispute.psp, won: true }),
      act('Decide for the holder', 'end-dispute', { psp: dispute.psp, won: false }),
    ];
  const back = refunds
    .filter((refund) => refund.status === 'done')
    .map((refund) =>
      act(`Bank returns ${amountIn(refund.amount)}`, 'end-refund', { psp: refund.psp, how: 'reversed' }),
    );
  if (dispute?.status === 'reversed') return [act('Charge back again', 'second', { psp: dispute.psp }), ...back];
  if (status !== 'captured' || dispute || refunded === amount.value) return back;
  return [act('Refund', 'refund', { psp }), act('Chargeback', 'dispute', { psp }), ...back];
}

const UNDER_WAY = ['received', 'authorised', 'pending'];
const actsOfPayout = ({ id, status }) => [
  ...(UNDER_WAY.includes(status)
    ? [act('Let it arrive', 'end-payout', { id, how: 'booked' }), act('Bounce', 'end-payout', { id, how: 'failed' })]
    : []),
  ...(status === 'booked' ? [act('Bank returns it', 'end-payout', { id, how: 'returned' })] : []),
];

function stateOf({ status, dispute, refunded, amount }) {
  if (dispute) return `chargeback: ${dispute.status}`;
  if (refunded === amount.value) return 'refunded';
  return refunded > 0 ? `${amountIn({ ...amount, value: refunded })} refunded` : status;
}

const row = (what, about, acts) =>
  h(
    'div',
    { class: 'payment' },
    h('div', { class: 'what' }, h('p', { class: 'strong' }, what), h('p', { class: 'small muted' }, about)),
    h('div', { class: 'acts' }, acts),
  );

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function line({ symbol, text, at, meta }) {
  return h(
    'div',
    { class: 'call' },
    icon(symbol, 'icon-s'),
    h('span', {}, h('span', { class: 'path' }, text), h('span', { class: 'meta' }, `${clock.format(at)} · ${meta}`)),
  );
}

const called = ({ call, status, at, replayed, fault }) =>
  line({
    symbol: 'in',
    text: call,
    at,
    meta: [status, replayed && 'as before', fault].filter(Boolean).join(' · '),
  });
const delivered = ({ type, outcome, at, attempt }) =>
  line({ symbol: 'send', text: type, at, meta: `${outcome}${attempt > 1 ? ` · attempt ${attempt}` : ''}` });

async function show() {
  const desk = await get('desk');
  settings = desk.faults;
  for (const { fault, toggle } of switches) toggle.setAttribute('aria-checked', String(fault.isOn(settings)));
  const names = { operations: 'Opening page', workflows: 'Workflows' };
  part('links').replaceChildren(
    h('a', { href: '/', 'aria-current': 'page' }, 'Adyen'),
    ...Object.entries(desk.links).map(([name, href]) => h('a', { href }, names[name])),
  );
  part('balance').textContent = amountIn(desk.balance);
  part('payments').replaceChildren(
    ...(desk.payments.length === 0 ? [h('p', { class: 'empty-line' }, 'Nobody has paid yet.')] : []),
    ...desk.payments.map((payment) =>
      row(
        `${amountIn(payment.amount)} · ${stateOf(payment)}`,
        `${payment.title ?? ''} · card ••${payment.card}`,
        actsOf(payment),
      ),
    ),
  );
  part('payouts').replaceChildren(
    ...(desk.payouts.length === 0 ? [h('p', { class: 'empty-line' }, 'Nothing was paid to a bank account yet.')] : []),
    ...desk.payouts.map((payout) =>
      row(`${amountIn(payout.amount)} to a bank · ${payout.status}`, payout.reference, actsOfPayout(payout)),
    ),
  );
  const entries = [
    ...desk.calls.map((entry) => [entry.at, called(entry)]),
    ...desk.deliveries.map((entry) => [entry.at, delivered(entry)]),
  ];
  part('calls').replaceChildren(...entries.sort(([a], [b]) => b - a).map(([, element]) => element));
}

part('calls').tabIndex = 0; // scrolled by keyboard, too

let asked = false;
function soon() {
  if (asked) return;
  asked = true;
  setTimeout(() => {
    asked = false;
    void show();
  }, 150);
}
const events = new EventSource('/page/events');
for (const name of ['changed', 'call', 'delivery', 'faults']) events.addEventListener(name, soon);
void show();
