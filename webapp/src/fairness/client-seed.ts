/** So many signs that nobody tries them all: 16 of 32 are 80 bits. */
const SIGNS = 16;
/** Without those that are mistaken for one another. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';

/**
 * A client seed for whoever does not care to write one. It is made on the player's own device, after the commitment was shown.
 * @param random 16 bytes of a source that nobody can foresee; 32 signs divide a byte's 256, so none is likelier
 */
export const freshClientSeed = (random: Uint8Array): string =>
  Array.from(random, (byte) => ALPHABET[byte % ALPHABET.length]).join('');

export const drawClientSeed = (): string => freshClientSeed(crypto.getRandomValues(new Uint8Array(SIGNS)));
