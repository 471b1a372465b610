import type { Round } from '../runtime/loop.ts';

type Deps = {
  /** Writes what is new for those who wish to hear of it; answers how many. */
  readonly announce: (atMost: number) => Promise<number>;
  /** Hands over what is due; answers how many. */
  readonly send: (atMost: number) => Promise<number>;
  readonly forget: (atMost: number) => Promise<number>;
  readonly held: () => Promise<boolean>;
};

/** In a second, no more than one bot may write to different chats: what waits is judged again as late as can be. */
const A_SECOND = 20;
const PAGE = 500;

/** Tells players what they wish to be told, at a pace at which nobody's receipt waits for it. One page of each, and a rest. */
export const noticesLoop =
  ({ announce, send, forget, held }: Deps) =>
  async (): Promise<Round> => {
    if (!(await held())) return 'rest';
    await announce(PAGE);
    await send(A_SECOND);
    await forget(PAGE);
    return 'rest';
  };
