import { expect, test } from 'vitest';
import type { Texts } from '../texts.tsx';
import { soonMoment } from './soon.ts';

const t = Object.assign((id: string, args?: Record<string, unknown>) => `${id} ${args?.time}`, {
  language: 'en',
}) as unknown as Texts;
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5);

test('a moment of today is its time, one of tomorrow says so, and a later one has its day', () => {
  const now = at(22, 18).getTime();
  expect(soonMoment(t, at(22, 23).toISOString(), now)).toBe('23:05');
  expect(soonMoment(t, at(23, 9).toISOString(), now)).toBe('tomorrow-at 09:05');
  expect(soonMoment(t, at(30, 9).toISOString(), now)).toBe('November 30, 09:05');
});
