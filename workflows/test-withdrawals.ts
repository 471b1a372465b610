import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createActivities } from '../activities/activities.ts';
import { type PayoutId, type WithdrawalId, withdrawalWorkflowId } from '../contracts/ids.ts';
import type { PayoutRailId } from '../contracts/rails.ts';
import type { WithdrawalResult } from '../contracts/workflows.ts';
import { assert } from '../domain/assert.ts';
import { money } from '../domain/money.ts';
import type { PayoutTerms, WithdrawalStatus } from '../domain/withdrawals.ts';
import { outboxWorkflows } from '../loops/outbox-workflows.ts';
import { sql } from '../prisma/tx.ts';
import type { PayoutLook, PayoutPart, PayoutRail } from '../rails/payout-rail.ts';
import type { RefundRail } from '../rails/refund-rail.ts';
import { noDepositRails, noPayoutRails, noRefundRails } from '../rails/test-rails.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import { createSettle } from '../records/payments/charges.ts';
import { readWithdrawal, type WithdrawalView } from '../records/payments/withdrawal-reads.ts';
import { type Guest, openHouse } from '../records/test-house.ts';
import { createLogger } from '../runtime/logger.ts';
import { startLoop } from '../runtime/loop.ts';
import { createDataConverter } from '../runtime/payloads/data-converter.ts';
import { loadTexts } from '../runtime/texts.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { type TestTemporal, testWorkflows } from '../sandbox/testing/fixtures.ts';
import type { StaffChat } from '../use-cases/call-staff.ts';
import { confirmByButton, denyByButton } from '../use-cases/confirm-code.ts';
import { cancelWithdrawal, confirmWithdrawal } from '../use-cases/confirm-withdrawal.ts';
import { expireOpenCodes } from '../use-cases/end-code.ts';
import { issuePass } from '../use-cases/issue-pass.ts';
import { usualWithdrawalPatience, type WithdrawalPatience } from '../use-cases/patience.ts';
import { pauseRail, resumeRail } from '../use-cases/pause-rail.ts';
import { reportPayout } from '../use-cases/report-payout.ts';
import { requestWithdrawal } from '../use-cases/request-withdrawal.ts';
import { nobodyAsks, unbound } from '../use-cases/test-protection.ts';
import { openSeams } from '../use-cases/withdrawal-seams.ts';
import { hush, KEYS } from './test-deposits.ts';
import { noKyc } from './test-kyc-deps.ts';
import { noWagers } from './test-wager-deps.ts';
import { until, watching } from './test-watching.ts';

/** Withdrawals on the real database and the real Temporal, with a rail whose every answer a test decides. */
export type Withdrawals = Awaited<ReturnType<typeof startWithdrawals>>;

/** Above this, in cents, two of staff must approve. */
export const APPROVE_ABOVE = 100_000n;
export const UNPROVEN_ABOVE = 50_000n;

