import { expect, test } from 'vitest';
import { judgeNotice, type NoticeFacts, noticeKinds, unchosen } from './notices.ts';

const AT = Date.UTC(2026, 10, 22, 3);
const facts = (changed: Partial<NoticeFacts>): NoticeFacts => ({
  kind: 'vip',
  choice: unchosen,
  isReached: true,
  isPaused: false,
  mayPromote: true,
  isNews: true,
  ...changed,
});
const all = { ...unchosen, promotions: true };

test('who never chose is told of their own play, and of promotions nothing', () => {
  const told = noticeKinds.filter((kind) => judgeNotice(facts({ kind }), AT) === 'tell');
  expect(told).toEqual(['wagering', 'vip']);
});

test.each(noticeKinds)('%s are told to who wishes it, and to nobody else', (kind) => {
  expect(judgeNotice(facts({ kind, choice: all }), AT)).toBe('tell');
  expect(judgeNotice(facts({ kind, choice: { ...all, [kind]: false } }), AT)).toBe('unwanted');
});

test.each(noticeKinds)('%s are not told to who pauses, cannot be reached, or when it is no news', (kind) => {
  for (const changed of [{ isPaused: true }, { isReached: false }, { isNews: false }])
    expect(judgeNotice(facts({ kind, choice: all, ...changed }), AT)).toBe('unwanted');
});

test('promotions are told to nobody whom they may not be sent to', () => {
  expect(judgeNotice(facts({ kind: 'promotions', choice: all, mayPromote: false }), AT)).toBe('unwanted');
  expect(judgeNotice(facts({ kind: 'wagering', choice: all, mayPromote: false }), AT)).toBe('tell');
});

test('in quiet hours it waits for their end, and what is unwanted waits for nothing', () => {
  const choice = { ...all, quiet: { from: 0, until: 480 }, zone: 'Europe/Malta' };
  expect(judgeNotice(facts({ choice }), AT)).toEqual({ quietUntil: Date.UTC(2026, 10, 22, 7) });
  expect(judgeNotice(facts({ choice, isPaused: true }), AT)).toBe('unwanted');
  expect(judgeNotice(facts({ choice }), Date.UTC(2026, 10, 22, 7))).toBe('tell');
});
