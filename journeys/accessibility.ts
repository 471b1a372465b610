import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import type { FrameLocator, Page } from 'playwright-core';

/** The small edition of it, for each document reads it anew. */
const axe = createRequire(import.meta.url)('axe-core/axe.min.js') as typeof Axe;

/* What runs in the page is a text: these folders are compiled for Node, which has no document. */
const STILL =
  'Promise.all(document.getAnimations().map((each) => each.finished.catch(() => undefined))).then(() => undefined)';
const LOOK = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ': ' + target.join(' '))))`;

/** What axe finds in a page or in the frame of an app, in words: the rule and where. Waits for what moves to stand still. */
export async function accessibilityFaults(where: FrameLocator | Page): Promise<string[]> {
  const root = where.locator('html');
  await root.evaluate(STILL);
  // Once for each document: an app that turns its own pages keeps it.
  if (!(await root.evaluate("'axe' in window"))) await root.evaluate(axe.source);
  return (await root.evaluate(LOOK)) as string[];
}
