import { useApp } from '../app-context.ts';
import type { Place } from '../places.ts';
import { Icon } from './icon.tsx';

/** Something waits for the player: what, until when, and where. */
export function Waits({ icon, title, text, place }: { icon: string; title: string; text: string; place: Place }) {
  const { go } = useApp();
  return (
    <button type="button" className="card row waits" onClick={() => go(place)}>
      <span className="badge">
        <Icon name={icon} />
      </span>
      <span className="grow">
        <span className="name strong">{title}</span>
        <span className="sub small muted">{text}</span>
      </span>
      <Icon name="chevron" size="xs" />
    </button>
  );
}
