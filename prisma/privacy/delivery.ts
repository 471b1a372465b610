import type { Columns } from './data.ts';

/** Every column of the schema `delivery`: what it holds of a person, by its name in data.ts, or that it is none. */
export const delivery = {
  inbox: {
    id: 'none',
    source: 'none',
    external_id: 'telegram-account',
    lane: 'telegram-account',
    body: 'messages',
    status: 'none',
    attempts: 'none',
    next_at: 'none',
    last_error: 'messages',
    received_at: 'none',
    done_at: 'none',
  },
  outbox: {
    id: 'none',
    kind: 'none',
    key: 'telegram-account',
    lane: 'telegram-account',
    priority: 'none',
    body: 'messages',
    status: 'none',
    attempts: 'none',
    next_at: 'none',
    last_error: 'messages',
    result: 'messages',
    created_at: 'none',
    done_at: 'none',
  },
  lease: {
    name: 'none',
    holder: 'none',
    expires_at: 'none',
  },
} as const satisfies Columns;
