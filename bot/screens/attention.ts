import { formatMoney } from '../../contracts/texts/format.ts';
import { shortCode } from '../../domain/ids.ts';
import type { AttentionView } from '../../records/payments/attention.ts';
import { escaped, type Screen } from './screen.ts';

/** Where the staff go on from a message; undefined: nobody said where that is. */
export type StaffPlaces = { readonly workflows: string | undefined; readonly desk: string };

/** In English, as the staff desk and the Temporal Web UI are. What is not named here is called by its name. */
const WHAT: Readonly<Record<string, string>> = {
  'waiting-review': 'A player waits to be verified',
  'review-late': 'A player waits for longer than they were promised',
  'waiting-approval': 'A withdrawal waits for approval',
  'unknown-outcome': 'Nobody knows whether this was paid',
  'not-accepted': 'The provider does not accept a payout',
  'rail-short': 'We hold too little where a withdrawal goes out',
  'no-final-answer': 'The provider has a payout and does not finish it',
  'rail-off': 'A payout cannot be sent: its way out is switched off',
  'open-dispute': 'A payment is disputed: answer it before its date',
  'held-by-dispute': 'A withdrawal is held: a payment of the player is disputed',
  'refund-by-hand': 'Money must be given back by hand',
  contradicted: 'The provider says another end than our books',
  'no-rate': 'A payment waits for a rate',
  'chain-lags': 'The chain is behind: nothing is paid out until it is not',
  'chain-differs': 'The chain and our books differ: nothing is paid out',
  'top-up-needed': 'The hot wallet holds too little: top it up',
  'sweep-needed': 'The hot wallet holds too much: sweep it',
  'daily-limit': 'The hot wallet has sent what it may in a day: payouts wait',
  'nobody-signs': 'Payouts wait, and nobody signs them: the loops, or their key of the hot wallet, are missing',
  'waiting-for-funds': 'The hot wallet holds too little: top it up',
  'seqno-conflict': 'Somebody else used the key of the hot wallet: nothing is signed any more',
  'strange-messages': 'The hot wallet sent what it was not told to: nothing is signed any more',
  'wallet-not-deployed': 'The hot wallet is not deployed',
  'payout-fails': 'A payout from the hot wallet cannot be sent',
  'claim-waits': 'A player has claimed money that came over the chain, and waits for more than a day',
};

/**
 * Something that waits for the staff, as it is now: drawn anew when it is over. Ids and amounts alone: a chat's history is in
 * many hands.
 */
export function attentionScreen(view: AttentionView, nth: number, places: StaffPlaces): Screen {
  const { subject, attention, since, rail, amount, endedAt } = view;
  const what = WHAT[attention] ?? attention;
  const about = [nameOf(subject), amount && formatMoney(amount, 'en'), rail && `by ${rail}`]
    .filter(Boolean)
    .join(' · ');
  const title = endedAt
    ? `✅ <s>${escaped(what)}</s>`
    : `⚠️ <b>${escaped(what)}</b>${nth > 0 ? ' – still, nobody has seen to it' : ''}`;
  return {
    text: [
      title,
      escaped(about),
      endedAt ? escaped(endOf(view, endedAt)) : `since ${momentOf(since)}`,
      linksOf(subject, places),
    ].join('\n'),
    keys: [],
  };
}

function endOf({ since, endedBy, endedHow }: AttentionView, endedAt: Date): string {
  const who = endedBy === undefined ? 'over by itself' : `${endedHow ?? 'decided'} by ${endedBy}`;
  return `${who}, ${spanOf(endedAt.getTime() - since.getTime())} after it began`;
}

const LETTERS: Readonly<Record<string, string>> = { deposit: 'D', withdrawal: 'W', kyc: 'P' };

/** As the desk calls it: a deposit and a withdrawal by their receipt, a player by their code. */
function nameOf(subject: string): string {
  const [, kind = '', id] = /^(deposit|withdrawal|kyc)-(.{36})$/.exec(subject) ?? [];
  return id === undefined ? subject : `${LETTERS[kind] ?? ''}-${shortCode(id)}`;
}

function linksOf(subject: string, { workflows, desk }: StaffPlaces): string {
  const link = (href: string, text: string) => `<a href="${escaped(href).replaceAll('"', '&quot;')}">${text}</a>`;
  // The hot wallet is no workflow, nor is money without a name.
  const isWorkflow = !subject.startsWith('arrival-') && /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(subject);
  const temporal =
    workflows === undefined || !isWorkflow ? [] : [link(`${workflows}/${encodeURIComponent(subject)}`, 'In Temporal')];
  return [...temporal, link(desk, 'At the staff desk')].join(' · ');
}

const momentOf = (at: Date): string => {
  const iso = at.toISOString();
  return `${iso.slice(11, 16)} UTC on ${iso.slice(0, 10)}`;
};

function spanOf(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 120) return minutes < 1 ? 'less than a minute' : `${minutes} min`;
  return minutes < 2_880 ? `${Math.round(minutes / 60)} h` : `${Math.round(minutes / 1_440)} days`;
}
