import { NoteSkeleton } from '../cashier/note.tsx';
import { useTexts } from '../texts.tsx';
import { Mark } from './icon.tsx';
import { ListSkeleton } from './skeletons.tsx';

/** Home, in the shape of what comes. */
export function Starting() {
  const t = useTexts();
  return (
    <div className="shell">
      <div className="siderail" aria-hidden="true" />
      <main className="main">
        <header className="topbar">
          <span className="brand grow">
            <Mark />
            {t('product')}
          </span>
        </header>
        <div className="page">
          <NoteSkeleton />
          <ListSkeleton rows={4} />
        </div>
      </main>
    </div>
  );
}
