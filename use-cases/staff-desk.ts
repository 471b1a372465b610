import { type AuditAction, auditActions } from '../contracts/audit-actions.ts';
import type { PlayerId, StaffId } from '../contracts/ids.ts';
import type { StaffRole } from '../contracts/staff.ts';
import { workflowTypes } from '../contracts/workflows.ts';
import type { Money } from '../domain/money.ts';
import type { VerificationLevel, VerificationStatus } from '../domain/verification.ts';
import type { Transaction, Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { readTrail, type TrailEntry, type TrailPage, type TrailWish } from '../records/audit/reads.ts';
import { dayOf, levelOn, readVerification } from '../records/compliance/verification-reads.ts';
import { type DeviceView, readDevices, telegramOf } from '../records/identity/reads.ts';
import { admitStaff, dropRoles } from '../records/identity/staff.ts';
import {
  type FoundPlayer,
  findPlayers,
  type PlayerFacts,
  playersById,
  readFacts,
  readStaffNames,
} from '../records/identity/staff-reads.ts';
import { heldOf } from '../records/ledger/reads.ts';
import { type DepositView, ordersOfReceipt, playersOfReceipt, readDeposits } from '../records/payments/reads.ts';
import { newId } from '../runtime/ids.ts';
import type { PublicKeys } from '../runtime/sealing.ts';
import { type EndDeps, endSessions } from './end-sessions.ts';
import { exportTrail, type TrailExport } from './export-trail.ts';
import { letStaffIn, type Redirected, sendIn } from './let-in.ts';
import type { SignInDeps } from './sign-in.ts';

/** Who the identity provider says somebody is. */
export type StaffTold = {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
  /** The number of their Telegram account, where the provider says it. */
  readonly telegram?: string | undefined;
};

/** Somebody of staff comes in, with the roles that their provider gives them today. */
export const signStaffIn =
  (deps: SignInDeps) =>
  async (told: StaffTold, device: string): Promise<Redirected> => {
    const opened = await deps.transaction(async (tx) => {
      const { id } = await admitStaff(tx, told, newId(deps.now()));
      return letStaffIn(tx, { staff: id, name: told.name, roles: told.roles, device }, deps);
    });
    return sendIn(deps, opened);
  };

/** Somebody whom the provider knows, and gives no role of ours: what they had here ends at once. */
export const turnStaffAway =
  ({ transaction, gate, onEnded }: EndDeps & { transaction: Transaction }) =>
  (told: { issuer: string; subject: string }): Promise<void> =>
    transaction(async (tx) => {
      const staff = await dropRoles(tx, told);
      if (staff === undefined) return;
      await endSessions(tx, { gate, onEnded }, { owner: { staff } }, 'by-staff', { actor: 'system' });
      await append(tx, { actor: 'system', action: 'staff.roles-lost', subject: staff });
    });

export type PlayerCard = {
  readonly facts: PlayerFacts;
  readonly cash: readonly Money[];
  readonly onHold: readonly Money[];
  readonly verification: { readonly level: VerificationLevel; readonly status: VerificationStatus | undefined };
  readonly devices: readonly DeviceView[];
  readonly deposits: readonly DepositView[];
  readonly timeline: readonly TrailEntry[];
};

const SHOWN_DEPOSITS = 10;
const SHOWN_EVENTS = 30;

/**
 * What a reader of the trail looked for, as far as the trail may keep it for ever: ids, and the beginnings of our own words.
 * What else somebody typed may be a name.
 */
const named = ({ subject, actor, actorId, actionPrefix }: TrailWish): Record<string, string> => ({
  ...(subject === undefined ? {} : { subject: ID.test(subject) ? subject : OTHER }),
  ...(actor === undefined ? {} : { actor }),
  ...(actorId === undefined ? {} : { actorId: ID.test(actorId) ? actorId : OTHER }),
  ...(actionPrefix === undefined
    ? {}
    : { actionPrefix: auditActions.some((action) => action.startsWith(actionPrefix)) ? actionPrefix : OTHER }),
});
/** An id as we make them, or that of a workflow. */
const ID = new RegExp(`^((${workflowTypes.join('|')})-)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`);
const OTHER = 'something else';

/** The id behind what the desk shows of it, as `P-CB480F` or `D-KJQCP4`; anything else is left as it is. */
async function behindCode(tx: Tx, text: string): Promise<string> {
  const term = text.trim();
  if (term.startsWith('P-')) return (await findPlayers(tx, term))[0]?.id ?? term;
  return (await ordersOfReceipt(tx, term))[0] ?? term;
}

type Reader = Pick<Tx, 'query'>;
type DeskDeps = EndDeps & {
  readonly transaction: Transaction;
  /** For what is long: it is written while it is read. */
  readonly slowly: Reader;
  readonly auditKeys: PublicKeys;
  readonly now: () => number;
};

/** What staff may do with players. Each look is written down in the transaction that looks: none goes unseen. */
export const staffDesk = ({ transaction, gate, onEnded, slowly, auditKeys, now }: DeskDeps) => {
  const ending = { gate, onEnded };
  const looked = (tx: Tx, staff: StaffId, action: AuditAction, subject?: string, detail = {}): Promise<void> =>
    append(tx, { actor: 'staff', actorId: staff, action, ...(subject ? { subject } : {}), detail });
  return {
    find: (staff: StaffId, term: string): Promise<readonly FoundPlayer[]> =>
      transaction(async (tx) => {
        const found = [...(await findPlayers(tx, term)), ...(await playersById(tx, await playersOfReceipt(tx, term)))];
        // What was looked for may be a Telegram account: what was found says enough.
        await looked(tx, staff, 'staff.searched', undefined, { found: found.map(({ id }) => id) });
        return found;
      }),

    card: (staff: StaffId, player: PlayerId): Promise<PlayerCard> =>
      transaction(async (tx) => {
        await looked(tx, staff, 'staff.looked', player);
        const facts = await readFacts(tx, player);
        const verified = await readVerification(tx, player);
        return {
          facts,
          verification: { level: verified ? levelOn(verified, dayOf(now())) : 'none', status: verified?.status },
          ...(await heldOf(tx, player)),
          devices: await readDevices(tx, player),
          deposits: await readDeposits(tx, player, { after: undefined, atMost: SHOWN_DEPOSITS }),
          timeline: (await readTrail(tx, { actorId: player, atMost: SHOWN_EVENTS })).entries,
        };
      }),

    show: (staff: StaffId, player: PlayerId): Promise<{ telegram: string | undefined }> =>
      transaction(async (tx) => {
        await looked(tx, staff, 'staff.shown', player, { what: ['telegram'] });
        return { telegram: await telegramOf(tx, player) };
      }),

    trail: (staff: StaffId, wish: TrailWish): Promise<TrailPage & { names: ReadonlyMap<string, string> }> =>
      transaction(async (tx) => {
        const subject = wish.subject === undefined ? undefined : await behindCode(tx, wish.subject);
        const asked = subject === undefined ? wish : { ...wish, subject };
        await looked(tx, staff, 'staff.read-trail', undefined, named(asked));
        const page = await readTrail(tx, asked);
        const colleagues = page.entries.flatMap(({ actor, actorId }) =>
          actor === 'staff' && actorId ? [actorId] : [],
        );
        return { ...page, names: await readStaffNames(tx, colleagues) };
      }),

    async exportTrail(staff: StaffId, from: Date, to: Date): Promise<TrailExport> {
      const range = { from: from.toISOString(), to: to.toISOString() };
      await transaction((tx) => looked(tx, staff, 'staff.exported-trail', undefined, range));
      return exportTrail(slowly, auditKeys, now)(from, to);
    },

    signOut: (staff: StaffId, player: PlayerId): Promise<void> =>
      transaction(async (tx) => {
        await looked(tx, staff, 'staff.signed-player-out', player);
        await endSessions(tx, ending, { owner: { player } }, 'by-staff', { actor: 'staff', actorId: staff });
      }),
  };
};
