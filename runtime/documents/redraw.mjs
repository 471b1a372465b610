/**
 * Draws one file anew, as pictures without anything that is not seen: started for this one file, with nothing in its environment,
 * and killed when it takes too long or too much memory. Plain JavaScript, so that nothing needs to be compiled for it.
 * In: the file. Out: frames of a length (four bytes) and so many bytes; first words as JSON, then the pictures.
 */
import { writeFileSync } from 'node:fs';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

const [, , type, rules] = process.argv;
const { mostPixels, mostPages, longestSide, quality } = JSON.parse(rules);

try {
  writeFileSync('/proc/self/oom_score_adj', '1000'); // where memory runs out, this is what goes first
} catch {
  // not a Linux, or not allowed: the process that watches this one still kills it
}
sharp.cache(false);
sharp.concurrency(1);
// Of all that libvips reads, no more than what was asked for: whatever a file says it is.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
});

/** @param {Uint8Array} bytes */
function send(bytes) {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  process.stdout.write(Buffer.concat([length, bytes]));
}
const say = (words) => send(Buffer.from(JSON.stringify(words)));

const asJpeg = (image) =>
  image
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality })
    .toBuffer();

async function picture(bytes) {
  const options = { limitInputPixels: mostPixels, failOn: 'error', pages: 1 };
  // The size as the header says it, before a single pixel is unpacked.
  const { width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata();
  if (!width || !height) return { refused: 'upload-broken' };
  if (width * height > mostPixels) return { refused: 'upload-too-many-pixels' };
  return { pages: [await asJpeg(sharp(bytes, options).autoOrient())] };
}

async function paper(bytes) {
  const library = await PDFiumLibrary.init();
  const document = await library.loadDocument(bytes);
  const count = document.getPageCount();
  if (count < 1) return { refused: 'upload-broken' };
  if (count > mostPages) return { refused: 'upload-too-many-pixels' };
  const pages = [];
  for (let n = 0; n < count; n++) {
    const page = document.getPage(n);
    const { originalWidth, originalHeight } = page.getOriginalSize();
    const scale = longestSide / Math.max(originalWidth, originalHeight);
    if (!(scale > 0 && Number.isFinite(scale))) return { refused: 'upload-broken' };
    const size = {
      width: Math.max(1, Math.round(originalWidth * scale)),
      height: Math.max(1, Math.round(originalHeight * scale)),
    };
    const { data, width, height } = await page.render({ ...size, render: 'bitmap' });
    pages.push(await asJpeg(sharp(data, { raw: { width, height, channels: 4 } })));
  }
  return { pages };
}

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
say({ begun: true });
const drawn = await (type === 'pdf' ? paper : picture)(Buffer.concat(chunks)).catch(() => ({
  refused: 'upload-broken',
}));
if (drawn.pages) {
  say({ pages: drawn.pages.length });
  for (const page of drawn.pages) send(page);
} else say(drawn);
