/** What the first page shows when the money stands, in one piece: many small ones are larger together. */
export { GameGrid } from '../games/game-grid.tsx';
export { OffersOnHome, Ticket } from '../rewards/on-home.tsx';
