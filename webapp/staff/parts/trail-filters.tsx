import type { FormEvent } from 'react';
import { shortened } from '../../../contracts/texts/format.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import { actors, filterOf, type TrailFilter } from '../places.ts';
import { trailWords as w } from '../texts.ts';
import { PlaceLink } from './place-link.tsx';

/** What is looked for. It stands in the address, so that it can be handed on. */
export function TrailFilters({ filter }: { filter: TrailFilter }) {
  const { go } = useDesk();
  const apply = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = filterOf((field) => (field === 'actorId' ? (filter.actorId ?? null) : String(form.get(field) ?? '')));
    go({ page: 'trail', filter: typed });
  };
  const { actorId: _, ...others } = filter;
  return (
    <form className="card pad filters" onSubmit={apply}>
      <div className="field">
        <label htmlFor="subject">{w.subject}</label>
        <input
          className="input"
          id="subject"
          name="subject"
          defaultValue={filter.subject ?? ''}
          maxLength={200}
          placeholder={w.subjectHint}
          autoComplete="off"
          spellCheck={false}
        />
      </div>
      <div className="field">
        <label htmlFor="actor">{w.actor}</label>
        <select className="input" id="actor" name="actor" defaultValue={filter.actor ?? ''}>
          <option value="">{w.anybody}</option>
          {actors.map((actor) => (
            <option key={actor} value={actor}>
              {w.actors[actor]}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor="action">{w.action}</label>
        <input
          className="input"
          id="action"
          name="action"
          defaultValue={filter.action ?? ''}
          maxLength={60}
          placeholder={w.actionHint}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
        />
      </div>
      <div className="filter-acts">
        <button type="submit" className="button quiet small">
          <Icon name="filter" size="s" />
          {w.filter}
        </button>
        {filter.actorId && (
          <PlaceLink className="chip" to={{ page: 'trail', filter: others }}>
            {w.by(shortened(filter.actorId, 6))}
            <Icon name="close" size="xs" />
          </PlaceLink>
        )}
        {Object.keys(filter).length > 0 && (
          <PlaceLink className="link small" to={{ page: 'trail', filter: {} }}>
            {w.clear}
          </PlaceLink>
        )}
        <p className="small muted grow">{w.recorded}</p>
      </div>
    </form>
  );
}
