import { ApplicationFailure, ApplicationFailureCategory, DefaultFailureConverter } from '@temporalio/common';

type Converter = DefaultFailureConverter;

/**
 * What failed may quote anything, so messages and stacks are encrypted. Refusals are our own sentences, for whoever pressed a
 * key in Temporal's Web UI, which decrypts no failures: those, marked as benign, are left as they are.
 */
class FailureConverter extends DefaultFailureConverter {
  readonly #readable = new DefaultFailureConverter({ encodeCommonAttributes: false });

  constructor() {
    super({ encodeCommonAttributes: true });
  }

  override errorToFailure(...args: Parameters<Converter['errorToFailure']>): ReturnType<Converter['errorToFailure']> {
    const [error] = args;
    const isOurs = error instanceof ApplicationFailure && error.category === ApplicationFailureCategory.BENIGN;
    if (!isOurs) return super.errorToFailure(...args);
    return { ...this.#readable.errorToFailure(...args), stackTrace: '' };
  }
}

/** The name under which the SDK looks for a failure converter in this file. */
export const failureConverter = new FailureConverter();
