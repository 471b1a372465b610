import type { Round } from '../../runtime/loop.ts';
import { messageUnderWay } from './message-under-way.ts';
import { nextMessage } from './next-message.ts';
import { noteWriter, readOpenAttempt } from './queue.ts';
import { whatLeft } from './what-left.ts';
import { openDesk, type WriterDeps } from './writer-desk.ts';

/**
 * The hot wallet's writer: it alone signs, one message at a time, and it may die between any two lines. What is signed is written down
 * first and may be sent by anybody as often as they like; what became of it is read from the scan's final transactions alone. Any
 * number of writers may run at once: whoever comes second finds the row.
 */
export function createWriter(deps: WriterDeps): () => Promise<Round> {
  const desk = openDesk(deps);
  const underWay = messageUnderWay(desk);
  const signNext = nextMessage(desk, underWay.send);
  const follow = whatLeft(desk);
  return async () => {
    await noteWriter(desk, desk.hot);
    const attempt = await readOpenAttempt(desk, desk.hot);
    const moved = attempt ? await underWay.goOn(attempt) : await signNext();
    const arrived = await follow();
    return moved || arrived ? 'again' : 'rest';
  };
}
