/** A refusal in Telegram's own words and code (tdlib/telegram-bot-api). */
export class Refusal extends Error {
  readonly code: number;
  readonly retryAfter: number | undefined;
  constructor(code: number, description: string, retryAfter?: number) {
    super(description);
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export const badRequest = (what: string): Refusal => new Refusal(400, `Bad Request: ${what}`);
export const tooMany = (seconds: number): Refusal => new Refusal(429, `Too Many Requests: retry after ${seconds}`, seconds);
export const blocked = (): Refusal => new Refusal(403, 'Forbidden: bot was blocked by the user');
export const neverStarted = (): Refusal => new Refusal(403, "Forbidden: bot can't initiate conversation with a user");
