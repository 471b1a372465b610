import type { RequestHandler } from 'express';

/**
 * Hangs up on who sends a body for longer than this: they are all small. Not on this path: files come there, over poor lines, from
 * those alone who are known; the server itself ends these later.
 */
export const hurry =
  (withinMs: number, exceptPath: string): RequestHandler =>
  (request, _response, next) => {
    const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length']) > 0;
    if (hasBody && request.path !== exceptPath) {
      const overtime = setTimeout(() => request.socket.destroy(), withinMs);
      for (const over of ['end', 'close']) request.once(over, () => clearTimeout(overtime));
    }
    next();
  };
