import { type FormEvent, useRef, useState } from 'react';
import type { KycBody } from '../../../contracts/http/kyc.ts';
import type { Cache } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { useOneAct } from '../parts/one-act.ts';
import { useTexts } from '../texts.tsx';
import { FactFields } from './fact-fields.tsx';
import { EMPTY, FACTS, type Fact, type FactsDraft, factsOf, problemsOf, todayOf } from './facts.ts';
import { kycRefusal } from './refusals.ts';
import { missingOf, type whyNotYet } from './stage.ts';

/** What was typed, for as long as this page lives: it is nobody else's, and is written down nowhere. */
const drafts = new WeakMap<Cache, FactsDraft>();

type Props = { kyc: KycBody; notYet: ReturnType<typeof whyNotYet> };

/** Who they are, as it is written in the document; and the one key that hands all of it in. */
export function HandIn({ kyc, notYet }: Props) {
  const t = useTexts();
  const { ask, cache, telegram } = useApp();
  const [draft, setDraft] = useState(() => drafts.get(cache) ?? EMPTY);
  const [left, setLeft] = useState<ReadonlySet<Fact>>(new Set());
  const { busy, failed, act, forget } = useOneAct();
  const form = useRef<HTMLFormElement>(null);
  const today = todayOf(new Date());
  const problems = problemsOf(draft, today);

  const change = (next: Partial<FactsDraft>) => {
    const changed = { ...draft, ...next };
    drafts.set(cache, changed);
    setDraft(changed);
    forget();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const facts = factsOf(draft, today);
    if (kyc.needsFacts && !facts) {
      setLeft(new Set(FACTS));
      const first = FACTS.find((fact) => problems[fact]);
      form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
      return;
    }
    if (notYet) return;
    telegram?.press();
    await act(async () => {
      cache.put('kyc', await ask('submitKyc', { body: kyc.needsFacts && facts ? facts : {} }));
      drafts.delete(cache);
      telegram?.success();
    });
    void cache.refresh('kyc');
  };
  return (
    <form ref={form} className="card pad hand-in" onSubmit={(event) => void submit(event)} noValidate>
      {kyc.needsFacts && (
        <FactFields
          draft={draft}
          problems={Object.fromEntries(Object.entries(problems).filter(([fact]) => left.has(fact as Fact)))}
          leastAge={kyc.leastAge}
          onChange={change}
          onLeave={(fact) => setLeft((before) => new Set([...before, fact]))}
        />
      )}
      {failed && (
        <p className="small error" role="alert">
          {kycRefusal(t, failed)}
        </p>
      )}
      <button
        type="submit"
        className="button wide"
        aria-disabled={notYet !== undefined}
        aria-busy={busy}
        aria-describedby="hand-in-note"
      >
        {busy && <i className="rosette-spin" />}
        {t('hand-in')}
      </button>
      <p className="small muted" id="hand-in-note" role="status">
        {notYet ? t(`hand-in-${notYet}`, { count: missingOf(kyc.asked).length }) : t('hand-in-note')}
      </p>
    </form>
  );
}
