export async function state(holder) {
  const answer = await fetch(`/wallet/page/state?${new URLSearchParams({ holder })}`);
  if (!answer.ok) throw new Error(`The sandbox answered ${answer.status}.`);
  return answer.json();
}

/** What was pressed. Throws why it was not done. */
export async function act(name, body) {
  const answer = await fetch(`/wallet/page/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new Error('The sandbox does not answer. Does npm start still run?');
  });
  const said = await answer.json();
  if (said.why) throw new Error(said.why);
  return said;
}
