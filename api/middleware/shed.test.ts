import { expect, test } from 'vitest';
import { watchLag } from './shed.ts';

const blocks = (ms: number) => {
  const until = performance.now() + ms;
  while (performance.now() < until); // nothing else runs
};
const turns = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a loop that is late all the time is seen, and so is that it recovered', async () => {
  const lag = watchLag();
  try {
    expect(lag.lagMs()).toBe(0);
    while (lag.lagMs() <= 100) {
      blocks(150);
      await turns(1);
    }
    while (lag.lagMs() > 100) await turns(50);
  } finally {
    lag.stop();
  }
});
