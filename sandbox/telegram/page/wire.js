const ask = new URLSearchParams(location.search);
const bot = ask.get('bot') ?? '';

const address = (path, query = {}) => `/page/${path}?${new URLSearchParams({ bot, ...query })}`;

export async function get(path, query) {
  const answer = await fetch(address(path, query));
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
}

export async function post(path, body) {
  const answer = await fetch(address(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error('The sandbox does not answer. Does npm start still run?');
  });
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
}

/** Listens to what happens. `on` maps names of events to functions; `lost` and `hello` tell of the line itself. */
export function listen(on) {
  const events = new EventSource(address('events'));
  for (const [name, hear] of Object.entries(on)) {
    if (name === 'lost') events.addEventListener('error', hear);
    else events.addEventListener(name, (event) => hear(JSON.parse(event.data)));
  }
}
