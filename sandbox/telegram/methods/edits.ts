import { sameText } from '../entities/formatted-text.ts';
import { type Change, editMessage, messageOnTheWire } from '../messages.ts';
import { badRequest, isRefused, type Refused } from '../refusal.ts';
import { readInlineKeyboard } from '../reply-markup.ts';
import type { Message } from '../shapes.ts';
import { type Call, edit, knownMessage, type Method } from './call.ts';
import { hasPayKey, readCaption, readLinkPreview, readText } from './messages.ts';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

/** The bot's own message, or why it cannot be edited. */
function editable(call: Call): Message | Refused {
  const { args } = call;
  if (!args.has('chat_id') && !args.has('message_id')) return badRequest('message identifier is not specified');
  const found = knownMessage(call, 'message to edit');
  if (isRefused(found)) return found;
  const isService = found.paid || found.refunded || found.dice;
  return found.from === 'bot' && !isService ? found : badRequest("message can't be edited");
}

function change(call: Call, found: Message, { markup, ...content }: Change): unknown | Refused {
  const sameKeys = JSON.stringify(found.markup) === JSON.stringify(markup);
  const same =
    sameText(found.text, content.text ?? found.text) && sameText(found.caption, content.caption ?? found.caption);
  if (same && sameKeys) return badRequest(NOT_MODIFIED);
  if (hasPayKey(markup) && !found.invoice) return badRequest('BUTTON_TYPE_INVALID');
  return messageOnTheWire(call.world, editMessage(call.world, found, { markup, ...(same ? {} : content) }));
}

const editMessageText = edit((call) => {
  const markup = readInlineKeyboard(call.args);
  if (isRefused(markup)) return markup;
  const text = readText(call);
  if (isRefused(text)) return text;
  const linkPreview = readLinkPreview(call);
  if (isRefused(linkPreview)) return linkPreview;
  const found = editable(call);
  if (isRefused(found)) return found;
  if (!found.text) return badRequest('There is no text in the message to edit');
  return change(call, found, { text, markup, ...(linkPreview ? { linkPreview } : {}) });
});

const editMessageCaption = edit((call) => {
  const markup = readInlineKeyboard(call.args);
  if (isRefused(markup)) return markup;
  const caption = readCaption(call);
  if (isRefused(caption)) return caption;
  const found = editable(call);
  if (isRefused(found)) return found;
  if (!found.photo) return badRequest('There is no caption in the message to edit');
  return change(call, found, { caption: caption ?? { text: '', entities: [] }, markup });
});

const editMessageReplyMarkup = edit((call) => {
  const markup = readInlineKeyboard(call.args);
  if (isRefused(markup)) return markup;
  const found = editable(call);
  return isRefused(found) ? found : change(call, found, { markup });
});

export const editMethods: Readonly<Record<string, Method>> = {
  editmessagetext: editMessageText,
  editmessagecaption: editMessageCaption,
  editmessagereplymarkup: editMessageReplyMarkup,
};
