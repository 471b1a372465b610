/** So many at once, and so many who wait for it; who comes after these gets no turn. */
export function createTurns(atOnce: number, mostWaiting: number) {
  const waiting: (() => void)[] = [];
  let busy = 0;
  const end = (): void => {
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  };
  return {
    /** Resolves when it is one's turn, to what ends it; undefined: too many wait. */
    async take(): Promise<(() => void) | undefined> {
      if (busy < atOnce) busy += 1;
      else {
        if (waiting.length >= mostWaiting) return undefined;
        await new Promise<void>((resolve) => void waiting.push(resolve));
      }
      return end;
    },
  };
}
