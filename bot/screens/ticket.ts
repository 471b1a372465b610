import type { PlayerId } from '../../contracts/ids.ts';
import { formatDate, formatMoney, formatTime } from '../../contracts/texts/format.ts';
import { shortCode } from '../../domain/ids.ts';
import type { Ticket } from '../../records/identity/tickets.ts';
import type { Texts } from '../../runtime/texts.ts';
import type { JoinPlan, JoinSide } from '../../use-cases/join-accounts.ts';
import { settingsKey } from './elsewhere.ts';
import { escaped, key, type Screen } from './screen.ts';

/** One of the names that runtime/device.ts gives; escaped all the same, as all that is not of our writing. */
const deviceName = (t: Texts, { device }: Ticket): string => escaped(device) || t('device-unknown');

/** "Is it you, in this browser? Which number does it show?" `plan`: what would be joined. */
export function ticketScreen(t: Texts, ticket: Ticket, plan: JoinPlan | undefined): Screen {
  const device = deviceName(t, ticket);
  const numbers = ticket.choices.map((number) => key(String(number), `ticket:${ticket.id}:${number}`));
  const question = t('ticket-number');
  const text = plan
    ? [t('ticket-link', { device }), planText(t, plan), question].join('\n\n')
    : [t('ticket-sign-in', { device }), question].join('\n\n');
  return { text, keys: [numbers.slice(0, 3), numbers.slice(3), [key(t('ticket-not-me'), `ticket:${ticket.id}:no`)]] };
}

/** Both accounts, and which one goes on. */
function planText(t: Texts, { browser, chat, verdict }: JoinPlan): string {
  const lines = [t('join-browser', sideOf(t, browser))];
  if (chat && chat.player !== browser.player) lines.push(t('join-chat', sideOf(t, chat)));
  if ('reason' in verdict) lines.push(t(`join-${verdict.reason}`));
  else if (chat && chat.player !== browser.player)
    lines.push(t('join-stays', { code: codeOf(verdict.stays === 'browser' ? browser : chat) }));
  if ('stays' in verdict) lines.push(t('join-ends-others'));
  return lines.join('\n');
}

const codeOf = ({ player }: JoinSide): string => `P-${shortCode(player)}`;
const sideOf = (t: Texts, side: JoinSide) => ({
  code: codeOf(side),
  cash: side.cash.map((amount) => formatMoney(amount, t.language)).join(' · '),
  since: formatDate(side.since, t.language),
});

/** There is nothing to agree to: the way on instead of keys that would fail. */
export function cannotJoinScreen(t: Texts, ticket: Ticket, plan: JoinPlan): Screen {
  const text = [t('ticket-link', { device: deviceName(t, ticket) }), planText(t, plan)].join('\n\n');
  return { text, keys: [[key(t('menu-home'), 'home:new')]] };
}

export const ticketOverScreen = (t: Texts): Screen => ({
  text: t('ticket-over'),
  keys: [[key(t('menu-home'), 'home')]],
});

/** What became of it, in place of the question; where somebody came in, with the way to where they can be sent out again. */
export function ticketAnsweredScreen(
  t: Texts,
  outcome: 'agreed' | 'wrong-number' | 'refused',
  ticket: Ticket,
  appUrl: string | undefined,
): Screen {
  const menu = [key(t('menu-home'), 'home:new')];
  if (outcome !== 'agreed') return { text: t(`ticket-${outcome}`), keys: [menu] };
  if (ticket.kind === 'link')
    return { text: t('ticket-agreed-link', { until: formatTime(ticket.expiresAt) }), keys: [menu] };
  const settings = settingsKey(t, appUrl);
  return {
    text: t('ticket-agreed-sign-in', { device: deviceName(t, ticket) }),
    keys: settings.length > 0 ? [settings, menu] : [menu],
  };
}

/** The browser joined them: which account is theirs from now on. */
export const joinedScreen = (t: Texts, player: PlayerId): Screen => ({
  text: t('ticket-joined', { code: `P-${shortCode(player)}` }),
  keys: [[key(t('menu-home'), 'home:new')]],
});
