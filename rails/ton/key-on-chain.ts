import type { Address } from '@ton/core';

/** What of the chain client is needed here. */
type GetMethods = {
  run(
    address: Address,
    method: string,
  ): Promise<{ readonly exitCode: number; readonly stack: { readBigNumber(): bigint } }>;
};

/**
 * The key that a deployed wallet says it listens to, as nearly all have said since their second version. Undefined: it is not
 * deployed, or has no such method. Throws on an outage.
 */
export const keyOnChain =
  (chain: GetMethods) =>
  async (address: Address): Promise<Buffer | undefined> => {
    const { exitCode, stack } = await chain.run(address, 'get_public_key');
    if (exitCode !== 0 && exitCode !== 1) return undefined;
    const key = readKey(stack);
    return key !== undefined && key >= 0n && key < 1n << 256n
      ? Buffer.from(key.toString(16).padStart(64, '0'), 'hex')
      : undefined;
  };

/** Another contract's method of that name may answer anything. */
function readKey(stack: { readBigNumber(): bigint }): bigint | undefined {
  try {
    return stack.readBigNumber();
  } catch {
    return undefined;
  }
}
