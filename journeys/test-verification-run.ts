import { kycWorkflowId, type PlayerId, type StaffId } from '../contracts/ids.ts';
import type { Decision, StaffActionName } from '../contracts/staff-actions.ts';
import type { VerificationStatus } from '../domain/verification.ts';
import { createPool, type Pool } from '../prisma/pool.ts';
import { createTransaction, query, sql } from '../prisma/tx.ts';
import { employ } from '../records/test-house.ts';
import { photo } from '../runtime/documents/test-files.ts';
import { newId } from '../runtime/ids.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import type { House } from '../sandbox/testing/house.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { until, watching } from '../workflows/test-watching.ts';
import { patience } from './test-kills.ts';

/** What becomes of somebody's verification, decision by decision. */
export type Fate = readonly ('approve' | 'ask-again' | 'refuse')[];

/** Those who are verified at the same time: kills fall into the steps of both. */
export const PAIRS: readonly (readonly [Fate, Fate])[] = [
  [['approve'], ['ask-again', 'refuse']],
  [['ask-again', 'approve'], ['refuse']],
  [['ask-again', 'ask-again', 'approve'], ['approve']],
];

const DECISIONS = {
  approve: ['kyc.approve', { outcome: 'approve', level: 'basic', reason: 'documents-in-order' }],
  'ask-again': [
    'kyc.ask-again',
    { outcome: 'ask-again', identity: 'unreadable', selfie: 'fine', address: 'not-asked', funds: 'not-asked' },
  ],
  refuse: ['kyc.refuse', { outcome: 'refuse', reason: 'forged-document' }],
} as const satisfies Record<Fate[number], readonly [StaffActionName, Decision<StaffActionName>]>;

const ENDS = { approve: 'approved', 'ask-again': 'asked', refuse: 'refused' } as const;

type RunOptions = {
  /** Also in every step of what is sent once more; else it is killed in each step once. */
  readonly everyRound?: boolean;
  readonly log?: (line: string) => void;
};

/**
 * Pairs of players are verified by a reviewer, and the worker is killed without warning at each step of it: as the workflow is
 * started, while what was sent is checked, as the case comes to the desk, between a decision's being noted and its answer, and as
 * the workflow goes on in a new run. Answers what is true of each in the end.
 */
export async function verifyWhileKilling(
  house: House,
  pairs: readonly (readonly [Fate, Fate])[],
  { everyRound = false, log = () => undefined }: RunOptions = {},
) {
  const pool = createPool(house.database.appUrl, { max: 2, name: 'test' });
  const client = createWorkflowClient({ ...house.temporal, keys: [{ id: 'test', key: Buffer.alloc(32, 7) }] });
  try {
    const desk = await openDesk(house, pool, client);
    let kills = 0;
    /** Lets them all act, and kills the worker as soon as `reached` says that one has come so far. */
    const killed = async (acts: readonly Promise<unknown>[], reached: () => Promise<boolean>): Promise<void> => {
      await until(async () => (await reached()) || undefined);
      await house.part('worker').kill();
      await house.replaceWorker();
      log(`worker killed ${++kills} times`);
      await Promise.all(acts);
    };
    const ends = [];
    for (const [number, pair] of pairs.entries()) {
      const players = await Promise.all(pair.map((fate, n) => enters(house, pool, `Player ${number}-${n}`, fate)));
      await killed(
        players.map((player) => player.wishes()),
        () => anyIs(players, ['asked']),
      );
      for (let open = players, round = 0; open.length > 0; round++) {
        const unkilled = async (acts: readonly Promise<unknown>[]) => void (await Promise.all(acts));
        const acting = round === 0 || everyRound ? killed : unkilled;
        await acting(
          open.map((player) => player.answers()),
          () => anyIs(open, ['checking', 'in-review']),
        );
        await Promise.all(open.map((player) => player.becomes('in-review')));
        await acting([], async () => true);
        await acting(
          open.map((player) => desk.decides(player.id, player.fate[round] as Fate[number])),
          () => anyDecided(pool, open, round),
        );
        await Promise.all(open.map((player) => player.becomes(ENDS[player.fate[round] as Fate[number]])));
        await acting([], async () => true);
        open = open.filter((player) => player.fate[round + 1] !== undefined);
      }
      await Promise.all(players.map((player) => player.isTold()));
      ends.push(...(await Promise.all(players.map((player) => player.end()))));
    }
    return ends;
  } finally {
    await client.connection.close();
    await pool.end();
  }
}

type Entered = Awaited<ReturnType<typeof enters>>;

const anyIs = async (players: readonly Entered[], statuses: readonly VerificationStatus[]): Promise<boolean> =>
  (await Promise.all(players.map((player) => player.status()))).some((now) => now && statuses.includes(now));

async function anyDecided(pool: Pool, players: readonly Entered[], round: number): Promise<boolean> {
  const ids = players.map(({ id }) => id);
  const rows = await query<{ many: number }>(
    pool,
    sql`select count(*)::int as many from compliance.verification_decision where player_id = any(${ids}::uuid[]) group by player_id`,
  );
  return rows.some(({ many }) => many > round);
}

