import type { AuditAction, AuditNoun } from '../../contracts/audit-actions.ts';
import type { AssignReason, GiveBackReason, PauseReason, QueueName, WalletCall } from '../../contracts/operations.ts';
import type { StaffRole } from '../../contracts/staff.ts';

/** Every word of the desk. Staff are spoken to in English; whoever wants another language begins here. */
export const words = {
  desk: 'Staff desk',
  places: 'Places',
  queues: 'Waiting for a person',
  tools: 'Tools',
  switches: 'Switches',
  wallets: 'Hot wallet',
  off: (count: number) => `${count} off`,
  listInTemporal: (name: string) => `${name} in Temporal`,
  players: 'Players',
  decisions: 'Decisions',
  trail: 'Audit trail',
  theme: 'Change theme',
  signOut: 'Sign out',
  signOutFailed: 'You are signed in still: nobody answered. Try again.',
  loading: 'Loading',
  retry: 'Try again',
  back: 'Back',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'This browser does not let us copy: it is selected, copy it by hand.',
  closedPlace: 'Not open to you',
  closedPlaceText: (roles: string) => `This page is not for your role (${roles}), or it is no page of the desk.`,
  inTemporal: 'In Temporal',
  openInTemporal: 'Open in Temporal',
  noTemporal:
    'Where the Temporal Web UI is was never said: the setting TEMPORAL_UI_URL. Find the workflow there by its id.',
} as const;

export const roleWords: Readonly<Record<StaffRole, string>> = {
  support: 'Support',
  compliance: 'Compliance',
  ops: 'Operations',
  auditor: 'Auditor',
};

/**
 * The queues: what each is called, what to do about it, and its list in the Temporal Web UI. What has no search attribute of its
 * own is listed by what is shown.
 */
export const queueWords: Readonly<
  Record<QueueName, { title: string; icon: string; empty: string; hint: string; query: string | undefined }>
> = {
  stuck: {
    title: 'Stuck payments',
    icon: 'alert',
    empty: 'Nothing is stuck',
    hint: 'Open it in Temporal: its page says what is known and what to press. What is being repeated needs its cause mended, not a decision.',
    query:
      'Attention IS NOT NULL AND Attention != "waiting-approval" AND WorkflowType != "kyc" AND ExecutionStatus = "Running"',
  },
  approval: {
    title: 'Approvals',
    icon: 'eye',
    empty: 'Nothing waits for approval',
    hint: 'Look at the player first. It takes two different people to approve, and one to decline.',
    query: 'Attention = "waiting-approval"',
  },
  player: {
    title: 'Player’s turn',
    icon: 'clock',
    empty: 'No player is waited for',
    hint: 'Unpaid deposits and withdrawals without their code. Each ends by itself when its time is over.',
    query: 'Stage IN ("awaiting-payment", "awaiting-code") AND ExecutionStatus = "Running"',
  },
  disputed: {
    title: 'Disputed',
    icon: 'flag',
    empty: 'Nothing is disputed',
    hint: "Answer it in the provider's dashboard before its date there. The player's withdrawals wait meanwhile.",
    query: undefined,
  },
  owed: {
    title: 'Owed',
    icon: 'question',
    empty: 'No money is owed',
    hint: 'Paid, and not as it was asked for: kept apart from the player’s cash until it goes back.',
    query: 'Stage = "owed"',
  },
  unmatched: {
    title: 'Without a name',
    icon: 'question',
    empty: 'All money has a name',
    hint: 'It came over the chain without a memo that we know. It takes two different people to say whose it is.',
    query: undefined,
  },
  'too-little': {
    title: 'Too little',
    icon: 'coin',
    empty: 'Nothing was too little',
    hint: 'Less than the least we credit, and nobody claims it. It is kept for whoever sent it.',
    query: undefined,
  },
};

/** Why it waits; what is not here is shown as it is called. */
const walletCallWords: Readonly<Record<WalletCall, string>> = {
  'chain-lags': 'The chain is behind: nothing is paid out',
  'chain-differs': 'The chain and the books differ: nothing is paid out',
  'top-up-needed': 'Less is free than it should be: top up',
  'sweep-needed': 'More lies there than it should: sweep',
  'daily-limit': 'The day’s limit is reached: payouts wait',
  'nobody-signs': 'Nobody signs: payouts wait, and the loops, or their key, are missing',
};

