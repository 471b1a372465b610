import { z } from 'zod';

export const statementQuery = z.object({
  year: z.coerce.number().int().min(2020).max(2100),
  /** For a spreadsheet, or a page to print. */
  form: z.enum(['csv', 'page']),
});
