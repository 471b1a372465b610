import type { Fields } from '../../../domain/games/game.ts';
import { useApp } from '../app-context.ts';
import { Sheet } from '../parts/sheet.tsx';
import { useTexts } from '../texts.tsx';
import type { GameBoard, PaysProps } from './board.ts';
import { percentInWords } from './figures.ts';

type Props<C extends Fields> = PaysProps<C> & { board: GameBoard<C> };

/** What is paid for what, what comes back in the long run, and where that can be proved. */
export function Pays<C extends Fields>({ board, ...props }: Props<C>) {
  const t = useTexts();
  const { go } = useApp();
  return (
    <div className="how-it-pays">
      <board.Pays {...props} />
      <p className="small muted">
        {t('returns-text', { share: percentInWords(board.rules.returns(props.choices), t.language) })}
      </p>
      <button type="button" className="link" onClick={() => go({ page: 'fairness' })}>
        {t('how-fair')}
      </button>
    </div>
  );
}

export function PaysSheet<C extends Fields>({ onClose, ...props }: Props<C> & { onClose: () => void }) {
  const t = useTexts();
  return (
    <Sheet title={t('how-it-pays')} onClose={onClose}>
      <div className="sheet-body">
        <Pays {...props} />
      </div>
    </Sheet>
  );
}