const whyWords: Readonly<Record<string, string>> = {
  retrying: 'A step is being repeated',
  'unknown-outcome': 'Nobody knows whether it was paid',
  'not-accepted': 'The provider does not accept it',
  'no-final-answer': 'The provider does not finish it',
  'rail-off': 'Its way out is switched off',
  'rail-paused': 'Its way out is paused',
  'refund-by-hand': 'To be given back by hand',
  'held-by-dispute': 'Held: a payment is disputed',
  contradicted: 'The provider says another end than our books',
  'no-rate': 'Waits for a rate',
  'rail-short': 'We hold too little where it goes out',
  'waiting-for-funds': 'The hot wallet holds too little',
  'seqno-conflict': 'Somebody else used the key of the hot wallet',
  'strange-messages': 'The hot wallet sent what it was not told to',
  'wallet-not-deployed': 'The hot wallet is not deployed',
  'claim-waits': 'Claimed more than a day ago: say whose it is',
  'payout-fails': 'A payout cannot be sent, alone or with others',
  'waiting-approval': 'Waits for approval',
  'waiting-review': 'Waits to be verified',
  'review-late': 'Waits for longer than promised',
  'awaiting-code': 'The code was not entered yet',
  'awaiting-payment': 'Not paid yet',
  'open-dispute': 'The card holder disputes it',
  'paid-twice': 'Paid twice',
  'amount-differs': 'Another amount than asked for',
  'paid-by-another': 'Paid by somebody else',
  'below-minimum': 'Less than the least we credit',
  'over-limit': 'More than the player’s own limit leaves',
  excluded: 'The player takes a pause from play',
  'kyc-refused': 'The player’s verification was refused',
  'no-memo': 'No memo was written',
  'broken-memo': 'What was written is no memo of ours',
  'unknown-memo': 'The memo is nobody’s',
  'wrong-currency': 'Paid in another currency',
  ...walletCallWords,
};
export const whyText = (why: string): string => whyWords[why] ?? why;

export const queuePage = {
  oldest: 'Oldest first',
  open: 'Open list in Temporal',
  case: 'Case',
  why: 'Reason',
  amount: 'Amount',
  age: 'Waits',
  decide: 'Take a pass',
  look: 'Look at it',
  approved: (count: number) => `${count} of 2 approved`,
  more: 'Show more',
  live: 'Looked at anew every few seconds.',
  resting: 'You were away: nothing was looked at anew meanwhile.',
  minutes: (n: number) => `${n} min`,
  hours: (n: number) => `${n} h`,
  days: (n: number) => `${n} d`,
  fresh: 'just now',
};

export const railWords: Readonly<Record<string, string>> = {
  'telegram-invoice': 'Telegram invoice',
  stripe: 'Card (Stripe)',
  stars: 'Telegram Stars',
  adyen: 'Card and bank (Adyen)',
  ton: 'TON',
  usdt: 'USDT on TON',
};
export const railText = (rail: string): string => railWords[rail] ?? rail;

const pauseWords: Readonly<Record<PauseReason, string>> = {
  'provider-in-trouble': 'The provider is in trouble',
  'suspected-fraud': 'Fraud is suspected',
  maintenance: 'Maintenance',
  'settings-in-doubt': 'Its settings are in doubt',
  'chain-lags': 'The chain is behind; it goes on by itself',
  'chain-differs': 'The chain and the books differ',
};

