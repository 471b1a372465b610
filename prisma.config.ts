import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Prisma's own schema engine is fetched from a host of Prisma's; ours runs the same engine from its npm package,
// so that a migration needs nothing but what `npm install` brought.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('prisma/schema-engine.mjs', import.meta.url));

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  // `generate` and `diff` against files need no database; every other command is refused by this address.
  datasource: { url: process.env.DATABASE_OWNER_URL ?? 'postgresql://nobody@127.0.0.1:1/none' },
});
