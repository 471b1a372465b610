import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

const REDACTED = '<redacted>';

/** Fields that may carry a secret or a person, wherever they stand. Redacted, not dropped: that they were there is news. */
const censored = new Set([
  'token',
  'secret',
  'secret_token',
  'provider_token',
  'password',
  'authorization',
  'cookie',
  'initData',
  'code',
  'otp',
  'body',
  'update',
  'payload',
  'text',
  'first_name',
  'last_name',
  'username',
  'email',
  'phone',
  'phone_number',
]);

/**
 * Shapes of secrets that hide in messages of libraries: bot tokens, also as `/bot<token>/` in an address; the password in
 * an address, with or without a user; bearer tokens. No word boundary before them: a line break is `\n` in JSON.
 */
const shapes: readonly [RegExp, string][] = [
  [/\d+:[A-Za-z0-9_-]{20,}/g, '<bot token>'],
  [/(\w+:\/\/[^\s:/@]*):[^\s@]+@/g, '$1:<secret>@'],
  [/(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 <secret>'],
];

export const maskSecrets = (line: string): string =>
  shapes.reduce((text, [shape, mask]) => text.replace(shape, mask), line);

/** One line of JSON an event. `part` names the process. Every line passes the masks before it leaves. */
export function createLogger(
  part: string,
  level: string,
  out: { write(line: string): unknown } = terminalOr(process.stdout),
): Logger {
  const stream: DestinationStream = { write: (line) => void out.write(maskSecrets(line)) };
  return pino(
    {
      level,
      base: { part },
      formatters: { level: (label) => ({ level: label }), log: withoutPeopleOrSecrets },
      // A child's own fields pass by the formatter.
      redact: { paths: [...censored], censor: REDACTED },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (described) => described },
    },
    stream,
  );
}

/** Machines get JSON; a person at a terminal gets lines to read. */
function terminalOr(stdout: NodeJS.WriteStream): { write(line: string): unknown } {
  return stdout.isTTY ? pretty({ sync: true, ignore: 'pid,hostname,part', translateTime: 'HH:MM:ss.l' }) : stdout;
}

function withoutPeopleOrSecrets(fields: Record<string, unknown>): Record<string, unknown> {
  const { err, ...others } = fields;
  const told = tell(others, []) as Record<string, unknown>;
  return err === undefined ? told : { ...told, err: describeError(err) };
}

/** @param within the objects that hold this one: one that holds itself is told once */
function tell(value: unknown, within: readonly unknown[]): unknown {
  if (value instanceof Error) return describeError(value);
  if (value === null || typeof value !== 'object' || 'toJSON' in value) return value;
  if (within.includes(value)) return '<circular>';
  const inner = (each: unknown) => tell(each, [...within, value]);
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, censored.has(name) ? REDACTED : inner(each)]),
  );
}

/** An error as its name, message, code and stack: never the fields a library hangs on it (a request, a row, a payload). */
export function describeError(error: unknown): { name: string; message: string; code?: unknown; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return { name, message, ...(code === undefined ? {} : { code }), ...(stack === undefined ? {} : { stack }) };
}
