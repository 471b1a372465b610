import type { AmountBody } from '../../../contracts/http/amounts.ts';
import type { WalletStandingBody } from '../../../contracts/http/staff-wallets.ts';
import { formatMoney, shortened } from '../../../contracts/texts/format.ts';
import { moneyOf } from '../../src/amounts.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import { Copy } from '../parts/copy.tsx';
import { Empty, Failed, Money, PageHead, Skeletons, Term, When } from '../parts/pieces.tsx';
import { Signer } from '../parts/signer.tsx';
import { railText, walletWords as w, whyText, words } from '../texts.ts';
import { useAsked } from '../use-asked.ts';

/** What lies on the chain, and what the books say of it. */
export function Wallets() {
  const { ask } = useDesk();
  const { value, failed, again } = useAsked('wallets', () => ask('hotWallets'));
  return (
    <main className="centre wide">
      <PageHead title={words.wallets} />
      <div className="stack">
        {failed && <Failed problem={failed} onRetry={again} />}
        {!value && !failed && <Skeletons heights={['high', 'high']} />}
        {value?.wallets.length === 0 && <Empty icon="wallet" title={w.empty} text={w.emptyHint} />}
        {value?.wallets.map((wallet) => (
          <Wallet key={wallet.rail} wallet={wallet} />
        ))}
        {value?.signer && <Signer signer={value.signer} />}
        <p className="small muted end-line">{w.intro}</p>
      </div>
    </main>
  );
}

function Wallet({ wallet }: { wallet: WalletStandingBody }) {
  const { rail, address, holds, books, difference, promised, free, floor, ceiling, daily, lastBlockAt, calls } = wallet;
  return (
    <section className="card pad wallet-standing" aria-label={railText(rail)}>
      <header className="card-head">
        <h2 className="heading">{railText(rail)}</h2>
        <span className="address">
          <bdi className="code" id={`address-${rail}`} title={address}>
            {shortened(address, 6)}
          </bdi>
          <Copy text={address} shown={`address-${rail}`} className="button quiet small" />
        </span>
      </header>
      {calls.map((each) => (
        <p key={each} className="callout warn" role="status">
          <Icon name="alert" size="s" />
          {whyText(each)}
        </p>
      ))}
      <dl className="terms">
        <Term name={w.holds}>
          <Money amount={holds} />
        </Term>
        <Term name={w.books}>
          <Money amount={books} />
        </Term>
        <Term name={w.compared}>
          {difference ? <strong className="error">{differenceText(difference)}</strong> : w.same}
        </Term>
        <Term name={w.promised}>
          <Money amount={promised} />
        </Term>
        <Term name={w.free}>
          <Money amount={free} />
        </Term>
        <Term name={w.bounds}>{w.between(text(floor), text(ceiling))}</Term>
        <Term name={w.day}>
          <Money amount={daily.sent} />
          {daily.most && w.of(formatMoney(moneyOf(daily.most), 'en'))}
        </Term>
        <Term name={w.block}>{lastBlockAt === null ? w.never : <When iso={lastBlockAt} />}</Term>
      </dl>
    </section>
  );
}

const text = (amount: AmountBody | null): string | undefined =>
  amount === null ? undefined : formatMoney(moneyOf(amount), 'en');

const differenceText = ({ isMissing, amount }: NonNullable<WalletStandingBody['difference']>): string =>
  (isMissing ? w.less : w.more)(formatMoney(moneyOf(amount), 'en'));
