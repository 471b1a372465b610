import { Composer } from 'telegraf';
import type { CodeId } from '../../contracts/ids.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';

/** `code:yes:` and an id: 45 bytes of the 64 that Telegram carries (Bot API, InlineKeyboardButton). */
const PRESSED = /^code:(yes|no):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The keys below a code. The code's own message is drawn anew by what becomes of it; here is only the line over the chat. */
export function code({ confirmCode, denyCode }: BotDeps): Composer<CageContext> {
  const feature = new Composer<CageContext>();
  feature.action(PRESSED, async (ctx) => {
    const [, answer, id] = ctx.match;
    const outcome = await (answer === 'yes' ? confirmCode : denyCode)(ctx)(String(ctx.from.id), id as CodeId);
    if (!('reason' in outcome)) return;
    ctx.showToast(outcome.reason === 'act-refused' ? ctx.t('code-toast-refused') : ctx.t('code-toast-over'));
  });
  return feature;
}
