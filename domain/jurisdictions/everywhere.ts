import type { Clause } from './jurisdiction.ts';

/** What protects a player in every place: the house keeps to the strictest of what we know, whoever licensed it. */
export const everywhere: readonly Clause[] = [
  {
    id: 'gli/stricter-governs',
    source: 'GLI-19 v3.0, 2.5.5',
    says: "Of the player's own limit and the operator's the stricter governs.",
    rule: 'A deposit passes the own limits (compliance.judge_deposit) and the thresholds of the profile (domain/jurisdictions/rules.ts), both.',
  },
  {
    id: 'gli/loosening-waits',
    source: 'GLI-19 v3.0, A.3.7; UKGC RTS 12C',
    says: 'A limit is tightened at once, and loosened after 24 hours and another yes.',
    rule: 'compliance.set_limit and compliance.confirm_limit; the wait is LOOSENING_MS (domain/limits.ts).',
  },
  {
    id: 'gli/exclusion-at-once',
    source: 'GLI-19 v3.0, A.3.8; UKGC LCCP SR 3.5.3',
    says: 'A self-exclusion works at once and cannot be taken back before it ends.',
    rule: 'compliance.take_pause adds and nobody may change or delete; unpaid orders are closed with it (use-cases/take-pause.ts).',
  },
  {
    id: 'gli/exclusion-pays-out',
    source: 'GLI-19 v3.0, 2.5.6 and A.3.8',
    says: 'Who is excluded is paid what is theirs.',
    rule: 'Restrictions are known to a withdrawal and never block it (domain/withdrawals.ts).',
  },
  {
    id: 'gli/excluded-before-play',
    source: 'GLI-19 v3.0, 2.5.2',
    says: 'Exclusion is looked at before every play.',
    rule: 'compliance.admit_batch, inside the transaction of the bet (play.bet_batch).',
  },
  {
    id: 'ukgc/limits-by-window',
    source: 'UKGC RTS 12A and 12B',
    says: 'A player can limit what they deposit and lose in a day, a week and a month.',
    rule: 'Windows of the calendar in UTC (windowStart in domain/limits.ts, compliance.span_start), summed from compliance.day_total.',
  },
  {
    id: 'ukgc/session-time',
    source: 'UKGC RTS 13B and 13C',
    says: 'A player can limit how long they play, and sees it.',
    rule: 'compliance.played_ms counts from round to round; compliance.admit_batch refuses beyond the limit.',
  },
  {
    id: 'ukgc/one-person',
    source: 'UKGC LCCP SR 3.5.3; GLI-19 v3.0, 2.5.2 (one account)',
    says: 'An exclusion holds for the person, whatever account they come by.',
    rule: 'compliance.person: accounts joined, and accounts that one Telegram account ever opened, are one person.',
  },
  {
    id: 'ukgc/no-promotions',
    source: 'UKGC LCCP SR 3.5.3(6)',
    says: 'Who is excluded is sent no promotions.',
    rule: 'compliance.may_promote is asked before any offer.',
  },
  {
    id: 'ukgc/ask-before',
    source: 'UKGC LCCP 17.1.1',
    says: 'A withdrawal asks for no document that could have been asked for before.',
    rule: 'What a withdrawal of everything would need is asked for whenever money comes in (levelForHoldings, domain/jurisdictions/rules.ts).',
  },
];
