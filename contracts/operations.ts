/** What staff see and switch at the desk, besides single players. */

/** Which way money goes by a rail: to us, or from us. */
export const directions = ['in', 'out'] as const;
export type Direction = (typeof directions)[number];

/** Why a rail is paused. Names to choose from and no free text: they are in the trail, for ever. */
export const pauseReasons = ['provider-in-trouble', 'suspected-fraud', 'maintenance', 'settings-in-doubt'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** What waits for somebody, by whom it waits for. payments.waiting says what is in each. */
export const queueNames = ['stuck', 'approval', 'player', 'disputed', 'owed'] as const;
export type QueueName = (typeof queueNames)[number];
