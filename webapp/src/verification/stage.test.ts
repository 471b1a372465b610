import { expect, test } from 'vitest';
import type { KycBody } from '../../../contracts/http/kyc.ts';
import { verificationStatuses } from '../../../domain/verification.ts';
import { inOrder, missingOf, stageOf, whyNotYet } from './stage.ts';

type Asked = KycBody['asked'][number];
const asked = (kind: Asked['kind'], state: Asked['state'], files: Asked['files'] = []): Asked => ({
  kind,
  state,
  why: null,
  files,
});
const file = (kind: Asked['kind'], state: 'held' | 'kept'): Asked['files'][number] => ({
  id: '01960000-0000-7000-8000-000000000001',
  kind,
  bytes: 1,
  sentAt: '2026-11-22T10:00:00Z',
  state,
});

test.each(verificationStatuses)('while nothing was sent back, %s is shown as %s', (status) => {
  expect(stageOf({ status, asked: [asked('identity', 'asked')] })).toBe(status);
});

test('what was sent back is shown as such, until all of it is there again', () => {
  const before = [asked('identity', 'accepted'), asked('selfie', 'again')];
  expect(stageOf({ status: 'asked', asked: before })).toBe('again');
  expect(stageOf({ status: 'checking', asked: before })).toBe('checking');
  expect(stageOf({ status: 'asked', asked: [asked('selfie', 'received')] })).toBe('asked');
});

test('what must be done again comes first, and what is accepted last', () => {
  const all = [
    asked('identity', 'accepted'),
    asked('selfie', 'again'),
    asked('address', 'received'),
    asked('funds', 'asked'),
  ];
  expect(inOrder(all).map(({ kind }) => kind)).toEqual(['selfie', 'funds', 'address', 'identity']);
  expect(missingOf(all)).toEqual(['selfie', 'funds']);
});

test('nothing is handed in while a file is on its way, missing, or not looked through', () => {
  const there = [asked('identity', 'received', [file('identity', 'kept')])];
  expect(whyNotYet(there, false)).toBeUndefined();
  expect(whyNotYet(there, true)).toBe('sending');
  expect(whyNotYet([...there, asked('selfie', 'asked')], false)).toBe('missing');
  expect(whyNotYet([asked('identity', 'received', [file('identity', 'held')])], false)).toBe('held');
});
