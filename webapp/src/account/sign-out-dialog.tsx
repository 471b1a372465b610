import { useApp } from '../app-context.ts';
import { Confirm } from '../parts/confirm.tsx';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';

type Props = { title: string; busy: boolean; onSafe: () => void; onAct: () => void };

/** What signing out ends. Without Telegram nothing else opens the account, and what it ends is the account. */
export function SignOutDialog({ title, busy, onSafe, onAct }: Props) {
  const t = useTexts();
  const { me } = useApp();
  return (
    <Confirm title={title} safe={t('stay-signed-in')} act={title} {...{ busy, onSafe, onAct }}>
      {me.telegram ? (
        <p className="muted">{t('sign-out-everywhere-text')}</p>
      ) : (
        <p className="callout danger">
          <Icon name="alert" />
          <span>{t('sign-out-lost', { code: me.code })}</span>
        </p>
      )}
    </Confirm>
  );
}
