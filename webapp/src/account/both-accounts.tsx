import type { LinkBody } from '../../../contracts/http/sign-in.ts';
import { zero } from '../amounts.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { dateOf } from '../parts/moments.ts';
import { Money } from '../parts/money.tsx';
import { useTexts } from '../texts.tsx';

/** The two accounts that would become one: what is in each, which goes on, and what happens to the other. */
export function BothAccounts({ link }: { link: LinkBody }) {
  const t = useTexts();
  const { browser, chat, stays } = link;
  const kept = stays === 'chat' && chat ? chat : browser;
  return (
    <>
      <p>{t('join-agreed', { digits: link.telegram ?? '' })}</p>
      <div className="sides">
        <Side where="browser" side={browser} isKept={kept === browser} />
        {chat ? (
          <Side where="chat" side={chat} isKept={kept === chat} />
        ) : (
          <p className="callout">
            <Icon name="info" />
            <span>{t('join-no-chat-account')}</span>
          </p>
        )}
      </div>
      <p className="muted">{t(chat ? 'join-outcome' : 'join-outcome-alone', { code: kept.code })}</p>
    </>
  );
}

function Side({ where, side, isKept }: { where: 'browser' | 'chat'; side: LinkBody['browser']; isKept: boolean }) {
  const t = useTexts();
  const { me } = useApp();
  const cash = side.cash.length > 0 ? side.cash : [zero(me.wallet)];
  return (
    <section className="side" data-kept={isKept || undefined} aria-label={t(`join-side-${where}`)}>
      <header>
        <span className="strong grow">{t(`join-side-${where}`)}</span>
        <span className={isKept ? 'chip good' : 'chip'}>{t(isKept ? 'goes-on' : 'is-closed')}</span>
      </header>
      <dl className="terms small">
        <div>
          <dt>{t('account-code')}</dt>
          <dd>
            <bdi className="code">{side.code}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('cash')}</dt>
          <dd>
            {cash.map((amount) => (
              <Money amount={amount} key={amount.asset} />
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('since')}</dt>
          <dd>{dateOf(side.since, t.language)}</dd>
        </div>
      </dl>
    </section>
  );
}
