import { createContext, useContext } from 'react';
import type { StaffMeBody } from '../../contracts/http/staff.ts';
import type { Right, StaffAsk } from './api.ts';
import type { Place } from './places.ts';

/** What every part of the desk may need: who sits at it, what they may, how to ask, and where to go. */
export type Desk = {
  readonly me: StaffMeBody;
  readonly may: (right: Right) => boolean;
  readonly ask: StaffAsk;
  readonly go: (place: Place) => void;
  /** Throws when nobody answers: then they are signed in still. */
  readonly signOut: () => Promise<void>;
};

const Context = createContext<Desk | undefined>(undefined);
export const DeskProvider = Context.Provider;

export function useDesk(): Desk {
  const desk = useContext(Context);
  if (!desk) throw new Error('the desk is there before its parts');
  return desk;
}
