import type { TrailBody } from '../../../contracts/http/staff.ts';
import { Icon } from '../../src/parts/icon.tsx';
import { useDesk } from '../desk-context.ts';
import type { TrailFilter } from '../places.ts';
import { actionIcon, actionText, trailWords as w } from '../texts.ts';
import { actorName, subjectName } from '../trail-names.ts';
import { When } from './pieces.tsx';
import { PlaceLink } from './place-link.tsx';

export type Entry = TrailBody['entries'][number];

/** A row each; the whole of it opens the entry. */
export function TrailTable({
  entries,
  filter,
  open,
}: {
  entries: readonly Entry[];
  filter: TrailFilter;
  open: string | undefined;
}) {
  return (
    <table className="card table trail">
      <thead>
        <tr>
          <th className="kind">
            <span className="sr">{w.action}</span>
          </th>
          <th className="what">{w.action}</th>
          <th className="who">{w.actor}</th>
          <th className="subject">{w.subject}</th>
          <th className="at">{w.when}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id} data-open={entry.id === open || undefined}>
            <td className="kind">
              <Icon name={actionIcon(entry.action)} size="s" />
            </td>
            <td className="what">
              <PlaceLink
                className="cover"
                to={{ page: 'trail', filter, entry: entry.id }}
                current={entry.id === open ? 'true' : undefined}
              >
                {actionText(entry.action)}
              </PlaceLink>
            </td>
            <td className="who">
              <Actor entry={entry} />
            </td>
            <td className="subject code">{subjectName(entry)}</td>
            <td className="at">
              <When iso={entry.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const actorWords: Readonly<Record<string, string>> = w.actors;

function Actor({ entry: { actor, actorId, name } }: { entry: Entry }) {
  const { me } = useDesk();
  if (actorId === me.id) return w.you;
  if (name !== null) return name;
  return (
    <>
      {actorWords[actor] ?? actor}
      {actorId !== null && <span className="code"> {actorName(actor, actorId)}</span>}
    </>
  );
}
