import {
  type AgainReason,
  type AskedBecause,
  type AskedState,
  type CheckKind,
  type CheckOutcome,
  type DocumentKind,
  documentKinds,
  type RefusedReason,
  type VerificationLevel,
  type VerificationStatus,
} from '../../domain/verification.ts';
import { type Finding, type FoundCode, matchOf } from '../../domain/verification-checks.ts';

/** The words of the desk for those who verify players. */
export const kycWords = {
  title: 'Verifications',
  order: 'Longest waiting first',
  openList: 'Open list in Temporal',
  empty: 'Nobody waits to be verified',
  emptyText: 'A player stands here from the moment all documents are in until a person has decided.',
  hint: 'Open the case: what was checked, the documents, and the decision are there. Late ones are past what we promised.',
  more: 'Only the first are shown. Decide these; the others move up.',
  player: 'Player',
  why: 'Why asked',
  aims: 'Level',
  waits: 'Waits',
  promised: 'Promised by',
  toLookAt: (count: number) => (count === 1 ? '1 check to look at' : `${count} checks to look at`),
  late: 'late',
  notPromised: 'no promise',

  case: 'Verification',
  again: 'Look anew',
  toPlayer: 'Player',
  toCase: 'Open the case',
  moved: 'This case has moved since you opened it. Look anew before you decide.',
  standing: 'Where it stands',
  status: 'Status',
  because: 'Asked because',
  aimsAt: 'Asked for',
  has: 'Verified now',
  until: (day: string) => `until ${day}`,
  sent: 'Sent',
  notSent: 'not yet',
  lateSince: (moment: string) => `late since ${moment}`,
  promise: (moment: string) => `by ${moment}`,
  asked: 'What was asked',
  refusedWhy: 'Refused because',

  own: 'This is your own account. Somebody else looks at it and decides; you can do neither.',
  ownDecision: 'Somebody else decides about your own account.',
  twoNeeded:
    'The name is like one on a sanctions list. Two different members of staff must approve; one is enough to ask again or to refuse.',
  approvedBy: (names: string) => `Approved so far by ${names}. Somebody else must approve, too.`,
  youApproved: 'You have approved this submission. Somebody else must approve, too.',

  checks: 'What was checked',
  checksText: 'Without a person, when the documents came in.',
  notChecked: 'Nothing was checked yet: it begins when all documents are in.',

  documents: 'Documents',
  noDocuments: 'None yet.',
  pages: (count: number) => (count === 1 ? '1 page' : `${count} pages`),
  size: (bytes: number) =>
    bytes < 999_500 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`,
  sentAt: 'sent',
  earlier: 'in an earlier round',
  held: 'Waits to be looked through for viruses. It can be shown after that.',
  show: 'Show',
  showNamed: (what: string) => `Show ${what}`,
  hide: 'Hide',
  hideNamed: (what: string) => `Hide ${what}`,
  lookRecorded: 'Each look is recorded with your name, and your name stands on the picture. It closes after a minute.',
  opened: (time: string) => `Opened by you at ${time}, which is recorded.`,
  left: (text: string) => `closes in ${text}`,
  over: 'The minute is over. Showing it again is recorded, too.',
  notShown: 'This page could not be shown. Show the document again.',
  page: (n: number, of: number) => `Page ${n} of ${of}`,
  previous: 'Previous page',
  next: 'Next page',
  turn: 'Turn',
  larger: 'Larger',
  smaller: 'Smaller',
  picture: (what: string, n: number, of: number) => `${what}, page ${n} of ${of}, with your name across it`,
  area: (what: string) => `${what}, to be moved about in`,

  facts: 'What the player says',
  factsRecorded: 'Showing is recorded with your name.',
  factsShown: 'Shown to you, which is recorded.',
  noFacts: 'The player has not said who they are yet.',
  givenNames: 'Given names',
  familyName: 'Family name',
  bornOn: 'Born',
  country: 'Issued by',
  documentNumber: 'Document number',
  expiresOn: 'Document ends',
  noExpiry: 'never, says the document',
  matches: 'Like on the sanctions lists',
  noMatches: 'No name on the lists is like it.',
  matchesHidden: 'Names on the lists are shown beside what the player says.',
  score: (percent: number) => `${percent} % alike`,

  decisions: 'Earlier decisions',
  noDecisions: 'None yet.',
  by: (name: string) => `by ${name}`,

  decide: 'Your decision',
  decideText:
    'Chosen here, pressed in Temporal: take a pass, then paste it there. It is good for this submission alone.',
  action: 'What do you decide?',
  level: 'To which level?',
  reason: 'Why?',
  kind: (what: string) => `${what}: how is it?`,
  choose: 'Choose one.',
  barred: (check: string) => `It cannot be approved as it is: “${check}” failed. Ask again, or refuse.`,
  nothingWrong: 'All of it is fine: then there is nothing to ask for. Approve it, or say what is wrong.',
  acceptedBefore: 'Accepted in an earlier round: say something of it only when it is wrong after all.',
  once: 'Ask once, for everything that is missing: the player answers once.',
  noTipping: 'The player is told that we cannot verify them, and nothing of a list.',
  forGood: 'This is for good. The money in the account is paid out.',
  notYours: 'Your role looks; compliance decides.',
} as const;

export const levelWords: Readonly<Record<VerificationLevel, string>> = {
  none: 'Not verified',
  basic: 'Basic: who they are',
  full: 'Full: home and money, too',
};
export const levelShort: Readonly<Record<VerificationLevel, string>> = { none: 'None', basic: 'Basic', full: 'Full' };

export const statusWords: Readonly<Record<VerificationStatus, string>> = {
  idle: 'Nothing is asked',
  asked: 'The player sends documents',
  checking: 'Is being checked',
  'in-review': 'Waits for a person',
  approved: 'Approved',
  refused: 'Refused',
};

/** Why there is nothing to decide now. */
export const restWords: Readonly<Record<Exclude<VerificationStatus, 'in-review'>, string>> = {
  idle: 'Nothing is asked of the player: there is nothing to decide.',
  asked: 'The player’s turn: they were asked for documents. It comes back here when all of them are in.',
  checking: 'The documents are being checked. Look anew in a minute.',
  approved: 'It is decided. It comes back here when a document ends, or a list names the player.',
  refused: 'It is decided, for good.',
};

export const becauseWords: Readonly<Record<AskedBecause, string>> = {
  'player-wishes': 'The player asked for it',
  'before-play': 'Before the first stake',
  'deposits-in-total': 'Deposits in total reached the mark',
  withdrawal: 'Withdrawals reached the mark',
  'document-expired': 'A document ends, or has ended',
  screening: 'A sanctions list names somebody like them',
  staff: 'Staff asked for it',
};

export const kindWords: Readonly<Record<DocumentKind, string>> = {
  identity: 'Passport or identity card',
  selfie: 'Selfie',
  address: 'Proof of address',
  funds: 'Source of money',
};

export const stateWords: Readonly<Record<AskedState, string>> = {
  asked: 'asked for',
  received: 'is in',
  accepted: 'accepted',
  again: 'asked for again',
};

export const againWords: Readonly<Record<AgainReason, string>> = {
  unreadable: 'It cannot be read',
  'cut-off': 'Part of it is cut off',
  expired: 'It has expired',
  'too-old': 'It is too old',
  'other-person': 'It shows somebody else',
  'wrong-document': 'It is another document than asked for',
  'name-differs': 'The name on it is another',
  'not-enough': 'It does not show enough',
};

export const refusedWords: Readonly<Record<RefusedReason, string>> = {
  'under-age': 'Too young to play',
  'forged-document': 'A document is forged',
  'sanctions-match': 'The player is on a sanctions list',
  'another-account': 'The player has another account',
  'no-answer': 'The player never answered',
};

export const checkWords: Readonly<Record<CheckKind, string>> = {
  files: 'Documents sent',
  expiry: 'The document’s end',
  age: 'Age',
  name: 'Name',
  duplicate: 'Other players',
  sanctions: 'Sanctions lists',
};

/** What a check came to, and how it is drawn: a word beside the sign, always. */
export const outcomeWords: Readonly<Record<CheckOutcome, { text: string; icon: string }>> = {
  pass: { text: 'in order', icon: 'check' },
  look: { text: 'look yourself', icon: 'alert' },
  fail: { text: 'failed', icon: 'close' },
  unknown: { text: 'not checked', icon: 'question' },
};

/** What a check that found nothing to say has found. */
const inOrder: Readonly<Record<CheckKind, string>> = {
  files: 'Every document that was asked for is there and was looked through for viruses.',
  expiry: 'By what the player says, the document is valid. Compare the date on it.',
  age: 'By the date of birth they gave they are old enough. Compare the date on the document.',
  name: 'The accounts they are paid to are in their name.',
  duplicate: 'No other player has the same document, the same file, or the same name and date of birth.',
  sanctions: 'No name on the lists is like theirs.',
};

type OtherCode = Exclude<FoundCode, `no-${DocumentKind}`>;
const foundWords: Readonly<Record<OtherCode, string>> = {
  held: 'A file was not looked through for viruses yet, and cannot be shown until then.',
  'document-says-none': 'The player says that the document never ends. Look whether it says so itself.',
  'document-expired': 'By what the player says, the document has expired. Ask for a new one.',
  'document-expires-soon': 'The document ends within a month. A new one is asked for in time.',
  'under-age': 'By the date of birth they gave they are too young to play.',
  'very-old': 'By the date of birth they gave they are older than 115. Look whether they mistyped it.',
  'nothing-to-compare': 'They have saved no account to be paid to: there is no other name to compare with.',
  'same-document': 'Another player gave the same document number. Find out whether they are one person.',
  'same-person': 'Another player gave the same name and date of birth. Find out whether they are one person.',
  'same-file': 'Another player sent the very same file. Find out whether they are one person.',
  'no-lists': 'No lists are set: look the player up by hand.',
  'other-script':
    'The name is in letters that the lists are not in: look the player up by hand, as the document writes them in Latin.',
};

/** What a check found, as sentences; what a later version found is shown as it is called. */
export function findingTexts({
  kind,
  outcome,
  found,
}: Pick<Finding, 'kind' | 'outcome'> & { readonly found: readonly string[] }): string[] {
  if (found.length === 0) return outcome === 'pass' ? [inOrder[kind]] : [];
  return found.map((code) => foundText(code));
}

function foundText(code: string): string {
  const missing = documentKinds.find((kind) => code === `no-${kind}`);
  if (missing) return `${kindWords[missing]}: it was asked for, and is not there.`;
  const [, differing] = /^holders-differ-(\d+)$/.exec(code) ?? [];
  if (differing === '1') return 'One account they are paid to has another name. Ask whose it is.';
  if (differing !== undefined)
    return `Of the accounts they are paid to, ${differing} have another name. Ask whose they are.`;
  const match = matchOf(code);
  if (match)
    return `Entry ${match.entry} of the list ${match.list} is ${match.score} % like them. Show what the player says, and compare.`;
  return isOther(code) ? foundWords[code] : code;
}
const isOther = (code: string): code is OtherCode => Object.hasOwn(foundWords, code);

/** What can be decided, and with what; one without a word here is shown as it is called. */
export const choiceWords: Readonly<Record<string, string>> = {
  ...againWords,
  ...refusedWords,
  approve: 'Approve',
  'ask-again': 'Ask again',
  refuse: 'Refuse',
  'kyc.approve': 'Approve',
  'kyc.ask-again': 'Ask again',
  'kyc.refuse': 'Refuse',
  basic: levelWords.basic,
  full: levelWords.full,
  fine: 'It is fine',
  'not-asked': 'not asked for',
  'documents-in-order': 'The documents are in order',
  'match-is-somebody-else': 'The documents are in order, and whoever is on the list is somebody else',
};
export const choiceText = (name: string): string => choiceWords[name] ?? name;
