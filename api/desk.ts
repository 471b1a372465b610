import { type RailId, railIds } from '../contracts/rails.ts';
import { readPauses, withdrawalsToSend } from '../records/payments/pause-reads.ts';
import { countQueues, readQueue } from '../records/payments/queue-reads.ts';
import { readStaffClaims } from '../runtime/staff.ts';
import { signOutByToken } from '../use-cases/end-sessions.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { pauseRail, resumeRail } from '../use-cases/pause-rail.ts';
import { payloadReading } from '../use-cases/read-payloads.ts';
import { refreshStaffSession } from '../use-cases/refresh-session.ts';
import { signInFromOidc } from '../use-cases/sign-in.ts';
import { signStaffIn, staffDesk, turnStaffAway } from '../use-cases/staff-desk.ts';
import type { Jars } from './cookies.ts';
import type { ApiDeps } from './deps.ts';
import type { Guard } from './guard.ts';
import type { Parts } from './parts.ts';

/** The staff desk, as the gateway does it for whoever is signed in there. */
export function serveStaff(parts: Parts, guard: Guard, jars: Jars): ApiDeps['staff'] {
  return {
    guard,
    jar: jars.staff,
    codecJar: jars.codec,
    payloadReading: payloadReading(parts),
    workflows: parts.workflowsUrl,
    refresh: refreshStaffSession(parts),
    signOut: signOutByToken(parts),
    desk: staffDesk({ ...parts, slowly: { query: parts.slowQuery } }),
    issuePass: issuePass(parts),
  };
}

/** What waits for staff, and ways to pay that are paused. */
export function serveQueues(
  { query, transaction, rails, payouts, enqueue, now }: Parts,
  guard: Guard,
): ApiDeps['staffQueues'] {
  const reader = { query };
  const paysOut: Readonly<Partial<Record<RailId, unknown>>> = payouts.rails;
  return {
    guard,
    rails: railIds.filter((id) => rails[id] !== undefined || paysOut[id] !== undefined),
    countQueues: () => countQueues(reader),
    readQueue: (name, page) => readQueue(reader, name, page),
    readPauses: () => readPauses(reader),
    countToSend: async (rail) => (await withdrawalsToSend(reader, rail)).length,
    pauseRail: pauseRail({ transaction }),
    resumeRail: resumeRail({ transaction, enqueue, now }),
  };
}

/** Who comes by a login of another house: players by Telegram's, staff by their own provider's. */
export function serveLogins(parts: Parts, guard: Guard, jars: Jars): ApiDeps['logins'] {
  const { player, staff, widget } = parts.logins;
  const fromOidc = signInFromOidc(parts);
  const turnAway = turnStaffAway(parts);
  const staffIn = signStaffIn({ ...parts, spans: parts.staffSpans });
  return {
    guard,
    jars,
    widget,
    signOut: signOutByToken(parts),
    player: player && {
      party: player,
      async enter(claims, device) {
        const outcome = await fromOidc(claims, device);
        if ('reason' in outcome) return outcome;
        return { refreshToken: outcome.refreshToken, until: outcome.session.expiresAt };
      },
    },
    staff: staff && {
      party: staff.party,
      async enter(claims, device) {
        const identity = readStaffClaims(claims, staff.roles);
        if ('reason' in identity) {
          await turnAway({ issuer: staff.issuer, subject: claims.sub });
          return identity;
        }
        const { refreshToken, session } = await staffIn({ ...identity, issuer: staff.issuer }, device);
        return { refreshToken, until: session.expiresAt };
      },
    },
  };
}
