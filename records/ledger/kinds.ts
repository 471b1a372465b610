type AccountKind = {
  readonly owner: 'player' | 'house';
  readonly sign: 'not-negative' | 'not-positive' | 'any';
  readonly isSharded?: true;
};

/**
 * What accounts there are. The ledger's table holds the same list, and a test and `npm run verify` compare the two.
 * `not-negative`: what is owed to somebody; `not-positive`: what somebody owes us.
 */
export const accountKinds = {
  /** What the player may take out or play with. */
  'player-cash': { owner: 'player', sign: 'not-negative' },
  /** A player's Telegram Stars: to play with, and never cash (Telegram, Terms of Service for Stars). */
  'player-stars': { owner: 'player', sign: 'not-negative' },
  /** What one grant has left: to play with, and not to take out. One account for each grant. */
  'player-bonus': { owner: 'player', sign: 'not-negative' },
  /** What a provider took for us and has not paid out yet. */
  clearing: { owner: 'house', sign: 'not-positive' },
  /** What players paid us for moving their money. */
  fees: { owner: 'house', sign: 'not-negative' },
  /** Money we hold that is not credited yet: paid twice, paid by another. */
  owed: { owner: 'house', sign: 'not-negative' },
  /** What a player owes us: money that was credited, and that its provider gave back to the payer. */
  receivable: { owner: 'player', sign: 'not-positive' },
  /** What a provider gave back to payers, of what it took for us. */
  'taken-back': { owner: 'house', sign: 'not-negative' },
  /** What strangers have had of us twice: their payment was given back, and disputed besides. */
  'written-off': { owner: 'house', sign: 'not-positive' },
  /** What moving money over a chain cost the house; above zero where it gave more back. */
  'network-fees': { owner: 'house', sign: 'any' },
  /** What the operator brought to where money is paid from, less what they took. */
  treasury: { owner: 'house', sign: 'any' },
  /** The house's position in an asset: where it meets every exchange. Several rows, read as one. */
  liquidity: { owner: 'house', sign: 'any', isSharded: true },
  /** What players' stakes go to and their wins come from. Several rows, read as one. */
  bankroll: { owner: 'house', sign: 'any', isSharded: true },
  /** What bonuses cost the house, less what players gave up of them. Several rows, read as one. */
  promotions: { owner: 'house', sign: 'any', isSharded: true },
} as const satisfies Record<string, AccountKind>;
