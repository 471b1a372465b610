import { createHash, createHmac, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { letters } from './chance.ts';
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
  fields.signature = sign(null, Buffer.from(`${bot}:WebAppData\n${checkString(fields)}`), launchKey(token)).toString(
    'base64url',
  );
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

/** This sandbox's own Ed25519 key in the place of Telegram's; its public half, 32 bytes in hex, is what a product is given. */
export function launchPublicKey(world: World, bot: number): string {
  const key = createPublicKey(launchKey(tokenOf(world, bot))).export({ format: 'der', type: 'spki' });
  return key.subarray(-32).toString('hex');
}

/** PKCS #8 around an Ed25519 seed (RFC 8410, 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function launchKey(token: string): KeyObject {
  const seed = createHash('sha256').update(`launch key of ${token}`).digest();
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function tokenOf(world: World, bot: number): string {
  for (const [token, id] of world.botsByToken) if (id === bot) return token;
  throw new Error(`no bot ${bot} in this Telegram`);
}

const checkString = (fields: Readonly<Record<string, string>>): string =>
  Object.entries(fields)
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join('\n');

function userField(player: Player) {
  const { is_bot: _, ...user } = playerUser(player);
  return { last_name: '', ...user };
}
