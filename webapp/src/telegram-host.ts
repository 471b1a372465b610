/** What a Telegram client does for the app. Outside of Telegram there is none. */
export type Telegram = {
  readonly initData: string;
  /** As the client says; who they really are is told by the session. */
  readonly userId: string | undefined;
  readonly startParam: string | undefined;
  readonly language: string | undefined;
  /** The first screen stands: what is not needed for it may come. */
  ready(): void;
  /** The line to the client is there, or will not be: what comes behind the first screen may follow. */
  readonly laid: Promise<void>;
  /** Opens the invoice; answers how it closed, which is a hint and no proof. Rejects when this client cannot. */
  openInvoice(link: string): Promise<'paid' | 'pending' | 'cancelled' | 'failed'>;
  /** Follows a link of Telegram's own (https://t.me/...), which a frame cannot. */
  openLink(link: string): void;
  /** Opens a page of somebody else's outside of the app. */
  openPage(link: string): void;
  /** It has a back button of its own: then the app shows none. */
  readonly hasBack: boolean;
  /** Telegram's own back button, while there is somewhere to go back to: it does what was laid on it last, until that is lifted. */
  onBack(back: () => void): () => void;
  press(): void;
  success(): void;
};
