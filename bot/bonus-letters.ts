import type { GrantId } from '../contracts/ids.ts';
import type { ShowBonus } from '../contracts/outbox.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { Texts } from '../runtime/texts.ts';
import type { BonusToShow } from '../use-cases/show-bonus.ts';
import { bonusScreen } from './screens/bonus.ts';
import { type Body, bodyOf, editIfThere, type Letter, type Outcome, sendOnce } from './sending.ts';

type Place = { readonly grant: GrantId; readonly bot: string; readonly chat: string };

export type BonusLetterDeps = {
  /** A bonus as it is now; undefined when there is no such bonus. */
  readonly readBonus: (grant: ShowBonus['grantId']) => Promise<BonusToShow | undefined>;
  /** Its messages in a chat: the one that told of it, and those it was looked at in. */
  readonly bonusMessages: {
    readonly of: (place: Place) => Promise<readonly bigint[]>;
    readonly keep: (place: Place & { readonly message: bigint }) => Promise<void>;
    readonly forget: (place: Place & { readonly message: bigint }) => Promise<void>;
  };
  readonly textsOf: (language: string) => Texts;
  readonly appUrl: () => string | undefined;
};

/**
 * A bonus in messages of its own, as it is now: the offer, how far it is, how it ended. Whatever it is told of first makes the message, and
 * each that shows it is drawn anew, so that none offers what is decided. An offer that is over and shown nowhere is no news.
 */
export async function sendBonus(
  deps: BonusLetterDeps,
  telegram: TelegramClient,
  { grantId, bot, chat }: ShowBonus,
  letter: Letter,
): Promise<Outcome> {
  const grant = await deps.readBonus(grantId);
  if (!grant) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(grant.language);
  const body = bodyOf(bonusScreen(t, grant, deps.appUrl()));
  const place = { grant: grantId, bot, chat };
  const drawn = await drawAnew(deps, telegram, place, body);
  if (drawn) return drawn;
  const wasNeverPlayed = grant.state !== 'offered' && grant.playUntil === undefined;
  if (wasNeverPlayed) return { kind: 'nothing-to-show' };
  const outcome = await sendOnce(telegram, chat, body, letter, t);
  const { message } = outcome.kind === 'done' ? outcome.result : {};
  if (message !== undefined) await deps.bonusMessages.keep({ ...place, message: BigInt(message) });
  return outcome;
}

/** Every message that shows it; undefined: there is none any more. Where one could not be reached now, all are tried again. */
async function drawAnew(
  { bonusMessages }: BonusLetterDeps,
  telegram: TelegramClient,
  place: Place,
  body: Body,
): Promise<Outcome | undefined> {
  let drawn: Outcome | undefined;
  for (const message of await bonusMessages.of(place)) {
    const outcome = await editIfThere(telegram, place.chat, Number(message), body);
    if (outcome === 'gone') {
      await bonusMessages.forget({ ...place, message });
      continue;
    }
    if (outcome.kind !== 'done') return outcome;
    drawn ??= outcome;
  }
  return drawn;
}