/** A reviewer with a pass for each decision, who presses until somebody has answered. */
async function openDesk({ temporal }: House, pool: Pool, client: ReturnType<typeof createWorkflowClient>) {
  const transaction = createTransaction(pool);
  const lena = newId(Date.now()) as StaffId;
  await transaction((tx) => employ(tx, { subject: 'lena.hoff', name: 'Lena Hoff', roles: ['compliance'] }, lena));
  const issue = issuePass({ transaction, now: Date.now });
  const watch = watching({ client, temporal, issue, ops: lena });
  return {
    async decides(player: PlayerId, outcome: Fate[number]): Promise<void> {
      const watched = watch(client.workflow.getHandle(kycWorkflowId(player)));
      // The desk is open once what is no decision is refused for that alone.
      await until(async () => {
        const told = (await watched.isTold('decide', {})) as { refused?: string };
        return told.refused === 'not-a-decision' || undefined;
      });
      const [action, decision] = DECISIONS[outcome];
      const pasted = await watched.pass(action, decision, lena, 'compliance');
      const updateId = newId(Date.now());
      // Whoever got no answer presses the same once more.
      await until(async () => {
        const told = (await watched.isTold('decide', pasted, updateId)) as { status?: string };
        return told.status;
      });
    },
  };
}

/** A player in the Mini App, as far as its API goes. */
async function enters(house: House, pool: Pool, name: string, fate: Fate) {
  const telegram = house.telegram.player(name);
  telegram.says('/start');
  await telegram.sees(/Welcome/, patience);
  let token = '';
  const asks = async <T>(method: 'GET' | 'POST', place: string, body?: object | Buffer): Promise<T> => {
    const isFile = body instanceof Buffer;
    const response = await fetch(new URL(place, house.url), {
      method,
      headers: {
        origin: house.url,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body && { 'content-type': isFile ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body && { body: isFile ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${place}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  };
  const launch = new URLSearchParams(new URL(telegram.opensMiniApp(`${house.url}/app/`)).hash.slice(1));
  ({ token } = await asks<{ token: string }>('POST', '/auth/telegram/mini-app', {
    initData: launch.get('tgWebAppData'),
  }));
  const [row] = await query<{ id: PlayerId }>(
    pool,
    sql`select player_id as id from identity.linked_account where subject = ${String(telegram.id)}`,
  );
  if (!row) throw new Error(`${name} has no account`);
  const { id } = row;
  const status = async () => {
    const [now] = await query<{ status: VerificationStatus }>(
      pool,
      sql`select status from compliance.verification where player_id = ${id}`,
    );
    return now?.status;
  };
  /** The messages that tell of the verification: one for each time it was told, however often it was drawn anew. */
  const told = () => telegram.chat().filter(({ from, text }) => from === 'bot' && text.startsWith('Verification'));
  return {
    id,
    fate,
    status,
    wishes: () => asks('POST', '/kyc'),
    async answers(): Promise<void> {
      const { asked } = await asks<{ asked: { kind: string; state: string }[] }>('GET', '/kyc');
      for (const { kind, state } of asked)
        if (state !== 'accepted') await asks('POST', `/kyc/documents?kind=${kind}`, await photo());
      const { needsFacts } = await asks<{ needsFacts: boolean }>('GET', '/kyc');
      const facts = {
        givenNames: 'Mira',
        familyName: `Example ${String.fromCharCode(...[...id.slice(-8)].map((sign) => 97 + Number.parseInt(sign, 16)))}`,
        bornOn: '1990-02-28',
        country: 'AT',
        documentNumber: id.slice(-12).toUpperCase(),
        expiresOn: '2039-03-14',
      };
      await asks('POST', '/kyc/submission', needsFacts ? facts : {});
    },
    becomes: (wanted: VerificationStatus) => until(async () => (await status()) === wanted || undefined),
    isTold: () => telegram.sees(fate.at(-1) === 'approve' ? /You are verified/ : /We cannot verify you/, patience),
    /** What is true of them, in every place that says so. */
    async end() {
      const [stands] = await query<{ status: string; level: number; refused_why: string | null }>(
        pool,
        sql`select status, level, refused_why from compliance.verification where player_id = ${id}`,
      );
      const letters = await query<{ key: string }>(
        pool,
        sql`select key from delivery.outbox where kind = 'telegram' and key like ${`kyc:${id}:%`} order by id`,
      );
      const trail = await query<{ action: string }>(
        pool,
        sql`select action from audit.entry where subject = ${id} and action like 'verification.%' order by id`,
      );
      return {
        ...stands,
        letters: letters.map(({ key }) => key.slice(`kyc:${id}:`.length)),
        trail: trail.map(({ action }) => action.slice('verification.'.length)),
        messages: told().length,
      };
    },
  };
}

const TRAIL = { approve: 'approved', 'ask-again': 'asked-again', refuse: 'refused' } as const;

/** Decided as it was decided, each told once: by the trail, by the outbox, and by what stands in the chat. */
export const decidedOnce = (fate: Fate) => ({
  status: ENDS[fate.at(-1) as Fate[number]],
  level: fate.at(-1) === 'approve' ? 1 : 0,
  refused_why: fate.at(-1) === 'refuse' ? 'forged-document' : null,
  letters: ['1', ...fate.flatMap((_, n) => [`${2 * n + 2}:submitted`, `${2 * n + 2}:checked`, `${2 * n + 3}`])],
  trail: ['asked', ...fate.flatMap((outcome) => ['submitted', 'checked', TRAIL[outcome]])],
  messages: fate.length + 1,
});
