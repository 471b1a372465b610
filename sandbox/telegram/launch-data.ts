import { createHmac, sign } from 'node:crypto';
import { letters } from '../ground/chance.ts';
import { launchKey } from './launch-key.ts';
import type { Player } from './shapes.ts';
import { dateNow, playerUser, type World } from './world.ts';

/** How a Mini App was opened: each way tells it other things. */
export type LaunchWay = 'menu' | 'inline' | 'keyboard' | 'link';
export const launchWays: readonly LaunchWay[] = ['menu', 'inline', 'keyboard', 'link'];

export type LaunchWish = { readonly way: LaunchWay; readonly startParam?: string };

/**
 * Launch data as Telegram signs it (core.telegram.org/bots/webapps, "Validating data received via the Mini App"): `signature`
 * is Ed25519 for anybody who knows the public key, `hash` HMAC-SHA256 for whoever knows the bot's token. A reply keyboard's
 * app is told of nobody, as Telegram does it.
 */
export function launchData(world: World, bot: number, player: Player, { way, startParam }: LaunchWish): string {
  const token = tokenOf(world, bot);
  const fields: Record<string, string> = {
    auth_date: String(dateNow(world)),
    ...(way === 'keyboard' ? {} : { user: JSON.stringify({ ...userField(player), allows_write_to_pm: true }) }),
    ...(way === 'menu' || way === 'inline' ? { query_id: `AAH${letters(world.random, 19)}` } : {}),
    ...(way === 'link' ? { chat_instance: String(-Math.floor(world.random() * 1e15)), chat_type: 'sender' } : {}),
    ...(startParam ? { start_param: startParam } : {}),
  };
  const signedText = Buffer.from(`${bot}:WebAppData\n${checkString(fields)}`);
  fields.signature = sign(null, signedText, launchKey(firstToken(world))).toString('base64url');
  const secret = createHmac('sha256', 'WebAppData').update(token).digest();
  fields.hash = createHmac('sha256', secret).update(checkString(fields)).digest('hex');
  return new URLSearchParams(fields).toString();
}

/** The address a Mini App is opened at, as Telegram Web writes it: everything it is told stands behind the `#`. */
export function launchUrl(
  world: World,
  bot: number,
  player: Player,
  wish: LaunchWish & { readonly url: string; readonly theme: Readonly<Record<string, string>> },
): string {
  const address = new URL(wish.url);
  const params = new URLSearchParams({
    tgWebAppData: launchData(world, bot, player, wish),
    tgWebAppVersion: '9.1',
    tgWebAppPlatform: 'weba',
    tgWebAppThemeParams: JSON.stringify(wish.theme),
    ...(wish.startParam ? { tgWebAppStartParam: wish.startParam } : {}),
  });
  if (wish.startParam) address.searchParams.set('tgWebAppStartParam', wish.startParam);
  address.hash = params.toString();
  return address.href;
}

export function tokenOf(world: World, bot: number): string {
  for (const [token, id] of world.botsByToken) if (id === bot) return token;
  throw new Error(`no bot ${bot} in this Telegram`);
}

/** One key for all bots, as Telegram has one. */
export const firstToken = (world: World): string => [...world.botsByToken.keys()][0] ?? '';

const checkString = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n');

function userField(player: Player) {
  const { is_bot: _, ...user } = playerUser(player);
  return { last_name: '', ...user };
}
