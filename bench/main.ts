import { type Bench, measure, type Result, shown } from './bench.ts';

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  auth: () => import('./auth.ts'),
  deposit: () => import('./deposit.ts'),
  ledger: () => import('./ledger.ts'),
  'ledger-growth': () => import('./ledger-growth.ts'),
  'ledger-naive': () => import('./ledger-naive.ts'),
  rtp: () => import('./rtp.ts'),
  spin: () => import('./spin.ts'),
  'spin-growth': () => import('./spin-growth.ts'),
  'ton-scan': () => import('./ton-scan.ts'),
  webhook: () => import('./webhook.ts'),
};

const [name = '', ...flags] = process.argv.slice(2);
const asJson = flags.includes('--json') || process.env.npm_config_json === 'true';
const load = Object.hasOwn(benches, name) ? benches[name] : undefined;
if (!load) {
  process.stderr.write(`Which one? npm run bench -- ${Object.keys(benches).join(' | ')} [--json]\n`);
  process.exit(1);
}
const { bench } = await load();
const result = await measure(bench, (line) => process.stderr.write(`  ${line}\n`));
process.stdout.write(asJson ? `${JSON.stringify(result)}\n` : inWords(result));
process.exit(0);

function inWords({ name, ours, rival, ratio, unit, also = [] }: Result): string {
  const lines = [
    `${name}: ours ${shown(ours)}, rival ${shown(rival)} ${unit}`,
    `ratio ${ratio.toFixed(2)}`,
    ...also.map((figure) => `${figure.name}: ${shown(figure.value)} ${figure.unit}`),
  ];
  return `${lines.join('\n')}\n`;
}
