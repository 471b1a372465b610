import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../look/tokens.css';
import '../look/components.css';
import './styles/app.css';
import { nearestLanguage } from '../../contracts/languages.ts';
import { Root } from './root.tsx';
import { spokenLanguage } from './store.ts';
import { findTelegram } from './telegram.ts';
import { loadTexts } from './texts.tsx';
import { applyTheme } from './theme.ts';

applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme());

const telegram = findTelegram();
const language = nearestLanguage(spokenLanguage() ?? telegram?.language ?? navigator.language);
const texts = await loadTexts(language);
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <Root telegram={telegram} firstTexts={texts} />
  </StrictMode>,
);

// Long after what the player waits for: the browser remembers what happened until then.
const MEASURED_AFTER_MS = 4_000;
const report = () =>
  setTimeout(() => void import('./vitals.ts').then(({ reportVitals }) => reportVitals()), MEASURED_AFTER_MS);
if (document.readyState === 'complete') report();
else addEventListener('load', report);
