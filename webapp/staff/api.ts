import type { StaffRoutes } from '../../contracts/http/routes.ts';
import type { StaffRole } from '../../contracts/staff.ts';
import type { AskOf, Places } from '../src/api/client.ts';

export const staffPlaces = {
  staffLogin: ['get', '/staff/auth/login', 'open'],
  staffCallback: ['get', '/staff/auth/callback', 'open'],
  staffRefresh: ['post', '/staff/auth/refresh', 'open'],
  staffLogout: ['post', '/staff/auth/logout', 'open'],
  staffMe: ['get', '/staff/me'],
  findPlayers: ['get', '/staff/players'],
  playerCard: ['get', '/staff/players/{id}'],
  showPlayer: ['post', '/staff/players/{id}/show'],
  signPlayerOut: ['post', '/staff/players/{id}/sign-out'],
  staffActions: ['get', '/staff/actions'],
  issuePass: ['post', '/staff/passes'],
  queues: ['get', '/staff/queues'],
  queue: ['get', '/staff/queue'],
  switches: ['get', '/staff/switches'],
  pauseRail: ['post', '/staff/switches/pause'],
  resumeRail: ['post', '/staff/switches/resume'],
  hotWallets: ['get', '/staff/wallets'],
  kycCases: ['get', '/staff/kyc'],
  kycCase: ['get', '/staff/kyc/{id}'],
  showKycFacts: ['post', '/staff/kyc/{id}/facts'],
  arrivalCase: ['get', '/staff/arrivals/{id}'],
  assignArrival: ['post', '/staff/arrivals/{id}/assign'],
  giveArrivalBack: ['post', '/staff/arrivals/{id}/give-back'],
  lookAtDocument: ['post', '/staff/documents/{id}/looks'],
  documentPage: ['get', '/staff/documents/page'],
  trail: ['get', '/staff/trail'],
  exportTrail: ['get', '/staff/trail/export'],
} as const satisfies Places<StaffRoutes>;

export type StaffAsk = AskOf<StaffRoutes>;

/** What is drawn for whom. The API refuses all the same; the types hold this table and the contract's together. */
const allowed = {
  findPlayers: ['support', 'compliance', 'ops'],
  showPlayer: ['support', 'compliance'],
  signPlayerOut: ['support', 'compliance'],
  issuePass: ['compliance', 'ops'],
  queues: ['ops', 'compliance'],
  pauseRail: ['ops'],
  hotWallets: ['ops', 'compliance', 'auditor'],
  assignArrival: ['ops', 'compliance'],
  giveArrivalBack: ['ops', 'compliance'],
  kycCases: ['compliance'],
  trail: ['auditor', 'compliance'],
  exportTrail: ['auditor'],
} as const satisfies { readonly [N in keyof StaffRoutes]?: StaffRoutes[N]['who'] };

export type Right = keyof typeof allowed;

export const mayThey = (roles: readonly StaffRole[], right: Right): boolean =>
  roles.some((role) => (allowed[right] as readonly StaffRole[]).includes(role));