export const walletWords = {
  intro:
    'What is final on the chain, beside what the books say. They are compared to the last unit; a difference pauses payouts by itself.',
  empty: 'No wallet on a chain',
  emptyHint: 'TON and USDT are switched off here, or the chain was not read yet.',
  holds: 'On the chain',
  books: 'In the books',
  compared: 'Compared',
  same: 'The same',
  more: (amount: string) => `${amount} more on the chain than in the books`,
  less: (amount: string) => `${amount} less on the chain than in the books`,
  promised: 'Promised, not sent yet',
  free: 'Free, with what stays for gas',
  bounds: 'Should hold',
  between: (floor: string | undefined, ceiling: string | undefined) =>
    floor && ceiling
      ? `${floor} to ${ceiling}`
      : floor
        ? `${floor} or more`
        : ceiling
          ? `${ceiling} or less`
          : 'no bounds are set',
  day: 'Sent in a day',
  of: (most: string) => ` of ${most}`,
  block: 'Last block',
  never: 'none yet',
};

const assignReasonWords: Readonly<Record<AssignReason, string>> = {
  'receipt-of-the-exchange': 'The exchange’s receipt shows it',
  'wallet-known-from-before': 'They came by this wallet before',
  'amount-and-time-agree': 'They named amount and time, and it agrees',
};

const giveBackReasonWords: Readonly<Record<GiveBackReason, string>> = {
  'sender-asked': 'Its sender asks for it',
  'nobody-can-be-credited': 'Nobody can be credited for it',
  'account-is-closed': 'Its player’s account is closed',
  'not-to-be-kept': 'We may not keep it',
};

export const giveBackWords = {
  title: 'Give it back to its sender',
  text: 'goes to the address it came from, through the hot wallet’s queue; the rest is what sending it costs. It cannot be called back.',
  caution:
    'Is that address an exchange’s? Then it may be lost there: an exchange credits nobody without a memo of theirs, and gives one address to all.',
  claimed: 'Somebody says that it is theirs. Decide on that first.',
  why: 'Why?',
  choose: 'Choose one.',
  send: 'Give it back',
  noted: 'Noted. It goes back when somebody else says the same.',
  begun: 'Two of you say the same: it is on its way.',
  by: (name: string, reason: string) => `${name}: ${reason}`,
  states: {
    approved: 'It goes back: its refund is about to be sent.',
    sending: 'It is on its way back to its sender.',
    paid: 'It went back to its sender.',
    refused: 'It could not be sent back, and is owed as before.',
  },
  reasons: giveBackReasonWords,
};

export const arrivalWords = {
  title: 'Money without a name',
  amount: 'Came',
  at: 'At',
  sender: 'From',
  comment: 'Written on it',
  nothing: 'nothing',
  transaction: 'Transaction',
  explorer: 'Open in the explorer',
  why: 'Why it was not credited',
  whose: 'Whose it is',
  claims: 'Who says that it is theirs',
  noClaims: 'Nobody yet.',
  said: 'What was said',
  by: (name: string, player: string, reason: string) => `${name}: ${player}. ${reason}`,
  over: 'It is decided: it has its player, or went back.',
  owed: 'It was credited to nobody, and is kept apart until it goes back.',
  assign: 'Whose is it?',
  account: 'Account code or id',
  notOne: 'This is no account’s code or id.',
  how: 'How do you know?',
  choose: 'Choose one.',
  send: 'Say so',
  noted: 'Noted. It is credited when somebody else says the same.',
  released: 'Two of you say the same: it is being credited.',
  caution: 'A hash proves nothing: everybody can read it. Ask for what only the sender has.',
  reasons: assignReasonWords,
};

export const switchWords = {
  intro: 'A paused way takes effect at once, for everybody. What was taken or sent before goes on to its end.',
  in: 'Money in',
  out: 'Money out',
  none: 'none',
  on: 'on',
  off: 'paused',
  paused: (way: string, at: string, by: string | null) =>
    `${way} paused ${at}${by === null ? ' from a terminal' : ` by ${by}`}`,
  waiting: (count: number) => `${count} ${count === 1 ? 'withdrawal waits' : 'withdrawals wait'} for it`,
  reasons: pauseWords,
  why: 'Why?',
  choose: 'Choose one.',
  pause: (rail: string, out: boolean) => `Pause ${rail}, ${out ? 'money out' : 'money in'}?`,
  pauseText: {
    in: 'It is not offered any more, and no payment is begun. Who is on a page of the provider’s already can still pay, and is credited.',
    out: 'No withdrawal is asked for by it, and none is handed to the provider. Those that were confirmed wait, their money held, and go on by themselves.',
  },
  resume: (rail: string, out: boolean) => `Let ${rail} go on, ${out ? 'money out' : 'money in'}?`,
  resumeText: (waiting: number) =>
    waiting === 0 ? 'It is offered again at once.' : `It is offered again at once, and ${waiting} that waited go on.`,
  keep: 'Leave it',
  doPause: 'Pause it',
  doResume: 'Let it go on',
  recorded: 'It is recorded with your name.',
};

