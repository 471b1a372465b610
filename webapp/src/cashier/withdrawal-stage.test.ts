import { expect, test } from 'vitest';
import { stepsOf } from './withdrawal-stage.ts';

const at = {
  requestedAt: '2026-11-21T16:04:00.000Z',
  confirmedAt: '2026-11-21T16:05:00.000Z',
  sendingAt: '2026-11-21T16:06:00.000Z',
  endedAt: '2026-11-21T16:07:00.000Z',
};
const not = { confirmedAt: null, sendingAt: null, endedAt: null };
const said = (w: Partial<Parameters<typeof stepsOf>[0]> & { status: Parameters<typeof stepsOf>[0]['status'] }) =>
  stepsOf({ ...at, approvals: null, ...w }).map(({ name, state }) => `${name} ${state}`);

test('a withdrawal that waits for its code shows the whole way before it', () => {
  expect(said({ status: 'awaiting-code', ...not })).toEqual([
    'requested done',
    'code now',
    'sending next',
    'paid next',
  ]);
});

test('people are on the way only where they are asked', () => {
  const waiting = { ...not, confirmedAt: at.confirmedAt };
  expect(said({ status: 'awaiting-approval', ...waiting, approvals: { given: 1, needed: 2 } })).toEqual([
    'requested done',
    'code done',
    'approval now',
    'sending next',
    'paid next',
  ]);
  expect(said({ status: 'confirmed', ...waiting })).toEqual([
    'requested done',
    'code done',
    'sending now',
    'paid next',
  ]);
  expect(said({ status: 'sending', approvals: { given: 2, needed: 2 }, endedAt: null })).toEqual([
    'requested done',
    'code done',
    'approval done',
    'sending now',
    'paid next',
  ]);
});

test('what ended otherwise ends its way there, and promises nothing beyond', () => {
  expect(said({ status: 'expired', ...not, endedAt: at.endedAt })).toEqual(['requested done', 'expired stopped']);
  expect(said({ status: 'declined', sendingAt: null, approvals: { given: 0, needed: 2 } })).toEqual([
    'requested done',
    'code done',
    'declined stopped',
  ]);
  expect(said({ status: 'refused' })).toEqual(['requested done', 'code done', 'sending done', 'refused stopped']);
  expect(said({ status: 'paid-in-part' })).toEqual([
    'requested done',
    'code done',
    'sending done',
    'paid-in-part stopped',
  ]);
});

test('what is paid is done to the end', () => {
  expect(said({ status: 'paid' })).toEqual(['requested done', 'code done', 'sending done', 'paid done']);
});
