import type { Round } from '../runtime/loop.ts';
import type { rescreen } from '../use-cases/rescreen.ts';

const AT_ONCE = 50;

/** When the sanctions lists change, everybody who is verified is looked for anew. While they cannot be read it throws, and is tried again. */
export const rescreening =
  (look: ReturnType<typeof rescreen>, held: () => Promise<boolean>) => async (): Promise<Round> => {
    if (!(await held())) return 'rest';
    return (await look(AT_ONCE)) === AT_ONCE ? 'again' : 'rest';
  };
