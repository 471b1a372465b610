/** What the browser lets us keep: in some frames nothing, and then it is kept for as long as the page lives. */
function guarded(open: () => Storage) {
  const memory = new Map<string, string>();
  const attempt = <T>(act: (storage: Storage) => T): T | undefined => {
    try {
      return act(open());
    } catch {
      return undefined; // closed to us, or full
    }
  };
  return {
    get: (key: string): string | undefined => attempt((storage) => storage.getItem(key)) ?? memory.get(key),
    set(key: string, value: string): void {
      memory.set(key, value);
      attempt((storage) => storage.setItem(key, value));
    },
    remove(key: string): void {
      memory.delete(key);
      attempt((storage) => storage.removeItem(key));
    },
    /** Everything that a library of ours keeps under names of its own. */
    removeAll(prefix: string): void {
      attempt((storage) => {
        for (const key of Object.keys(storage)) if (key.startsWith(prefix)) storage.removeItem(key);
      });
    },
  };
}

/** Of this device, and of this tab. */
export const deviceStore = guarded(() => localStorage);
export const tabStore = guarded(() => sessionStorage);

const LANGUAGE = 'cage:language';

/** The language that was last spoken here: a page before any sign-in knows nobody to ask. */
export const spokenLanguage = (): string | undefined => deviceStore.get(LANGUAGE);
export const keepLanguage = (language: string): void => deviceStore.set(LANGUAGE, language);
