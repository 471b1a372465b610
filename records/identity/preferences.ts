import type { PlayerId } from '../../contracts/ids.ts';
import type { Language } from '../../contracts/languages.ts';
import { sql, type Tx } from '../../prisma/tx.ts';

/** From now on the player is spoken to in this language; null: in what Telegram says they speak. */
export async function chooseLanguage(tx: Tx, player: PlayerId, language: Language | null): Promise<void> {
  await tx.query(sql`update identity.player set chosen_language = ${language} where id = ${player}`);
}
