import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from 'web-vitals';
import type { VitalsBody } from '../../contracts/http/vitals.ts';
import { placeOf } from './places.ts';

/** Measures how the page feels, and reports it when the player leaves: by then everything is known. */
export function reportVitals(): void {
  const metrics: VitalsBody['metrics'] = [];
  const take = ({ name, value }: Metric): void => {
    metrics.push({ name: name as VitalsBody['metrics'][number]['name'], value, page: placeOf(location.pathname).page });
  };
  for (const on of [onCLS, onFCP, onINP, onLCP, onTTFB]) on(take);
  addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden' || metrics.length === 0) return;
    navigator.sendBeacon(
      '/vitals',
      new Blob([JSON.stringify({ metrics: metrics.splice(0, 20) })], { type: 'application/json' }),
    );
  });
}
