import { PNG } from 'pngjs';
import { encode } from 'uqr';

/** Pixels of one square: a code of a link with a memo is then some four hundred wide, which Telegram does not shrink. */
const SCALE = 8;
const BLACK = 0;

/** A text as a QR code, black on white whatever the chat's theme: that is what cameras are taught. A PNG. */
export function qrPicture(text: string): Buffer {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const side = size * SCALE;
  const png = new PNG({ width: side, height: side, colorType: 0 });
  png.data.fill(0xff);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      if (data[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)])
        png.data.fill(BLACK, 4 * (y * side + x), 4 * (y * side + x) + 3);
    }
  return PNG.sync.write(png, { colorType: 0 });
}
