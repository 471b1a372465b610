import type { Columns } from './data.ts';

/** Every column of the schema `audit`: what it holds of a person, by its name in data.ts, or that it is none. */
export const audit = {
  entry: {
    id: 'none',
    at: 'none',
    actor: 'none',
    actor_id: 'trail',
    action: 'none',
    subject: 'trail',
    detail: 'trail',
    xid: 'none',
  },
  sealed: {
    position: 'none',
    entry_id: 'none',
    link: 'none',
  },
  seal: {
    n: 'none',
    first_position: 'none',
    last_position: 'none',
    previous: 'none',
    head: 'none',
    at: 'none',
    key_id: 'none',
    signature: 'none',
  },
  sealing: {
    id: 'none',
    cluster: 'none',
    near_xid: 'none',
    near_id: 'none',
    far_xid: 'none',
    far_id: 'none',
  },
} as const satisfies Columns;
