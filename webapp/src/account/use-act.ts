import { useOneAct } from '../parts/one-act.ts';

/** Something a key does: once at a time, and what was refused is there to be said. */
export function useAct(does: () => Promise<void>) {
  const { busy, failed: refused, act } = useOneAct();
  return { busy, refused, act: (): void => void act(does) };
}
