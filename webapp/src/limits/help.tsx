import type { MouseEvent } from 'react';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { Sheet } from '../parts/sheet.tsx';
import { useTexts } from '../texts.tsx';

/** People to talk to, who are nothing of ours. Names and numbers are theirs, and the same in every language. */
const HELPLINES = [
  { id: 'everywhere', name: 'Gambling Therapy', url: 'https://www.gamblingtherapy.org/' },
  { id: 'meetings', name: 'Gamblers Anonymous', url: 'https://gamblersanonymous.org/' },
  { id: 'britain', name: 'GamCare', url: 'https://www.gamcare.org.uk/', phone: '0808 8020 133' },
] as const;

export function HelpCard() {
  const t = useTexts();
  const { go } = useApp();
  return (
    <section className="card pad help" aria-labelledby="help">
      <span className="badge">
        <Icon name="chat" />
      </span>
      <div className="grow">
        <h2 className="strong" id="help">
          {t('help')}
        </h2>
        <p className="small muted">{t('help-text')}</p>
      </div>
      <button type="button" className="link" onClick={() => go({ page: 'limits', sheet: 'helplines' })}>
        {t('help-open')}
      </button>
    </section>
  );
}

export function HelplinesSheet({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { telegram } = useApp();
  const open = (url: string) => (event: MouseEvent) => {
    if (!telegram) return;
    event.preventDefault(); // a frame may open nothing; Telegram does
    telegram.openPage(url);
  };
  return (
    <Sheet title={t('helplines')} onClose={onClose}>
      <div className="body">
        <p className="muted">{t('helplines-text')}</p>
        <ul className="card list helplines">
          {HELPLINES.map((line) => (
            <li key={line.id}>
              <div className="row">
                <span className="grow">
                  <bdi className="name">{line.name}</bdi>
                  <span className="sub">{t(`helpline-${line.id}`)}</span>
                  {'phone' in line && (
                    <a className="link" href={`tel:${line.phone.replaceAll(' ', '')}`} dir="ltr">
                      {line.phone}
                    </a>
                  )}
                </span>
                <a
                  className="link"
                  href={line.url}
                  target="_blank"
                  rel="noopener"
                  onClick={open(line.url)}
                  aria-label={t('helpline-page', { name: line.name })}
                >
                  {t('help-open')}
                  <Icon name="out" size="xs" />
                </a>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </Sheet>
  );
}
