/** First strong isolate to its end, from the left: numbers and codes inside of a sentence keep their own direction. */
export const isolated = (text: string): string => `\u2066${text}\u2069`;
