/** Tells whoever looks on what just happened: a page, a waiting test. */
export type Hub<Happening> = {
  tell(happening: Happening): void;
  /** The answer stops listening. */
  listen(listener: (happening: Happening) => void): () => void;
};

export function createHub<Happening>(): Hub<Happening> {
  const listeners = new Set<(happening: Happening) => void>();
  return {
    tell(happening) {
      for (const listener of [...listeners]) listener(happening);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
