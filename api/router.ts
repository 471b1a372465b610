import { Router } from 'express';

/** A path is what we wrote, to the letter: a proxy that hides `/metrics` hides no `/Metrics`. */
export const createRouter = (): Router => Router({ caseSensitive: true, strict: true });
