const known: readonly { readonly sign: RegExp; readonly says: string }[] = [
  {
    sign: /No space left on device|ENOSPC|database or disk is full/i,
    says: 'the disk is full. Free some space; nothing that was confirmed is lost',
  },
  {
    sign: /EADDRINUSE|[Aa]ddress already in use/,
    says: 'another program took its port meanwhile. Stop that one, or start again to get another port',
  },
  { sign: /EMFILE|[Tt]oo many open files/, says: 'too many open files. Raise the limit (ulimit -n)' },
  {
    sign: /ENOMEM|[Cc]annot allocate memory|could not map anonymous shared memory/,
    says: 'there is too little memory',
  },
  { sign: /EROFS|[Rr]ead-only file system/, says: 'the file system is read-only' },
  {
    sign: /EACCES|EPERM/,
    says: 'a file belongs to another user, perhaps because it was started as root once. Start it as that user, or remove it',
  },
  {
    sign: /ERR_MODULE_NOT_FOUND|Cannot find (module|package)/,
    says: 'a file or package is missing. Run `npm install`',
  },
];

/** What is wrong in plain words, when these lines of a part or an error are of a kind we know. */
export function diagnose(text: string): string | undefined {
  return known.find(({ sign }) => sign.test(text))?.says;
}

/** One line of a part's log as people read it: a JSON line gives its message and error, any other stays as it is. */
export function readableLine(line: string): string {
  try {
    const { msg, err } = JSON.parse(line);
    const error = typeof err?.message === 'string' ? err.message : undefined;
    if (typeof msg === 'string') return error && error !== msg ? `${msg}: ${error}` : msg;
  } catch {}
  return line;
}

/** By pino's numbers and by its names. */
const levels = { 40: 'warning', warn: 'warning', 50: 'error', error: 'error', 60: 'error', fatal: 'error' } as const;

/** The words of a warning or an error in a JSON log line; nothing for milder lines and for other programs' output. */
export function warningIn(line: string): { level: 'warning' | 'error'; text: string } | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const { level } = JSON.parse(line);
    const known = levels[level as keyof typeof levels];
    return known && { level: known, text: readableLine(line) };
  } catch {
    return undefined;
  }
}

const SHOWN_LINES = 6;
const SHOWN_WIDTH = 200;

/** The few of a part's last lines that tell why it ended: its last error with its place, where it named one. */
export function tellingLines(lastLines: readonly string[]): readonly string[] {
  const said = lastLines.map(readableLine).filter((line) => !isNoise(line));
  const error = said.findLastIndex((line) => /^(Uncaught )?[A-Z]\w*Error\b|\b(FATAL|PANIC|panic):/.test(line));
  const place = said
    .slice(Math.max(0, error - 3), Math.max(0, error))
    .find((line) => /^(file:\/\/)?\/.+:\d+$/.test(line));
  const from = Math.max(0, error === -1 ? said.length - SHOWN_LINES : error);
  const shown = [...(place ? [place] : []), ...said.slice(from, from + SHOWN_LINES)];
  return shown.map((line) => line.slice(0, SHOWN_WIDTH));
}

/** Lines of Node's crash report that help nobody. */
function isNoise(line: string): boolean {
  return (
    line.trim() === '' || line.startsWith('Node.js v') || /^\s+at .*node:internal/.test(line) || /^\s*\^+$/.test(line)
  );
}