/** Lists in the Temporal Web UI that somebody should look at; docs/operations.md explains each. */
export const lists = [
  { title: 'Should be looked at', query: 'Attention IS NOT NULL AND ExecutionStatus = "Running"', icon: 'alert' },
  {
    title: 'Waiting for payment',
    query: 'WorkflowType = "deposit" AND Stage = "awaiting-payment"',
    icon: 'clock',
  },
  { title: 'Withdrawals to approve', query: 'Attention = "waiting-approval"', icon: 'user' },
  { title: 'Players to verify', query: 'WorkflowType = "kyc" AND Stage = "in-review"', icon: 'user' },
  { title: 'Payouts nobody knows the end of', query: 'Attention = "unknown-outcome"', icon: 'question' },
  { title: 'Paid, but not as asked', query: 'Stage = "owed"', icon: 'question' },
] as const;

/** Why nobody sits here. */
export const outside = {
  welcome: { title: 'Staff desk', text: 'For those who work here. What you look at is recorded with your name.' },
  left: {
    title: 'You are signed out',
    text: 'Your organisation may know you still in this browser. On a computer that others use, sign out there, too.',
  },
  ended: {
    title: 'Your session has ended',
    text: 'It ends after a while without a request, at the end of a shift, or when it was ended elsewhere. Sign in again to go on where you were.',
  },
  refused: { title: 'You did not sign in', text: 'Your organisation was told no. Nothing happened here.' },
  failed: {
    title: 'That sign-in did not hold',
    text: 'It took too long, was begun in another browser, or what your organisation told us could not be trusted. Try again; if it stays, tell whoever runs the desk.',
  },
  away: {
    title: 'Your organisation does not answer',
    text: 'Its sign-in cannot be reached at the moment. Try again in some minutes.',
  },
  'no-role': {
    title: 'You have no role here',
    text: 'Your organisation knows you, and has given you none of the roles of this desk. Ask whoever gives out roles there; then sign in again.',
  },
  closed: {
    title: 'The desk is closed',
    text: 'Nobody has set up who may sign in. It opens with STAFF_OIDC_ISSUER, STAFF_OIDC_CLIENT_ID and STAFF_OIDC_CLIENT_SECRET: see "Who may log in, and how" in docs/operations.md.',
  },
  unreachable: { title: 'The desk does not answer', text: 'Look at your connection, then try again.' },
} as const;
export type OutsideReason = keyof typeof outside;
export const signInWords = {
  title: 'Who are you?',
  act: 'Sign in with your organisation',
  tooFast: 'Too many tries from this address. Wait a minute, then try again.',
};

/** Why not, and the way on. */
const refusals: Readonly<Record<string, string>> = {
  'paused-already': 'Somebody has paused it already.',
  'not-paused': 'It is not paused any more.',
  offline: 'You are offline. Nothing was done.',
  unavailable: 'The desk does not answer at the moment. Try again.',
  'too-fast': 'Too many requests. Wait half a minute, then try again.',
  'not-your-role': 'Your role may not do this. That you tried is recorded.',
  'role-lacks': 'Your role may not decide this. That you tried is recorded.',
  'own-case': 'This is your own account: somebody else looks at it and decides. That you tried is recorded.',
  'unknown-workflow': 'There is no such workflow. Copy its id from Temporal or from the player’s card.',
  'other-workflow': 'This decision is not about that kind of workflow.',
  'decision-invalid': 'The decision is none of those to choose from. Load the page anew: they may have changed.',
  'unknown-player': 'There is no such player.',
  'case-moved': 'The case has changed since you looked at it. Load it again, and look at what is there now.',
  'unknown-case': 'Nobody ever asked to verify this player.',
  'unknown-document': 'There is no such document any more, or its minute is over. Look anew.',
  'not-waiting': 'It was given to somebody meanwhile, or goes back already.',
  'no-sender': 'Nobody is named that it could go back to.',
  'arrival-too-little': 'It is worth too little: nothing would be credited, or sending it would cost all of it.',
  'rail-short': 'What lies there is promised to others at the moment. Try again later.',
  'range-empty': 'The last day must not lie before the first.',
  malformed: 'We did not understand what was asked. Look at what you typed.',
};
export const refusalText = (reason: string): string => refusals[reason] ?? (refusals.unavailable as string);

