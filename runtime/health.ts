export type Check = { readonly name: string; readonly needed: boolean; look(): Promise<unknown> };
export type Health = { readonly ready: boolean; readonly parts: Record<string, 'up' | 'down'> };

/**
 * Asks each dependency whether it answers now, side by side, each within `withinMs`. Ready means that every needed one
 * does: what is not needed to take work in (Temporal, Redis: the inbox holds) is told but does not close the door.
 */
export async function readHealth(checks: readonly Check[], withinMs: number): Promise<Health> {
  const states = await Promise.all(checks.map(async (check) => [check, await answers(check, withinMs)] as const));
  return {
    ready: states.every(([check, up]) => up || !check.needed),
    parts: Object.fromEntries(states.map(([check, up]) => [check.name, up ? 'up' : 'down'])),
  };
}

async function answers(check: Check, withinMs: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), withinMs);
  });
  const look = (async () => check.look())().then(
    () => true,
    () => false,
  );
  return Promise.race([look, tooLate]).finally(() => clearTimeout(timer));
}
