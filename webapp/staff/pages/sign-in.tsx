import { useState } from 'react';
import { Icon, Mark } from '../../src/parts/icon.tsx';
import { type OutsideReason, outside, signInWords, words } from '../texts.ts';

const LOGIN = '/staff/auth/login';

/** Nobody sits at the desk: why, and the way in. */
export function SignIn({ why, onRetry }: { why: OutsideReason; onRetry: () => void }) {
  const [found, setFound] = useState<OutsideReason | 'too-fast'>();
  const [busy, setBusy] = useState(false);
  const reason = found === undefined || found === 'too-fast' ? why : found;
  const { title, text } = outside[reason];
  const isFault = !['welcome', 'left'].includes(reason);
  const signIn = async () => {
    if (busy) return;
    setBusy(true);
    setFound(undefined);
    const obstacle = await knock();
    if (obstacle === undefined) return location.assign(LOGIN); // busy until the page is gone
    setFound(obstacle);
    setBusy(false);
  };
  return (
    <main className="outside">
      <span className="brand">
        <Mark size={28} />
        {outside.welcome.title}
      </span>
      <section className="card pad way-in">
        <div role={isFault ? 'alert' : undefined} className="why">
          <h1 className="title">{reason === 'welcome' ? signInWords.title : title}</h1>
          <p className="muted">{text}</p>
        </div>
        {found === 'too-fast' && (
          <p className="callout danger" role="alert">
            <Icon name="alert" size="s" />
            {signInWords.tooFast}
          </p>
        )}
        {reason === 'unreachable' && found === undefined ? (
          <button type="button" className="button wide" onClick={onRetry}>
            <Icon name="refresh" size="s" />
            {words.retry}
          </button>
        ) : (
          <button type="button" className="button wide" aria-busy={busy} onClick={() => void signIn()}>
            {found === 'closed' ? words.retry : signInWords.act}
          </button>
        )}
      </section>
    </main>
  );
}

/**
 * What stands in the way of signing in; undefined when nothing does. Asked first, because whoever follows the address itself
 * would be left with an answer for programs. That the redirect is not followed is all that is looked at.
 */
async function knock(): Promise<OutsideReason | 'too-fast' | undefined> {
  const answer = await fetch(LOGIN, { redirect: 'manual' }).catch(() => undefined);
  if (!answer) return 'unreachable';
  if (answer.type === 'opaqueredirect') return undefined;
  if (answer.status === 429) return 'too-fast';
  return answer.status === 404 ? 'closed' : 'unreachable';
}
