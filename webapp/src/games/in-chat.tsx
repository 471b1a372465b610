import type { AboutBody } from '../../../contracts/http/account.ts';
import { type GameId, gameOf } from '../../../domain/games/index.ts';
import { useKnown } from '../api/cache.ts';
import { useApp } from '../app-context.ts';
import { Icon } from '../parts/icon.tsx';
import { useTexts } from '../texts.tsx';
import { GameHead } from './game-head.tsx';
import '../styles/games.css';

/** Opens the bot's chat: inside of Telegram it is one step back, elsewhere a link. */
export function useChat(): {
  readonly link: string | undefined;
  readonly open: (event: { preventDefault(): void }) => void;
} {
  const { ask, cache, telegram } = useApp();
  const link = useKnown<AboutBody>(cache, 'about', () => ask('about')).value?.bot?.link;
  const open = (event: { preventDefault(): void }): void => {
    if (!telegram || !link) return;
    event.preventDefault();
    telegram.press();
    telegram.openLink(link);
  };
  return { link, open };
}

/** A game that is played in the chat alone: how it pays is said there, too. */
export function InChat({ game }: { game: GameId }) {
  const t = useTexts();
  const { link, open } = useChat();
  const rules = gameOf(game);
  return (
    <>
      <GameHead game={game} returns={rules.returns(rules.examples[0]?.choices ?? {})} />
      <div className="card empty">
        <Icon name="chat" />
        <p>{t('in-chat-text', { command: COMMANDS[game] ?? '' })}</p>
        {link && (
          <a className="button" href={link} target="_blank" rel="noreferrer" onClick={open}>
            {t('open-chat')}
          </a>
        )}
      </div>
    </>
  );
}

/** How each is begun there. */
const COMMANDS: Partial<Record<GameId, string>> = { 'mini-spin': '/spin', drop: '/drop' };
