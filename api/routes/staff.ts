import type { Response, Router } from 'express';
import { amountOf } from '../../contracts/http/amounts.ts';
import { routes } from '../../contracts/http/routes.ts';
import type { StaffMeBody, StaffSessionBody } from '../../contracts/http/staff.ts';
import type { PlayerId } from '../../contracts/ids.ts';
import { type StaffActionName, staffActions } from '../../contracts/staff-actions.ts';
import { shortCode } from '../../domain/ids.ts';
import type { TrailEntry } from '../../records/audit/reads.ts';
import type { StaffSessionView } from '../../records/identity/reads.ts';
import type { issuePass } from '../../use-cases/issue-pass.ts';
import type { Credentials } from '../../use-cases/let-in.ts';
import type { payloadReading } from '../../use-cases/read-payloads.ts';
import type { RefreshRefusal } from '../../use-cases/refresh-session.ts';
import type { staffDesk } from '../../use-cases/staff-desk.ts';
import type { Jar } from '../cookies.ts';
import type { Guard } from '../guard.ts';
import { refusedRefresh } from '../refusals.ts';
import { createRouter } from '../router.ts';
import { mount } from '../routing.ts';
import { deviceBody } from './devices.ts';

type SignedIn = Credentials<StaffSessionView>;

export type StaffDeps = {
  readonly guard: Guard;
  readonly jar: Jar;
  /** What lets this browser read workflows in the Temporal Web UI; narrower than the session it is for. */
  readonly codecJar: Jar;
  readonly payloadReading: ReturnType<typeof payloadReading>;
  /** Where decisions are made; undefined when nobody said. */
  readonly workflows: string | undefined;
  readonly refresh: (token: string) => Promise<SignedIn | RefreshRefusal>;
  readonly signOut: (token: string) => Promise<void>;
  readonly desk: ReturnType<typeof staffDesk>;
  readonly issuePass: ReturnType<typeof issuePass>;
};

