import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';
import { useWayBack } from './way-back.tsx';

/** To the step before, inside of a sheet or a page. */
export function BackLink({ onBack, label }: { onBack: () => void; label?: string }) {
  const t = useTexts();
  if (!useWayBack(onBack)) return null;
  return (
    <button type="button" className="link to-amount" onClick={onBack}>
      <Icon name="back" size="s" />
      {label ?? t('back')}
    </button>
  );
}
