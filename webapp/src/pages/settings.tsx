import { useState } from 'react';
import { type Language, languageNames, languages } from '../../../contracts/languages.ts';
import { Devices } from '../account/devices.tsx';
import { LegalLinks } from '../account/legal-links.tsx';
import { Profile } from '../account/profile.tsx';
import { Safety } from '../account/safety.tsx';
import { Wallets } from '../account/wallets.tsx';
import { useApp } from '../app-context.ts';
import { forgetKept } from '../kept.ts';
import { useTexts } from '../texts.tsx';
import { chooseTheme, readThemeChoice, type ThemeChoice } from '../theme.ts';
import '../styles/account.css';
import '../styles/ton.css';

const THEMES: readonly ThemeChoice[] = ['telegram', 'light', 'dark'];

/** Who the account is and where it is signed in; how the app speaks and looks, and what this device keeps. */
export function Settings() {
  const t = useTexts();
  return (
    <>
      <h1 className="title page-title">{t('settings')}</h1>
      <div className="settings">
        <div>
          <Profile />
          <Safety />
          <Wallets />
          <Devices />
        </div>
        <div>
          <LanguageChoice />
          <Theme />
          <Device />
          <LegalLinks />
        </div>
      </div>
    </>
  );
}

function LanguageChoice() {
  const t = useTexts();
  const { me, chooseLanguage } = useApp();
  const [failed, setFailed] = useState(false);
  const [wanted, setWanted] = useState<Language | null>(); // shown at once, before we are told that it is kept
  // Without Telegram there is nothing to follow.
  const kept = me.languageIsChosen || !me.telegram ? me.language : null;
  const chosen = wanted === undefined ? kept : wanted;
  const choose = (language: Language | null) => {
    setFailed(false);
    setWanted(language);
    chooseLanguage(language)
      .catch(() => setFailed(true))
      .finally(() => setWanted(undefined));
  };
  const options: readonly (Language | null)[] = me.telegram ? [null, ...languages] : languages;
  return (
    <fieldset className="card choices">
      <legend className="heading">{t('language')}</legend>
      {options.map((language) => (
        <label className="choice" key={language ?? 'telegram'} lang={language ?? undefined}>
          <input type="radio" name="language" checked={chosen === language} onChange={() => choose(language)} />
          <span className="dot" aria-hidden="true" />
          <span className="grow">{language ? languageNames[language] : t('as-telegram')}</span>
        </label>
      ))}
      {failed && (
        <p className="small error" role="alert">
          {t('refused-unavailable')}
        </p>
      )}
    </fieldset>
  );
}

function Theme() {
  const t = useTexts();
  const { telegram } = useApp();
  const [chosen, setChosen] = useState(readThemeChoice);
  return (
    <fieldset className="card choices">
      <legend className="heading">{t('theme')}</legend>
      {THEMES.map((theme) => (
        <label className="choice" key={theme}>
          <input
            type="radio"
            name="theme"
            checked={chosen === theme}
            onChange={() => {
              chooseTheme(theme);
              setChosen(theme);
            }}
          />
          <span className="dot" aria-hidden="true" />
          <span className="grow">{theme === 'telegram' && !telegram ? t('theme-device') : t(`theme-${theme}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Device() {
  const t = useTexts();
  const [forgotten, setForgotten] = useState(false);
  return (
    <section className="card pad device">
      <h2 className="heading">{t('device')}</h2>
      <p className="muted" role="status">
        {t(forgotten ? 'device-forgotten' : 'device-text')}
      </p>
      <button
        type="button"
        className="button quiet"
        onClick={() => {
          forgetKept();
          setForgotten(true);
        }}
      >
        {t('device-forget')}
      </button>
    </section>
  );
}
