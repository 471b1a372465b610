import { useState } from 'react';
import { asRefused, type Refused } from '../api/client.ts';
import { useApp } from '../app-context.ts';
import { CopyLine } from '../parts/copy-line.tsx';
import { Icon } from '../parts/icon.tsx';
import { dateOf } from '../parts/moments.ts';
import { whyNot } from '../sign-in/refusals.ts';
import { useTexts } from '../texts.tsx';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** Who the account is: its code, since when, whether Telegram opens it, and the link that invites others. */
export function Profile() {
  const t = useTexts();
  const { me, telegram, go } = useApp();
  return (
    <section className="card pad account-card" aria-labelledby="profile">
      <h2 className="heading" id="profile">
        {t('profile')}
      </h2>
      <CopyLine label={t('account-code')} value={me.code} />
      <dl className="terms">
        <div>
          <dt>{t('member-since')}</dt>
          <dd>{dateOf(me.joinedAt, t.language)}</dd>
        </div>
        <div>
          <dt>{t('telegram')}</dt>
          <dd>{t(me.telegram ? 'telegram-joined' : 'telegram-not-joined')}</dd>
        </div>
      </dl>
      {!me.telegram ? (
        <>
          <p className="muted">{t('join-card-text')}</p>
          <button type="button" className="button wide" onClick={() => go({ page: 'settings', sheet: 'join' })}>
            <Icon name="plane" size="s" />
            {t('join-with-telegram')}
          </button>
        </>
      ) : (
        me.invitation && <Invitation link={me.invitation} />
      )}
      {!telegram && <SignOutHere />}
      {me.telegram && <Unlink />}
    </section>
  );
}

function Invitation({ link }: { link: string }) {
  const t = useTexts();
  const { telegram } = useApp();
  const canShare = telegram !== undefined || 'share' in navigator;
  const share = () => {
    if (telegram) telegram.openLink(`https://t.me/share/url?${new URLSearchParams({ url: link })}`);
    else navigator.share({ url: link }).catch(() => undefined); // they thought better of it
  };
  return (
    <div className="invitation">
      <CopyLine label={t('invitation')} value={link} />
      {canShare && (
        <button type="button" className="button quiet wide" onClick={share}>
          <Icon name="send" size="s" />
          {t('share')}
        </button>
      )}
    </div>
  );
}

/** Unlinking needs a browser that stays signed in; the Mini App is opened by the very account. */
function Unlink() {
  const t = useTexts();
  const { telegram, go } = useApp();
  if (telegram) return <p className="small muted">{t('unlink-in-browser')}</p>;
  return (
    <button type="button" className="button text wide" onClick={() => go({ page: 'settings', sheet: 'unlink' })}>
      {t('unlink')}
    </button>
  );
}

/** Leaves this browser alone; for an account that nothing else opens that is the end, and is asked first. */
function SignOutHere() {
  const t = useTexts();
  const { me, ask, go, leave } = useApp();
  const [asks, setAsks] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refused>();
  const signOut = async () => {
    setBusy(true);
    setRefused(undefined);
    try {
      await ask('logout', { body: {} });
      go({ page: 'home' });
      leave('signed-out');
    } catch (error) {
      setRefused(asRefused(error));
      setAsks(false);
      setBusy(false);
    }
  };
  return (
    <>
      <button
        type="button"
        className="button quiet wide"
        aria-busy={busy}
        onClick={() => (me.telegram ? void signOut() : setAsks(true))}
      >
        <Icon name="door" size="s" />
        {t('sign-out-here')}
      </button>
      {refused && (
        <p className="small error" role="alert">
          {whyNot(t, refused)}
        </p>
      )}
      {asks && (
        <SignOutDialog
          title={t('sign-out-here')}
          busy={busy}
          onSafe={() => setAsks(false)}
          onAct={() => void signOut()}
        />
      )}
    </>
  );
}
