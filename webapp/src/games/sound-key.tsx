import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import type { Sounds } from './sounds.ts';

/** Whether the game is heard: one press, remembered by the device. */
export function SoundKey({ sounds: { isOn, choose } }: { sounds: Sounds }) {
  const t = useTexts();
  return (
    <button
      type="button"
      className="icon-button sound-key"
      aria-pressed={isOn}
      aria-label={t('sound')}
      onClick={() => choose(!isOn)}
    >
      <Icon name={isOn ? 'sound' : 'mute'} />
    </button>
  );
}
