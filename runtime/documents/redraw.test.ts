import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { afterAll, expect, test } from 'vitest';
import { createRedraw, type Redrawn } from './redraw.ts';
import { noise, pdf, photo, plain, pngOf, SVG } from './test-files.ts';

const redraw = createRedraw();
const folder = mkdtempSync(path.join(tmpdir(), 'cage-redraw-'));
afterAll(() => rmSync(folder, { recursive: true }));

const pagesOf = (drawn: Redrawn): readonly Buffer[] => ('pages' in drawn ? drawn.pages : []);
const colourOf = async (page: Buffer | undefined) => {
  const { dominant } = await sharp(page).stats();
  return Object.values(dominant).map((part) => Math.round(part / 128));
};

/** A program that is started in the place of the real one. */
function program(name: string, source: string): string {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(file, source);
  return file;
}
const BEGIN = `const send = (b) => { const n = Buffer.alloc(4); n.writeUInt32BE(b.length); process.stdout.write(Buffer.concat([n, b])); };
send(Buffer.from('{"begun":true}'));\n`;

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s is drawn anew as one JPEG, without where and by whom it was taken',
  async (type) => {
    const sent = await photo({ type });
    expect(sent.includes('Canary Islander')).toBe(true);
    const [page, ...more] = pagesOf(await redraw(sent, type));
    expect(more).toEqual([]);
    const { format, width, height, exif, icc, xmp } = await sharp(page).metadata();
    expect({ format, width, height, exif, icc, xmp }).toEqual({ format: 'jpeg', width: 320, height: 200 });
    expect(page?.includes('Canary')).toBe(false);
  },
);

test('a picture that lies on its side is turned, for what says so is gone', async () => {
  const turned = await sharp(await plain('#ff0000'))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const [page] = pagesOf(await redraw(turned, 'jpeg'));
  expect(await sharp(page).metadata()).toMatchObject({ width: 100, height: 200 });
});

test('a large picture is made smaller, and what is clear in it becomes white', async () => {
  const [page] = pagesOf(await redraw(await plain('#00ff00', 5_000, 2_500), 'png'));
  expect(await sharp(page).metadata()).toMatchObject({ width: 2_400, height: 1_200 });
  const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#00000000' } })
    .png()
    .toBuffer();
  expect(await colourOf(pagesOf(await redraw(clear, 'png'))[0])).toEqual([2, 2, 2]);
});

test('each page of a PDF becomes a picture, in its own colours', async () => {
  const pages = pagesOf(await redraw(pdf(3, [1, 0, 0]), 'pdf'));
  expect(pages).toHaveLength(3);
  expect(await sharp(pages[2]).metadata()).toMatchObject({ format: 'jpeg', width: 2_400, height: 1_200 });
  expect(await colourOf(pages[0])).toEqual([2, 0, 0]);
});

test.each([
  ['a picture of 50,000 by 50,000', () => pngOf(50_000, 50_000), 'png', 'upload-too-many-pixels'],
  ['a picture of 50,000 by 1', () => pngOf(50_000, 1), 'png', undefined],
  ['a PDF of eleven pages', () => pdf(11), 'pdf', 'upload-too-many-pixels'],
  ['a PDF of no pages', () => pdf(0), 'pdf', 'upload-broken'],
  ['a PDF of noise', () => Buffer.from('%PDF-1.7 and nothing more'), 'pdf', 'upload-broken'],
  ['a picture of noise', () => noise(4_096), 'jpeg', 'upload-broken'],
  ['a drawing with a script in it', () => SVG, 'png', 'upload-broken'],
] as const)('%s: %4$s', async (_name, make, type, reason) => {
  const drawn = await redraw(make(), type);
  expect('reason' in drawn ? drawn.reason : undefined).toBe(reason);
});

