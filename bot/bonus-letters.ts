import type { ShowBonus } from '../contracts/outbox.ts';
import type { TelegramClient } from '../runtime/telegram/client.ts';
import type { Texts } from '../runtime/texts.ts';
import type { BonusToShow } from '../use-cases/show-bonus.ts';
import { bonusLetter } from '../use-cases/tell-bonus.ts';
import { bonusScreen, reminderScreen } from './screens/bonus.ts';
import { bodyOf, editOrSend, type Letter, type Outcome, sendOnce } from './sending.ts';

export type BonusLetterDeps = {
  /** A bonus as it is now; undefined when there is no such bonus. */
  readonly readBonus: (grant: ShowBonus['grantId']) => Promise<BonusToShow | undefined>;
  readonly messageSentAs: (key: string) => Promise<number | undefined>;
  readonly textsOf: (language: string) => Texts;
  readonly appUrl: () => string | undefined;
};

/**
 * A bonus in a message of its own, as it is now: the offer, how far it is, how it ended. Whatever it is told of first makes the
 * message; a reminder is beside it, and comes too late once the bonus has ended.
 */
export async function sendBonus(
  deps: BonusLetterDeps,
  telegram: TelegramClient,
  { grantId, chat, about }: ShowBonus,
  letter: Letter,
): Promise<Outcome> {
  const grant = await deps.readBonus(grantId);
  if (!grant) return { kind: 'nothing-to-show' };
  const t = deps.textsOf(grant.language);
  if (about === 'reminder')
    return grant.state === 'active'
      ? sendOnce(telegram, chat, bodyOf(reminderScreen(t, grant, deps.appUrl())), letter, t)
      : { kind: 'nothing-to-show' };

  const body = bodyOf(bonusScreen(t, grant, deps.appUrl()));
  const message =
    (await deps.messageSentAs(bonusLetter(grantId, 'offered'))) ??
    (await deps.messageSentAs(bonusLetter(grantId, 'active')));
  return message === undefined ? sendOnce(telegram, chat, body, letter, t) : editOrSend(telegram, chat, message, body);
}
