import type { PlayerId } from '../contracts/ids.ts';
import { directionOf, type Language } from '../contracts/languages.ts';
import { formatMoney, formatTime } from '../contracts/texts/format.ts';
import type { Asset } from '../domain/assets.ts';
import { shortCode } from '../domain/ids.ts';
import { money, toDecimal } from '../domain/money.ts';
import type { Tx } from '../prisma/tx.ts';
import { type AccountSpan, readSpans, readStatement, type StatementLine } from '../records/ledger/reads.ts';
import type { Texts } from '../runtime/texts.ts';

const PAGE = 500;

export type Statement = {
  /** Without an ending. */
  readonly name: string;
  csv(): AsyncIterable<string>;
  /** A page of its own, to be printed. */
  page(t: Texts): AsyncIterable<string>;
};

/**
 * A player's year (UTC), as GLI-19 2.5.7 asks for it: every movement with its
 * time, purpose, amount and the balance before and after. Written as it is read: a long year needs no more memory.
 */
export const yearlyStatement =
  (reader: Pick<Tx, 'query'>, now: () => number) =>
  async (player: PlayerId, year: number): Promise<Statement> => {
    const [from, until] = [new Date(Date.UTC(year, 0, 1)), new Date(Date.UTC(year + 1, 0, 1))];
    const madeAt = new Date(now());
    const spans = await readSpans(reader, player, from, until);
    const linesOf = (span: AccountSpan) => playFolded(lines(reader, span));
    return {
      name: `cage-statement-${year}`,
      csv: () => csv(spans.map(totalsFolded), linesOf),
      page: (t) => page(t, { player, year, madeAt, spans: spans.map(totalsFolded), linesOf }),
    };
  };

/** Every movement of a span, page after page. */
async function* lines(
  reader: Pick<Tx, 'query'>,
  { account, from, until }: AccountSpan,
): AsyncGenerator<StatementLine[]> {
  for (let after = from; ; ) {
    const found = await readStatement(reader, account, { after, until, atMost: PAGE });
    if (found.length > 0) yield found;
    if (found.length < PAGE) return;
    after = found.at(-1)?.version ?? until;
  }
}

/** What rounds are posted as: see play.bet_batch and play.act. */
const playKinds: ReadonlySet<string> = new Set(['round', 'bet', 'win', 'free-spin']);

/**
 * The rounds of a day (UTC) between two other movements are one line: what was there before the first and after the last. Each round has
 * its own record, with its stake and its win; here a year of them would hide everything else.
 */
async function* playFolded(pages: AsyncIterable<StatementLine[]>): AsyncGenerator<StatementLine[]> {
  let day: StatementLine | undefined;
  for await (const found of pages) {
    const folded: StatementLine[] = [];
    for (const line of found) {
      const isPlay = playKinds.has(line.kind);
      if (day && isPlay && dayOf(day.at) === dayOf(line.at)) {
        day = { ...line, kind: 'play', subject: null, amount: day.amount + line.amount, before: day.before };
        continue;
      }
      if (day) folded.push(day);
      day = isPlay ? { ...line, kind: 'play', subject: null } : undefined;
      if (!isPlay) folded.push(line);
    }
    if (folded.length > 0) yield folded;
  }
  if (day) yield [day];
}

function totalsFolded(span: AccountSpan): AccountSpan {
  const played = span.totals.filter(({ kind }) => playKinds.has(kind));
  if (played.length === 0) return span;
  const sum = played.reduce((all, each) => ({
    kind: 'play',
    count: all.count + each.count,
    in: all.in + each.in,
    out: all.out + each.out,
  }));
  return { ...span, totals: [...span.totals.filter(({ kind }) => !playKinds.has(kind)), { ...sum, kind: 'play' }] };
}

type LinesOf = (span: AccountSpan) => AsyncIterable<StatementLine[]>;

const COLUMNS = ['time', 'account', 'asset', 'kind', 'amount', 'before', 'after', 'transfer', 'subject', 'receipt'];

/** For a spreadsheet: one movement a row, columns named in English, decimals with a point, whatever the player speaks. */
async function* csv(spans: readonly AccountSpan[], linesOf: LinesOf): AsyncGenerator<string> {
  yield `${COLUMNS.join()}\r\n`;
  for (const span of spans) {
    const decimal = decimalOf(span.asset);
    for await (const found of linesOf(span)) {
      const rows = found.map(({ at, kind, amount, before, after, transfer, subject }) =>
        [
          at.toISOString(),
          span.kind,
          span.asset,
          kind,
          decimal(amount),
          decimal(before),
          decimal(after),
          transfer,
          subject ?? '',
          receiptOf(kind, subject),
        ].join(),
      );
      yield `${rows.join('\r\n')}\r\n`;
    }
  }
}

const decimalOf =
  (asset: Asset) =>
  (minor: bigint): string =>
    (minor < 0n ? '-' : '') + toDecimal(money(asset, minor < 0n ? -minor : minor));

