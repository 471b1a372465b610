import { TonConnectUIProvider } from '@tonconnect/ui-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AboutBody } from '../../../contracts/http/account.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { useTexts } from '../texts.tsx';
import { type LineWish, openLine, place } from './connect.ts';
import { keepOnTop, keepReadable } from './readable.ts';

type Props = {
  /** The place in the app a wallet inside of Telegram goes back to, as a `startapp` link has it. */
  readonly back: string;
  readonly children: ReactNode;
};

/** The line to wallets for what is inside; the choice of a wallet lies on top of the sheet it is in. */
export function Connection({ back, children }: Props) {
  const t = useTexts();
  const { language } = t;
  const { me, ask, cache, telegram } = useApp();
  const about = useKnown<AboutBody>(cache, 'about', () => ask('about'));
  const bot = about.value?.bot?.link;
  const returns = telegram && bot ? `${bot}?startapp=${back}` : undefined;
  const [line] = useState(() => openLine({ player: me.id, language, back: returns }));
  useDressed({ player: me.id, language, back: returns });
  const here = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const root = place();
    (here.current?.closest('dialog') ?? document.body).append(root);
    root.showPopover();
    let lift: (() => void) | undefined;
    const lay = (close: (() => void) | undefined) => {
      lift?.();
      lift = close && telegram?.onBack(close);
    };
    const ends = [keepReadable(root, t), keepOnTop(line, root, lay)];
    return () => {
      for (const end of ends) end();
      lift?.();
      document.body.append(root);
    };
  }, [line, t, telegram]);

  return (
    <div className="connection" ref={here}>
      <TonConnectUIProvider instance={line}>{children}</TonConnectUIProvider>
    </div>
  );
}

/** It speaks and looks as the page does, also when that changes. */
function useDressed({ player, language, back }: LineWish): void {
  useEffect(() => {
    const dress = () => void openLine({ player, language, back });
    dress();
    const watcher = new MutationObserver(dress);
    watcher.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-host-accent'] });
    return () => watcher.disconnect();
  }, [player, language, back]);
}
