import type { BonusesBody, GrantBody } from '../../../contracts/http/bonuses.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useTexts } from '../texts.tsx';
import { Counts } from './bonus-card.tsx';
import { EndedLine } from './ended.tsx';
import { Offer } from './offers.tsx';
import { Terms } from './terms.tsx';

/** A bonus by its id, wherever it stands. */
export const grantIn = ({ active, offers, ended }: BonusesBody, id: string | undefined): GrantBody | undefined =>
  [...(active ? [active] : []), ...offers, ...ended].find((grant) => grant.id === id);

/** One bonus with all of its terms, as they were agreed to: an offer can be taken here, too. */
export function BonusSheet({ grant, active, onClose }: { grant: GrantBody; active: boolean; onClose: () => void }) {
  const t = useTexts();
  const isEnded = grant.state !== 'offered' && grant.state !== 'active';
  return (
    <Sheet title={t(`bonus-kind-${grant.terms.kind}`)} onClose={onClose}>
      <div className="body bonus-sheet">
        {grant.state === 'offered' ? (
          <Offer offer={grant} waits={active} onAnswered={onClose} />
        ) : (
          <>
            {isEnded && (
              <p className="callout">
                <EndedLine grant={grant} />
              </p>
            )}
            <section className="card pad">
              <Terms terms={grant.terms} of={grant} />
            </section>
          </>
        )}
        <Counts terms={grant.terms} />
      </div>
    </Sheet>
  );
}
