import { writeFileSync } from 'node:fs';
import { complianceTable, namedTests, strays } from './compliance-table.ts';

/** `npm run compliance-table`: writes docs/compliance.md anew, and says which clauses no test names. */
const root = new URL('../', import.meta.url);
const tests = namedTests(root);
writeFileSync(new URL('docs/compliance.md', root), complianceTable(tests));
for (const stray of strays(tests)) {
  process.stderr.write(`${stray}\n`);
  process.exitCode = 1;
}
