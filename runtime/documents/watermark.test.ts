import sharp from 'sharp';
import { expect, test } from 'vitest';
import { plain } from './test-files.ts';
import { watermark } from './watermark.ts';

const TEXT = 'Лена Höff <b> & co · 2026-11-22 04:00 UTC · P-7K2M9Q';
const greys = async (picture: Buffer) => sharp(picture).greyscale().raw().toBuffer({ resolveWithObject: true });

/** In which of three by three fields of the picture so many pixels are another than before. */
async function markedFields(before: Buffer, after: Buffer): Promise<number> {
  const [was, is] = [await greys(before), await greys(after)];
  const { width, height } = is.info;
  const changed = new Map<string, number>();
  for (let at = 0; at < is.data.length; at++)
    if (Math.abs((is.data[at] ?? 0) - (was.data[at] ?? 0)) > 40) {
      const field = `${Math.floor(((at % width) * 3) / width)} ${Math.floor((Math.floor(at / width) * 3) / height)}`;
      changed.set(field, (changed.get(field) ?? 0) + 1);
    }
  return [...changed.values()].filter((pixels) => pixels > (width * height) / 9 / 200).length;
}

test.each([
  ['white', '#ffffff', 1_600, 1_000, 9],
  ['black', '#000000', 1_000, 1_600, 9],
  ['small and grey', '#808080', 400, 300, 3],
])('a %s page is marked all over, and is otherwise as it was', async (_name, colour, width, height, fields) => {
  const page = await sharp(await plain(colour, width, height))
    .jpeg()
    .toBuffer();
  const marked = await watermark(page, TEXT);
  expect(await sharp(marked).metadata()).toMatchObject({ format: 'jpeg', width, height });
  expect(await markedFields(page, marked)).toBeGreaterThanOrEqual(fields);
});

test('another reader, another minute: another mark', async () => {
  const page = await sharp(await plain('#ffffff', 800, 800))
    .jpeg()
    .toBuffer();
  const [one, other] = [await watermark(page, TEXT), await watermark(page, TEXT.replace('04:00', '04:01'))];
  expect(one.equals(other)).toBe(false);
  const [was, is] = [await greys(one), await greys(other)];
  expect(is.data.filter((pixel, at) => Math.abs(pixel - (was.data[at] ?? 0)) > 40).length).toBeGreaterThan(50);
});

test('a page of a few pixels is marked as far as it goes, and nothing breaks', async () => {
  const tiny = await sharp(await plain('#ffffff', 3, 2))
    .jpeg()
    .toBuffer();
  expect(await sharp(await watermark(tiny, TEXT)).metadata()).toMatchObject({ width: 3, height: 2 });
});
