import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client.ts';

export type Database = PrismaClient;

/** Prisma serves single-room reads. Money and whatever spans rooms goes through `tx.ts`. */
export const createDatabase = (url: string, options: { max: number; name: string }): Database =>
  new PrismaClient({
    adapter: new PrismaPg({
      connectionString: url,
      max: options.max,
      application_name: options.name,
      connectionTimeoutMillis: 3_000,
      statement_timeout: 5_000,
    }),
  });
