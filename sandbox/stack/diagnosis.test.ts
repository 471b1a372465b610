import { expect, test } from 'vitest';
import { diagnose, readableLine, tellingLines, warningIn } from './diagnosis.ts';

test('a full disk, a taken port and a foreign file are told in plain words', () => {
  expect(diagnose('PANIC:  could not write to file "pg_wal/x": No space left on device')).toMatch(/disk is full/);
  expect(diagnose('Error: listen EADDRINUSE: address already in use 127.0.0.1:8080')).toMatch(/took its port/);
  expect(diagnose("Error: EACCES: permission denied, open '.cage/secrets.json'")).toMatch(/another user/);
  expect(diagnose('something else')).toBeUndefined();
});

test('of a crash, the error is told and not the end of its stack', () => {
  const crash = [
    '{"level":30,"msg":"listening"}',
    '',
    '/x/file.ts:3',
    'thing()',
    '^',
    'TypeError: no such thing',
    '    at a (file.ts:3)',
    '    at async run (node:internal/run:1)',
    '',
    'Node.js v20.20.2',
  ];
  expect(tellingLines(crash)).toEqual(['/x/file.ts:3', 'TypeError: no such thing', '    at a (file.ts:3)']);
  expect(tellingLines(['one', '{"level":60,"msg":"cannot go on"}'])).toEqual(['one', 'cannot go on']);
});

test('warnings and errors of a JSON log are shown by their words, milder lines and other output are not', () => {
  expect(warningIn('{"level":50,"msg":"update failed","err":{"message":"no such chat"}}')).toEqual({
    level: 'error',
    text: 'update failed: no such chat',
  });
  expect(warningIn('{"level":"warn","msg":"slow"}')).toEqual({ level: 'warning', text: 'slow' });
  expect(warningIn('{"level":"info","msg":"ready"}')).toBeUndefined();
  expect(warningIn('{"level":30,"msg":"ready"}')).toBeUndefined();
  expect(warningIn('LOG: checkpoint')).toBeUndefined();
  expect(readableLine('{broken')).toBe('{broken');
});
