/** Of whoever signs for the hot wallet. */
export const signerWords = {
  title: 'Who signs',
  explorer: 'Open in the explorer',
  state: 'State',
  works: (at: string) => `signs; looked at the queue ${at}`,
  asleep: (at: string) => `nobody signs; the queue was last looked at ${at}`,
  never: 'nobody has ever looked at the queue',
  stopped: (why: string, at: string) => `stopped since ${at}: ${why}`,
  reserve: 'Stays for gas',
  message: 'Message under way',
  none: 'none',
  underWay: (payouts: number, seqno: number) =>
    `${payouts === 1 ? 'one payout' : `${payouts} payouts`}, number ${seqno}`,
  sent: (times: number) => (times === 1 ? 'handed to the chain once' : `handed to the chain ${times} times`),
  failed: (times: number) => `let in ${times === 1 ? 'once' : `${times} times`} and could send nothing`,
  until: (at: string) => `runs out ${at}`,
  queue: 'Payouts in the queue',
  empty: 'Nothing waits to be paid',
  emptyHint: 'A payout by TON or USDT stands here from its approval until it has arrived.',
  case: 'Payout',
  why: 'Waits for',
  amount: 'Amount',
  age: 'Asked',
  acts: 'More',
  sweep: 'Sweep',
  goesBack: 'Back to its sender',
  look: 'Look at it',
  decide: 'Take a pass',
  more: (count: number) => `and ${count} more, newer ones`,
};

const STOPS: Readonly<Record<string, string>> = {
  'seqno-conflict': 'somebody else used the key',
  'strange-messages': 'it sent what it was not told to',
};
export const stopText = (why: string): string => STOPS[why] ?? why;

const WAITS: Readonly<Record<string, string>> = {
  'signed-in-vain': 'Its message ran out: the next one has it',
  'chain-lags': 'The chain is behind, or two nodes differ',
  'chain-away': 'Nobody says where the wallet stands',
  'chain-differs': 'The chain and the books differ',
  'recipient-away': 'Nobody says how its recipient stands: others go first',
  'rail-paused': 'Its way out is paused',
  'held-by-dispute': 'A payment of the player’s is disputed',
  'not-handed-out': 'Its withdrawal has it back',
  'not-watched': 'What our wallet does is not read yet',
  'was-sent': 'Its message was given up, and left all the same: resolve it as paid',
  'waiting-for-funds': 'The wallet holds too little',
  'wallet-not-deployed': 'The wallet is not deployed',
  'seqno-conflict': 'Somebody else used the key',
  'strange-messages': 'The wallet sent what it was not told to',
  'payout-fails': 'It cannot be sent, alone or with others',
  'daily-limit': 'The day’s limit is reached',
  'not-back-yet': 'It is said to have come back, and our own account does not show it yet',
};

/** What a payout waits for. */
export function waitText(state: 'waiting' | 'signed' | 'sent', answer: string | null): string {
  if (answer !== null) return WAITS[answer] ?? answer;
  if (state === 'waiting') return 'Its turn to be signed';
  return state === 'signed' ? 'Signed: the message is under way' : 'Sent: its arrival is not final yet';
}
