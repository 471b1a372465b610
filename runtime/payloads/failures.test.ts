import { ApplicationFailure } from '@temporalio/common';
import { expect, test } from 'vitest';
import { payloadConverter } from './converter.ts';
import { failureConverter } from './failures.ts';

const written = (error: unknown) => failureConverter.errorToFailure(error, payloadConverter);
const refusal = ApplicationFailure.create({ message: 'The order is paid.', type: 'too-late', category: 'BENIGN' });

test('a refusal of ours is readable as it is written, for a Web UI that decrypts no failures', () => {
  expect(written(refusal)).toMatchObject({ message: 'The order is paid.', stackTrace: '' });
  expect(written(refusal).encodedAttributes).toBeFalsy();
});

test.each([
  ['an error', new Error('canary of Ada')],
  ['a failure that is not marked', ApplicationFailure.nonRetryable('canary of Ada', 'gone')],
  ['what is thrown and is no error', 'canary of Ada'],
])('the words of %s are kept from whoever reads the history', (_what, error) => {
  const failure = written(error);
  expect(failure.encodedAttributes).toBeTruthy();
  expect(JSON.stringify([failure.message, failure.stackTrace])).not.toContain('canary');
  expect(failureConverter.failureToError(failure, payloadConverter).message).toContain('canary of Ada');
});
