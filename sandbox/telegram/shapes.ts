/** What the sandbox keeps, in the Bot API's own words where it goes over the wire (core.telegram.org/bots/api). */

export type MessageEntity = {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly custom_emoji_id?: string;
  readonly user?: { readonly id: number };
};

export type FormattedText = { readonly text: string; readonly entities: readonly MessageEntity[] };

export type InlineButton = {
  readonly text: string;
  readonly url?: string;
  readonly callback_data?: string;
  readonly copy_text?: { readonly text: string };
  readonly web_app?: { readonly url: string };
  readonly pay?: true;
  readonly switch_inline_query?: string;
  readonly switch_inline_query_current_chat?: string;
  readonly style?: 'primary' | 'danger' | 'success';
};

export type KeyboardButton = {
  readonly text: string;
  readonly request_contact?: true;
  readonly web_app?: { readonly url: string };
  readonly style?: 'primary' | 'danger' | 'success';
};

export type InlineKeyboard = { readonly inline_keyboard: readonly (readonly InlineButton[])[] };
export type ReplyKeyboard = {
  readonly keyboard: readonly (readonly KeyboardButton[])[];
  readonly resize_keyboard?: true;
  readonly one_time_keyboard?: true;
  readonly is_persistent?: true;
  readonly input_field_placeholder?: string;
};
export type ReplyMarkup =
  | InlineKeyboard
  | ReplyKeyboard
  | { readonly remove_keyboard: true }
  | { readonly force_reply: true; readonly input_field_placeholder?: string };

export type User = {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string;
  readonly username?: string;
  readonly language_code?: string;
};

export type Price = { readonly label: string; readonly amount: number };

export type Invoice = {
  readonly slug: string;
  readonly bot: number;
  readonly title: string;
  readonly description: string;
  readonly payload: string;
  readonly currency: string;
  readonly prices: readonly Price[];
  readonly total: number;
  readonly startParameter: string;
};

export type SuccessfulPayment = {
  readonly currency: string;
  readonly total_amount: number;
  readonly invoice_payload: string;
  readonly telegram_payment_charge_id: string;
  readonly provider_payment_charge_id: string;
};

/** One message in the chat of a player with a bot. What the bot sees of it is made in messages-on-the-wire.ts. */
export type Message = {
  readonly id: number;
  readonly bot: number;
  readonly player: number;
  readonly from: 'bot' | 'player';
  readonly date: number;
  readonly editDate?: number;
  readonly text?: FormattedText;
  readonly caption?: FormattedText;
  readonly photo?: { readonly name: string; readonly url?: string };
  readonly dice?: { readonly emoji: string; readonly value: number };
  readonly contact?: { readonly phone_number: string; readonly first_name: string; readonly user_id: number };
  /** Of an invoice message. */
  readonly invoice?: string;
  readonly paid?: SuccessfulPayment;
  readonly refunded?: SuccessfulPayment;
  readonly replyTo?: number;
  readonly markup?: InlineKeyboard;
  readonly linkPreview?: Readonly<Record<string, unknown>>;
  readonly protected?: true;
  readonly silent?: true;
};

export type Player = {
  readonly id: number;
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly language: string;
  /** Ground of the round picture on the page. */
  readonly colour: string;
};

/** A player's chat with a bot. */
export type Chat = {
  readonly bot: number;
  readonly player: number;
  /** The player has written to the bot; before, the bot may not write. */
  readonly started: boolean;
  /** The bot has seen the player, by a pre-checkout at least. */
  readonly met: boolean;
  readonly blocked: boolean;
  readonly unread: number;
  /** The reply keyboard below the field, or what a forced reply asks for. */
  readonly keyboard: ReplyKeyboard | { readonly force_reply: true; readonly input_field_placeholder?: string } | null;
};

export type BotCommand = { readonly command: string; readonly description: string };
export type MenuButton =
  | { readonly type: 'default' | 'commands' }
  | { readonly type: 'web_app'; readonly text: string; readonly web_app: { readonly url: string } };

export type Webhook = {
  readonly url: string;
  readonly secret: string;
  readonly maxConnections: number;
  readonly error?: { readonly date: number; readonly message: string };
};

export type Bot = {
  readonly id: number;
  readonly username: string;
  readonly firstName: string;
  readonly lastUpdate: number;
  readonly lastMessage: number;
  readonly webhook?: Webhook;
  /** Left out: every kind but chat_member and reactions. */
  readonly allowedUpdates?: readonly string[];
  /** By language; '' is the default. */
  readonly names: Readonly<Record<string, string>>;
  readonly descriptions: Readonly<Record<string, string>>;
  readonly shortDescriptions: Readonly<Record<string, string>>;
  /** By scope and language, see `scopeKey`. */
  readonly commands: Readonly<Record<string, readonly BotCommand[]>>;
  /** By player; '' is the default. */
  readonly menuButtons: Readonly<Record<string, MenuButton>>;
  /** Telegram Stars. */
  readonly stars: number;
};

export type UpdateKind = 'message' | 'callback_query' | 'pre_checkout_query' | 'my_chat_member';

/** An update on its way to the bot. */
export type PendingUpdate = {
  readonly id: number;
  readonly bot: number;
  readonly kind: string;
  readonly body: unknown;
  /** Updates of one queue arrive in order; the others do not wait for it. */
  readonly queue: string;
  readonly expiresAt: number;
  readonly failures: number;
  /** It is told this many times more under the same number. */
  readonly copies: number;
  /** Not before this time. */
  readonly notBefore: number;
};

/** A line in the sandbox's books: what was really charged. */
export type Charge = {
  readonly id: string;
  readonly providerId: string;
  readonly bot: number;
  readonly player: number;
  readonly slug: string;
  readonly payload: string;
  readonly currency: string;
  /** Minor units, or Stars. */
  readonly amount: number;
  /** Milliseconds. */
  readonly at: number;
  /** When the bot is told; later than `at` for a payment confirmed late. */
  readonly reportAt: number;
  readonly isReportedTwice: boolean;
  readonly reported: boolean;
  readonly refundedAt?: number;
};

/** One call of a bot. */
export type CallEntry = {
  /** Milliseconds. */
  readonly at: number;
  readonly bot: number;
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** 0: never answered. */
  readonly status: number;
  /** Telegram's complaint. */
  readonly description?: string;
  /** Was it carried out, whatever was answered? */
  readonly executed: boolean;
  readonly fault?: string;
  readonly tookMs: number;
};

/** One attempt to hand an update to a webhook. */
export type DeliveryEntry = {
  readonly at: number;
  readonly bot: number;
  readonly update: number;
  readonly kind: string;
  readonly attempt: number;
  readonly copies: number;
  /** The status the bot answered, or why there was none. */
  readonly outcome: number | string;
  readonly tookMs: number;
};
