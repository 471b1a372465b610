import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Joinable, judgeJoin } from './join.ts';

const nothing: Joinable = { holdsMoney: false, expectsMoney: false, hasHistory: false, hasOtherTelegram: false };
const accounts = fc.record({
  holdsMoney: fc.boolean(),
  expectsMoney: fc.boolean(),
  hasHistory: fc.boolean(),
  hasOtherTelegram: fc.constant(false),
});
const matters = ({ holdsMoney, expectsMoney }: Joinable) => holdsMoney || expectsMoney;

test('an account with money in it, or on its way, is never the one that is closed', () => {
  fc.assert(
    fc.property(accounts, fc.option(accounts, { nil: undefined }), (browser, chat) => {
      const verdict = judgeJoin(browser, chat);
      if ('reason' in verdict) {
        expect(chat && matters(browser) && matters(chat)).toBe(true);
        return;
      }
      const closed = verdict.stays === 'browser' ? chat : browser;
      expect(closed !== undefined && matters(closed)).toBe(false);
    }),
  );
});

test('a chat that opens no account yet is simply added', () => {
  expect(judgeJoin(nothing, undefined)).toEqual({ stays: 'browser' });
});

test('without money the account with a history goes on, and else the chat’s', () => {
  expect(judgeJoin({ ...nothing, hasHistory: true }, nothing)).toEqual({ stays: 'browser' });
  expect(judgeJoin(nothing, { ...nothing, hasHistory: true })).toEqual({ stays: 'chat' });
  expect(judgeJoin(nothing, nothing)).toEqual({ stays: 'chat' });
});

test('an account that another Telegram opens is not opened by a second one', () => {
  expect(judgeJoin({ ...nothing, hasOtherTelegram: true }, undefined)).toEqual({ reason: 'has-other-telegram' });
});
