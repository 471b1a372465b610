import type { AuditAction } from '../contracts/audit-actions.ts';
import type { CodeId, PlayerId } from '../contracts/ids.ts';
import type { Act } from '../domain/acts.ts';
import { assert } from '../domain/assert.ts';
import { money } from '../domain/money.ts';
import { sql, type Tx } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { createEnqueue } from '../records/delivery/outbox.ts';
import type { CodeEnd } from '../records/identity/codes.ts';
import type { Guest, House } from '../records/test-house.ts';
import { newId } from '../runtime/ids.ts';
import { askForCode } from './ask-for-code.ts';
import { confirmByButton, confirmByDigits, denyByButton, type Performers } from './confirm-code.ts';
import { expireOpenCodes } from './end-code.ts';
import { drawCode } from './show-code.ts';

/** Kinds of the tests' own: codes know nothing of what they confirm. */
type Kind = 'withdrawal' | 'loosen-limit';
export type TestAct = Act<Kind>;

export const PEPPER = Buffer.alloc(32, 5);

export const withdrawal = (changed: Partial<TestAct> = {}): TestAct => ({
  kind: 'withdrawal',
  id: newId(Date.now()),
  amount: money('TON', 25_000_000_000n),
  fee: money('TON', 10_000_000n),
  destination: 'EQBvW8Z5huBkMJYdnfAEM5JqTNkuWX3diqYENkWsIL0XggGG',
  ...changed,
});

/** Codes over the house's database, and acts whose doing can be counted. */
export function openCodes(house: House) {
  const enqueue = createEnqueue(() => undefined);
  /** What the next acts are refused for; undefined: they are done. */
  const will = { refuse: undefined as string | undefined, crash: false };
  const told: string[] = [];
  const perform = async (tx: Tx, player: PlayerId, act: TestAct) => {
    await append(tx, { actor: 'player', actorId: player, action: `${act.kind}.done` as AuditAction, subject: act.id });
    tx.afterCommit(() => void told.push(act.id));
    // After it was done: a refusal that comes late must have changed nothing, too.
    if (will.refuse !== undefined) return { reason: will.refuse };
    if (will.crash) throw new Error('the process died');
    return undefined;
  };
  const performers: Performers<Kind> = { withdrawal: perform, 'loosen-limit': perform };
  const depsOf = (n: number) => ({ transaction: house.process(n).transaction, enqueue, performers, pepper: PEPPER });

  return {
    will,
    /** Whose doing was told after its commit. */
    told,
    asksIn: (tx: Tx, player: Guest, act: TestAct) => askForCode({ enqueue, now: Date.now })(tx, player.id, act, '1'),
    async asks(player: Guest, act: TestAct) {
      return house.transaction((tx) => this.asksIn(tx, player, act));
    },
    /** Asks, and reads the digits where the player would: in the message. */
    async codeFor(player: Guest, act: TestAct) {
      const asked = await this.asks(player, act);
      assert('codeId' in asked, 'a code is given');
      const digits = await this.digitsOf(asked.codeId);
      assert(digits, 'an open code has digits');
      return {
        id: asked.codeId,
        digits,
        expiresAt: asked.expiresAt,
        wrong: String((Number(digits) + 1) % 1_000_000).padStart(6, '0'),
      };
    },
    async digitsOf(code: CodeId): Promise<string | undefined> {
      return (await drawCode({ query: house.read, pepper: PEPPER })(code))?.digits;
    },
    types: (player: Guest, code: CodeId, act: TestAct, digits: string, process = 0) =>
      confirmByDigits<Kind>(depsOf(process))(player.id, code, act, digits),
    pressesYes: (player: { telegramId: string }, code: CodeId, process = 0) =>
      confirmByButton<Kind>(depsOf(process))(player.telegramId, code),
    pressesNo: (player: { telegramId: string }, code: CodeId) => denyByButton(depsOf(0))(player.telegramId, code),
    expire: (atMost = 100) => expireOpenCodes(depsOf(0))(atMost),
    /** Its ten minutes are over. */
    letTimePass: (code: CodeId) =>
      house.asSuperuser(
        `update identity.one_time_code set created_at = created_at - interval '11 minutes', expires_at = expires_at - interval '11 minutes' where id = '${code}'`,
      ),
    async endOf(code: CodeId): Promise<CodeEnd | null> {
      const [row] = await house.read<{ ended_as: CodeEnd | null }>(
        sql`select ended_as from identity.one_time_code where id = ${code}`,
      );
      assert(row, 'the code is there');
      return row.ended_as;
    },
    triesOf: (code: CodeId) => house.count(sql`select tries from identity.one_time_code where id = ${code}`),
    /** How often the act was done. */
    timesDone: (act: TestAct) =>
      house.count(sql`select count(*) from audit.entry where action = ${`${act.kind}.done`} and subject = ${act.id}`),
    /** What the trail says of a code, in order. */
    async trailOf(code: CodeId): Promise<string[]> {
      const rows = await house.read<{ action: string; detail: { reason?: string } }>(
        sql`select action, detail from audit.entry where subject = ${code} order by id`,
      );
      return rows.map(({ action, detail }) => (detail.reason ? `${action}: ${detail.reason}` : action));
    },
    /** What was written down to be shown of a code, in order. */
    async lettersOf(code: CodeId): Promise<string[]> {
      const rows = await house.read<{ key: string }>(
        sql`select key from delivery.outbox where key like ${`code:${code}%`} order by id`,
      );
      return rows.map(({ key }) => key.replace(`code:${code}`, 'code'));
    },
  };
}
