import { lazy } from 'react';
import type { Place } from '../places.ts';

const History = lazy(() => import('./history.tsx').then((file) => ({ default: file.History })));
const Settings = lazy(() => import('./settings.tsx').then((file) => ({ default: file.Settings })));
const Verification = lazy(() =>
  import('../verification/verification-page.tsx').then((file) => ({ default: file.Verification })),
);
const Limits = lazy(() => import('../limits/limits-page.tsx').then((file) => ({ default: file.Limits })));

const Game = lazy(() => import('../games/game-page.tsx').then((file) => ({ default: file.GamePage })));
const Fairness = lazy(() => import('../fairness/fairness-page.tsx').then((file) => ({ default: file.Fairness })));
const Rewards = lazy(() => import('../rewards/rewards-page.tsx').then((file) => ({ default: file.Rewards })));
const Leaderboard = lazy(() =>
  import('../rewards/leaderboard-page.tsx').then((file) => ({ default: file.Leaderboard })),
);

/** The pages behind the first one. Where each of them lies is no part of a first load either. */
export function Behind({ place }: { place: Place }) {
  switch (place.page) {
    case 'history':
      return <History place={place} />;
    case 'kyc':
      return <Verification />;
    case 'limits':
      return <Limits place={place} />;
    case 'game':
      return <Game id={place.game ?? ''} />;
    case 'fairness':
      return <Fairness round={place.round} />;
    case 'rewards':
      return <Rewards place={place} />;
    case 'leaderboard':
      return <Leaderboard />;
    default:
      return <Settings />;
  }
}
