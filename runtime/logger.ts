import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

export type { Logger } from 'pino';

/** Fields that may carry a secret or a person, wherever they stand. Redacted, not dropped: that they were there is news. */
const censored = [
  'token',
  'secret',
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
];

/** Shapes of secrets that hide in messages of libraries: bot tokens, database addresses, bearer tokens. */
const shapes: readonly [RegExp, string][] = [
  [/\b\d{6,}:[A-Za-z0-9_-]{30,}/g, '<bot token>'],
  [/(\w+:\/\/[^\s:/@]+):[^\s@]+@/g, '$1:<secret>@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 <secret>'],
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
      redact: { paths: censored.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '<redacted>' },
      formatters: { level: (label) => ({ level: label }) },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError },
    },
    stream,
  );
}

/** Machines get JSON; a person at a terminal gets lines to read. */
function terminalOr(stdout: NodeJS.WriteStream): { write(line: string): unknown } {
  return stdout.isTTY ? pretty({ sync: true, ignore: 'pid,hostname,part', translateTime: 'HH:MM:ss.l' }) : stdout;
}

/** An error as its name, message, code and stack: never the fields a library hangs on it (a request, a row, a payload). */
export function describeError(error: unknown): { name: string; message: string; code?: unknown; stack?: string } {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { name, message, stack } = error;
  const code = (error as { code?: unknown }).code;
  return { name, message, ...(code === undefined ? {} : { code }), ...(stack === undefined ? {} : { stack }) };
}
