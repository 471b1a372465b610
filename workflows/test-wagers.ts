import { WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { TerminatedFailure } from '@temporalio/common';
import { NativeConnection, Worker } from '@temporalio/worker';
import { wagerActivities } from '../activities/wagers.ts';
import { type GrantId, wagerWorkflowId } from '../contracts/ids.ts';
import { signalNames, type WagerInput } from '../contracts/workflows.ts';
import { outboxWorkflows } from '../loops/outbox-workflows.ts';
import { sql } from '../prisma/tx.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { testGrants } from '../records/play/test-grants.ts';
import { openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { startLoop } from '../runtime/loop.ts';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { type TestTemporal, testWorkflows } from '../sandbox/testing/fixtures.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { hush, KEYS } from './test-deposits.ts';
import { until, watching } from './test-watching.ts';

export type Wagers = Awaited<ReturnType<typeof startWagers>>;

const HOUR_MS = 3_600_000;

/** Not begun yet, or its last run was terminated and another is about to begin. */
function unlessEnded(error: unknown): undefined {
  if (error instanceof WorkflowNotFoundError) return;
  if (error instanceof WorkflowFailedError && error.cause instanceof TerminatedFailure) return;
  throw error;
}

/** Bonuses that are played for, on the real database and the real Temporal. */
export async function startWagers(temporal: TestTemporal) {
  hush();
  const house = await openHouse();
  const grants = testGrants(house);
  const client = createWorkflowClient({ ...temporal, keys: KEYS });
  const connection = await NativeConnection.connect({ address: temporal.address });
  let pokeOutbox = (): void => undefined;
  const hints: string[] = [];
  const judge = { isAway: false };
  const worker = await Worker.create({
    connection,
    namespace: temporal.namespace,
    taskQueue: temporal.taskQueue,
    workflowBundle: testWorkflows(),
    dataConverter: createDataConverter(KEYS),
    activities: wagerActivities({
      wagers: {
        transaction: (run) => {
          if (judge.isAway) throw new Error('the database is away');
          return house.transaction(run);
        },
        enqueue: createEnqueue(() => pokeOutbox()),
        hint: (player, { what }) => void hints.push(`${player}:${what}`),
        bot: '1',
        now: Date.now,
      },
    }),
    stickyQueueScheduleToStartTimeout: '2s',
    shutdownForceTime: '1s',
  });
  const running = worker.run();
  const loop = startLoop(
    { name: 'outbox', everyMs: 20, log: createLogger('test', 'error') },
    outboxWorkflows({
      pool: house.app,
      client,
      queue: { taskQueue: temporal.taskQueue, taskTimeoutMs: 2_000 },
      log: createLogger('test', 'error'),
      held: async () => true,
      backoffMs: () => 50,
    }),
  );
  pokeOutbox = () => loop.poke();
  const ops = await house.employs();
  const watch = watching({
    client,
    temporal,
    issue: issuePass({ transaction: house.transaction, now: Date.now }),
    ops,
  });

  const tellsLetters = async (id: GrantId): Promise<string[]> =>
    (
      await house.read<{ key: string }>(
        sql`select key from delivery.outbox where kind = 'telegram' and key like ${`grant:${id}:%`} order by id`,
      )
    ).map(({ key }) => key.slice(`grant:${id}:`.length));

  /** What watches one grant, whoever started its workflow. */
  const see = ({ id, player }: Awaited<ReturnType<typeof grants.claims>>) => {
    const handle = client.workflow.getHandle(wagerWorkflowId(id));
    return {
      id,
      player,
      handle,
      ...watch(handle),
      /** A hint, as the bet's own transaction writes it. */
      moves: (key: string) =>
        house.asSuperuser(`select play.wake_wager('${id}', '${signalNames.wagerMoved}', '${key}')`),
      stakes: (minor: bigint) => grants.stakes(id, minor),
      loses: () => grants.loses(id),
      opensRound: (stake: bigint) => grants.opensRound(id, player.id, stake),
      ends: (end: 'cancelled' | 'withdrawn') =>
        house.read(sql`select play.end_grant(${id}, ${end}, ${new Date()})`).then(() => undefined),
      /** How its newest run ended, once there is one. */
      result: () => until(() => handle.result().then((end) => (end as { state: string }).state, unlessEnded)),
      stands: () => grants.stands(id),
      cash: () => house.cashOf(player),
      letters: () => tellsLetters(id),
      /** The notice that its end is near. */
      reminds: () =>
        until(
          async () =>
            (
              await house.read<{ state: string; kind: string }>(
                sql`select state, kind from play.notice where key = ${`ending:${id}`}`,
              )
            )[0],
        ),
      tellsDetails: (words: string) =>
        until(async () => {
          const told = await watch(handle)
            .details()
            .catch(() => '');
          return told.includes(words) ? told : undefined;
        }),
      tells: (words: string) =>
        until(async () => {
          const [row] = (await tellsLetters(id)).filter((letter) => letter === words);
          return row;
        }),
    };
  };

  return {
    house,
    client,
    judge,
    hints,
    grants,
    see,
    /** Accepted, and its workflow started from the outbox. */
    claims: async (wish: Parameters<typeof grants.claims>[0] = {}) => see(await grants.claims(wish)),
    /** Accepted as if its time were over in a moment, and its workflow started with that. */
    async claimsFor(playMs: number, remindBeforeMs = HOUR_MS) {
      const grant = await grants.offers();
      // Written down in one go: its start must not leave before its time is what the test wants.
      const playUntilMs = Date.now() + playMs;
      await house.transaction(async (tx) => {
        await tx.query(sql`select play.claim_grant(${grant.id}, ${new Date(playUntilMs - 168 * HOUR_MS)})`);
        const input: Partial<WagerInput> = { remindBeforeMs, patienceMs: 1_000 };
        await tx.query(
          sql`update delivery.outbox set body = jsonb_set(body, '{input}', body -> 'input' || ${JSON.stringify(input)}::jsonb) where key = ${`start:${wagerWorkflowId(grant.id)}`}`,
        );
      });
      return see(grant);
    },
    async stop() {
      await loop.stop();
      worker.shutdown();
      await running;
      await client.connection.close();
      await connection.close();
      await house.close();
    },
  };
}
