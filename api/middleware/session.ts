import type { Request } from 'express';
import type { SessionView } from '../../records/identity/reads.ts';

/** The session of a request's bearer token; undefined when there is none or it has ended. */
export type FindSession = (token: string) => Promise<SessionView | undefined>;

const BEARER = /^Bearer (\S{1,200})$/i;

export async function sessionOf(request: Request, find: FindSession): Promise<SessionView | undefined> {
  const token = BEARER.exec(request.get('authorization') ?? '')?.[1];
  return token === undefined ? undefined : find(token);
}
