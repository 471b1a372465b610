import { useTexts } from '../texts.tsx';
import { Icon } from './icon.tsx';

/** To the step before, inside of a sheet. */
export function BackLink({ onBack, label }: { onBack: () => void; label?: string }) {
  const t = useTexts();
  return (
    <button type="button" className="link to-amount" onClick={onBack}>
      <Icon name="back" size="s" />
      {label ?? t('back')}
    </button>
  );
}
