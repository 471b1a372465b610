import { DefaultFailureConverter } from '@temporalio/common';

/** The name under which the SDK looks for a failure converter in this file. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
