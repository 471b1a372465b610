import { expect, test } from 'vitest';
import type { SentDocumentBody } from '../../../contracts/http/kyc.ts';
import { Refused } from '../api/client.ts';
import type { SendFile } from './send-file.ts';
import { createUploads } from './uploads.ts';

const DOCUMENT: SentDocumentBody = {
  id: '01960000-0000-7000-8000-000000000001',
  kind: 'identity',
  bytes: 3,
  sentAt: '2026-11-22T10:00:00Z',
  state: 'kept',
};
const file = (name = 'passport.jpg') => new File(['abc'], name, { type: 'image/jpeg' });

/** A line of which the test says when it carries what. */
function line() {
  const sent: {
    progress: (bytes: number) => void;
    signal: AbortSignal;
    ends: PromiseWithResolvers<SentDocumentBody>;
  }[] = [];
  let asked = 0;
  const send: SendFile = (_kind, _file, { onProgress, signal }) => {
    const ends = withResolvers<SentDocumentBody>();
    sent.push({ progress: onProgress, signal, ends });
    signal.addEventListener('abort', () => ends.reject(new Refused({ reason: 'unavailable' })));
    return ends.promise;
  };
  const uploads = createUploads(send, async () => {
    asked += 1;
  });
  return { sent, uploads, asked: () => asked };
}

type PromiseWithResolvers<T> = { promise: Promise<T>; resolve: (value: T) => void; reject: (error: unknown) => void };
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve: (value: T) => void = () => undefined;
  let reject: (error: unknown) => void = () => undefined;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

test('a file is on its way until what there is was asked again, and its name is known after', async () => {
  const { sent, uploads, asked } = line();
  const passport = file();
  const done = uploads.add('identity', passport);
  sent[0]?.progress(2);
  expect(uploads.get()).toMatchObject([{ kind: 'identity', sent: 2, failed: undefined }]);
  sent[0]?.ends.resolve(DOCUMENT);
  await done;
  expect(asked()).toBe(1);
  expect(uploads.get()).toEqual([]);
  expect(uploads.fileOf(DOCUMENT.id)).toBe(passport);
});

test('progress counts no more than the file has: what goes out carries more than it', () => {
  const { sent, uploads } = line();
  void uploads.add('identity', file());
  sent[0]?.progress(900);
  expect(uploads.get()[0]?.sent).toBe(3);
});

test('a connection lost in the middle keeps the file, says why, and it goes again from the beginning', async () => {
  const { sent, uploads, asked } = line();
  const done = uploads.add('selfie', file());
  sent[0]?.progress(2);
  sent[0]?.ends.reject(new Refused({ reason: 'offline' }));
  await done;
  expect(uploads.get()).toMatchObject([{ sent: 2, failed: 'offline' }]);
  expect(asked()).toBe(1); // the answer may be all that was lost
  const again = uploads.again(uploads.get()[0]?.id ?? 0);
  expect(uploads.get()).toMatchObject([{ sent: 0, failed: undefined }]);
  sent[1]?.ends.resolve(DOCUMENT);
  await again;
  expect(uploads.get()).toEqual([]);
});

test('one that is on its way is not sent twice by pressing again', async () => {
  const { sent, uploads } = line();
  void uploads.add('selfie', file());
  await uploads.again(uploads.get()[0]?.id ?? 0);
  expect(sent).toHaveLength(1);
});

test('another file takes the place of one that was refused, and leaves those on their way alone', async () => {
  const { sent, uploads } = line();
  const refused = uploads.add('identity', file('virus.jpg'));
  sent[0]?.ends.reject(new Refused({ reason: 'upload-infected' }));
  await refused;
  void uploads.add('selfie', file('me.jpg'));
  void uploads.add('identity', file('passport.jpg'));
  expect(uploads.get().map(({ file: { name } }) => name)).toEqual(['me.jpg', 'passport.jpg']);
});

test('one that is dropped is stopped, and is not said to have failed', async () => {
  const { sent, uploads } = line();
  const done = uploads.add('identity', file());
  uploads.drop(uploads.get()[0]?.id ?? 0);
  expect(sent[0]?.signal.aborted).toBe(true);
  await done;
  expect(uploads.get()).toEqual([]);
});

test('whoever looks is told of each change, until they look away', () => {
  const { sent, uploads } = line();
  let told = 0;
  const leave = uploads.subscribe(() => {
    told += 1;
  });
  void uploads.add('identity', file());
  const after = told;
  sent[0]?.progress(1);
  expect(told).toBe(after + 1);
  leave();
  sent[0]?.progress(2);
  expect(told).toBe(after + 1);
});
