import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { staffActions } from '../contracts/staff-actions.ts';
import { attentions } from '../contracts/workflows.ts';

const operations = readFileSync(new URL('../docs/operations.md', import.meta.url), 'utf8');

test.each(attentions)('whoever is called by Attention=%s finds in docs/operations.md what it means', (attention) => {
  expect(operations).toContain(`\n### ${attention}\n`);
});

test.each(Object.keys(staffActions))('what %s does is in docs/operations.md', (action) => {
  expect(operations).toContain(`| \`${action}\``);
});
