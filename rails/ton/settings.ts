import { SettingError, type Settings } from '../../runtime/settings.ts';
import { readAddress, type TonNetwork } from './address.ts';

/** The chain as a process is told of it. Addresses are raw: `0:<hex>`. */
export type TonSettings = {
  readonly apiUrl: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  readonly network: TonNetwork;
  readonly hotWallet: string;
  /** Undefined: no USDT. */
  readonly usdtMaster: string | undefined;
  /** The operator's own; undefined: nothing is recognised as brought, and nothing can be swept. */
  readonly coldWallet: string | undefined;
  readonly finalBlocks: number;
  /** What a transaction's hash is put behind. */
  readonly explorer: string;
  /** What an address is put behind. */
  readonly addressExplorer: string;
};

export const tonSettingNames = [
  'TON_API_URL',
  'TON_API_KEY',
  'TON_NETWORK',
  'TON_HOT_WALLET',
  'USDT_MASTER',
  'TON_COLD_WALLET',
  'TON_FINAL_BLOCKS',
  'TON_EXPLORER_URL',
  'TON_EXPLORER_ADDRESS_URL',
  'PROVIDER_TIMEOUT_MS',
] as const;

/** Undefined: half of it is missing, there is no chain. Throws one line where an address is none of this network's. */
export function tonSettings(settings: Pick<Settings, (typeof tonSettingNames)[number]>): TonSettings | undefined {
  const { TON_API_URL: apiUrl, TON_HOT_WALLET: hotWallet, USDT_MASTER: usdtMaster, TON_NETWORK: network } = settings;
  if (!apiUrl || !hotWallet) return undefined;
  return {
    apiUrl,
    apiKey: settings.TON_API_KEY,
    timeoutMs: settings.PROVIDER_TIMEOUT_MS,
    network,
    hotWallet: rawOf('TON_HOT_WALLET', hotWallet, network),
    usdtMaster: usdtMaster && rawOf('USDT_MASTER', usdtMaster, network),
    coldWallet: settings.TON_COLD_WALLET && rawOf('TON_COLD_WALLET', settings.TON_COLD_WALLET, network),
    finalBlocks: settings.TON_FINAL_BLOCKS,
    explorer: settings.TON_EXPLORER_URL ?? `${EXPLORERS[network]}transaction/`,
    addressExplorer: settings.TON_EXPLORER_ADDRESS_URL ?? EXPLORERS[network],
  };
}

const RAILS = ['ton', 'usdt'] as const;

/**
 * What a chain's coins are worth must be what they are credited as: coins of a test network are free, and play money would be paid out
 * as real coins. Throws one line that says what to change.
 */
export function assertSameMoney(
  settings: Pick<Settings, 'TON_NETWORK' | 'TON_TESTNET_IS_MONEY' | 'PLAY_MONEY_RAILS' | 'USDT_MASTER'>,
): void {
  const { TON_NETWORK: network, TON_TESTNET_IS_MONEY: isMoney, PLAY_MONEY_RAILS: inPlay, USDT_MASTER: usdt } = settings;
  const rails = RAILS.filter((rail) => rail === 'ton' || usdt);
  const [played] = rails.filter((rail) => inPlay.includes(rail));
  if (network === 'mainnet' && played)
    throw new SettingError(
      `PLAY_MONEY_RAILS names ${played}, and TON_NETWORK says mainnet: play money would be paid out as real coins`,
    );
  const [real] = rails.filter((rail) => !inPlay.includes(rail));
  if (network === 'testnet' && isMoney === 'off' && real)
    throw new SettingError(
      `TON_NETWORK says testnet, whose coins are free, and PLAY_MONEY_RAILS does not name ${real}: they would be credited as money. Name it there; a house that is a test as a whole sets TON_TESTNET_IS_MONEY=on`,
    );
}

const EXPLORERS = {
  mainnet: 'https://tonviewer.com/',
  testnet: 'https://testnet.tonviewer.com/',
} as const;

const WRONG = {
  'not-an-address': 'is no address: its checksum is wrong',
  'test-only': 'is an address of test networks, and TON_NETWORK says mainnet',
  'other-workchain': 'is not on the basic workchain',
} as const;

function rawOf(name: string, text: string, network: TonNetwork): string {
  const read = readAddress(text, network);
  if ('reason' in read) throw new SettingError(`${name} ${WRONG[read.reason]}`);
  return read.raw;
}
