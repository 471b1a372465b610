import { beforeAll, expect, test } from 'vitest';
import { judgeWith, type Verdict } from './test-architecture.ts';

const use = (what: string) => `import * as other from '${what}';\nexport { other };\n`;
const useType = (type: string, from: string) =>
  `import type { ${type} } from '${from}';\nexport type Mine = ${type};\n`;

/** Where an import may not lead, and the rule that says so. */
const wrong: Record<string, [source: string, rule: string]> = {
  'domain/wrong-runtime.ts': [use('../runtime/logger.ts'), 'domain-knows-its-place'],
  'domain/wrong-library.ts': [use('zod'), 'domain-imports-nothing'],
  'domain/wrong-node.ts': [use('node:crypto'), 'domain-imports-nothing'],
  'contracts/wrong-runtime.ts': [use('../runtime/texts.ts'), 'contracts-knows-its-place'],
  'contracts/wrong-workflow.ts': [use('@temporalio/workflow'), 'contracts-never-run-workflows'],
  'runtime/wrong-prisma.ts': [use('../prisma/tx.ts'), 'runtime-knows-its-place'],
  'runtime/wrong-workflows.ts': [use('../workflows/deposit.ts'), 'runtime-takes-types-only'],
  'prisma/wrong-records.ts': [use('../records/audit/append.ts'), 'prisma-knows-its-place'],
  'records/audit/wrong-payments.ts': [use('../payments/orders.ts'), 'records-audit-looks-right'],
  'records/ledger/wrong-identity.ts': [use('../identity/player-for.ts'), 'records-ledger-looks-right'],
  'records/delivery/wrong-use-case.ts': [use('../../use-cases/open-deposit.ts'), 'records-knows-its-place'],
  'rails/wrong-records.ts': [use('../records/payments/orders.ts'), 'rails-knows-its-place'],
  'use-cases/wrong-bot.ts': [use('../bot/pacing.ts'), 'use-cases-knows-its-place'],
  'use-cases/wrong-workflow.ts': [use('../workflows/deposit.ts'), 'use-cases-knows-its-place'],
  'workflows/wrong-prisma.ts': [use('../prisma/tx.ts'), 'workflows-knows-its-place'],
  'workflows/wrong-activities.ts': [use('../activities/activities.ts'), 'workflows-takes-types-only'],
  'activities/wrong-bot.ts': [use('../bot/pacing.ts'), 'activities-knows-its-place'],
  'loops/wrong-api.ts': [use('../api/app.ts'), 'loops-knows-its-place'],
  'api/routes/wrong-write.ts': [use('../../records/payments/orders.ts'), 'api-takes-types-only'],
  'api/routes/wrong-prisma.ts': [use('../../prisma/tx.ts'), 'api-takes-types-only'],
  'api/routes/wrong-rail.ts': [use('../../rails/registry.ts'), 'api-knows-its-place'],
  'bot/features/wrong-write.ts': [use('../../records/identity/player-for.ts'), 'bot-takes-types-only'],
  'bot/features/wrong-api.ts': [use('../../api/app.ts'), 'bot-knows-its-place'],
  'bot/wrong-sandbox.ts': [use('../sandbox/stack/ports.ts'), 'bot-knows-its-place'],
  'sandbox/stack/wrong-records.ts': [use('../../records/audit/append.ts'), 'sandbox-knows-its-place'],
  'runtime/wrong-circle-a.ts': [use('./wrong-circle-b.ts'), 'no-circles'],
  'runtime/wrong-nowhere.ts': [use('./not-there.ts'), 'resolvable'],
};

/** Where an import may lead. */
const right: Record<string, string> = {
  'runtime/right-workflow-type.ts': useType('deposit', '../workflows/deposit.ts').replace(
    'Mine = deposit',
    'Mine = typeof deposit',
  ),
  'workflows/right-activity-type.ts': useType('Activities', '../activities/activities.ts'),
  'records/payments/right-ledger.ts': use('../ledger/execute.ts'),
  'records/identity/right-audit.ts': use('../audit/append.ts'),
  'bot/features/right-reads.ts': use('../../records/ledger/reads.ts'),
  'bot/features/right-type.ts': useType('ShownIn', '../../records/payments/orders.ts'),
  'api/routes/right-type.ts': useType('Tx', '../../prisma/tx.ts'),
  'domain/right.test.ts': use('../runtime/logger.ts'),
  'domain/test-right.ts': use('fast-check'),
};

let verdict: Verdict;
beforeAll(async () => {
  const planted = Object.fromEntries(Object.entries(wrong).map(([file, [source]]) => [file, source]));
  verdict = await judgeWith({
    ...planted,
    ...right,
    'runtime/wrong-circle-b.ts': use('./wrong-circle-a.ts'), // a circle is told of once
    // A composition root builds what it needs of every room, and yet not of the sandbox.
    'loops/migrate.ts': use('../sandbox/stack/ports.ts'),
  });
});

test('the whole house is looked at: each room, and what was planted', () => {
  for (const room of [
    'domain',
    'contracts',
    'runtime',
    'prisma',
    'records',
    'rails',
    'use-cases',
    'workflows',
    'activities',
    'loops',
    'api',
    'bot',
    'sandbox',
  ])
    expect(verdict.seen.filter((file) => file.startsWith(`${room}/`)).length).toBeGreaterThan(1);
  expect(verdict.seen).toEqual(expect.arrayContaining([...Object.keys(wrong), ...Object.keys(right)]));
});

test.each(Object.entries(wrong))('%s is caught', (file, [, rule]) => {
  expect(verdict.brokenBy(file)).toContain(rule);
});

test('not even the file that starts a process takes anything of the sandbox', () => {
  expect(verdict.brokenBy('loops/migrate.ts')).toEqual(['entries-stay-out-of-the-sandbox']);
});

test.each(Object.keys(right))('%s may import what it imports', (file) => {
  expect(verdict.brokenBy(file)).toEqual([]);
});

test('the house itself breaks no rule', () => {
  expect(verdict.offenders.filter((file) => !(file in wrong) && file !== 'loops/migrate.ts')).toEqual([]);
});