type Contents = {
  readonly player: PlayerId;
  readonly year: number;
  readonly madeAt: Date;
  readonly spans: readonly AccountSpan[];
  readonly linesOf: LinesOf;
};

/** Complete in itself: no script, no font, no address to fetch from, so that it prints the same in ten years. */
async function* page(t: Texts, { player, year, madeAt, spans, linesOf }: Contents): AsyncGenerator<string> {
  const language = t.language as Language;
  const title = t('statement-title', { year: String(year) });
  yield `<!doctype html><html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title><style>${STYLE}</style></head><body><header><p class="house">${escaped(t('product'))}</p><h1>${escaped(title)}</h1><p>${escaped(t('statement-player', { code: shortCode(player) }))}</p><p class="note">${escaped(t('statement-note'))}</p><p class="note">${escaped(t('statement-made', { at: `${dayOf(madeAt)} ${formatTime(madeAt)}` }))}</p></header><main>`;
  if (spans.length === 0) yield `<p>${escaped(t('statement-nothing'))}</p>`;
  for (const span of spans) {
    const shown = (minor: bigint) => escaped(signed(span.asset, minor, language));
    const row = (name: string, ...cells: string[]) =>
      `<tr><th scope="row">${escaped(name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
    yield `<section><h2>${escaped(t('statement-account', { asset: span.asset }))}</h2><table class="totals">${[
      row(t('statement-opening'), shown(span.opening)),
      ...span.totals.map((total) => row(`${purpose(t, total.kind)} (${total.count})`, shown(total.in - total.out))),
      row(t('statement-closing'), shown(span.closing)),
    ].join('')}</table>`;
    if (span.totals.length > 0) {
      const heads = [
        t('statement-time'),
        t('statement-purpose'),
        t('statement-before'),
        t('statement-amount'),
        t('statement-after'),
      ];
      yield `<table class="lines"><thead><tr>${heads.map((head) => `<th scope="col">${escaped(head)}</th>`).join('')}</tr></thead><tbody>`;
      for await (const found of linesOf(span))
        yield found
          .map(
            ({ at, kind, subject, before, amount, after, transfer }) =>
              `<tr><td>${dayOf(at)} ${formatTime(at)}</td><td>${escaped(purpose(t, kind))} <bdi>${receiptOf(kind, subject)}</bdi><span class="id">${transfer}</span></td><td>${shown(before)}</td><td>${shown(amount)}</td><td>${shown(after)}</td></tr>`,
          )
          .join('\n');
      yield '</tbody></table>';
    }
    yield '</section>';
  }
  yield '</main></body></html>\n';
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** What the player's receipt is called by; nothing for what has none. */
const receiptOf = (kind: string, subject: string | null): string =>
  subject !== null && kind in letters ? `${letters[kind as keyof typeof letters]}-${shortCode(subject)}` : '';
const letters = { deposit: 'D', withdrawal: 'W', 'withdrawal-fee': 'W', 'withdrawal-returned': 'W' } as const;

/** What a movement was for, in the player's language; a purpose without words is called by its name. */
const purpose = (t: Texts, kind: string): string => (isKnown(kind) ? t(`statement-kind-${kind}`) : kind);
const known = [
  'deposit',
  'withdrawal',
  'withdrawal-fee',
  'withdrawal-returned',
  'refund',
  'refund-undone',
  'dispute',
  'dispute-undone',
  'play',
] as const;
const isKnown = (kind: string): kind is (typeof known)[number] => (known as readonly string[]).includes(kind);

function signed(asset: Asset, minor: bigint, language: string): string {
  const text = formatMoney(money(asset, minor < 0n ? -minor : minor), language);
  return minor < 0n ? `−${text}` : text;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

const STYLE = `
:root { color-scheme: light; }
body { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem; background: #fff; color: #0d1a15; font: 15px/1.5 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
.house { margin: 0; color: #0b5d46; font-weight: 700; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.125rem; }
.note { color: #47574f; }
table { width: 100%; border-collapse: collapse; }
th { text-align: start; font-weight: 600; }
/* Figures by their last digit, whichever way the words run. */
td { text-align: right; white-space: nowrap; }
th, td { padding: .4rem .5rem; border-bottom: 1px solid #dbe3de; vertical-align: top; }
.totals { max-width: 28rem; } .totals th { font-weight: 400; }
.totals tr:first-child > *, .totals tr:last-child > * { font-weight: 700; }
.lines { margin-top: 1.25rem; } .lines thead th:nth-child(n+3) { text-align: right; }
.lines td:first-child, .lines td:nth-child(2) { text-align: start; white-space: normal; }
bdi { white-space: nowrap; }
.id { display: block; color: #5c6b64; font: 11px/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
thead { display: table-header-group; } tr { break-inside: avoid; }
@media (max-width: 40rem) { body { padding: 1.25rem .75rem; } .lines { font-size: 13px; } th, td { padding: .35rem .25rem; } .id { font-size: 9px; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } }
`;