/** The staff desk: it shows, and writes down who looked. */
export function staff(deps: StaffDeps): Router {
  const router = createRouter();
  const { guard, jar, codecJar, desk } = deps;
  const meOf = ({ staff: id, name, roles }: StaffSessionView): StaffMeBody => ({
    id,
    name,
    roles: [...roles],
    workflows: deps.workflows ?? null,
  });
  const forget = (response: Response): void => {
    jar.clear(response);
    codecJar.clear(response);
  };
  const inCookie = async (signedIn: SignedIn, response: Response): Promise<StaffSessionBody> => {
    jar.set(response, signedIn.refreshToken, signedIn.session.expiresAt.getTime() - Date.now());
    const reading = await deps.payloadReading(signedIn.session);
    if (reading) codecJar.set(response, reading.token, reading.expiresAt.getTime() - Date.now());
    else codecJar.clear(response); // a colleague may have sat at this browser before
    return {
      token: signedIn.accessToken,
      expiresAt: signedIn.accessExpiresAt.toISOString(),
      me: meOf(signedIn.session),
    };
  };

  mount(router, routes.staffRefresh, guard, async ({ request, response }) => {
    const token = jar.get(request);
    if (token === undefined) return { reason: 'session-ended', noted: false };
    const outcome = await deps.refresh(token);
    if (!('reason' in outcome)) return inCookie(outcome, response);
    forget(response);
    return refusedRefresh(outcome);
  });

  mount(router, routes.staffLogout, guard, async ({ request, response }) => {
    const token = jar.get(request);
    if (token !== undefined) await deps.signOut(token);
    forget(response);
    return undefined;
  });

  mount(router, routes.staffMe, guard, async ({ staff: session }) => meOf(session));

  mount(router, routes.findPlayers, guard, async ({ staff: { staff: by }, query }) => ({
    players: (await desk.find(by, query.find)).map(({ id, joinedAt }) => ({
      id,
      code: codeOf(id),
      joinedAt: joinedAt.toISOString(),
    })),
  }));

  mount(router, routes.playerCard, guard, async ({ staff: { staff: by, roles }, id }) => {
    const { facts, cash, onHold, verification, devices, deposits, timeline } = await desk.card(by, id as PlayerId);
    return {
      id: facts.id,
      code: codeOf(facts.id),
      joinedAt: facts.joinedAt.toISOString(),
      language: facts.language,
      wallet: facts.wallet,
      joinedInto: facts.joinedInto === null ? null : codeOf(facts.joinedInto),
      cash: cash.map(amountOf),
      onHold: onHold.map(amountOf),
      telegram: facts.telegram && {
        masked: `•••• ${facts.telegram.id.slice(-3)}`,
        linkedAt: facts.telegram.linkedAt.toISOString(),
        blocked: facts.telegram.blocked,
      },
      verification: {
        level: verification.level,
        status: roles.includes('compliance') ? (verification.status ?? null) : null,
      },
      devices: devices.map(deviceBody),
      deposits: deposits.map(({ order, takenBack }) => ({
        takenBack: takenBack.at(-1)?.state ?? null,
        id: order.id,
        receipt: `D-${shortCode(order.id)}`,
        status: order.status,
        amount: amountOf(order.credited?.paid ?? order.pay),
        openedAt: order.openedAt.toISOString(),
      })),
      timeline: timeline.map(({ at, actor, actorId, action }) => ({
        at: at.toISOString(),
        actor,
        who: actorId,
        action,
      })),
    };
  });

  mount(router, routes.showPlayer, guard, async ({ staff: { staff: by }, id }) => ({
    telegram: (await desk.show(by, id as PlayerId)).telegram ?? null,
  }));

  mount(router, routes.staffActions, guard, async ({ staff: { roles } }) => ({
    actions: (Object.entries(staffActions) as [StaffActionName, (typeof staffActions)[StaffActionName]][])
      .filter(([, action]) => action.roles.some((role) => roles.includes(role)))
      .map(([name, { workflow, update, about, decision }]) => ({
        name,
        workflow,
        update,
        about,
        decision: Object.fromEntries(Object.entries(decision).map(([field, names]) => [field, [...names]])),
      })),
  }));

  mount(router, routes.issuePass, guard, async ({ staff: { staff: id, roles }, body }) => {
    const pass = await deps.issuePass({ id, roles }, body);
    if ('reason' in pass) return pass;
    const { update, paste, expiresAt } = pass;
    const workflow = deps.workflows ? `${deps.workflows}/${encodeURIComponent(body.workflowId)}` : null;
    return { update, paste, expiresAt: expiresAt.toISOString(), workflow };
  });

  mount(router, routes.trail, guard, async ({ staff: { staff: by }, query: { action, before, limit, ...filter } }) => {
    const { entries, next, names } = await desk.trail(by, {
      ...given(filter),
      ...(action === undefined ? {} : { actionPrefix: action }),
      ...(before === undefined ? {} : { before: BigInt(before) }),
      atMost: limit,
    });
    return { entries: entries.map((entry) => entryOf(entry, names)), next: next?.toString() ?? null };
  });

  mount(router, routes.exportTrail, guard, async ({ staff: { staff: by }, query: { from, to } }) => {
    if (Date.parse(to) <= Date.parse(from)) return { reason: 'range-empty' };
    const made = await desk.exportTrail(by, new Date(from), new Date(to));
    return { type: routes.exportTrail.file.lines, name: `${made.name}.jsonl`, chunks: made.lines() };
  });

  mount(router, routes.signPlayerOut, guard, async ({ staff: { staff: by }, id }) => {
    await desk.signOut(by, id as PlayerId);
    return undefined;
  });
  return router;
}

const entryOf = (
  { id, at, actor, actorId, action, subject, detail }: TrailEntry,
  names: ReadonlyMap<string, string>,
) => ({
  id: id.toString(),
  at: at.toISOString(),
  actor,
  actorId,
  name: (actor === 'staff' && actorId !== null && names.get(actorId)) || null,
  action,
  subject,
  detail,
});

/** What was not asked for is left out. */
const given = <T extends object>(filter: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as never;

const codeOf = (player: PlayerId): string => `P-${shortCode(player)}`;
