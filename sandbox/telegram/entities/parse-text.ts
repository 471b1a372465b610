import { badRequest, isRefused, type Refused } from '../refusal.ts';
import type { FormattedText, MessageEntity } from '../shapes.ts';
import { trimmed } from './formatted-text.ts';
import { withFoundEntities } from './found.ts';
import { parseHtml } from './html.ts';
import { parseMarkdownV2 } from './markdown-v2.ts';

const MOST_RAW_BYTES = 1 << 15;

/** What a bot said, as players see it: marked by a parse mode or by entities, trimmed, links and commands found. */
export function parseText(
  source: string,
  mode: string,
  given: readonly MessageEntity[] | undefined,
): FormattedText | Refused {
  if (Buffer.byteLength(source) > MOST_RAW_BYTES) return badRequest('Text is too long');
  const marked = marks(source, mode.toLowerCase(), given);
  return isRefused(marked) ? marked : withFoundEntities(trimmed(marked));
}

function marks(source: string, mode: string, given: readonly MessageEntity[] | undefined): FormattedText | Refused {
  switch (mode) {
    case '':
    case 'none':
      return { text: source, entities: given ?? [] };
    case 'html':
      return parseHtml(source);
    case 'markdownv2':
      return parseMarkdownV2(source);
    default:
      return badRequest('Unsupported parse_mode');
  }
}
