import type { TonConnectUI } from '@tonconnect/ui-react';
import type { Texts } from '../texts.tsx';

/** The buttons of TON Connect that are drawings alone, as the build tells them apart. */
const DRAWN: readonly string[] = ['close', 'arrow', 'question', 'qr'];

/** Names what TON Connect draws without a name, and takes the lists apart that are none. */
export function keepReadable(root: HTMLElement, t: Texts): () => void {
  const look = (): void => {
    for (const button of root.querySelectorAll<HTMLElement>('button[data-tc-icon-button]')) {
      const drawn = button.dataset.tcIconButton ?? '';
      if (DRAWN.includes(drawn)) button.ariaLabel = t(`ton-button-${drawn}`);
    }
    for (const button of root.querySelectorAll<HTMLElement>('button:not([aria-label])'))
      if (button.textContent?.trim() === '') button.ariaLabel = t('ton-qr-copy');
    for (const part of root.querySelectorAll('ul, li')) part.setAttribute('role', 'none');
  };
  look();
  const watcher = new MutationObserver(look);
  watcher.observe(root, { childList: true, subtree: true });
  return () => watcher.disconnect();
}

/** What came last is on top: a sheet that was opened after this was drawn would cover it. */
function raise(root: HTMLElement): void {
  if (root.matches(':popover-open')) root.hidePopover();
  root.showPopover();
}

/** While a wallet is chosen, nothing below can be pressed, and Escape and Back close the choice and not the sheet. */
export function keepOnTop(line: TonConnectUI, root: HTMLElement, onOpen: (close: (() => void) | undefined) => void) {
  const sheet = root.parentElement;
  const isOpen = () => line.modalState.status === 'opened' || line.singleWalletModalState.status === 'opened';
  const close = () => {
    line.closeModal();
    line.closeSingleWalletModal();
  };
  const follow = (): void => {
    if (isOpen()) raise(root);
    for (const part of sheet?.children ?? []) if (part !== root && part instanceof HTMLElement) part.inert = isOpen();
    onOpen(isOpen() ? close : undefined);
  };
  const closeTop = (event: Event): void => {
    if (!isOpen()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    close();
  };
  sheet?.addEventListener('cancel', closeTop, true);
  // A wallet that said no is not waited for: why is told on our own page, which the choice would cover.
  const ends = [
    line.onModalStateChange(follow),
    line.onSingleWalletModalStateChange(follow),
    line.onStatusChange(() => undefined, close),
  ];
  return () => {
    for (const end of ends) end();
    sheet?.removeEventListener('cancel', closeTop, true);
    for (const part of sheet?.children ?? []) if (part instanceof HTMLElement) part.inert = false;
  };
}
