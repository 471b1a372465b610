import { Composer } from 'telegraf';
import { message } from 'telegraf/filters';
import type { CodeId } from '../../contracts/ids.ts';
import { westernDigits } from '../../domain/digits.ts';
import { hasOpenCode } from '../../records/identity/reads.ts';
import type { CageContext } from '../context.ts';
import type { BotDeps } from '../deps.ts';
import { typedCodeScreen } from '../screens/code.ts';

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
  // Six digits while a code is open are meant as the code, not as an amount: 004321 would open an order over 4,321.
  feature.on(message('text'), async (ctx, next) => {
    const isLikeCode = /^\d{6}$/.test(westernDigits(ctx.message.text).trim());
    if (!isLikeCode || !(await hasOpenCode(ctx.tx, ctx.player.id))) return next();
    await ctx.say(typedCodeScreen(ctx.t));
  });
  return feature;
}
