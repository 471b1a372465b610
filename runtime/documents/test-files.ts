import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';

/** A photograph of something, with where it was taken; each is another one. */
export const photo = ({
  width = 320,
  height = 200,
  colour = '#3366aa',
  type = 'jpeg' as 'jpeg' | 'png' | 'webp',
} = {}) =>
  sharp({
    create: { width, height, channels: 3, background: colour, noise: { type: 'gaussian', mean: 120, sigma: 20 } },
  })
    .withExif({ IFD0: { Artist: 'Canary Islander' }, IFD3: { GPSLatitude: '28/1 6/1 0/1', GPSLatitudeRef: 'N' } })
    .toFormat(type)
    .toBuffer();

/** A picture of one colour. */
export const plain = (colour: string, width = 200, height = 100) =>
  sharp({ create: { width, height, channels: 3, background: colour } })
    .png()
    .toBuffer();

/** A PDF of so many pages, each painted in this colour (0 to 1 for red, green, blue). */
export function pdf(pages: number, colour: readonly [number, number, number] = [1, 0, 0], paint?: string): Buffer {
  const content = paint ?? `${colour.join(' ')} rg 0 0 300 150 re f`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${Array.from({ length: pages }, (_, n) => `${n + 4} 0 R`).join(' ')}] /Count ${pages} >>`,
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ...Array.from(
      { length: pages },
      () => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 150] /Contents 3 0 R /Resources << >> >>',
    ),
  ];
  let text = '%PDF-1.4\n';
  const at = objects.map((object, n) => {
    const offset = text.length;
    text += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = at.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A PNG of a few hundred bytes that says it is so large, with a scan line to begin with. */
export function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8); // one bit a pixel, black and white
  const chunk = (name: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const around = Buffer.alloc(8);
    around.writeUInt32BE(data.length, 0);
    around.writeUInt32BE(crc(named), 4);
    return Buffer.concat([around.subarray(0, 4), named, around.subarray(4)]);
  };
  const lines = deflateSync(Buffer.alloc(Math.min(height, 1_000) * (1 + Math.ceil(width / 8))));
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', lines),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An archive with one file in it, stored as it is. */
export function zip(name: string, content: Buffer): Buffer {
  const local = Buffer.alloc(30);
  local.write('PK\x03\x04', 'latin1');
  local.writeUInt32LE(crc(content), 14);
  local.writeUInt32LE(content.length, 18);
  local.writeUInt32LE(content.length, 22);
  local.writeUInt16LE(name.length, 26);
  const central = Buffer.alloc(46);
  central.write('PK\x01\x02', 'latin1');
  central.writeUInt32LE(crc(content), 16);
  central.writeUInt32LE(content.length, 20);
  central.writeUInt32LE(content.length, 24);
  central.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + content.length, 16);
  return Buffer.concat([local, Buffer.from(name), content, central, Buffer.from(name), end]);
}

/** Forty kilobytes that would be forty megabytes, called a zip by its first bytes. */
export const zipBomb = (): Buffer => zip('bomb', deflateSync(Buffer.alloc(40 * 1024 * 1024)));

export const SVG = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><script>alert(1)</script></svg>',
);

/** So many bytes of a picture's first ones, and noise. */
export const noise = (bytes: number): Buffer =>
  Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0), randomBytes(bytes - 4)]);

const crc = (bytes: Buffer): number => crc32(bytes);
