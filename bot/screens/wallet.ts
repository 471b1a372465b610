import { formatTime, shortened } from '../../contracts/texts/format.ts';
import type { LinkedWallet } from '../../records/payments/wallet-reads.ts';
import type { Texts } from '../../runtime/texts.ts';
import { settingsKey } from './elsewhere.ts';
import { key, type Screen } from './screen.ts';

/**
 * A wallet was linked, with the way to where it is removed and everybody else is signed out. Not the name its app gave itself:
 * whoever stole a session chose that, and a message of ours would carry it.
 */
export function walletLinkedScreen(t: Texts, wallet: LinkedWallet, appUrl: string | undefined): Screen {
  const settings = settingsKey(t, appUrl);
  return {
    text: t('wallet-linked', { address: shortened(wallet.address), at: formatTime(wallet.linkedAt) }),
    keys: [...(settings.length > 0 ? [settings] : []), [key(t('menu-home'), 'home:new')]],
  };
}
