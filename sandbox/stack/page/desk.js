const root = document.documentElement;
root.dataset.theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
const part = (name) => document.querySelector(`[data-part="${name}"]`);

const SVG = 'http://www.w3.org/2000/svg';
function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `/look/sprites.svg#i-${name}`);
  svg.append(use);
  return svg;
}

/** An element with a class and its children; words go in as text. */
function h(tag, name, ...children) {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
}

const LEDS = { runs: '', starting: 'wait', waits: 'off', ended: 'bad' };
const WORDS = { runs: 'running', starting: 'starting', waits: 'waits', ended: 'ended' };

function line({ title, about, state, detail }) {
  return h(
    'li',
    state === 'ended' ? 'row bad' : 'row',
    h('span', `led ${LEDS[state]}`),
    h('span', 'grow', h('span', 'strong', title), ' ', h('span', 'small muted', about)),
    h('span', 'end small', [WORDS[state], detail].filter(Boolean).join(' · ')),
  );
}

function door({ title, url, icon: name }) {
  const link = h(
    'a',
    'row',
    h('span', 'badge', icon(name)),
    h(
      'span',
      'grow',
      h('span', 'strong', title),
      document.createElement('br'),
      h('span', 'code muted', url.replace(/^https?:\/\//, '')),
    ),
    icon('out'),
  );
  link.href = url;
  link.target = '_blank';
  return link;
}

function attempt({ title, text, url }) {
  const link = h('a', '', title);
  link.href = url;
  link.target = '_blank';
  return h('li', '', h('div', '', link, h('p', 'muted', text)));
}

const minutes = (ms) => Math.floor(ms / 60_000);
let last;
function lead() {
  const { lines, upSince } = last;
  const ended = lines.filter(({ state }) => state === 'ended');
  const upFor = upSince === null ? 0 : minutes(Date.now() - upSince);
  part('mark').replaceChildren(icon(ended.length > 0 ? 'alert' : upSince === null ? 'clock' : 'check'));
  part('title').textContent =
    ended.length > 0
      ? `${ended.map(({ title }) => title).join(' and ')} ended`
      : upSince === null
        ? 'Cage is starting'
        : 'Everything runs';
  part('sub').textContent =
    ended.length > 0
      ? 'It is started again by itself. What waits for it goes on when it is back; nothing is lost.'
      : upSince === null
        ? 'This takes a few seconds; the first time a minute or two.'
        : `Up for ${upFor < 1 ? 'less than a minute' : `${upFor} min`}. Stop it with Ctrl-C; your data stays.`;
}

const events = new EventSource('/events');
events.addEventListener('message', (event) => {
  const first = last === undefined;
  last = JSON.parse(event.data);
  lead();
  part('lines').replaceChildren(...last.lines.map(line));
  part('notes').textContent = last.notes.join(' ');
  part('tag').hidden = !last.notes.some((note) => note.includes('made up'));
  if (!first) return;
  part('doors').replaceChildren(...last.doors.map(door));
  part('tries').replaceChildren(...last.tries.map(attempt));
});
events.addEventListener('error', () => {
  part('title').textContent = 'Cage is stopped';
  part('sub').textContent = 'Start it again with npm start; this page comes back by itself.';
  part('mark').replaceChildren(icon('pause'));
});
setInterval(() => last && events.readyState === EventSource.OPEN && lead(), 30_000);
