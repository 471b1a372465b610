/**
 * Those of one name take turns, and each is handed what the one before has left; different names wait for nobody. What is left is
 * kept of so many names, and forgotten of whoever was not seen for longest; of one whose turn threw, at once.
 */
export function createTurns<K, V>(most: number) {
  const kept = new Map<K, V>();
  const last = new Map<K, Promise<unknown>>();

  return <R>(name: K, turn: (left: V | undefined) => Promise<readonly [R, V | undefined]>): Promise<R> => {
    const before = last.get(name) ?? Promise.resolve();
    const take = async (): Promise<R> => {
      const left = kept.get(name);
      kept.delete(name);
      const [result, leaves] = await turn(left);
      if (leaves !== undefined) kept.set(name, leaves);
      const [oldest] = kept.keys();
      if (kept.size > most && oldest !== undefined) kept.delete(oldest);
      return result;
    };
    const mine = before.then(take);
    // Whoever comes next waits for the end of it, whichever way it ends.
    const ended = mine.then(
      () => undefined,
      () => undefined,
    );
    last.set(name, ended);
    void ended.then(() => {
      if (last.get(name) === ended) last.delete(name);
    });
    return mine;
  };
}
