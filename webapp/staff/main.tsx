import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '../look/tokens.css';
import '../look/components.css';
import './styles/staff.css';
import './styles/queues.css';
import './styles/kyc.css';
import { applyTheme } from '../src/theme.ts';
import { Root } from './root.tsx';

applyTheme();
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme());
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <Root />
  </StrictMode>,
);
