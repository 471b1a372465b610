import type { z } from 'zod';
import { aboutBody, balancesBody, meBody, miniAppSignInBody, preferencesBody, sessionBody } from './account.ts';
import { depositBody, depositWaysBody, historyBody, historyQuery, openDepositBody } from './deposits.ts';
import { statementQuery } from './statement.ts';
import { vitalsBody } from './vitals.ts';

/** Why a request is refused, by its stable reason: the status it is answered with, and a title for whoever reads a log. */
export type Refusals = Readonly<Record<string, readonly [status: number, title: string]>>;

/** One thing that can be asked of the API. It validates the request, types handler and client, and becomes openapi.json. */
export type Route = {
  readonly method: 'get' | 'post' | 'patch';
  /** A `{name}` in it stands for a UUID. */
  readonly path: `/${string}`;
  readonly about: string;
  readonly who: 'anybody' | 'player';
  /** Takes an `Idempotency-Key`: the same key with the same body is answered as the first time. */
  readonly idempotent?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Missing: the answer has no body. */
  readonly answer?: z.ZodType;
  /** The answer is a file, of the type of the form that was asked for. */
  readonly file?: Readonly<Record<string, string>>;
  readonly status: 200 | 201 | 204;
  readonly refusals: Refusals;
};

const route = <const R extends Route>(declared: R): R => declared;

export const routes = {
  about: route({
    method: 'get',
    path: '/about',
    about: 'What any visitor may know: how to reach the bot, and the languages spoken',
    who: 'anybody',
    answer: aboutBody,
    status: 200,
    refusals: {},
  }),
  signInFromMiniApp: route({
    method: 'post',
    path: '/auth/telegram/mini-app',
    about: 'Opens a session for the player a Mini App was opened by',
    who: 'anybody',
    body: miniAppSignInBody,
    answer: sessionBody,
    status: 200,
    refusals: {
      'launch-data-invalid': [401, 'The launch data was not signed by Telegram for a bot of ours'],
      'launch-data-old': [401, 'The launch data is too old: open the app from the chat again'],
    },
  }),
  me: route({
    method: 'get',
    path: '/me',
    about: 'Whose session this is',
    who: 'player',
    answer: meBody,
    status: 200,
    refusals: {},
  }),
  choosePreferences: route({
    method: 'patch',
    path: '/preferences',
    about: 'Chooses the language, in the chat and in the app alike',
    who: 'player',
    body: preferencesBody,
    answer: meBody,
    status: 200,
    refusals: {},
  }),
  balances: route({
    method: 'get',
    path: '/balances',
    about: "The player's cash, one amount per asset",
    who: 'player',
    answer: balancesBody,
    status: 200,
    refusals: {},
  }),
  history: route({
    method: 'get',
    path: '/history',
    about: 'What happened to the money, the newest first, by pages',
    who: 'player',
    query: historyQuery,
    answer: historyBody,
    status: 200,
    refusals: {},
  }),
  statement: route({
    method: 'get',
    path: '/statement',
    about: 'A year of the player (UTC): every movement, for a spreadsheet or to print',
    who: 'player',
    query: statementQuery,
    file: { csv: 'text/csv; charset=utf-8', page: 'text/html; charset=utf-8' },
    status: 200,
    refusals: { 'year-ahead': [409, 'The year has not begun'] },
  }),
  depositWays: route({
    method: 'get',
    path: '/deposits/ways',
    about: 'The ways to pay in that are open now, with their terms',
    who: 'player',
    answer: depositWaysBody,
    status: 200,
    refusals: {},
  }),
  openDeposit: route({
    method: 'post',
    path: '/deposits',
    about: 'Opens a deposit. Its invoice is made a moment later: see `invoiceLink`',
    who: 'player',
    idempotent: true,
    body: openDepositBody,
    answer: depositBody,
    status: 201,
    refusals: {
      'below-minimum': [409, 'The amount is below the least; see `least`'],
      'above-maximum': [409, 'The amount is above the most; see `most`'],
      'wrong-asset': [409, 'This way to pay takes another asset; see `least`'],
      'too-many-open': [409, 'Too many deposits are open; see `count`'],
      'rail-off': [503, 'This way to pay is closed at the moment'],
    },
  }),
  deposit: route({
    method: 'get',
    path: '/deposits/{id}',
    about: 'A deposit as it is now',
    who: 'player',
    answer: depositBody,
    status: 200,
    refusals: { 'unknown-deposit': [404, 'The player has no such deposit'] },
  }),
  reportVitals: route({
    method: 'post',
    path: '/vitals',
    about: 'How pages felt, measured by the browser; names nobody',
    who: 'anybody',
    body: vitalsBody,
    status: 204,
    refusals: {},
  }),
} as const;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Sent<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What a route's handler is given and what it answers; what its client sends and gets. */
export type BodyOf<R extends Route> = Parsed<R['body']>;
export type QueryOf<R extends Route> = Parsed<R['query']>;
export type AnswerOf<R extends Route> = Parsed<R['answer']>;
export type SentBodyOf<R extends Route> = Sent<R['body']>;
export type SentQueryOf<R extends Route> = Sent<R['query']>;
export type ReasonOf<R extends Route> = keyof R['refusals'] & string;

/** What any route may refuse with, besides its own reasons. */
export const sharedRefusals = {
  malformed: [400, 'The request is not as the description says'],
  'session-ended': [401, 'There is no session, or it has ended: sign in again'],
  'key-missing': [400, 'An Idempotency-Key is needed: a UUID of your making'],
  'key-reused': [409, 'The Idempotency-Key was used with another body'],
  'too-large': [413, 'The body is too large'],
  unavailable: [503, 'We cannot do this at the moment; try again'],
} as const satisfies Refusals;