export const playersWords = {
  find: 'Find a player',
  hint: 'An account code (P-7K2M9Q), a receipt (D-4F07XA), an account id, or a Telegram number. Whole ones only: a part finds nobody.',
  recorded: 'Each search is recorded with your name.',
  act: 'Search',
  tooShort: 'Type the whole of it: a code has six letters or digits after P- or D-.',
  nobody: 'Nobody was found',
  nobodyText:
    'Only whole codes and numbers are found: a code has six letters or digits after P- or D-, and neither O nor I among them.',
  found: (count: number) => (count === 1 ? 'One player' : `${count} players have it`),
  since: (day: string) => `since ${day}`,
  empty: 'Ask for the code of the account or of the receipt',
  emptyText: 'Players find the one in their app, the other on each receipt.',
};

export const cardWords = {
  title: 'Player',
  since: (day: string) => `Since ${day}`,
  speaks: (language: string, wallet: string) => `${language} · wallet in ${wallet}`,
  joinedInto: (code: string) => `Joined into ${code}`,
  joinedText: 'This account is closed. Its player goes on with the other one.',
  telegram: 'Telegram',
  noTelegram: 'none linked',
  blocked: 'has blocked the bot',
  linked: (day: string) => `linked ${day}`,
  account: 'Account id',
  show: 'Show',
  hide: 'Hide',
  showRecorded: 'Showing is recorded with your name.',
  shownRecorded: 'Shown to you, which is recorded.',
  masked: 'Your role sees it masked.',
  money: 'Money',
  cash: 'Cash',
  onHold: 'On hold',
  noMoney: 'No money has moved yet.',
  devices: 'Signed in on',
  noDevices: 'Nowhere at the moment.',
  seen: 'last seen',
  unknownDevice: 'A device that says nothing of itself',
  signOut: 'Sign out everywhere',
  signOutTitle: (code: string) => `Sign ${code} out everywhere?`,
  signOutText:
    'Each device is signed out at once. The player comes back by Telegram; money and open payments stay as they are.',
  signOutForGood:
    'No Telegram account opens this player: these devices are the only way in, and without them the account is closed to its owner for good.',
  signOutRecorded: 'It is recorded with your name.',
  stay: 'Leave signed in',
  signedOut: (time: string) => `Signed out everywhere at ${time}.`,
  deposits: 'Deposits',
  noDeposits: 'None yet.',
  newest: (count: number) => `the newest ${count}`,
  receipt: 'Receipt',
  status: 'Status',
  amount: 'Amount',
  opened: 'Opened',
  decide: 'Decide',
  timeline: 'What the player did',
  timelineText: 'As the audit trail has it. What became of a deposit stands with the deposits.',
  noTimeline: 'Nothing yet.',
};

export const depositStatus: Readonly<Record<string, string>> = {
  opening: 'Invoice is being made',
  'awaiting-payment': 'Waits for payment',
  expired: 'Closed unpaid',
  credited: 'Credited',
};

/** Beside the status, where money of a deposit went back to its payer. */
export const takenBackText: Readonly<Record<string, string>> = {
  open: 'Disputed: withdrawals wait',
  won: 'Dispute won',
  lost: 'Dispute lost',
  refunded: 'Refunded at the provider',
  failed: 'Refund came back',
};

