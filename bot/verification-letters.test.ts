import { expect, test } from 'vitest';
import type { PlayerId } from '../contracts/ids.ts';
import { languages } from '../contracts/languages.ts';
import { againReasons, askedBecause, documentKinds } from '../domain/verification.ts';
import type { VerificationToShow } from '../use-cases/show-verification.ts';
import { openPost } from './test-post.ts';

const show = {
  show: 'verification',
  bot: '1',
  chat: '7',
  player: '01960000-0000-7000-8000-000000000009' as PlayerId,
  sentAs: null,
} as const;
const appUrl = 'https://cage.example/app/';

const asked = (changed: Partial<VerificationToShow> = {}): VerificationToShow => ({
  language: 'en',
  status: 'asked',
  level: 'none',
  levelUntil: undefined,
  aims: 'basic',
  because: 'withdrawal',
  answerBy: new Date('2999-12-06T12:00:00Z'),
  asked: [
    { kind: 'identity', state: 'again', why: 'unreadable' },
    { kind: 'selfie', state: 'asked', why: undefined },
    { kind: 'address', state: 'accepted', why: undefined },
  ],
  needsFacts: true,
  ...changed,
});

test('who is asked reads why, each thing once with what was wrong, and until when, and sends it in the app', async () => {
  const post = openPost({ verification: asked(), appUrl });
  expect(await post.sends(show)).toEqual({ sent: { message: 101 } });
  const [sent] = post.calls;
  expect(sent).toMatchObject({ method: 'sendMessage', chat: '7', keys: ['Send it in the app', 'Menu'] });
  expect(sent?.text).toContain('could not be read');
  expect(sent?.text).toContain('picture of your face');
  expect(sent?.text).not.toContain('your address');
  expect(sent?.text).toContain('2999-12-06');
});

test('while people look, the message that asked says so, and no new one is sent', async () => {
  const post = openPost({ verification: asked({ status: 'in-review' }), appUrl });
  await post.sends({ ...show, sentAs: 'kyc:1:1' });
  expect(post.calls[0]?.text).toContain('Our staff look at it');
});

test('who is refused is told that their money is theirs, and never why', async () => {
  const post = openPost({ verification: asked({ status: 'refused', because: 'screening' }), appUrl });
  await post.sends(show);
  expect(post.calls[0]?.text).toContain('withdraw all of it');
  expect(post.calls[0]?.text).not.toMatch(/sanction|list|forged|age\b/i);
  expect(post.calls[0]?.keys).toEqual(['Menu']);
});

test.each(languages)('everything that can be said of it has words in %s', async (language) => {
  const all = [
    ...askedBecause.map((because) => asked({ because })),
    ...againReasons.map((why) => asked({ asked: documentKinds.map((kind) => ({ kind, state: 'again', why })) })),
    ...(['idle', 'checking', 'in-review', 'approved', 'refused'] as const).map((status) => asked({ status })),
    ...(['basic', 'full'] as const).map((level) => asked({ status: 'approved', level, levelUntil: '2030-01-01' })),
    asked({ answerBy: new Date('2020-01-01') }),
  ];
  for (const verification of all) {
    const post = openPost({ verification: { ...verification, language }, appUrl });
    expect(await post.sends(show)).toEqual({ sent: { message: 101 } });
  }
});
