import type { z } from 'zod';
import type { StaffRole } from '../staff.ts';

/** Why a request is refused, by its stable reason: the status it is answered with, and a title for whoever reads a log. */
export type Refusals = Readonly<Record<string, readonly [status: number, title: string]>>;

/** Things that belong to somebody, and are named by an id in a path. */
export type ObjectKind =
  | 'deposit'
  | 'withdrawal'
  | 'destination'
  | 'wallet'
  | 'device'
  | 'ticket'
  | 'player'
  | 'arrival'
  | 'document'
  | 'round'
  | 'grant';

/** Acts that are limited for themselves, beside the rates of everybody. */
export type LimitedAct =
  | 'sign-in'
  | 'guest'
  | 'ticket'
  | 'collect'
  | 'refresh'
  | 'code'
  | 'promo'
  | 'wallet'
  | 'upload';

/** One thing that can be asked of the API. It validates the request, types handler and client, and becomes openapi.json. */
export type Route = {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** A `{name}` in it stands for a UUID. */
  readonly path: `/${string}`;
  readonly about: string;
  /** Who may ask: a player, or staff of any of these roles. */
  readonly who: 'anybody' | 'player' | readonly StaffRole[];
  /** What the `{id}` of the path names, and the reason for one that is not theirs: to them it is not there. */
  readonly object?: { readonly kind: ObjectKind; readonly missing: string };
  readonly limited?: LimitedAct;
  /** Reads or sets a cookie: only pages of ours may ask. */
  readonly cookie?: true;
  /** Takes an `Idempotency-Key`: the same key with the same body is answered as the first time. */
  readonly idempotent?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The body is a file as it is, of any type: so large at most, and the reason for one that is larger. */
  readonly upload?: { readonly mostBytes: number; readonly tooLarge: string };
  /** Missing: the answer has no body. */
  readonly answer?: z.ZodType;
  /** The answer is a file, of the type of the form that was asked for. */
  readonly file?: Readonly<Record<string, string>>;
  /** 302: a browser is sent elsewhere. */
  readonly status: 200 | 201 | 204 | 302;
  readonly refusals: Refusals;
};

export const route = <const R extends Route>(declared: R): R => declared;

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a route's handler is given and what it answers; what its client sends and gets. */
export type BodyOf<R extends Route> = Parsed<R['body']>;
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type AnswerOf<R extends Route> = Parsed<R['answer']>;
export type SentBodyOf<R extends Route> = Sent<R['body']>;
export type SentQueryOf<R extends Route> = Sent<R['query']>;
export type ReasonOf<R extends Route> =
  | (keyof R['refusals'] & string)
  | (R extends { object: { missing: infer M extends string } } ? M : never);

/** What any route may refuse with, besides its own reasons. */
export const sharedRefusals = {
  malformed: [400, 'The request is not as the description says'],
  'session-ended': [401, 'There is no session, or it has ended: refresh it, or sign in again'],
  'token-invalid': [401, 'The access token is not one of ours'],
  'token-expired': [401, 'The access token has expired: refresh it'],
  'not-your-role': [403, 'Your role may not do this'],
  'wrong-origin': [403, 'This is asked from another site'],
  'key-missing': [400, 'An Idempotency-Key is needed: a UUID of your making'],
  'key-reused': [409, 'The Idempotency-Key was used with another body'],
  'too-large': [413, 'The body is too large'],
  'not-json': [415, 'The body must be application/json'],
  'too-fast': [429, 'Too many requests: see Retry-After'],
  unavailable: [503, 'We cannot do this at the moment; try again'],
} as const satisfies Refusals;
