import { createRequire } from 'node:module';
import type clientModule from '@adyen/api-library/lib/src/client.js';
import type hmacModule from '@adyen/api-library/lib/src/utils/hmacValidator.js';

/**
 * Two classes of the library that are default exports of CommonJS: what an import makes of those depends on who imports. Taken one
 * by one, because the whole library takes half a second to load.
 */
const load = createRequire(import.meta.url);

export const { default: Client } = load('@adyen/api-library/lib/src/client.js') as typeof clientModule;
export const { default: HmacValidator } = load(
  '@adyen/api-library/lib/src/utils/hmacValidator.js',
) as typeof hmacModule;
