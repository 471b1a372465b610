import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const projectDir = path.join(import.meta.dirname, '..', '..');
const rooms = [
  ...['domain', 'contracts', 'runtime', 'prisma', 'records', 'rails', 'use-cases'],
  ...['workflows', 'activities', 'loops', 'api', 'bot'],
];

/** Where a default would point the product at the sandbox, or at anything else on the same machine. */
const suspicious = /sandbox|localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal/i;

/** An address to listen on is none to call. */
const listens = /^\s*HOST: z\./;

test('the product does not know the sandbox: no address of this machine and no word of it stands in its sources', () => {
  const found = sources().flatMap((file) =>
    withoutComments(readFileSync(path.join(projectDir, file), 'utf8'))
      .split('\n')
      .flatMap((line, index) =>
        suspicious.test(line) && !listens.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});

test('the look at the sources sees every main.ts of the product', () => {
  expect(sources()).toEqual(
    expect.arrayContaining(['api/main.ts', 'bot/main.ts', 'loops/main.ts', 'activities/worker.ts']),
  );
});

test('a planted default would be seen', () => {
  expect(withoutComments("const root = env.API_ROOT ?? 'http://127.0.0.1:8081'; // sandbox")).toMatch(suspicious);
  expect(withoutComments('/* the sandbox */ const a = 1; // on localhost')).not.toMatch(suspicious);
});

function sources(): string[] {
  return rooms.flatMap((room) =>
    readdirSync(path.join(projectDir, room), { recursive: true, encoding: 'utf8' })
      .map((file) => path.join(room, file))
      .filter(
        (file) =>
          /\.(ts|mts|mjs)$/.test(file) &&
          !/\.(test|soak|journey)\.ts$|(^|\/)test-[^/]*$/.test(file) &&
          !file.includes('generated'),
      ),
  );
}

/** Comments may speak of it. Lines stay where they are; `://` is no comment. */
function withoutComments(source: string): string {
  return source
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/(^|[^:])\/\/.*$/gm, '$1');
}
