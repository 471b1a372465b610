import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createLoginPage, type LoginPage } from '../oidc/login-page.ts';
import { createProvider, type Provider } from '../oidc/provider.ts';
import { isFromHere, sendTo } from '../pages/http.ts';
import { tokenOf } from './launch-data.ts';
import { initialsOf } from './page-view.ts';
import type { Player } from './shapes.ts';
import { botOf, dateNow, nameOf, type World } from './world.ts';

/** What @BotFather's Web Login knows of the first bot. */
export type WebLogin = {
  readonly clientSecret: string;
  /** Where a browser may be sent back to, to the letter; their origins are the domains of the Login Widget. */
  readonly redirectUris: readonly string[];
};

export type Login = Pick<Provider, 'asked' | 'misbehave' | 'rotateKeys'> & {
  /** False where the request is for somebody else. */
  handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean>;
  /** What the Login Widget answers for a player, as it stands behind `#tgAuthResult=`. */
  widgetResult(bot: number, player: Player): string;
};

/**
 * oauth.telegram.org of this Telegram: an OpenID provider whose clients are bots (core.telegram.org/bots/telegram-login), and
 * the page of the Login Widget (core.telegram.org/widgets/login-legacy) at the same address.
 */
export function createLogin(world: World, webLogin: WebLogin | undefined, url: () => string): Login {
  const redirectUris = webLogin?.redirectUris ?? [];
  const [firstBot = 0] = world.botsByToken.values();
  const page = createLoginPage({
    people: () => [...world.players.values()].map(face),
    remembered: 'player', // as the chat page has it
    words: ({ clientName, returnsTo }) => ({
      title: `Log in to ${clientName}?`,
      text: `${new URL(returnsTo).host} will learn your name, @username and picture. It gets neither your phone number nor leave to write to you.`,
    }),
  });
  const provider = createProvider({
    issuer: url,
    algorithm: 'RS256',
    now: () => world.clock.now(),
    clients: webLogin
      ? [{ id: String(firstBot), secret: webLogin.clientSecret, name: nameOf(botOf(world, firstBot)), redirectUris }]
      : [],
    claimsOf(person, scope) {
      const player = world.players.get(person);
      return player && claimsOf(player, firstBot, scope, `${url()}/parts/favicon.svg`);
    },
    ask: page.open,
  });
  const widgetResult = (bot: number, player: Player) => signedFields(world, bot, player);

  return {
    asked: provider.asked,
    misbehave: provider.misbehave,
    rotateKeys: provider.rotateKeys,
    widgetResult,
    async handle(request, response, asked) {
      if (!isFromHere(request)) return false;
      if (request.method === 'GET' && asked.pathname === '/auth' && asked.searchParams.has('bot_id')) {
        askForWidget(world, { query: asked.searchParams, response, redirectUris, page, widgetResult });
        return true;
      }
      return (await page.handle(request, response, asked)) || provider.handle(request, response, asked);
    },
  };
}

type WidgetTools = {
  readonly query: URLSearchParams;
  readonly response: ServerResponse;
  readonly redirectUris: readonly string[];
  readonly page: LoginPage;
  readonly widgetResult: Login['widgetResult'];
};

/** `return_to` gets the answer behind its `#`; it must be of the origin that is linked to the bot (/setdomain). */
function askForWidget(world: World, { query, response, redirectUris, page, widgetResult }: WidgetTools): void {
  const bot = world.bots.get(query.get('bot_id') ?? '');
  const origin = originOf(query.get('origin') ?? '');
  const returnTo = query.get('return_to') ?? origin ?? '';
  const isLinked = origin !== undefined && redirectUris.some((each) => originOf(each) === origin);
  if (!bot || !isLinked || originOf(returnTo) !== origin) {
    return void response.writeHead(400, { 'content-type': 'text/plain' }).end('Bot domain invalid');
  }
  const back = (result: string): string => {
    const address = new URL(returnTo);
    address.hash = `tgAuthResult=${result}`;
    return address.href;
  };
  const question = {
    clientName: nameOf(bot),
    returnsTo: returnTo,
    refuse: () => back('false'),
    grant(person: string) {
      const player = world.players.get(person);
      return player && back(widgetResult(bot.id, player));
    },
  };
  sendTo(response, page.open(question));
}

/** base64url of the fields in JSON, hashed with the SHA-256 of the bot's token. */
function signedFields(world: World, bot: number, player: Player): string {
  const fields = {
    id: player.id,
    first_name: player.firstName,
    ...(player.lastName ? { last_name: player.lastName } : {}),
    ...(player.username ? { username: player.username } : {}),
    auth_date: dateNow(world),
  };
  const lines = Object.entries(fields).map(([name, value]) => `${name}=${value}`);
  const key = createHash('sha256').update(tokenOf(world, bot)).digest();
  const hash = createHmac('sha256', key).update(lines.sort().join('\n')).digest('hex');
  return Buffer.from(JSON.stringify({ ...fields, hash })).toString('base64url');
}

/** `sub` is a number of this service alone, another for every bot; the account's own number comes with `profile`. */
function claimsOf(player: Player, bot: number, scope: readonly string[], picture: string) {
  const digest = createHash('sha256').update(`${bot}:${player.id}`).digest();
  const sub = String(digest.readBigUInt64BE() >> 1n);
  if (!scope.includes('profile')) return { sub };
  return {
    sub,
    id: player.id,
    name: fullName(player),
    ...(player.username ? { preferred_username: player.username } : {}),
    picture,
  };
}

const fullName = ({ firstName, lastName }: Player): string => [firstName, lastName].filter(Boolean).join(' ');

const face = (player: Player) => ({
  id: String(player.id),
  name: fullName(player),
  detail: player.username ? `@${player.username}` : 'no @username',
  initials: initialsOf(player),
  colour: player.colour,
});

const originOf = (address: string): string | undefined => (URL.canParse(address) ? new URL(address).origin : undefined);
