/** Every way money comes in or goes out. A rail added here does not compile until it is registered. */
export const railIds = ['telegram-invoice', 'stripe', 'adyen', 'stars', 'ton', 'usdt'] as const;
export type RailId = (typeof railIds)[number];

export const isRailId = (text: string): text is RailId => (railIds as readonly string[]).includes(text);

/** The ways money goes out. One added here does not compile until it is registered. */
export const payoutRailIds = ['stripe', 'adyen', 'ton', 'usdt'] as const;
export type PayoutRailId = (typeof payoutRailIds)[number];
