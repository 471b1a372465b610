import { test } from 'vitest';
import { emptyDatabase, prisma } from './test-databases.ts';
test('probe', async () => {
  for (const bin of ['/tmp/old-engine.mjs', 'x']) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY = bin === 'x' ? '/work/main/prisma/engine-next.mjs' : '/work/main/prisma/schema-engine.mjs';
  const e = await emptyDatabase();
  for (const args of [['migrate','deploy'],['migrate','status'],['migrate','resolve','--rolled-back','20260101000001_b'],['-v']]) {
    const r = await prisma(e.ownerUrl, ...args, ...(args[0]==='-v'?[]:['--config','tmp.config.ts']));
    console.log(bin, args.join(' '), r.code, r.output);
  }}
});
