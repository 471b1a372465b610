import { expect, test } from 'vitest';
import { createLogger, maskSecrets } from './logger.ts';

const token = '123456789:AAEcanarycanarycanarycanarycanary07';

/** What one line of the log would have said to whoever reads it. */
function logged(write: (log: ReturnType<typeof createLogger>) => void, level = 'info'): string[] {
  const lines: string[] = [];
  write(createLogger('test', level, { write: (line) => void lines.push(line) }));
  return lines;
}
const oneLine = (fields: object, message = 'something happened'): string =>
  logged((log) => log.info(fields, message)).join('');

test.each([
  ['a bot token', `token ${token} is refused`],
  ['a bot token in an address', `request to https://api.telegram.org/bot${token}/getMe failed`],
  ['a bot token in an address, behind a line break', `first\nbot${token}`],
  ['a database address', 'connecting to postgresql://cage_app:canary@127.0.0.1:5432/cage'],
  ['a Redis address, which has no user', 'connecting to redis://:canary@127.0.0.1:6379/0'],
  ['a bearer token', 'authorization: Bearer canary.canary-canary'],
  ['a bearer token behind a line break', 'headers\nBearer canary.canary'],
  ['basic credentials', 'Basic Y2FuYXJ5OmNhbmFyeQ=='],
])('%s in a message is masked', (_what, message) => {
  const error = Object.assign(new Error(message), { code: 'ECONNREFUSED' });
  for (const line of [
    oneLine({}, message),
    oneLine({ err: error }),
    oneLine({ note: message }),
    maskSecrets(message),
  ]) {
    expect(line).not.toMatch(/canary|Y2Fu/);
    expect(line).toMatch(/<(secret|bot token)>/);
  }
});

test('what only looks like a secret is left to be read', () => {
  const line = oneLine({}, 'order 01960000-0000-7000-8000-00000000001f at 12:30:07 from http://127.0.0.1:8080/readyz');
  expect(line).toContain('order 01960000-0000-7000-8000-00000000001f at 12:30:07 from http://127.0.0.1:8080/readyz');
});

test.each([
  'token',
  'secret',
  'secret_token',
  'provider_token',
  'password',
  'authorization',
  'cookie',
  'initData',
  'code',
  'body',
  'update',
  'payload',
  'text',
  'first_name',
  'last_name',
  'username',
  'email',
  'phone_number',
])('a field named %s is redacted wherever it stands, and one sees that it was there', (name) => {
  for (const fields of [
    { [name]: 'canary' },
    { request: { [name]: 'canary' } },
    { request: { headers: { [name]: 'canary' } } },
    { a: { b: { c: { d: { [name]: { deep: 'canary' } } } } } },
    { list: [{ item: { [name]: 'canary' } }] },
  ]) {
    const line = oneLine(fields);
    expect(line).not.toContain('canary');
    expect(line).toContain(`"${name}":"<redacted>"`);
  }
});

test('an error is its name, message, code and stack, and nothing that a library hung on it', () => {
  const error = Object.assign(new RangeError('too far'), {
    code: 'ECONNREFUSED',
    config: { headers: { 'x-key': 'canary' } },
    detail: 'Key (email)=(canary) already exists.',
    cause: new Error('canary'),
  });
  const line = oneLine({ err: error });
  expect(line).not.toContain('canary');
  const { err } = JSON.parse(line);
  expect(err).toMatchObject({ name: 'RangeError', message: 'too far', code: 'ECONNREFUSED' });
  expect(err.stack).toContain('logger.test.ts');
});

test('an error in any field is told as an error, not as what hangs on it', () => {
  const failure = Object.assign(new Error('lost'), { token: 'canary', row: { email: 'canary' } });
  expect(oneLine({ step: { failure } })).not.toContain('canary');
  expect(JSON.parse(oneLine({ step: { failure } })).step.failure).toMatchObject({ message: 'lost' });
});

test('a thing that holds itself is told once and stops nobody', () => {
  const ring: Record<string, unknown> = { name: 'ring' };
  ring.self = ring;
  expect(JSON.parse(oneLine({ ring })).ring).toEqual({ name: 'ring', self: '<circular>' });
});

test('amounts and times are told as they are', () => {
  expect(oneLine({ minor: 2n ** 62n, at: new Date(0) })).toMatch(/4611686018427387904.*1970-01-01/);
});

test('what is thrown without being an error is told as well', () => {
  expect(JSON.parse(oneLine({ err: 'just words' })).err).toEqual({ name: 'string', message: 'just words' });
  expect(JSON.parse(oneLine({ err: undefined }))).not.toHaveProperty('err.stack');
});

test('each event is one line of JSON that names its part, level and time, whatever the message holds', () => {
  const [line = '', ...more] = logged((log) => log.warn({ note: 'a\nb' }, 'first\nsecond'));
  expect(more).toEqual([]);
  expect(line.trimEnd()).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({ part: 'test', level: 'warn', msg: 'first\nsecond', note: 'a\nb' });
  expect(JSON.parse(line).time).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
});

test('a child’s fields go with every line, and are redacted as all others', () => {
  const [line = ''] = logged((log) => log.child({ requestId: 'r-1', token: 'canary' }).info('served'));
  expect(JSON.parse(line)).toMatchObject({ requestId: 'r-1', token: '<redacted>' });
});

test('lines below the level are not written', () => {
  expect(logged((log) => log.debug('detail'))).toEqual([]);
  expect(logged((log) => log.debug('detail'), 'debug')).toHaveLength(1);
});
