/**
 * What is held of people, datum by datum: how near to a person it comes, why it is kept and for how long. Each column of each
 * schema names one of these, or `none`; docs/privacy.md is made of both (GDPR, art. 30: records of processing).
 */

/**
 * - `pseudonymous`: an id of our making or of a public ledger; it says who somebody is to whoever holds the key to it as well.
 * - `personal`: says it by itself.
 * - `sealed`: personal, and encrypted under a key that the database does not hold.
 */
export type PrivacyClass = 'pseudonymous' | 'personal' | 'sealed';

export type Datum = {
  readonly title: string;
  readonly class: PrivacyClass;
  readonly why: string;
  /** How long, and what ends it. */
  readonly kept: string;
  /** What may keep it longer than its person wants; undefined: nothing. */
  readonly hold?: string;
};

const ACCOUNT_SPAN = 'as long as the account, and five years from its end';
/** Directive (EU) 2015/849, art. 40(1): due diligence and transactions are kept for five years after the business ends. */
const MONEY_LAUNDERING = 'five years (AMLD, art. 40)';

export const data = {
  'account-id': {
    title: 'Account',
    class: 'pseudonymous',
    why: 'whose a row is; a random number of ours, which says nothing to anybody else',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  'account-code': {
    title: 'Invitation code and transfer memo',
    class: 'pseudonymous',
    why: 'to know by whose invitation somebody comes, and whose a transfer on the chain is, however late',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  'telegram-account': {
    title: 'Telegram account and chat',
    class: 'personal',
    why: 'to let its owner in, and to write to them; no name, no picture and no phone number is kept',
    kept: 'while it is linked; beside orders and withdrawals as long as those; tickets an hour, codes two days, letters two',
    hold: MONEY_LAUNDERING,
  },
  messages: {
    title: 'Letters in and out',
    class: 'personal',
    why: 'what arrived is worked on once, and what leaves is sent once: updates with what people wrote, screens to draw, workflows to start',
    kept: 'what arrived is emptied when it is done; done rows go after two days, Telegram letters that nobody could read or deliver after thirty',
  },
  language: {
    title: 'Language',
    class: 'personal',
    why: 'to speak it with them',
    kept: 'as long as the account',
  },
  device: {
    title: 'Device',
    class: 'personal',
    why: 'so that a player knows their devices apart: browser and system, or a wallet app, in two words; no address and no fingerprint',
    kept: 'two days from the end of the session; of a wallet, as long as the wallet',
  },
  'sign-in': {
    title: 'Sessions and proofs',
    class: 'pseudonymous',
    why: 'to know who asks, and that a token, a ticket or a proof is used once; only SHA-256 of each is kept',
    kept: 'sessions two days from their end, tickets an hour, proofs as long as they would be good',
  },
  'sign-in-secret': {
    title: 'Successor of a refresh token',
    class: 'sealed',
    why: 'so that two tabs are given the same one; encrypted under the token that it follows, which only its bearer has',
    kept: 'as long as the session',
  },
  'one-time-act': {
    title: 'What a one-time code confirms',
    class: 'personal',
    why: 'the code is good for that act alone, and its message spells it out: amount, and a destination as the player sees it',
    kept: 'two days from the end of the code',
  },
  invitation: {
    title: 'How somebody came',
    class: 'pseudonymous',
    why: 'whose invitation or which campaign it was',
    kept: 'as long as the account',
  },
  'money-record': {
    title: 'Orders, withdrawals and postings',
    class: 'pseudonymous',
    why: 'the books; amounts and times hang on these ids, and change no more',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  'play-record': {
    title: 'What was played',
    class: 'pseudonymous',
    why: 'so that every round can be proved and shown again, and a bonus is held to its terms (GLI-19 v3.0, 2.8.2, 4.14)',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  'payment-reference': {
    title: 'Payments at their providers',
    class: 'pseudonymous',
    why: 'to look a payment up, to give it back and to answer a dispute; behind it the provider knows the payer',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  payer: {
    title: 'Payer of a charge',
    class: 'personal',
    why: 'so that money goes back to whoever paid it, and is credited to nobody else: a Telegram account, or a fingerprint of a card that no number can be made of',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  'payout-place': {
    title: 'Where money goes',
    class: 'pseudonymous',
    why: 'what a withdrawal is bound to: a destination by its id, or the charge that is refunded',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  'payout-label': {
    title: 'A destination as its player sees it',
    class: 'personal',
    why: 'to know it among others: country and last digits, `DE •• 3000`',
    kept: 'as long as the account, for receipts and the yearly statement',
    hold: MONEY_LAUNDERING,
  },
  'bank-account': {
    title: 'Bank account or card token in full',
    class: 'sealed',
    why: 'to send money there; encrypted under DATA_KEYS',
    kept: 'until its player removes it, and what is on its way there has arrived',
  },
  'chain-address': {
    title: 'Addresses on the chain',
    class: 'pseudonymous',
    why: 'whose a transfer is, and where one goes; the chain itself shows them to everybody, for ever',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  'chain-record': {
    title: 'Transactions on the chain',
    class: 'pseudonymous',
    why: 'our books are held against the chain by these; public, for ever',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  'chain-comment': {
    title: 'Comments on transfers',
    class: 'personal',
    why: 'whose a transfer is stands there; people write other things too, and the chain shows them to everybody, for ever',
    kept: 'as long as the books',
    hold: MONEY_LAUNDERING,
  },
  'house-wallet': {
    title: 'The house’s own addresses',
    class: 'pseudonymous',
    why: 'nobody’s but the operator’s, where the operator is a person',
    kept: 'as long as the books',
  },
  verification: {
    title: 'How far somebody is verified',
    class: 'pseudonymous',
    why: 'what somebody may do depends on it; in codes, without names, numbers or what a document shows',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  'identity-facts': {
    title: 'Name, birth and document',
    class: 'sealed',
    why: 'to know the customer; encrypted under the player’s own key',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  'player-key': {
    title: 'Keys of players',
    class: 'sealed',
    why: 'what is sealed of a player is sealed under a key of their own, and that one under DATA_KEYS: without its row nobody reads it any more',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  document: {
    title: 'Files of documents',
    class: 'pseudonymous',
    why: 'what was sent and what became of it; the file itself is in the store, sealed under the player’s own key',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  likeness: {
    title: 'What somebody is known again by',
    class: 'pseudonymous',
    why: 'so that one person is not let in as two, and nobody decides upon themselves: digests, of which nothing can be read',
    kept: ACCOUNT_SPAN,
    hold: MONEY_LAUNDERING,
  },
  protection: {
    title: 'Limits and pauses of one’s own',
    class: 'pseudonymous',
    why: 'to hold what somebody decided for their own protection, wherever they come in',
    kept: 'limits as long as the account; a pause or an exclusion as long as it lasts, also when the account ends',
    hold: 'the licence: an exclusion outlives the account',
  },
  wishes: {
    title: 'Answered wishes',
    class: 'pseudonymous',
    why: 'so that a request which is repeated is answered, and not done again',
    kept: 'two days',
  },
  'staff-id': {
    title: 'Member of staff',
    class: 'pseudonymous',
    why: 'who decided, looked or looked on',
    kept: 'as long as what they decided',
    hold: MONEY_LAUNDERING,
  },
  'staff-identity': {
    title: 'Staff, as their provider names them',
    class: 'personal',
    why: 'to let them in with the roles of today, and to say who decided',
    kept: 'as long as what they decided',
    hold: MONEY_LAUNDERING,
  },
  'staff-decision': {
    title: 'Passes of staff',
    class: 'pseudonymous',
    why: 'each is for one decision about one workflow, once; only its hash is kept',
    kept: 'as long as the decision',
    hold: MONEY_LAUNDERING,
  },
  trail: {
    title: 'The audit trail',
    class: 'pseudonymous',
    why: 'who did what to what, sealed so that nobody can change it: ids and codes, never a name, a number or a text of anybody’s',
    kept: 'for ever: a link cannot be taken out of a chain',
    hold: 'the operator’s licence; it holds nothing that says by itself who somebody is',
  },
} as const satisfies Readonly<Record<string, Datum>>;

export type DatumName = keyof typeof data;

/** What each column of each table holds. */
export type Columns = Readonly<Record<string, Readonly<Record<string, DatumName | 'none'>>>>;