export const doors: Readonly<Record<string, string>> = {
  'mini-app': 'Mini App',
  widget: 'Telegram login',
  oidc: 'Telegram login',
  chat: 'let in by the chat',
  browser: 'without Telegram',
};

export const decideWords = {
  title: 'Decisions',
  intro:
    'You decide here and press there: take a pass, then paste it into the update of that workflow in Temporal. A pass is good once, for ten minutes, and for exactly what you chose.',
  kyc: 'Verifications are decided in their case, beside the documents:',
  none: 'There is nothing that your role decides',
  noneText: 'What roles decide is listed in docs/operations.md, "Deciding, with a pass".',
  action: 'What is to be decided?',
  workflow: 'Workflow id',
  workflowHint: (kind: string) => `It begins with ${kind}-. A player's card has one beside each ${kind}.`,
  workflowMissing: (kind: string) => `The whole id: ${kind}- and what follows.`,
  choose: 'Choose one.',
  act: 'Take a pass',
  recorded: 'That you take it is recorded with your name.',
  pass: 'Your pass',
  passEmpty: 'The pass appears here',
  passEmptyText: 'With the JSON to paste, and the way to the workflow.',
  until: (time: string) => `good until ${time}`,
  updateLabel: 'Update',
  workflowLabel: 'Workflow',
  paste: 'To paste',
  once: 'Shown once: leave the page, and it is forgotten. What you do with it counts as yours.',
  open: (name: string) => `Open ${name} in Temporal`,
  there: ['There: More Actions, Send an Update, ', ', paste.'],
  over: 'This pass has run out. Take a new one.',
  other: 'Decide something else',
  again: 'Take a new pass',
};

/** What the decisions are called; one without a word here is shown as it is. */
export const decisionWords: Readonly<Record<string, string>> = {
  'deposit.close': 'Close an unpaid deposit',
  reason: 'Why?',
  'player-asked': 'The player asked for it',
  'player-may-not-deposit': 'The player may not deposit',
  'suspected-fraud': 'Fraud is suspected',
  'rail-in-trouble': 'The way to pay is in trouble',
  'withdrawal.approve': 'Approve a withdrawal',
  'withdrawal.decline': 'Decline a withdrawal',
  'withdrawal.retry': 'Look a parked payout up again',
  'withdrawal.resolve': 'Say how a payout ended',
  'withdrawal.abort': 'Send nothing any more',
  'refund.retry': 'Look a parked refund up again',
  'refund.resolve': 'Say how a refund ended',
  'looked-at-and-in-order': 'Looked at, and in order',
  'known-player': 'The player is well known',
  'documents-seen': 'Documents were seen',
  'money-laundering-concern': 'Money laundering is a concern',
  'open-dispute': 'A payment is disputed',
  'provider-is-back': 'The provider is back',
  'settings-corrected': 'The settings were corrected',
  'try-once-more': 'To try once more',
  outcome: 'How did it end?',
  paid: 'Paid: the money has left us',
  refused: 'Refused: it never will',
  evidence: 'Seen where?',
  'provider-dashboard': "The provider's dashboard",
  'provider-support': "The provider's support said so",
  'bank-statement': 'Our bank statement',
};

export const trailWords = {
  title: 'Audit trail',
  newest: 'Newest first',
  subject: 'About',
  subjectHint: 'P-CB480F, D-KJQCP4, or a whole id',
  actor: 'Who',
  anybody: 'Anybody',
  actors: { player: 'A player', staff: 'Staff', system: 'The system', provider: 'A provider' },
  action: 'What',
  actionHint: 'Begins with: staff.',
  filter: 'Filter',
  clear: 'Clear',
  by: (id: string) => `By ${id}`,
  recorded: 'Each look is recorded with your name.',
  empty: 'No such entry',
  emptyText: 'Nothing in the whole trail is like that.',
  emptySoFar: 'None so far',
  emptySoFarText: 'A page looks through 20,000 entries. The trail goes on further back.',
  more: 'Further back',
  end: 'That is where it begins.',
  when: 'When',
  you: 'You',
  entry: (id: string) => `Entry ${id}`,
  choose: 'Choose an entry',
  chooseText: 'Its whole record appears here.',
  detail: 'As it is recorded',
  sameSubject: 'All about this',
  sameActor: 'All by this one',
  toPlayer: 'The player',
  utc: 'UTC',
};

