import type { FormattedText, MessageEntity } from '../shapes.ts';

/** Outer entities before those they hold. */
export const inOrder = (entities: readonly MessageEntity[]): MessageEntity[] =>
  [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);

/** Telegram keeps no blanks at either end of a message; entities follow the text. */
export function trimmed({ text, entities }: FormattedText): FormattedText {
  const start = text.length - text.trimStart().length;
  const kept = text.trim();
  return {
    text: kept,
    entities: entities.flatMap((entity) => {
      const from = Math.max(entity.offset - start, 0);
      const until = Math.min(entity.offset + entity.length - start, kept.length);
      return until > from ? [{ ...entity, offset: from, length: until - from }] : [];
    }),
  };
}

export const sameText = (a: FormattedText | undefined, b: FormattedText | undefined): boolean =>
  a?.text === b?.text && JSON.stringify(a?.entities ?? []) === JSON.stringify(b?.entities ?? []);

/** Telegram's places in a text are counted in bytes of UTF-8 when it complains. */
export const byteOffset = (source: string, index: number): number => Buffer.byteLength(source.slice(0, index));
