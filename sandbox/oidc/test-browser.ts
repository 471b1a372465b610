/** A person at the sandbox's login page, without a browser: follows to the question and answers it. */
export async function answersLogin(url: string, person: string | null): Promise<string> {
  const asked = await fetch(url, { redirect: 'manual' });
  const page = new URL(asked.headers.get('location') ?? fail(`${asked.status}: ${await asked.text()}`), url);
  const question = page.searchParams.get('question');
  if (page.pathname !== '/login' || !question) return page.href; // sent back at once
  const answer = await fetch(new URL('/login/answer', page), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question, person }),
  });
  const { location, why } = (await answer.json()) as { location?: string; why?: string };
  return location ?? fail(why ?? 'no answer');
}

function fail(why: string): never {
  throw new Error(`the login page: ${why}`);
}