/** @param wish.refundRail how what is owed goes back; none: a person gives it back */
export async function startWithdrawals(
  temporal: TestTemporal,
  { staffChat, refundRail }: { staffChat?: StaffChat; refundRail?: RefundRail } = {},
) {
  hush();
  const house = await openHouse();
  const { transaction } = house;
  const client = createWorkflowClient({ ...temporal, keys: KEYS });
  const connection = await NativeConnection.connect({ address: temporal.address });
  const provider = testProvider();
  const chain = testProvider('ton', AS_TON);
  let pokeOutbox = (): void => undefined;
  const enqueue = createEnqueue(() => pokeOutbox());
  const hint = () => undefined;
  const rails = { ...noPayoutRails, stripe: provider.rail, ton: chain.rail };
  const risks: string[] = [];

  const activities = createActivities({
    ...noKyc({ transaction, query: house.read, enqueue }),
    ...noWagers({ transaction, enqueue }),
    transaction,
    query: house.read,
    rails: noDepositRails,
    refundRails: { ...noRefundRails, 'telegram-invoice': refundRail },
    sendingWaits: usualWithdrawalPatience,
    payoutRails: rails,
    seams: {
      ...openSeams,
      risksOf: async (_tx, _w, { unproven }) => risks.filter((risk) => risk !== 'unproven-wallet' || !unproven),
    },
    rules: { approveAbove: { EUR: APPROVE_ABOVE }, unprovenAbove: { EUR: UNPROVEN_ABOVE } },
    enqueue,
    staffChat,
    settle: createSettle(house.app),
    texts: loadTexts(),
    hint,
    protection: unbound,
    now: Date.now,
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

  const staff = { ops: await house.employs(['ops']), lena: await house.employs(), ines: await house.employs() };
  const clearing = await house.houseAccount('clearing', 'EUR', 'stripe');
  const onChain = await house.houseAccount('clearing', 'TON', 'ton');
  const issue = issuePass({ transaction, now: Date.now });
  const deps = { transaction, enqueue, hint };
  const watch = watching({ client, temporal, issue, ops: staff.ops });

  const open = async (wish: OpenWish = {}) => {
    const { minor = 2_500n, patience = {}, rail = 'stripe' } = wish;
    const cash = wish.cash ?? minor + 1_000n;
    const player = await house.admits();
    // Taken in by the very provider that will pay it out.
    await house.moves(clearing, await house.accountOf(player), cash);
    const request = requestWithdrawal({
      ...deps,
      rails,
      seams: openSeams,
      requestVerification: nobodyAsks,
      now: Date.now,
      patience: { ...QUICK, ...patience },
    });
    const requested = await request(player.id, {
      rail,
      amount: money('EUR', minor),
      bot: '1',
      shownIn: undefined,
    });
    assert(!('reason' in requested), `refused: ${JSON.stringify('reason' in requested && requested.reason)}`);
    return openWithdrawalOf(requested.withdrawalId, player);
  };

  function openWithdrawalOf(id: WithdrawalId, player: Guest) {
    const handle: WorkflowHandle = client.workflow.getHandle(withdrawalWorkflowId(id));
    const performers = {
      'unlink-telegram': async () => undefined,
      withdrawal: confirmWithdrawal(deps),
    };
    const read = async (): Promise<WithdrawalView> => {
      const view = await readWithdrawal({ query: house.read }, id);
      assert(view, 'it is there');
      return view;
    };
    const codeOf = async () => {
      const [row] = await house.read<{ id: string }>(
        sql`select id from identity.one_time_code where act_id = ${id} order by created_at desc limit 1`,
      );
      return row?.id as never;
    };
    return {
      id,
      player,
      handle,
      read,
      confirms: async () => confirmByButton({ ...deps, performers })(player.telegramId, await codeOf()),
      denies: async () => denyByButton(deps)(player.telegramId, await codeOf()),
      cancels: (mayCancel = true) => cancelWithdrawal({ ...deps, rules: { mayCancel } })(player.id, id),
      part: async (n = 1): Promise<PayoutId> => (await read()).parts[n - 1]?.reference as PayoutId,
      /** A webhook said that something moved. */
      moves: async (event: string = randomUUID()) =>
        reportPayout(deps)((await read()).parts[0]?.reference as PayoutId, event),
      ...watch(handle),
      becomes: (status: WithdrawalStatus) =>
        until(async () => {
          const view = await read();
          return view.status === status ? view : undefined;
        }),
      /** The workflow's answer; it may not have been started yet. */
      result: async () => {
        await until(async () => handle.describe().catch(() => undefined));
        return (await handle.result()) as WithdrawalResult;
      },
      trail: async () =>
        (
          await house.read<{ action: string }>(
            sql`select action from audit.entry where subject = ${id} or subject in (select reference::text from payments.payout where withdrawal_id = ${id}) order by id`,
          )
        ).map(({ action }) => action),
      cash: () => house.cashOf(player),
      held: async () => house.count(sql`select held from ledger.account where id = ${await house.accountOf(player)}`),
    };
  }

  return {
    house,
    client,
    watch,
    enqueue,
    provider,
    /** The same for the rail that sends TON. */
    chain,
    /** What the chain account is credited with from outside, from now on to pay out. */
    topsUp: async (minor: bigint) => {
      const elsewhere = await house.houseAccount('liquidity', 'TON', 'exchange');
      return house.moves(onChain, elsewhere, minor);
    },
    /** What is on the house's three accounts that an exchange of cash into TON moves. */
    async positions() {
      const sum = (kind: string, asset: string) =>
        house.count(
          sql`select coalesce(sum(balance), 0)::bigint from ledger.account where kind = ${kind} and asset = ${asset}`,
        );
      return {
        chain: await sum('clearing', 'TON'),
        ton: await sum('liquidity', 'TON'),
        eur: await sum('liquidity', 'EUR'),
      };
    },
    staff,
    risks,
    open,
    faults: () => house.faults(),
    /** The switch of the staff desk. */
    pauses: (on: boolean) => {
      const wished = { rail: 'stripe', direction: 'out' } as const;
      return on
        ? pauseRail(deps)(staff.ops, wished, 'provider-in-trouble')
        : resumeRail({ ...deps, now: Date.now })(staff.ops, wished);
    },
    /** The player's time to confirm is over, as if an hour had gone by. */
    async runsOut(w: { readonly id: WithdrawalId; details(): Promise<string> }): Promise<void> {
      await w.details(); // it waits: a worker that is stopped in the middle of a task would be waited for
      await stopWorker();
      await house.asSuperuser(
        `alter table payments.withdrawal disable trigger user;
         update payments.withdrawal set requested_at = now() - interval '1 hour', confirm_by = now() - interval '1 minute' where id = '${w.id}';
         alter table payments.withdrawal enable trigger user;
         update identity.one_time_code set created_at = now() - interval '1 hour', expires_at = now() - interval '1 minute' where act_id = '${w.id}'`,
      );
      stopWorker = await startWorker();
    },
    /** The workflow's own timer stands for ten minutes; a code that is swept tells it. */
    sweepsCodes: () => expireOpenCodes({ transaction, enqueue })(100),
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

type OpenWish = {
  minor?: bigint;
  cash?: bigint;
  patience?: Partial<WithdrawalPatience>;
  rail?: 'stripe' | 'ton';
};

const IN_EUR: PayoutTerms = { EUR: { least: 100n, most: 10_000_000n, fee: { fixed: 0n, bps: 100n } } };
/** One per cent is the house's, and two may be lost to the rate between the wish and the sending. */
const AS_TON: PayoutTerms = {
  EUR: {
    least: 100n,
    most: 10_000_000n,
    fee: { fixed: 10n, bps: 0n },
    sends: 'TON',
    spreadBps: 100n,
    toleranceBps: 200n,
  },
};

/** Everything at once, so that no test waits. */
export const QUICK: WithdrawalPatience = {
  patienceMs: 2_000,
  sendWithinMs: 1_000,
  lookUpPausesMs: [10, 20],
  finalPausesMs: [20],
  finalWithinMs: 60_000,
};

export type OpenWithdrawal = Awaited<ReturnType<Withdrawals['open']>>;

export type Act = (part: PayoutPart, pay: () => void) => Promise<Awaited<ReturnType<PayoutRail['send']>>>;

/**
 * A provider with books of its own: what it paid, by our reference, once for each as its idempotency demands. What a sending and a
 * look-up answer is for the test to say.
 */
export function testProvider(id: PayoutRailId = 'stripe', terms: PayoutTerms = IN_EUR) {
  const paid = new Map<string, number>();
  const sent: PayoutPart[] = [];
  const hanging: (() => void)[] = [];
  let repeats = 0;
  const will = {
    /** How the next sendings go; the last one goes on. */
    send: [] as Act[],
    /** What look-ups say; undefined: what the books say. */
    look: undefined as ((part: PayoutPart) => Promise<PayoutLook>) | undefined,
    /** Into how many parts a payout is cut. */
    parts: 1n,
  };
  const rail: PayoutRail = {
    id,
    terms,
    plan: ({ amount }) => {
      const each = amount.minor / will.parts;
      return {
        destination: 'Visa •••• 4242',
        parts: Array.from({ length: Number(will.parts) }, (_, n) => ({
          target: `charge-${n + 1}`,
          amount: money(amount.asset, n === 0 ? amount.minor - each * (will.parts - 1n) : each),
        })),
      };
    },
    send: async (part) => {
      sent.push(part);
      const act = will.send.length > 1 ? will.send.shift() : will.send[0];
      const pay = (): void => {
        if (paid.has(part.reference)) repeats += 1;
        else paid.set(part.reference, Number(part.amount.minor));
      };
      if (act) return act(part, pay);
      pay();
      return { outcome: 'accepted', providerRef: `re_${part.reference}`, isFinal: true };
    },
    lookUp: async (part) => {
      if (will.look) return will.look(part);
      return paid.has(part.reference)
        ? { state: 'paid', providerRef: `re_${part.reference}` }
        : { state: 'never-accepted' };
    },
  };
  return {
    rail,
    will,
    sent,
    paidFor: (reference: string): number | undefined => paid.get(reference),
    sendingsOf: (reference: string): number => sent.filter((part) => part.reference === reference).length,
    repeats: () => repeats,
    /** Whoever hangs is let go, without an answer. */
    hangs: () => new Promise<never>((_, reject) => void hanging.push(() => reject(new Error('cut off')))),
    wellBehaved(): void {
      for (const cut of hanging.splice(0)) cut();
      will.send = [];
      will.look = undefined;
      will.parts = 1n;
    },
  };
}

export const refuses: Act = async () => ({ outcome: 'refused', why: 'the card was closed', providerRef: 're_no' });
export const timesOutAfterDoingIt: Act = async (_part, pay) => {
  pay();
  throw new Error('the answer was lost');
};
export const neverGetsThere: Act = async () => {
  throw new Error('connection refused');
};
export const takesItAndPends: Act = async (part, pay) => {
  pay();
  return { outcome: 'accepted', providerRef: `re_${part.reference}`, isFinal: false };
};
