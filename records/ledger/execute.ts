import { assert } from '../../domain/assert.ts';
import { createBatcher } from '../../prisma/batcher.ts';
import type { Pool } from '../../prisma/pool.ts';
import { again, query, type Sql, sql, type Tx } from '../../prisma/tx.ts';
import { type Answer, assertWellFormed, type Command, type Refused, targetOf } from './commands.ts';

/** Transactions that have made their call. */
const called = new WeakSet<Tx>();

/** Commands that stand or fall together. */
export type Chain = readonly [Command, ...Command[]];

/**
 * In a transaction of the caller's, for writes that span rooms: done when it commits, undone with it. Once in a
 * transaction, or it throws: a second call would lock its accounts behind those of the first, and not in the order everybody keeps.
 */
export async function execute(tx: Tx, ...commands: Chain): Promise<Answer[]> {
  assertWellFormed(commands);
  assert(!called.has(tx), 'a transaction makes one call to the ledger');
  called.add(tx);
  return balanced(answersOf(await tx.query<AnswerRow>(statementOf([commands]))));
}

/** One command in a transaction of its caller's. */
export async function executeOne(tx: Tx, command: Command): Promise<Answer> {
  const [answer] = await execute(tx, command);
  return answer as Answer;
}

export type Ledger = {
  /** Does the command, once under its id. Resolves when it is committed. */
  do(command: Command): Promise<Answer>;
  /** Does all of them or none, in this order; one answer each. */
  together(...chain: Chain): Promise<Answer[]>;
};

/** How often a call is sent before its callers are told that the database does not answer. */
const ATTEMPTS = 5;
const MOST_CHAINS = 200;

/**
 * Concurrent callers share one call and one commit. A call whose connection was lost, or that PostgreSQL undid, is sent
 * again under the same ids: it has one effect. When that fails too, callers are rejected and know nothing of the outcome;
 * they repeat under the same ids.
 */
export function createLedger(pool: Pool): Ledger {
  const batch = createBatcher<Chain, Answer[]>(
    async (chains) => {
      const statement = statementOf(chains);
      const answers = answersOf(
        await again(ATTEMPTS, () => query<AnswerRow>(pool, statement), { together: chains.length > 1 }),
      );
      return chains.map((chain) => answers.splice(0, chain.length));
    },
    { most: MOST_CHAINS },
  );
  const together = async (...chain: Chain): Promise<Answer[]> => {
    assertWellFormed(chain);
    return balanced(await batch(chain));
  };
  return { together, do: async (command) => (await together(command))[0] as Answer };
}

/** Commands and legs as PostgreSQL writes rows: every value is a number, a UUID, a time or a word, and needs no quotes. */
function statementOf(chains: readonly Chain[]): Sql {
  const commands: string[] = [];
  const legs: string[] = [];
  for (const [n, chain] of chains.entries()) {
    for (const command of chain) {
      commands.push(rowOf(command, chain.length > 1 ? n : ''));
      for (const { account, amount } of legsOf(command)) legs.push(`"(${commands.length},${account},${amount})"`);
    }
  }
  return sql`select answer, field, posted_at from unnest(ledger.execute(${`{${commands.join()}}`}::ledger.command[], ${`{${legs.join()}}`}::ledger.leg[]))`;
}

function rowOf(command: Command, chain: number | ''): string {
  const { id, action, kind, subject } = command;
  const target = targetOf(command) ?? '';
  const amount = action === 'post-hold' ? (command.amount ?? '') : '';
  const expiresAt = action === 'hold' ? (command.expiresAt?.toISOString() ?? '') : '';
  const quote = action === 'post' ? (command.quote ?? '') : '';
  return `"(${id},${action},${kind},${subject ?? ''},${target},${amount},${expiresAt},${quote},${chain})"`;
}

function legsOf(command: Command) {
  if (command.action === 'post') return command.legs;
  if (command.action !== 'hold') return [];
  return [
    { account: command.from, amount: -command.amount },
    { account: command.to, amount: command.amount },
  ];
}

/** An exchange that does not sum to zero in each of its assets is our own bug; only the ledger knows which leg is of which. */
function balanced(answers: Answer[]): Answer[] {
  const isUnbalanced = answers.some((answer) => 'reason' in answer && (answer.reason as string) === 'unbalanced');
  assert(!isUnbalanced, 'an exchange does not sum to zero in each of its assets');
  return answers;
}

type AnswerRow = { answer: string; field: string | null; posted_at: Date | null };

const answersOf = (rows: readonly AnswerRow[]): Answer[] =>
  rows.map(({ answer, field, posted_at }): Answer => {
    if (answer === 'done' || answer === 'repeated') {
      assert(posted_at, 'what is done has its time');
      return { isRepeat: answer === 'repeated', postedAt: posted_at };
    }
    return {
      reason: answer,
      ...(field === null ? {} : { [answer === 'conflict' ? 'field' : 'by']: field }),
    } as Refused;
  });
