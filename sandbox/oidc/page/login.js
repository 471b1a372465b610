const root = document.documentElement;
const wished = new URLSearchParams(location.search).get('theme') ?? localStorage.getItem('theme');
root.dataset.theme = wished ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');

const part = (name) => document.querySelector(`[data-part="${name}"]`);
const question = new URLSearchParams(location.search).get('question');

/** An element with a class and its children; words go in as text. */
function h(tag, name, ...children) {
  const element = document.createElement(tag);
  element.className = name;
  element.append(...children);
  return element;
}

function key(name, act, ...children) {
  const element = h('button', name, ...children);
  element.type = 'button';
  element.addEventListener('click', act);
  return element;
}

function complain(why) {
  part('alert').textContent = why;
  part('alert').hidden = false;
}

/** Null says no. */
async function answer(person, remembered) {
  const said = await fetch('/login/answer', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question, person }),
  }).catch(() => undefined);
  if (!said) return complain('The sandbox does not answer. Does npm start still run?');
  const { location: next, why } = await said.json();
  if (!next) return complain(`${why} Go back to where you came from and begin again.`);
  if (remembered && person !== null) localStorage.setItem(remembered, person);
  location.assign(next);
}

function line({ id, name, detail, initials, colour }, remembered) {
  const face = h('span', 'avatar', initials);
  face.setAttribute('aria-hidden', 'true');
  face.style.background = `var(${colour})`;
  const words = h(
    'span',
    'grow',
    h('span', 'strong', name),
    document.createElement('br'),
    h('span', 'small muted', detail),
  );
  return h(
    'li',
    '',
    key('login-person', () => answer(id, remembered), face, words),
  );
}

const told = await fetch(`/login/question?${new URLSearchParams({ question })}`);
const { title, text, people, remembered, why } = await told.json();
part('main').setAttribute('aria-busy', 'false');
if (why) complain(`${why} Go back to where you came from and begin again.`);
else {
  const mine = remembered ? people.find(({ id }) => id === localStorage.getItem(remembered)) : undefined;
  part('title').textContent = title;
  document.title = `${title} · Sandbox`;
  part('text').textContent = text;
  if (mine) part('keys').append(key('button wide', () => answer(mine.id, remembered), `Log in as ${mine.name}`));
  part('keys').append(key('button quiet wide', () => answer(null), 'Cancel'));
  part('others-head').textContent = mine ? 'Or be somebody else' : 'Be any of these people';
  part('people').append(...people.filter((each) => each !== mine).map((each) => line(each, remembered)));
  part('others').hidden = false;
  if (!mine) part('main').append(part('keys'));
}
