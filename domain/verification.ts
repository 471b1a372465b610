/**
 * The words of verification, for workflows, pages and the desk alike. Plain data: workflows load it, and so do the pages.
 */

/** How far a player is verified. `basic`: who they are. `full`: where they live and where their money comes from, too. */
export const verificationLevels = ['none', 'basic', 'full'] as const;
export type VerificationLevel = (typeof verificationLevels)[number];

/** What a player can be asked for; one or more files each. */
export const documentKinds = ['identity', 'selfie', 'address', 'funds'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Where one of the things asked for stands. */
export const askedStates = ['asked', 'received', 'accepted', 'again'] as const;
export type AskedState = (typeof askedStates)[number];

/** Why one of them is asked for again, as a reviewer chose; each has a sentence for the player in every language. */
export const againReasons = [
  'unreadable',
  'cut-off',
  'expired',
  'too-old',
  'other-person',
  'wrong-document',
  'name-differs',
  'not-enough',
] as const;
export type AgainReason = (typeof againReasons)[number];

/** Where a player's verification stands. */
export const verificationStatuses = [
  /** Nothing is asked. */
  'idle',
  /** Documents are asked for; the player sends them. */
  'asked',
  /** All of them were sent; the automatic checks run. */
  'checking',
  /** A person looks. */
  'in-review',
  /** Verified to `level`, until `level_until` where that is set. */
  'approved',
  /** Refused for good; the money in the account is paid out. */
  'refused',
] as const;
export type VerificationStatus = (typeof verificationStatuses)[number];

/** Why documents are asked for, as the player and the reviewer read it. */
export const askedBecause = [
  'player-wishes',
  'before-play',
  'deposits-in-total',
  'withdrawal',
  'document-expired',
  'screening',
  'staff',
] as const;
export type AskedBecause = (typeof askedBecause)[number];

/** Why a verification was refused. What the player is told is kinder than this where the law says so (no tipping off). */
export const refusedReasons = [
  'under-age',
  'forged-document',
  'sanctions-match',
  'another-account',
  'no-answer',
] as const;
export type RefusedReason = (typeof refusedReasons)[number];

/** What is checked without a person. */
export const checkKinds = ['files', 'expiry', 'age', 'name', 'duplicate', 'sanctions'] as const;
export type CheckKind = (typeof checkKinds)[number];

/** `look`: a person must; `fail`: this cannot be approved as it is; `unknown`: it could not be checked. */
export const checkOutcomes = ['pass', 'look', 'fail', 'unknown'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** So large a file may be, and so many there may be of one kind. */
export const MOST_UPLOAD_BYTES = 10 * 1024 * 1024;
export const MOST_FILES_OF_A_KIND = 4;

/** Why a file is not taken. Each has a sentence for the player, which says what to do. */
export const uploadRefusals = [
  'upload-empty',
  'upload-too-large',
  'upload-type',
  'upload-broken',
  'upload-too-many-pixels',
  'upload-infected',
  'upload-too-many',
  'upload-not-asked',
] as const;
export type UploadRefusal = (typeof uploadRefusals)[number];
