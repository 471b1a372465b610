import { Suspense } from 'react';
import { isGameId } from '../../../domain/games/index.ts';
import { Icon } from '../parts/icon.tsx';
import { ListSkeleton } from '../parts/skeletons.tsx';
import { useTexts } from '../texts.tsx';
import { onEachBoard } from './boards.ts';
import { Frame } from './frame.tsx';
import { InChat } from './in-chat.tsx';

const tables = onEachBoard<object>((game, board) => () => <Frame game={game} board={board} />);

/** The game of an address: on its table, or where it is played instead. */
export function GamePage({ id }: { id: string }) {
  const t = useTexts();
  const Board = isGameId(id) ? tables[id] : undefined;
  if (Board === 'chat' && isGameId(id)) return <InChat game={id} />;
  if (!Board || Board === 'chat')
    return (
      <div className="empty">
        <Icon name="games" />
        <p>{t('no-such-game')}</p>
      </div>
    );
  return (
    <Suspense fallback={<ListSkeleton rows={4} />}>
      <Board key={id} />
    </Suspense>
  );
}
