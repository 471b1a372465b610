import { aboutBody, balancesBody, meBody, preferencesBody } from './account.ts';
import { arrivalRoutes, staffArrivalRoutes } from './arrivals.ts';
import { bonusRoutes } from './bonuses.ts';
import {
  depositBody,
  depositChainRoutes,
  depositWaysBody,
  historyBody,
  historyQuery,
  openDepositBody,
} from './deposits.ts';
import { destinationRoutes } from './destinations.ts';
import { deviceRoutes } from './devices.ts';
import { documentRoutes, staffDocumentRoutes } from './documents.ts';
import { gameRoutes } from './games.ts';
import { kycRoutes } from './kyc.ts';
import { limitRoutes } from './limits.ts';
import { route } from './route.ts';
import { signInRoutes } from './sign-in.ts';
import { staffRoutes } from './staff.ts';
import { staffKycRoutes } from './staff-kyc.ts';
import { staffQueueRoutes } from './staff-queues.ts';
import { staffWalletRoutes } from './staff-wallets.ts';
import { standingRoutes } from './standing.ts';
import { statementQuery } from './statement.ts';
import { vitalsBody } from './vitals.ts';
import { walletRoutes } from './wallets.ts';
import { withdrawalRoutes } from './withdrawals.ts';

/** What players, and those who are not yet, may ask. */
export const playerRoutes = {
  ...signInRoutes,
  ...deviceRoutes,
  about: route({
    method: 'get',
    path: '/about',
    about: 'What any visitor may know: how to reach the bot, and the languages spoken',
    who: 'anybody',
    answer: aboutBody,
    status: 200,
    refusals: {},
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
      'no-rate': [503, 'Nobody knows at what rate this would be exchanged; another currency works'],
      'rail-paused': [503, 'This way to pay is paused at the moment'],
      'no-telegram': [409, 'This way to pay needs a Telegram account: join one first'],
      'account-closed': [409, 'This account was joined with another one'],
      'over-limit': [409, "The player's own limit leaves less than this; see `window` and `left`"],
      excluded: [409, 'The player takes a pause from play; see `until`, which is missing where it is for ever'],
      'kyc-refused': [409, 'The verification of this player was refused'],
      'verification-needed': [409, 'So much needs verification first; see `level`. Documents are asked for by this'],
    },
  }),
  deposit: route({
    method: 'get',
    path: '/deposits/{id}',
    about: 'A deposit as it is now',
    who: 'player',
    object: { kind: 'deposit', missing: 'unknown-deposit' },
    answer: depositBody,
    status: 200,
    refusals: { 'unknown-deposit': [404, 'The player has no such deposit'] },
  }),
  ...depositChainRoutes,
  ...withdrawalRoutes,
  ...destinationRoutes,
  ...walletRoutes,
  ...arrivalRoutes,
  ...limitRoutes,
  ...bonusRoutes,
  ...kycRoutes,
  ...documentRoutes,
  ...standingRoutes,
  ...gameRoutes,
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

/** What staff may ask. */
const deskRoutes = {
  ...staffRoutes,
  ...staffQueueRoutes,
  ...staffWalletRoutes,
  ...staffArrivalRoutes,
  ...staffKycRoutes,
  ...staffDocumentRoutes,
} as const;

export const routes = { ...playerRoutes, ...deskRoutes } as const;

export type PlayerRoutes = typeof playerRoutes;
export type StaffRoutes = typeof deskRoutes;
export type RouteName = keyof typeof routes;
