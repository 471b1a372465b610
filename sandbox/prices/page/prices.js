import { h, part } from '/parts/dom.js';

const WORDS = {
  lies: 'says ten times as much',
  stale: 'says what was an hour ago',
  away: 'does not answer',
  slow: 'takes eight seconds',
  malformed: 'answers something else',
};

async function ask(change) {
  const wish = change
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(change) }
    : {};
  const answer = await fetch('/api/state', wish);
  draw(await answer.json());
}

function draw({ sources, faults, worth }) {
  part('sources').replaceChildren(
    ...sources.map(({ name, fault, asked }) =>
      h(
        'div',
        { class: 'line' },
        h('label', { for: name }, h('h2', {}, name), h('p', { class: 'small muted' }, `asked ${asked} times`)),
        h(
          'select',
          { id: name, onchange: ({ target }) => ask({ source: name, fault: target.value || null }) },
          h('option', { value: '', selected: fault === null }, 'is honest'),
          faults.map((each) => h('option', { value: each, selected: fault === each }, WORDS[each])),
        ),
      ),
    ),
  );
  part('worth').replaceChildren(
    ...Object.entries(worth).map(([code, micros]) =>
      h('p', { class: 'line' }, `1 ${code} is €${(micros / 1e6).toFixed(4)}`),
    ),
  );
}

await ask();
setInterval(() => document.activeElement?.tagName === 'SELECT' || ask(), 3_000);
