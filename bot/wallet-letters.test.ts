import { expect, test } from 'vitest';
import type { WalletId } from '../contracts/ids.ts';
import { languages } from '../contracts/languages.ts';
import { openPost } from './test-post.ts';

const show = {
  show: 'wallet',
  bot: '1',
  chat: '7',
  walletId: '01960000-0000-7000-8000-000000000009' as WalletId,
} as const;
const address = `UQ${'x'.repeat(20)}${'y'.repeat(20)}k3Fd12`;

test.each(languages)('who had a wallet linked reads in %s which one, and where to undo it', async (language) => {
  const wallet = { address, linkedAt: new Date('2026-11-21T14:02:00Z'), language };
  const post = openPost({ wallet, appUrl: 'https://cage.example/app/' });
  expect(await post.sends(show)).toEqual({ sent: { message: 101 } });
  const [sent] = post.calls;
  expect(sent).toMatchObject({
    method: 'sendMessage',
    chat: '7',
    text: expect.stringContaining('UQxxxxxxxx…yyyyk3Fd12'),
  });
  expect(sent?.text).toContain('14:02');
  expect(sent?.keys).toHaveLength(2);
});
