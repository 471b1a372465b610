import type { ServerResponse } from 'node:http';
import { messageView } from './chat-view.ts';
import type { Faults } from './faults.ts';
import type { Happening } from './hub.ts';
import type { Log } from './log.ts';
import { botFace, person } from './page-view.ts';
import { botOf, playerOf, type World } from './world.ts';

export type PageEvents = { open(response: ServerResponse, bot: number): void; close(): void };

type Tools = {
  readonly world: World;
  readonly faults: Faults;
  readonly log: Log;
  readonly waiting: (bot: number) => number;
};

/** What happens, told to the pages that look on (server-sent events). A page that lost the line is told all anew. */
export function createPageEvents({ world, faults, log, waiting }: Tools): PageEvents {
  const pages = new Map<ServerResponse, number>();

  const tell = (response: ServerResponse, name: string, data: unknown): void => {
    response.write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const stop = world.hub.listen((happening) => {
    if (pages.size === 0) return;
    for (const [response, bot] of pages)
      for (const [name, data] of eventsOf(happening, bot)) tell(response, name, data);
  });

  const personOf = (bot: number, player: number) => person(world, bot, playerOf(world, player));

  const eventsOf = (happening: Happening, bot: number): [name: string, data: unknown][] => {
    if ('bot' in happening && happening.bot !== bot) return [];
    switch (happening.kind) {
      case 'message':
      case 'edited': {
        const { message } = happening;
        if (message.bot !== bot) return [];
        const told = { player: message.player, message: messageView(world, message) };
        return [
          [happening.kind, told],
          ['person', personOf(bot, message.player)],
        ];
      }
      case 'deleted':
        return [
          ['deleted', happening],
          ['person', personOf(bot, happening.player)],
        ];
      case 'chat':
      case 'player':
        return [['person', personOf(bot, happening.player)]];
      case 'bot':
        return [['bot', botFace(botOf(world, bot))]];
      case 'action':
      case 'tap-answered':
        return [[happening.kind, happening]];
      case 'charged':
        return [['charged', { player: happening.charge.player, slug: happening.charge.slug }]];
      case 'call':
      case 'delivery':
        return happening.entry.bot === bot ? [[happening.kind, happening.entry]] : [];
      case 'faults':
        return [['faults', faults.settings]];
      case 'updates':
        return [['waiting', waiting(bot)]];
    }
  };

  return {
    open(response, bot) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 500\n\n');
      tell(response, 'hello', {
        people: [...world.players.values()].map((player) => person(world, bot, player)),
        bot: botFace(botOf(world, bot)),
        faults: faults.settings,
        waiting: waiting(bot),
        calls: log.calls.filter((call) => call.bot === bot).slice(-60),
        deliveries: log.deliveries.filter((delivery) => delivery.bot === bot).slice(-60),
      });
      pages.set(response, bot);
      response.once('close', () => pages.delete(response));
    },
    close() {
      stop();
      for (const response of pages.keys()) response.end();
    },
  };
}
