import { createHash, randomBytes } from 'node:crypto';
import { childUuid, uuidV7 } from '../domain/ids.ts';

/** A new id for a thing that begins now. */
export const newId = (nowMs: number): string => uuidV7(nowMs, randomBytes(10));

/** The id of a step of a thing: the same however often the step is repeated. */
export const childId = (parent: string, step: string): string =>
  childUuid(parent, createHash('sha256').update(`${parent}:${step}`).digest());
