import { createRequire } from 'node:module';
import sharp from 'sharp';

/** Draws a text across a picture, again and again, so that a photograph of the screen says whose it was. Answers a JPEG. */
export type Watermark = (picture: Buffer, text: string) => Promise<Buffer>;

// Of a package, not of the machine: a production image has no fonts, and would draw empty boxes.
const FONT = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');
const LINES_ACROSS = 28;

export const watermark: Watermark = async (picture, text) => {
  const { width, height } = await sharp(picture).metadata();
  const dpi = Math.round(Math.max(36, Math.max(width, height) / LINES_ACROSS) * 1.6);
  const [dark, light] = [await line(text, '#000000', dpi), await line(text, '#ffffff', dpi)];
  const { width: across = 1, height: high = 1 } = await sharp(dark).metadata();
  const gap = high * 2;
  // Both, so that it is read on dark and on light alike.
  const both = await sharp({
    create: { width: across + gap, height: high + gap, channels: 4, background: '#00000000' },
  })
    .composite([
      { input: light, left: 2, top: 2 },
      { input: dark, left: 0, top: 0 },
    ])
    .png()
    .toBuffer();
  const turned = await sharp(both).rotate(-30, { background: '#00000000' }).png().toBuffer();
  // A tile may not be larger than what it is laid on.
  const tile = await sharp(turned).resize({ width, height, fit: 'inside', withoutEnlargement: true }).png().toBuffer();
  return sharp(picture)
    .composite([{ input: tile, tile: true }])
    .jpeg({ quality: 84 })
    .toBuffer();
};

/** Half seen through: what is beneath it can still be read. */
const line = (text: string, colour: string, dpi: number): Promise<Buffer> =>
  sharp({
    text: {
      text: `<span foreground="${colour}" alpha="45%">${escaped(text)}</span>`,
      font: 'DejaVu Sans Bold',
      fontfile: FONT,
      rgba: true,
      dpi,
    },
  })
    .png()
    .toBuffer();

const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/\p{Cc}/gu, ' ');
