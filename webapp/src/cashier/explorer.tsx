import type { MouseEvent } from 'react';
import { shortened } from '../../../contracts/texts/format.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { Copied } from './receipt-parts.tsx';
import '../styles/ton.css';

type Props = { hash: string; explorer: string | null };

/** A transaction of a chain by its hash, to copy for whoever asks for it, and a page of somebody else's about it. */
export function Transaction({ hash, explorer }: Props) {
  const t = useTexts();
  return (
    <>
      <div>
        <dt>{t('ton-transaction')}</dt>
        <dd>
          <Copied value={hash} shown={shortened(hash, 4)} name={t('ton-transaction')} />
        </dd>
      </div>
      {explorer && (
        <div className="explored">
          <dt className="sr">{t('ton-explorer')}</dt>
          <dd>
            <Explorer url={explorer} />
          </dd>
        </div>
      )}
    </>
  );
}

function Explorer({ url }: { url: string }) {
  const t = useTexts();
  const { telegram } = useApp();
  const open = (event: MouseEvent) => {
    if (!telegram) return;
    event.preventDefault(); // a frame may open nothing; Telegram does
    telegram.openPage(url);
  };
  return (
    <a className="link out" href={url} target="_blank" rel="noopener" onClick={open}>
      {t('ton-explorer')}
      <Icon name="out" size="xs" />
    </a>
  );
}
