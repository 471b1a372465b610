import { digits } from '../ground/chance.ts';
import type { Player } from './shapes.ts';
import type { World } from './world.ts';

const COLOURS = ['slate', 'cobalt', 'pine', 'tomato', 'lagoon'].map((name) => `--enamel-${name}`);

/** Whom the chat page starts with. */
const FIRST_PLAYERS = [
  { firstName: 'Irina', lastName: 'R.', username: 'irina_r', language: 'en' },
  { firstName: 'Bruno', lastName: 'C.', username: 'bruno_c', language: 'pt-br' },
  { firstName: 'Chidi', lastName: 'O.', username: 'chidi_o', language: 'en' },
  { firstName: 'Dana', lastName: 'L.', username: 'dana_l', language: 'de' },
  { firstName: 'Emil', lastName: 'V.', language: 'en' },
] as const;

export type NewPlayer = {
  readonly firstName: string;
  readonly lastName?: string;
  readonly username?: string;
  readonly language?: string;
  /** Telegram's number of the account; drawn when left out. */
  readonly id?: number;
};

export function addPlayer(world: World, wish: NewPlayer): Player {
  const id = wish.id ?? freeId(world);
  const player: Player = {
    id,
    firstName: wish.firstName,
    ...(wish.lastName ? { lastName: wish.lastName } : {}),
    ...(wish.username ? { username: wish.username } : {}),
    language: wish.language ?? 'en',
    colour: COLOURS[world.players.size % COLOURS.length] ?? '--enamel-slate',
  };
  world.players.put(String(id), player);
  world.hub.tell({ kind: 'player', player: id });
  return player;
}

export function addFirstPlayers(world: World): void {
  if (world.players.size > 0) return;
  for (const player of FIRST_PLAYERS) addPlayer(world, player);
}

/** Past 32 bits, as accounts of today are: a bot that keeps them in an int must notice here. */
function freeId(world: World): number {
  for (;;) {
    const id = 5_000_000_000 + Number(digits(world.random, 9));
    if (!world.players.get(String(id))) return id;
  }
}
