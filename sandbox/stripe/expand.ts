import type { World } from './world.ts';

/** The object an id stands for, as far as somebody may ask to have it in place (docs.stripe.com/expand). */
function objectBehind(world: World, id: string): unknown {
  switch (id.split('_')[0]) {
    case 'cs':
      return world.sessions.get(id)?.wire;
    case 'pi':
      return world.intents.get(id);
    case 'ch':
      return world.charges.get(id);
    case 're':
      return world.refunds.get(id);
    case 'du':
      return world.disputes.get(id);
    default:
      return undefined;
  }
}

/** The object with what `paths` name in place of ids. Undefined where a path leads nowhere. */
export function expanded(world: World, object: unknown, paths: readonly string[]): unknown {
  let result = object;
  for (const path of paths) {
    const next = along(world, result, path.split('.'));
    if (next === undefined) return undefined;
    result = next;
  }
  return result;
}

function along(world: World, object: unknown, [field, ...rest]: readonly string[]): unknown {
  if (field === undefined) return object;
  if (Array.isArray(object)) return object.map((each) => along(world, each, [field, ...rest]));
  if (object === null) return null;
  if (typeof object !== 'object' || !(field in object)) return undefined;
  const value = (object as Record<string, unknown>)[field];
  const inPlace = typeof value === 'string' ? (objectBehind(world, value) ?? value) : value;
  const below = rest.length === 0 ? inPlace : along(world, inPlace, rest);
  return below === undefined ? undefined : { ...object, [field]: below };
}
