import { expect, test } from 'vitest';
import { isTwoThings, typeOf, type UploadType } from './sniff.ts';
import { noise, pdf, photo, SVG, zip, zipBomb } from './test-files.ts';

test('a file is what its first bytes say', async () => {
  expect(typeOf(await photo())).toBe('jpeg');
  expect(typeOf(await photo({ type: 'png' }))).toBe('png');
  expect(typeOf(await photo({ type: 'webp' }))).toBe('webp');
  expect(typeOf(pdf(1))).toBe('pdf');
});

test.each([
  ['an SVG', SVG],
  ['a zip', zipBomb()],
  ['a page', Buffer.from('<!doctype html><script>1</script>')],
  ['a program', Buffer.from('MZ\x90\x00', 'latin1')],
  ['a GIF', Buffer.from('GIF89a;')],
  ['a PDF behind something else', Buffer.concat([Buffer.from('junk\n'), pdf(1)])],
  ['a few bytes', Buffer.of(0xff, 0xd8)],
  ['nothing', Buffer.alloc(0)],
])('%s is nothing that is taken', (_name, bytes) => {
  expect(typeOf(bytes)).toBeUndefined();
});

test.each<[string, () => Promise<Buffer> | Buffer, Buffer, UploadType]>([
  ['a picture and an archive', photo, zip('run.sh', Buffer.from('rm -rf ~')), 'jpeg'],
  ['a picture and a page', photo, Buffer.from('<html><script>alert(1)</script>'), 'jpeg'],
  [
    'a picture and a script of a server',
    () => photo({ type: 'png' }),
    Buffer.from('<?php system($_GET[0]); ?>'),
    'png',
  ],
  ['a picture and a PDF', () => photo({ type: 'webp' }), pdf(1), 'webp'],
  ['a PDF and an archive', () => pdf(1), zip('x', Buffer.from('y')), 'pdf'],
])('%s in one file are two things', async (_name, one, other, type) => {
  const bytes = await one();
  expect(isTwoThings(bytes, type)).toBe(false);
  expect(isTwoThings(Buffer.concat([bytes, other]), type)).toBe(true);
});

test('what a telephone puts behind a picture, and ten megabytes of noise, are no second thing', async () => {
  const film = Buffer.concat([Buffer.from('\x00\x00\x00\x18ftypmp42', 'latin1'), Buffer.alloc(64, 3)]);
  expect(isTwoThings(Buffer.concat([await photo(), film, await photo()]), 'jpeg')).toBe(false);
  expect(isTwoThings(noise(10 * 1024 * 1024), 'jpeg')).toBe(false);
});

test('an archive is found by its end, whatever comment it carries there', async () => {
  const archive = zip('x', Buffer.from('y'));
  archive.writeUInt16LE(5, archive.length - 2);
  const bytes = Buffer.concat([await photo(), archive, Buffer.from('hello')]);
  expect(isTwoThings(bytes, 'jpeg')).toBe(true);
  expect(isTwoThings(bytes.subarray(0, -1), 'jpeg')).toBe(false);
});
