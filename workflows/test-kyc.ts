import type { WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/activities.ts';
import { kycWorkflowId, type StaffId } from '../contracts/ids.ts';
import type { Decision, StaffActionName } from '../contracts/staff-actions.ts';
import type { KycWaits } from '../contracts/workflows.ts';
import { assert } from '../domain/assert.ts';
import { box } from '../domain/jurisdictions/box.ts';
import type { Jurisdiction } from '../domain/jurisdictions/jurisdiction.ts';
import type { AskedBecause, DocumentKind, VerificationStatus } from '../domain/verification.ts';
import type { Facts } from '../domain/verification-checks.ts';
import { outboxWorkflows } from '../loops/outbox-workflows.ts';
import { sql } from '../prisma/tx.ts';
import { noDepositRails, noPayoutRails, noRefundRails } from '../rails/test-rails.ts';
import { readVerification } from '../records/compliance/verification-reads.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { createSettle } from '../records/payments/charges.ts';
import { type Guest, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { startLoop } from '../runtime/loop.ts';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { loadTexts } from '../runtime/texts.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { type TestTemporal, testWorkflows } from '../sandbox/testing/fixtures.ts';
import type { StaffChat } from '../use-cases/call-staff.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { usualWithdrawalPatience } from '../use-cases/patience.ts';
import { requestVerification } from '../use-cases/request-verification.ts';
import { submitVerification } from '../use-cases/submit-verification.ts';
import { unbound } from '../use-cases/test-protection.ts';
import { openSeams } from '../use-cases/withdrawal-seams.ts';
import { hush, KEYS } from './test-deposits.ts';
import { testKyc } from './test-kyc-deps.ts';
import { noWagers } from './test-wager-deps.ts';
import { until, watching } from './test-watching.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Verifications on the real database and the real Temporal, with files and lists that a test fills. */
export type Verifications = Awaited<ReturnType<typeof startVerifications>>;

export const LONG: KycWaits = { patienceMs: 2_000, remindBeforeMs: [], renewBeforeMs: 0 };

export const inDays = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);

export async function startVerifications(temporal: TestTemporal, { staffChat }: { staffChat?: StaffChat } = {}) {
  hush();
  const house = await openHouse();
  const { transaction } = house;
  const client = createWorkflowClient({ ...temporal, keys: KEYS });
  const connection = await NativeConnection.connect({ address: temporal.address });
  let pokeOutbox = (): void => undefined;
  const enqueue = createEnqueue(() => pokeOutbox());
  const hints: string[] = [];
  const hint = (player: string, { what }: { what: string }) => void hints.push(`${player}:${what}`);
  const given = { transaction, query: house.read, enqueue, hint };
  const kyc = testKyc(given);

  const activities = createActivities({
    transaction,
    query: house.read,
    rails: noDepositRails,
    refundRails: noRefundRails,
    payoutRails: noPayoutRails,
    sendingWaits: usualWithdrawalPatience,
    seams: openSeams,
    rules: { approveAbove: {}, unprovenAbove: {} },
    enqueue,
    staffChat,
    settle: createSettle(house.app),
    texts: loadTexts(),
    hint,
    protection: unbound,
    now: Date.now,
    kyc: kyc.deps,
    ...noWagers({ transaction, enqueue }),
  });
  const startWorker = async () => {
    const worker = await Worker.create({
      connection,
      namespace: temporal.namespace,
      taskQueue: temporal.taskQueue,
      workflowBundle: testWorkflows(),
      dataConverter: createDataConverter(KEYS),
      activities,
      stickyQueueScheduleToStartTimeout: '2s',
      shutdownForceTime: '1s',
    });
    const running = worker.run();
    return async () => {
      worker.shutdown();
      await running;
    };
  };
  let stopWorker = await startWorker();
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

  const staff = { lena: await house.employs(), ines: await house.employs() };
  const issue = issuePass({ transaction, now: Date.now });
  const watch = watching({ client, temporal, issue, ops: staff.lena });

  const open = async ({ waits = LONG, profile = {}, player: known }: OpenWish = {}) => {
    const player: Guest = known ?? (await house.admits());
    const rules: Jurisdiction = { ...box, ...profile };
    const deps = { ...kyc.deps, waits, profile: rules };
    const handle: WorkflowHandle = client.workflow.getHandle(kycWorkflowId(player.id));
    const read = async () => {
      const view = await readVerification({ query: house.read }, player.id);
      assert(view, 'it is there');
      return view;
    };
    const watched = watch(handle);
    const v = {
      player,
      handle,
      read,
      ...watched,
      isAsked: (aims: 'basic' | 'full' = 'basic', because: AskedBecause = 'withdrawal') =>
        transaction((tx) => requestVerification(deps)(tx, player.id, { aims, because })),
      sends: (...kinds: DocumentKind[]) => kyc.sends(player.id, kinds),
      submits: (changed: Partial<Facts> = {}) =>
        submitVerification(deps)(player.id, { ...factsOf(player), ...changed }),
      /** Everything for basic is sent, and waits for a person. */
      async waits(changed: Partial<Facts> = {}) {
        await v.isAsked();
        await v.sends('identity', 'selfie');
        assert((await v.submits(changed)) === 'submitted', 'it is submitted');
        await v.isWaiting();
      },
      /** Somebody can press. */
      async isWaiting() {
        await v.becomes('in-review');
        // What is no decision is refused for that alone once the desk is open.
        await until(async () => {
          const told = (await watched.isTold('decide', {})) as { refused?: string };
          return told.refused === 'not-a-decision' ? true : undefined;
        });
      },
      /** A member of staff takes a pass and decides: what they are told. */
      async decides<A extends StaffActionName>(action: A, decision: Decision<A>, by: StaffId = staff.lena) {
        return watched.isTold('decide', await watched.pass(action, decision, by, 'compliance'));
      },
      approves: (by?: StaffId, changed: Partial<Decision<'kyc.approve'>> = {}) =>
        v.decides('kyc.approve', { outcome: 'approve', level: 'basic', reason: 'documents-in-order', ...changed }, by),
      becomes: (status: VerificationStatus) =>
        until(async () => {
          const view = await read();
          return view.status === status ? view : undefined;
        }),
      /** What was written to the chat, by its keys. */
      letters: async () =>
        (
          await house.read<{ key: string }>(
            sql`select key from delivery.outbox where kind = 'telegram' and key like ${`kyc:${player.id}:%`} order by id`,
          )
        ).map(({ key }) => key.slice(`kyc:${player.id}:`.length)),
      trail: async () =>
        (
          await house.read<{ action: string }>(
            sql`select action from audit.entry where subject = ${player.id} and action like 'verification.%' order by id`,
          )
        ).map(({ action }) => action),
      runs: async () => (await handle.describe()).runId,
    };
    return v;
  };

  return {
    house,
    client,
    kyc,
    hints,
    staff,
    issue,
    open,
    stopWorker: () => stopWorker(),
    restartWorker: async () => {
      stopWorker = await startWorker();
    },
    async stop() {
      await loop.stop();
      await stopWorker().catch(() => undefined);
      await client.connection.close();
      await connection.close();
      await house.close();
    },
  };
}

type OpenWish = { waits?: KycWaits; profile?: Partial<Jurisdiction>; player?: Guest };

/** Somebody else than everybody else: a number of their own, and a name. */
export const factsOf = ({ id }: Pick<Guest, 'id'>): Facts => ({
  givenNames: 'Mira',
  familyName: `Example${[...id.slice(-8)].map((sign) => String.fromCharCode(97 + Number.parseInt(sign, 16))).join('')}`,
  bornOn: '1990-02-28',
  country: 'AT',
  documentNumber: id.slice(-12).toUpperCase(),
  expiresOn: inDays(2_000),
});
