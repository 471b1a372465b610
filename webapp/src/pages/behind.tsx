import { lazy } from 'react';
import type { Place } from '../places.ts';

const History = lazy(() => import('./history.tsx').then((file) => ({ default: file.History })));
const Settings = lazy(() => import('./settings.tsx').then((file) => ({ default: file.Settings })));
const Verification = lazy(() =>
  import('../verification/verification-page.tsx').then((file) => ({ default: file.Verification })),
);
const Limits = lazy(() => import('../limits/limits-page.tsx').then((file) => ({ default: file.Limits })));

/** The pages behind the first one. Where each of them lies is no part of a first load either. */
export function Behind({ place }: { place: Place }) {
  switch (place.page) {
    case 'history':
      return <History deposit={place.deposit} withdrawal={place.withdrawal} />;
    case 'kyc':
      return <Verification />;
    case 'limits':
      return <Limits place={place} />;
    default:
      return <Settings />;
  }
}
