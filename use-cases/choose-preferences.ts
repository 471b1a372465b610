import type { PlayerId } from '../contracts/ids.ts';
import type { Language } from '../contracts/languages.ts';
import { assert } from '../domain/assert.ts';
import type { Transaction } from '../prisma/tx.ts';
import { append } from '../records/audit/append.ts';
import { chooseLanguage } from '../records/identity/preferences.ts';
import { type Profile, readProfile } from '../records/identity/reads.ts';
import type { Hint } from '../runtime/pokes.ts';

export type Preferences = { readonly language: Language | null };

/** A player chooses how they are spoken to, in the chat and in the app alike; null follows Telegram again. */
export const choosePreferences =
  ({ transaction, hint }: { transaction: Transaction; hint: Hint }) =>
  (player: PlayerId, { language }: Preferences): Promise<Profile> =>
    transaction(async (tx) => {
      const before = await readProfile(tx, player);
      const chosen = before?.languageIsChosen ? before.language : null;
      if (before && chosen === language) return before;
      await chooseLanguage(tx, player, language);
      await append(tx, {
        actor: 'player',
        actorId: player,
        action: 'preferences.chosen',
        subject: player,
        detail: { language },
      });
      tx.afterCommit(() => hint(player, { what: 'preferences' }));
      const profile = await readProfile(tx, player);
      assert(profile, `no player ${player}`);
      return profile;
    });
