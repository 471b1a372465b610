const HASH = /^([0-9a-fA-F]{64}|[A-Za-z0-9+/_-]{43}=?)$/;
const ADDRESS = /^([A-Za-z0-9+/_-]{48}|-?[01]:[0-9a-fA-F]{64})$/;

export type Pasted = { readonly hash: string } | { readonly hash: undefined; readonly is: 'address' | 'nonsense' };

/**
 * The hash of a transaction in what was pasted: itself, in hex or base64, or an explorer's link to it. What else such a link
 * names, an account or a logical time, is left alone.
 */
export function pastedHash(text: string): Pasted {
  const pieces = text.trim().split(/\s+/).flatMap(piecesOf);
  const hash = pieces.find((piece) => HASH.test(piece));
  if (hash) return { hash };
  return { hash: undefined, is: pieces.some((piece) => ADDRESS.test(piece)) ? 'address' : 'nonsense' };
}

function piecesOf(word: string): readonly string[] {
  if (HASH.test(word) || !URL.canParse(word) || ADDRESS.test(word)) return [word];
  const { pathname, searchParams } = new URL(word);
  // Some write `lt:hash:account` (ton.cx), and all of them an account as `0:…`, which no hash is to be taken from.
  const inPath = pathname.split('/').map(decoded);
  return [searchParams.get('hash') ?? '', ...inPath.flatMap((part) => (ADDRESS.test(part) ? [part] : part.split(':')))];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a per cent sign of nobody's
  }
}
