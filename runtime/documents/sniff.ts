/** What a file is by its own first bytes; what it is called and what it says it is count for nothing. */
export const uploadTypes = ['jpeg', 'png', 'webp', 'pdf'] as const;
export type UploadType = (typeof uploadTypes)[number];

export function typeOf(bytes: Buffer): UploadType | undefined {
  const starts = (signature: string, at = 0) => bytes.toString('latin1', at, at + signature.length) === signature;
  if (starts('\xff\xd8\xff')) return 'jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp';
  // The standard lets other things stand before it, which is how a PDF is made that is something else as well.
  return starts('%PDF-') ? 'pdf' : undefined;
}

const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const END_OF_ZIP_BYTES = 22;
const MOST_ZIP_COMMENT = 0xffff;
const ELSE_IN_A_PICTURE = /<(script|html|svg|iframe|!doctype html)[\s>]|<\?php|%PDF-1\.|#!\/bin\//i;

/**
 * Whether the file can be read as something else too: an archive at its end, or a page, a script or a PDF within a picture. What
 * is kept is drawn anew and carries none of it; who sends such a file means harm all the same. What telephones put behind a
 * picture (a second picture, a short film) is no such thing.
 */
export const isTwoThings = (bytes: Buffer, type: UploadType): boolean =>
  endsAsZip(bytes) || (type !== 'pdf' && ELSE_IN_A_PICTURE.test(bytes.toString('latin1')));

/** An archive is found from its end: a record that says how long its comment is, which is the rest of the file. */
function endsAsZip(bytes: Buffer): boolean {
  const first = Math.max(0, bytes.length - END_OF_ZIP_BYTES - MOST_ZIP_COMMENT);
  for (let at = bytes.indexOf(END_OF_ZIP, first); at >= 0; at = bytes.indexOf(END_OF_ZIP, at + 1)) {
    const comment = at + END_OF_ZIP_BYTES;
    if (comment <= bytes.length && comment + bytes.readUInt16LE(at + 20) === bytes.length) return true;
  }
  return false;
}