test('half a picture is broken, and so is one that is something else than it was taken for', async () => {
  const whole = await photo({ width: 900, height: 900 });
  expect(await redraw(whole.subarray(0, whole.length / 2), 'jpeg')).toEqual({ reason: 'upload-broken' });
  const tiff = await sharp(await plain('#ff0000'))
    .tiff()
    .toBuffer();
  expect(await redraw(tiff, 'png')).toEqual({ reason: 'upload-broken' });
});

test('a file that makes its process hang or eat memory is broken, and ours goes on', async () => {
  const hangs = program('hangs', `${BEGIN}setInterval(() => undefined, 1_000);`);
  expect(await createRedraw({ program: hangs, timeMs: 1_500 })(noise(9), 'jpeg')).toEqual({ reason: 'upload-broken' });
  const eats = program('eats', `${BEGIN}const kept = []; setInterval(() => kept.push(Buffer.alloc(16e6, 7)), 1);`);
  const eating = createRedraw({ program: eats, timeMs: 60_000, memoryBytes: 300e6 });
  expect(await eating(noise(9), 'jpeg')).toEqual({ reason: 'upload-broken' });
  const talks = program('talks', `${BEGIN}setInterval(() => process.stdout.write(Buffer.alloc(4e6)), 1);`);
  expect(await createRedraw({ program: talks, timeMs: 60_000 })(noise(9), 'jpeg')).toEqual({ reason: 'upload-broken' });
  expect(pagesOf(await redraw(await photo(), 'jpeg'))).toHaveLength(1);
});

test('no process is left behind, and it is given none of our environment', async () => {
  process.env.CANARY_SECRET = 'canary';
  const file = path.join(folder, 'environment');
  const tells = program(
    'tells',
    `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(file)}, JSON.stringify([process.pid, process.env]));\n${BEGIN}setInterval(() => undefined, 1_000);`,
  );
  await createRedraw({ program: tells, timeMs: 1_500 })(noise(9), 'jpeg');
  delete process.env.CANARY_SECRET;
  const [pid, env] = JSON.parse(execFileSync('cat', [file], { encoding: 'utf8' }));
  expect(env).not.toHaveProperty('CANARY_SECRET');
  expect(env).not.toHaveProperty('PATH');
  expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
});

test('pages that are no pictures, or other than it said, are not believed', async () => {
  const says = (name: string, words: string) =>
    createRedraw({ program: program(name, BEGIN + words) })(noise(9), 'jpeg');
  const broken = { reason: 'upload-broken' };
  expect(await says('html', `send(Buffer.from('{"pages":1}')); send(Buffer.from('<script>'));`)).toEqual(broken);
  expect(await says('fewer', `send(Buffer.from('{"pages":2}')); send(Buffer.of(255, 216, 255));`)).toEqual(broken);
  expect(await says('none', `send(Buffer.from('{"pages":0}'));`)).toEqual(broken);
  expect(await says('odd', `send(Buffer.from('null'));`)).toEqual(broken);
  expect(await says('cut', `process.stdout.write(Buffer.of(0, 0, 255, 255, 1));`)).toEqual(broken);
});

test('a program that does not even begin says nothing of the file', async () => {
  const dies = program('dies', 'process.exit(1);');
  await expect(createRedraw({ program: dies })(noise(9), 'jpeg')).rejects.toThrow(/did not begin/);
});

test('so many are drawn at once, so many wait, and who comes after these is told', async () => {
  const slow = program(
    'slow',
    `${BEGIN}setTimeout(() => { send(Buffer.from('{"refused":"upload-too-many-pixels"}')); process.exit(0); }, 400);`,
  );
  const one = createRedraw({ program: slow, atOnce: 1, mostWaiting: 1 });
  const answers = await Promise.all([one(noise(9), 'jpeg'), one(noise(9), 'jpeg'), one(noise(9), 'jpeg')]);
  expect(answers.map((answer) => 'reason' in answer && answer.reason)).toEqual([
    'upload-too-many-pixels',
    'upload-too-many-pixels',
    'busy',
  ]);
  expect(await one(noise(9), 'jpeg')).toEqual({ reason: 'upload-too-many-pixels' });
});
