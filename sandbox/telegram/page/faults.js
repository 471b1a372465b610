import { h, icon, part } from '/parts/dom.js';
import { listen, post } from './wire.js';

const isCall = (answer, executed) => (call) => call.answer === answer && Boolean(call.executed) === executed;
const withCall = (settings, call, on) => {
  const same = isCall(call.answer, Boolean(call.executed));
  const others = settings.calls.filter((each) => !same(each));
  return { calls: on ? [...others, call] : others };
};
const callFault = (call) => ({
  isOn: ({ calls }) => calls.some(isCall(call.answer, Boolean(call.executed))),
  change: (settings, on) => withCall(settings, call, on),
});

const FAULTS = [
  {
    name: 'Duplicate',
    about: 'Everything is told twice. The player is credited once.',
    isOn: ({ duplicates }) => duplicates > 0,
    change: (_, on) => ({ duplicates: on ? 1 : 0 }),
  },
  {
    name: 'Reorder',
    how: 'up to 3 s',
    about: 'News of different chats overtakes each other. The result is the same.',
    isOn: ({ reorderWithinMs }) => reorderWithinMs > 0,
    change: (_, on) => ({ reorderWithinMs: on ? 3_000 : 0 }),
  },
  {
    name: 'Delay',
    how: '3 s',
    about: 'All news comes late. A payment is credited when it is told, and nobody pays twice.',
    isOn: ({ delayMs }) => delayMs > 0,
    change: (_, on) => ({ delayMs: on ? 3_000 : 0 }),
  },
  {
    name: 'Drop',
    how: '1 in 3',
    about: 'News is lost on its way to the bot. Telegram sends it again.',
    isOn: ({ lostUpdates }) => Boolean(lostUpdates),
    change: (_, on) => ({ lostUpdates: on ? { chance: 1 / 3 } : null }),
  },
  {
    name: 'Lost thanks',
    how: '1 in 3',
    about: 'The bot takes the news, but its thanks never arrive: the news comes again.',
    isOn: ({ lostAcknowledgements }) => Boolean(lostAcknowledgements),
    change: (_, on) => ({ lostAcknowledgements: on ? { chance: 1 / 3 } : null }),
  },
  {
    name: 'Slow answers',
    how: '3 s',
    about: 'Every call of the bot takes longer. The chat waits, and says so.',
    isOn: ({ slowMs }) => slowMs > 0,
    change: (_, on) => ({ slowMs: on ? 3_000 : 0 }),
  },
  {
    name: 'Server error',
    how: '500, 1 in 3',
    about: 'Nothing was done. The bot tries again, slower each time.',
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
  {
    name: 'Too many requests',
    how: '429, 1 in 3',
    about: 'The bot waits as long as it was told.',
    ...callFault({ answer: 429, chance: 1 / 3, retryAfter: 2 }),
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
  const words = h(
    'div',
    {},
    h('h2', {}, fault.name, fault.how && h('span', { class: 'how' }, fault.how)),
    h('p', {}, fault.about),
  );
  part('faults').append(h('div', { class: 'line' }, words, toggle));
  return { fault, toggle };
});
part('all-off').addEventListener('click', () => post('faults', { clear: true }));

function showFaults(told) {
  settings = told;
  for (const { fault, toggle } of switches) toggle.setAttribute('aria-checked', String(fault.isOn(settings)));
}

part('calls').tabIndex = 0; // scrolled by keyboard, too

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const MOST_LINES = 120;

function addLine({ symbol, path, at, note, fault, end, kind }) {
  const list = part('calls');
  const meta = h(
    'span',
    { class: 'meta' },
    clock.format(at),
    note && ` · ${note}`,
    fault && [' · ', h('b', {}, fault)],
  );
  list.prepend(
    h(
      'div',
      { class: 'call' },
      icon(symbol, 'icon-s'),
      h('span', {}, h('span', { class: 'path' }, path), meta),
      h('span', { class: `end ${kind}` }, end),
    ),
  );
  if (list.children.length > MOST_LINES) list.lastChild.remove();
}

const kindOf = (status) => (status >= 500 ? 'bad' : status === 0 || status >= 400 ? 'wait' : '');

const showCall = (call) =>
  addLine({
    symbol: 'in',
    path: call.method,
    at: call.at,
    note: call.description ?? `in ${call.tookMs} ms`,
    fault: call.fault && (call.executed ? 'done, answer spoilt' : 'spoilt'),
    end: call.status || 'time-out',
    kind: kindOf(call.status),
  });

const showDelivery = ({ outcome, update, kind, attempt, copies, at, tookMs }) =>
  addLine({
    symbol: 'away',
    path: kind,
    at,
    note: [
      `update ${update}`,
      attempt > 1 && `try ${attempt}`,
      typeof outcome === 'string' ? outcome : `in ${tookMs} ms`,
    ]
      .filter(Boolean)
      .join(' · '),
    fault: copies > 0 && `${copies + 1} at once`,
    end: typeof outcome === 'number' ? outcome : 'failed',
    kind: typeof outcome === 'number' ? kindOf(outcome) : 'bad',
  });

function showWaiting(count) {
  part('waiting').textContent = count === 0 ? 'live' : `${count} waiting for the bot`;
}

listen({
  hello(told) {
    showFaults(told.faults);
    showWaiting(told.waiting);
    part('calls').replaceChildren();
    const lines = [
      ...told.calls.map((entry) => [entry, showCall]),
      ...told.deliveries.map((entry) => [entry, showDelivery]),
    ];
    for (const [entry, show] of lines.sort(([a], [b]) => a.at - b.at)) show(entry);
  },
  faults: showFaults,
  waiting: showWaiting,
  call: showCall,
  delivery: showDelivery,
  lost: () => (part('waiting').textContent = 'waiting for the sandbox…'),
});