export const exportWords = {
  title: 'Export',
  text: 'A part of the trail with its proof, one line of JSON each. Days are in UTC; both are in it.',
  from: 'First day',
  to: 'Last day',
  missing: 'Choose both days.',
  act: 'Download',
  busy: 'Writing the file',
  done: (name: string) => `${name} is in your downloads. Whether it holds:`,
  check: (name: string) => `npm run -s audit -- check ${name}`,
  checkText:
    'It needs neither database nor secret. With --key and the public key, given to you by another way than the file, it proves who sealed it.',
  recorded: 'That you export is recorded.',
};

/** What happened, for whoever reads a timeline; what a later version wrote is shown as it is. */
const actions: Readonly<Record<AuditAction, string>> = {
  'player.joined': 'Account opened',
  'accounts.joined': 'Two accounts joined',
  'telegram.unlinked': 'Telegram unlinked',
  'preferences.chosen': 'Preferences changed',
  'session.opened': 'Signed in',
  'session.ended': 'Signed out',
  'access.refused': 'Request refused',
  'ticket.refused': 'Sign-in by chat refused',
  'code.asked': 'Code sent',
  'code.confirmed': 'Code confirmed',
  'code.denied': 'Code: "it was not me"',
  'code.refused': 'Code refused',
  'code.exhausted': 'Code: too many wrong tries',
  'code.locked': 'Codes locked for a while',
  'code.changed': 'Code over: what it confirmed had changed',
  'code.replaced': 'Code replaced by a new one',
  'code.expired': 'Code ran out',
  'deposit.opened': 'Deposit opened',
  'deposit.credited': 'Deposit credited',
  'deposit.owed': 'Payment held as owed',
  'deposit.expired': 'Deposit ran out unpaid',
  'deposit.closed': 'Deposit closed by staff',
  'withdrawal.requested': 'Withdrawal requested',
  'withdrawal.refused': 'Withdrawal refused',
  'withdrawal.confirmed': 'Withdrawal confirmed by code',
  'withdrawal.cancelled': 'Withdrawal taken back',
  'withdrawal.expired': 'Withdrawal never confirmed',
  'withdrawal.reviewed': 'Withdrawal looked at',
  'withdrawal.approved': 'Withdrawal approved',
  'withdrawal.approval-refused': 'Second approval by the same person refused',
  'withdrawal.declined': 'Withdrawal declined by staff',
  'withdrawal.sending': 'Withdrawal let go',
  'withdrawal.fixed': 'Withdrawal: what is sent was fixed',
  'withdrawal.rate-moved': 'Withdrawal not sent: the rate moved',
  'withdrawal.aborted': 'Withdrawal stopped by staff',
  'withdrawal.ended': 'Withdrawal over',
  'limit.tightened': 'Player tightened a limit of their own',
  'limit.loosening-asked': 'Player asked for a looser limit',
  'limit.loosened': 'Player confirmed a looser limit',
  'limit.kept': 'Player kept their limit',
  'limit.reminder-chosen': 'Player chose how often to be reminded',
  'pause.break-taken': 'Player took a break',
  'pause.self-excluded': 'Player excluded themselves',
  'destination.added': 'Account or address to pay to added',
  'destination.confirmed': 'Account or address to pay to confirmed by code',
  'destination.removed': 'Account or address to pay to removed',
  'wallet.linked': 'Wallet proved and linked',
  'wallet.removed': 'Wallet unlinked',
  'payout.accepted': 'Payout accepted by the provider',
  'payout.paid': 'Payout paid',
  'payout.refused': 'Payout refused by the provider',
  'payout.never-accepted': 'Payout proven not to be accepted',
  'payout.resolved': 'Payout resolved by staff',
  'payout.contradicted': 'The provider contradicts how a payout ended',
  'payout.returned': 'A paid payout came back and is the player’s again',
  'refund.opened': 'Owed money is to go back',
  'refund.accepted': 'Refund accepted by the provider',
  'refund.paid': 'Owed money went back',
  'refund.refused': 'Refund refused by the provider',
  'refund.never-accepted': 'Refund proven not to be accepted',
  'refund.resolved': 'Refund resolved by staff',
  'refund.contradicted': 'The provider contradicts how a refund ended',
  'refund.dropped': 'Owed money went back in another way',
  'stars.differ': 'Telegram’s list of Stars differs from our books',
  'payment.reported': 'Payment reported',
  'payment.dispute-open': 'Payment disputed by the card holder',
  'payment.dispute-won': 'Dispute won',
  'payment.dispute-lost': 'Dispute lost',
  'payment.refunded': 'Payment refunded at the provider',
  'payment.failed': 'Refund came back',
  'payment.fraud-warned': 'Fraud warning of the card’s bank',
  'checkout.allowed': 'Payment let through',
  'checkout.refused': 'Payment refused before it was made',
  'pass.issued': 'Pass taken',
  'pass.denied': 'Pass denied',
  'pass.used': 'Pass used',
  'pass.refused': 'Pass refused',
  'rail.paused': 'Rail paused',
  'rail.resumed': 'Rail goes on',
  'hot-wallet.resumed': 'Hot wallet signs again',
  'funds.moved': 'House money moved between providers',
  'hot-wallet.difference-booked': 'A difference between chain and books was booked as the operator’s',
  'arrival.claimed': 'A player claimed money without a name',
  'arrival.assigned': 'Said whose money without a name is',
  'arrival.released': 'Money without a name was given to a player',
  'arrival.back-asked': 'Said that money nobody was credited for is to go back',
  'arrival.back-begun': 'Two said so: money goes back to its sender',
  'arrival.given-back': 'Money went back to its sender',
  'arrival.give-back-failed': 'Money could not be sent back to its sender',
  'document.sent': 'A player sent a document',
  'document.kept': 'A document that was held is clean, and kept',
  'document.refused': 'A document that was held is refused',
  'document.removed': 'A player took a document back',
  'document.looked': 'Looked at a document',
  'hot-wallet.swept': 'Sweep from the hot wallet asked for',
  'verification.asked': 'Asked to be verified',
  'verification.submitted': 'Documents sent',
  'verification.checked': 'Documents checked without a person',
  'verification.approved': 'Approved the verification',
  'verification.asked-again': 'Asked for documents once more',
  'verification.refused': 'Refused the verification',
  'verification.decision-refused': 'A decision about a verification was not taken',
  'verification.rescreened': 'Looked for anew on the sanctions lists',
  'verification.facts-shown': 'Saw what a player says of themselves',
  'staff.searched': 'Searched for a player',
  'staff.looked': 'Looked at a player',
  'staff.shown': 'Saw personal data',
  'staff.read-payloads': 'Read workflows in the clear',
  'staff.signed-player-out': 'Signed a player out',
  'staff.read-trail': 'Read the trail',
  'staff.exported-trail': 'Exported the trail',
  'staff.roles-lost': 'Lost every role here',
};
export const actionText = (action: string): string => (actions as Readonly<Record<string, string>>)[action] ?? action;

/** A drawing of the house for what happened. */
const icons: Readonly<Record<AuditNoun, string>> = {
  player: 'user',
  accounts: 'swap',
  telegram: 'plane',
  preferences: 'sliders',
  session: 'door',
  access: 'block',
  ticket: 'chat',
  code: 'key',
  deposit: 'deposit',
  withdrawal: 'withdraw',
  limit: 'sliders',
  pause: 'clock',
  destination: 'bank',
  wallet: 'wallet',
  payout: 'send',
  refund: 'send',
  stars: 'star',
  payment: 'card',
  checkout: 'card',
  pass: 'key',
  rail: 'power',
  document: 'doc',
  'hot-wallet': 'wallet',
  arrival: 'deposit',
  funds: 'swap',
  verification: 'idcard',
  staff: 'eye',
};
export const actionIcon = (action: string): string =>
  (icons as Readonly<Record<string, string>>)[action.split('.')[0] ?? ''] ?? 'info';
