/** Telegram's way to say no. Returned, not thrown: a refused call is an answer. */
export type Refused = {
  readonly refused: true;
  readonly code: number;
  readonly description: string;
  readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
};

const refused = (code: number, description: string): Refused => ({ refused: true, code, description });

/** `why` begins small after the prefix, unless it is one of the server's CODE_NAMES (telegram-bot-api, fail_query_with_error). */
const sentence = (prefix: string, why: string): string =>
  `${prefix}: ${/^.[A-Z_]/.test(why) ? why : why.charAt(0).toLowerCase() + why.slice(1)}`;

export const badRequest = (why: string): Refused => refused(400, sentence('Bad Request', why));
export const forbidden = (why: string): Refused => refused(403, sentence('Forbidden', why));
export const conflict = (why: string): Refused => refused(409, sentence('Conflict', why));
export const unauthorized: Refused = refused(401, 'Unauthorized');
export const notFound: Refused = refused(404, 'Not Found');
export const tooLarge: Refused = refused(413, 'Request Entity Too Large');
export const tooMany = (seconds: number): Refused => ({
  ...refused(429, `Too Many Requests: retry after ${seconds}`),
  parameters: { retry_after: seconds },
});

export const isRefused = (value: unknown): value is Refused =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
