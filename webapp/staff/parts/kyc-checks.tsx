import type { KycCaseBody } from '../../../contracts/http/staff-kyc.ts';
import { checkKinds } from '../../../domain/verification.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { checkWords, findingTexts, outcomeWords, kycWords as w } from '../kyc-texts.ts';

/** What was checked without a person, and what was found, a sentence each. */
export function KycChecks({ checks }: { checks: KycCaseBody['checks'] }) {
  return (
    <section className="card pad">
      <h2 className="heading card-head">{w.checks}</h2>
      <p className="small muted">{checks.length === 0 ? w.notChecked : w.checksText}</p>
      <ul className="checked">
        {inOrder(checks).map(({ kind, outcome, found }) => (
          <li key={kind} data-outcome={outcome}>
            <Icon name={outcomeWords[outcome].icon} size="s" />
            <span className="strong grow">{checkWords[kind]}</span>
            <span className="said">{outcomeWords[outcome].text}</span>
            {findingTexts({ kind, outcome, found }).map((text) => (
              <p className="small muted" key={text}>
                {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Always the same way, so that what is missing is missed. */
const inOrder = (checks: KycCaseBody['checks']) =>
  checkKinds.flatMap((kind) => checks.filter((check) => check.kind === kind));
