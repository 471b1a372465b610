/**
 * Everything that is written into the audit trail: noun.verb in the past tense. Whoever writes an entry names one of these
 * (`append` in records/audit takes no other), and the staff desk has words for each: a forgotten one does not compile. What
 * SQL functions write themselves is held against this list by a test.
 */
export const auditActions = [
  'player.joined',
  'accounts.joined',
  'telegram.unlinked',
  'preferences.chosen',
  'session.opened',
  'session.ended',
  'access.refused',
  'ticket.refused',
  'code.asked',
  'code.confirmed',
  'code.denied',
  'code.refused',
  'code.exhausted',
  'code.locked',
  'code.changed',
  'code.replaced',
  'code.expired',
  'deposit.opened',
  'deposit.credited',
  'deposit.owed',
  'deposit.expired',
  'deposit.closed',
  'payment.reported',
  'checkout.allowed',
  'checkout.refused',
  'pass.issued',
  'pass.denied',
  'pass.used',
  'pass.refused',
  'staff.searched',
  'staff.looked',
  'staff.shown',
  'staff.signed-player-out',
  'staff.read-trail',
  'staff.exported-trail',
  'staff.roles-lost',
] as const;

export type AuditAction = (typeof auditActions)[number];

/** What an entry is about, before the dot. */
export type AuditNoun = AuditAction extends `${infer Noun}.${string}` ? Noun : never;
