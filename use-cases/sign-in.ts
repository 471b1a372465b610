import { createHash, randomBytes } from 'node:crypto';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import type { SessionView } from '../records/identity/reads.ts';
import { readSession } from '../records/identity/reads.ts';
import { openSession } from '../records/identity/sessions.ts';
import { newId } from '../runtime/ids.ts';
import type { BotToken } from '../runtime/settings.ts';
import { type LaunchRefusal, readLaunchData } from '../runtime/telegram/launch-data.ts';
import { admitPlayer } from './admit-player.ts';

/** The token is shown once and kept by nobody: what is stored is its hash. */
export type OpenedSession = { readonly token: string; readonly session: SessionView };

/** A Mini App is opened anew far more often than this; a token that leaked is worth nothing a day later. */
const SESSION_MS = 12 * 3_600_000;

type Deps = { transaction: Transaction; bots: readonly BotToken[]; launchKey: string; now: () => number };

/** Somebody opened the Mini App: who they are is Telegram's word, checked against the token of each bot of ours. */
export const signInFromMiniApp =
  ({ transaction, bots, launchKey, now }: Deps) =>
  async (initData: string): Promise<OpenedSession | LaunchRefusal> => {
    const at = now();
    const read = bots.map(({ botId, token }) => ({
      botId,
      launch: readLaunchData(initData, { botId, token, launchKey }, at),
    }));
    const signed = read.find(({ launch }) => !('reason' in launch));
    if (!signed || 'reason' in signed.launch) {
      const old = read.some(({ launch }) => 'reason' in launch && launch.reason === 'launch-data-old');
      return { reason: old ? 'launch-data-old' : 'launch-data-invalid' };
    }
    const { botId, launch } = signed;

    return transaction(async (tx) => {
      const player = await admitPlayer({ transaction: (fn) => fn(tx), now })(launch.user);
      const token = `cage_${randomBytes(32).toString('base64url')}`;
      const id = newId(at);
      const expiresAt = new Date(at + SESSION_MS);
      await openSession(tx, {
        id,
        player: player.id,
        tokenHash: hashOf(token),
        door: 'mini-app',
        bot: botId,
        openedAt: new Date(at),
        expiresAt,
      });
      await append(tx, {
        actor: 'player',
        actorId: player.id,
        action: 'session.opened',
        subject: id,
        detail: { door: 'mini-app', bot: botId },
      });
      return { token, session: { id, player: player.id, bot: botId, expiresAt, chat: launch.user.id } };
    });
  };

/** The session behind a bearer token; undefined when there is none or it has ended. */
export const findSession =
  ({ query }: { query: Parameters<typeof readSession>[0]['query'] }) =>
  (token: string): Promise<SessionView | undefined> =>
    readSession({ query }, hashOf(token));

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
