import type { PlayerId } from '../contracts/ids.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { VerificationLevel } from '../domain/verification.ts';
import type { Tx } from '../prisma/tx.ts';
import {
  dayOf,
  levelOn,
  rankOf,
  readVerification,
  type VerificationView,
} from '../records/compliance/verification-reads.ts';
import { readProfile } from '../records/identity/reads.ts';
import { type SentDocument, type SentDocuments, sentNow } from './sent-documents.ts';
import { type VerificationTotal, verificationTotal } from './verification-total.ts';

/** Where a verification stands, as its player sees it. */
export type VerificationShown = Pick<
  VerificationView,
  'status' | 'levelUntil' | 'aims' | 'because' | 'answerBy' | 'asked'
> & {
  readonly level: VerificationLevel;
  readonly documents: readonly (SentDocument & { readonly state: 'held' | 'kept' })[];
  readonly needsFacts: boolean;
  /** How near they are to the total that asks for it; undefined: none does. */
  readonly total: VerificationTotal | undefined;
  /** To which the player may ask to be verified now; undefined: to none. */
  readonly mayAsk: Exclude<VerificationLevel, 'none'> | undefined;
};

/** Somebody whose name is like one on a list must not learn that it is looked at (FATF, Recommendation 21). */
const isHushed = ({ because, status }: Pick<VerificationView, 'because' | 'status'>): boolean =>
  because === 'screening' && (status === 'checking' || status === 'in-review' || status === 'approved');

/** The player says who they are where their identity is to be seen, or nobody knows yet. */
export const needsFacts = (v: Pick<VerificationView, 'asked' | 'hasFacts'>): boolean =>
  !v.hasFacts || v.asked.some(({ kind, state }) => kind === 'identity' && state !== 'accepted');

const NOTHING = {
  status: 'idle',
  level: 'none',
  levelUntil: undefined,
  aims: 'none',
  because: undefined,
  answerBy: undefined,
  asked: [],
  documents: [],
  needsFacts: false,
} as const;

/** What a player reads of their verification, before what they sent and paid is looked up. */
export function shownToPlayer(
  v: VerificationView,
  now: number,
): Omit<VerificationShown, 'documents' | 'mayAsk' | 'total'> {
  const level = levelOn(v, dayOf(now));
  const { levelUntil, answerBy } = v;
  if (isHushed(v)) return { ...NOTHING, status: 'approved', level, levelUntil, aims: level, asked: v.asked };
  return {
    status: v.status,
    level,
    levelUntil: level === 'none' ? undefined : levelUntil,
    aims: v.aims,
    because: v.because,
    answerBy: v.status === 'asked' ? answerBy : undefined,
    asked: v.asked,
    needsFacts: v.status === 'asked' && needsFacts(v),
  };
}

/** The same in a chat, where nothing is sent. */
export const tellVerification =
  ({ profile, now }: { profile: Jurisdiction; now: () => number }) =>
  async (tx: Pick<Tx, 'query'>, player: PlayerId): Promise<Omit<VerificationShown, 'documents' | 'mayAsk'>> => {
    const v = await readVerification(tx, player);
    if (!v) return { ...NOTHING, total: undefined };
    const shown = shownToPlayer(v, now());
    return { ...shown, total: await verificationTotal(profile, tx, player, shown, now()) };
  };

export const showVerification =
  ({ documents, profile, now }: { documents: SentDocuments; profile: Jurisdiction; now: () => number }) =>
  async (tx: Pick<Tx, 'query'>, player: PlayerId): Promise<VerificationShown> => {
    const v = await readVerification(tx, player);
    if (!v) return { ...NOTHING, total: undefined, mayAsk: nextLevel('none') };
    const shown = shownToPlayer(v, now());
    const { status, level } = shown;
    const sent =
      status === 'idle' || status === 'approved' || status === 'refused' ? [] : await documents.documentsOf(tx, player);
    return {
      ...shown,
      documents: sentNow(v, sent),
      total: await verificationTotal(profile, tx, player, shown, now()),
      mayAsk:
        status === 'idle' || status === 'approved'
          ? nextLevel(level)
          : status === 'asked' && rankOf(v.aims) < rankOf('full') && profile.documents.full.length > 0
            ? nextLevel(v.aims)
            : undefined,
    };
  };

/** The level above this one; undefined: it is the highest. */
export const nextLevel = (level: VerificationLevel): Exclude<VerificationLevel, 'none'> | undefined =>
  (({ none: 'basic', basic: 'full', full: undefined }) as const)[level];

/** What a message tells of it, and in which language. */
export type VerificationToShow = Omit<VerificationShown, 'documents' | 'mayAsk' | 'total'> & {
  readonly language: string;
};

/** Draws a verification for its message; undefined: there is none. */
export const drawVerification =
  ({ query, now }: { readonly query: Tx['query']; readonly now: () => number }) =>
  async (player: PlayerId): Promise<VerificationToShow | undefined> => {
    const v = await readVerification({ query }, player);
    const profile = v && (await readProfile({ query }, player));
    return v && profile && { ...shownToPlayer(v, now()), language: profile.language };
  };
