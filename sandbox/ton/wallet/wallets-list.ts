import type { Holder } from './holders.ts';

export const APP_NAME = 'box-wallet';
const NAME = 'Box Wallet';

/**
 * What `TONCONNECT_WALLETS_URL` answers: the one wallet of this box.
 * Source: github.com/ton-connect/wallets-list, wallets-v2.json.
 *
 * @param origin under which the caller reached us
 */
export const walletsList = (origin: string) => [
  {
    app_name: APP_NAME,
    name: NAME,
    image: `${origin}/wallet.png`,
    about_url: `${origin}/wallet`,
    universal_url: `${origin}/wallet`,
    bridge: [{ type: 'sse', url: `${origin}/bridge` }],
    platforms: ['ios', 'android', 'macos', 'windows', 'linux'],
    features: featuresOf(4),
  },
];

/** What the connect event says of this wallet. `signData` is not among its features: such a call is refused with 400. */
export const deviceInfo = ({ mostMessages }: Holder) => ({
  platform: 'browser',
  appName: APP_NAME,
  appVersion: '1.0.0',
  maxProtocolVersion: 2,
  features: featuresOf(mostMessages),
});

const featuresOf = (maxMessages: number) => [
  'SendTransaction',
  { name: 'SendTransaction', maxMessages, extraCurrencySupported: false },
];
