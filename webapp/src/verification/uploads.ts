import type { SentDocumentBody } from '../../../contracts/http/kyc.ts';
import type { DocumentKind } from '../../../domain/verification.ts';
import { asRefused } from '../api/client.ts';
import type { SendFile } from './send-file.ts';

/** A file on its way, or one that did not arrive. */
export type Upload = {
  readonly id: number;
  readonly kind: DocumentKind;
  readonly file: File;
  /** Bytes that went out. */
  readonly sent: number;
  /** Why it did not arrive; undefined while it is sent. */
  readonly failed: string | undefined;
};

export type Uploads = ReturnType<typeof createUploads>;

/**
 * Files on their way. They go on while the player looks at another page.
 * @param arrived asks again what there is. A file whose answer was lost may have arrived, so it is asked then, too.
 */
export function createUploads(send: SendFile, arrived: () => Promise<unknown>) {
  let all: readonly Upload[] = [];
  let count = 0;
  const listeners = new Set<() => void>();
  const stops = new Map<number, AbortController>();
  const files = new Map<string, File>();
  const set = (next: readonly Upload[]): void => {
    all = next;
    for (const each of listeners) each();
  };
  const change = (id: number, to: Partial<Upload>): void =>
    set(all.map((each) => (each.id === id ? { ...each, ...to } : each)));
  const drop = (id: number): void => set(all.filter((each) => each.id !== id));

  const run = async ({ id, kind, file }: Upload): Promise<void> => {
    const stop = new AbortController();
    stops.set(id, stop);
    change(id, { sent: 0, failed: undefined });
    try {
      const document: SentDocumentBody = await send(kind, file, {
        signal: stop.signal,
        onProgress: (sent) => change(id, { sent: Math.min(sent, file.size) }),
      });
      files.set(document.id, file);
      await arrived();
      drop(id);
    } catch (error) {
      await arrived();
      change(id, { failed: asRefused(error).problem.reason });
    } finally {
      stops.delete(id);
    }
  };

  return {
    get: (): readonly Upload[] => all,
    subscribe: (listen: () => void): (() => void) => {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    add(kind: DocumentKind, file: File): Promise<void> {
      count += 1;
      const upload: Upload = { id: count, kind, file, sent: 0, failed: undefined };
      // What did not arrive before is replaced by what is chosen now.
      set([...all.filter((each) => each.kind !== kind || each.failed === undefined), upload]);
      return run(upload);
    },
    again(id: number): Promise<void> {
      const upload = all.find((each) => each.id === id && each.failed !== undefined);
      return upload ? run(upload) : Promise.resolve();
    },
    /** Not to be sent after all. */
    drop(id: number): void {
      drop(id);
      stops.get(id)?.abort();
    },
    /** The file that was sent from this page under this id: its name and picture are known here alone. */
    fileOf: (document: string): File | undefined => files.get(document),
  };
}
