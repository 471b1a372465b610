import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const schema = z.strictObject({
  ports: z.strictObject({ grpc: z.int().min(1).max(65_535), webUi: z.int().min(1).max(65_535) }),
  namespace: z.string().regex(/^[a-z][a-z0-9-]*$/),
  retentionDays: z.int().min(1),
  searchAttributes: z.record(
    z.string(),
    z.enum(['Text', 'Keyword', 'Int', 'Double', 'Bool', 'Datetime', 'KeywordList']),
  ),
  sqlitePragmas: z.record(z.string(), z.string()),
  dynamicConfig: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

/** What temporal-dev.yaml says. */
export type TemporalDev = z.infer<typeof schema>;

export function readTemporalDev(file: string): TemporalDev {
  const read = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new Error(`temporal-dev.yaml: ${issue?.path.join('.')}: ${issue?.message}`);
}
