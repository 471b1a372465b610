import type { BoardLine } from './board.ts';
import type { DeskView, Door } from './desk.ts';
import type { Plan } from './plan.ts';
import { localUrl, type StackPorts, workflowsUrl } from './product-environment.ts';
import type { Program } from './program.ts';

/** What each part does for the casino, in a few words. */
const ABOUT: Readonly<Record<string, string>> = {
  PostgreSQL: 'ledger and records',
  Redis: 'pokes and hints',
  Temporal: 'what waits',
  'Sandbox Telegram': 'bot API, chat and money that is made up',
  'Sandbox Stripe': 'card checkout, refunds and disputes',
  'Sandbox Adyen': 'cards in, bank accounts out',
  'Sandbox TON': 'chain, explorer, faucet and wallet',
  'Sandbox prices': 'what currencies are worth',
  'Sandbox clamd': 'scans what players send',
  'Sandbox staff': 'lets you be whoever works here',
  Worker: 'does the work of workflows',
  API: 'and the web app',
  Bot: 'talks to players',
  Loops: 'what always runs',
};

/** The parts of this run, in the order in which they come up. */
export function boardLines(
  { start, sandbox, staff, prices, scanner }: Plan,
  products: readonly Program[],
): Pick<BoardLine, 'title' | 'about'>[] {
  const titles = [
    ...(start.postgres ? ['PostgreSQL'] : []),
    ...(start.redis ? ['Redis'] : []),
    ...(start.temporal ? ['Temporal'] : []),
    ...(sandbox.telegram ? ['Sandbox Telegram'] : []),
    ...(sandbox.stripe ? ['Sandbox Stripe'] : []),
    ...(sandbox.adyen ? ['Sandbox Adyen'] : []),
    ...(sandbox.ton ? ['Sandbox TON'] : []),
    ...(prices === 'sandbox' ? ['Sandbox prices'] : []),
    ...(scanner === 'sandbox' ? ['Sandbox clamd'] : []),
    ...(staff === 'sandbox' ? ['Sandbox staff'] : []),
    ...products.map(({ title }) => title),
  ];
  return titles.map((title) => ({ title, about: ABOUT[title] ?? '' }));
}

type Whereabouts = {
  readonly ports: StackPorts;
  readonly publicUrl: string;
  readonly namespace: string;
  readonly logs: string;
};

/** Where everything is, and what to try first: only what this run has. */
export function deskView(
  { start, sandbox, staff, prices }: Plan,
  { ports, publicUrl, namespace, logs }: Whereabouts,
): DeskView {
  const [chat, api, cards] = [localUrl(ports.telegram), localUrl(ports.api), localUrl(ports.stripe)];
  const temporal = workflowsUrl(ports.temporalUi, namespace);
  const door = (title: string, url: string, icon: string): Door => ({ title, url, icon });
  return {
    doors: [
      ...(sandbox.telegram ? [door('Messenger', `${chat}/`, 'chat')] : []),
      door('Player’s app', `${api}/app/`, 'wallet'),
      ...(staff === 'closed' ? [] : [door('Staff desk', `${publicUrl}/staff/`, 'shield')]),
      ...(start.temporal ? [door('Temporal, workflows', temporal, 'refresh')] : []),
      door('API, described', `${api}/openapi.json`, 'doc'),
      ...(sandbox.telegram ? [door('Faults', `${chat}/faults`, 'flask')] : []),
      ...(prices === 'sandbox' ? [door('Prices', `${localUrl(ports.prices)}/`, 'flask')] : []),
      ...(sandbox.stripe ? [door('Card payments', `${cards}/`, 'card')] : []),
      ...(sandbox.adyen ? [door('Adyen, cards and payouts', `${localUrl(ports.adyen)}/`, 'bank')] : []),
      ...(sandbox.ton ? [door('TON: explorer, wallet, faucet', `${localUrl(ports.ton)}/`, 'ton')] : []),
    ],
    tries: [
      ...(sandbox.telegram
        ? [
            {
              title: 'Deposit €25 in the chat',
              text: 'Be any of the players, press Start, then Deposit.',
              url: `${chat}/`,
            },
            {
              title: 'Deposit in the Mini App',
              text: 'Press Cage beside the message field.',
              url: `${chat}/?startapp=deposit`,
            },
            {
              title: 'Play a round, and check it',
              text: 'Take the bonus that came with the deposit, pick a game in the app or write /spin. Then change seeds under Fairness, and count the round again.',
              url: `${chat}/`,
            },
            ...(sandbox.ton
              ? [
                  {
                    title: 'Pay in TON, be paid in USDT',
                    text: 'In the app choose Deposit, TON or USDT, and connect a wallet; then Withdraw to it.',
                    url: `${chat}/?startapp=deposit`,
                  },
                ]
              : []),
            {
              title: 'Break the line and pay',
              text: 'Switch on duplicates or lost answers, deposit again, and see one credit.',
              url: `${chat}/faults`,
            },
          ]
        : [
            {
              title: 'Write to your bot',
              text: 'Open it in Telegram, type /start, choose Deposit.',
              url: `${api}/app/`,
            },
          ]),
      ...(start.temporal
        ? [
            {
              title: 'Read the workflow',
              text: 'Open a deposit, or a bonus (wager-…). Be somebody of compliance or ops at the staff desk first: else what it keeps stays sealed.',
              url: temporal,
            },
          ]
        : []),
    ],
    notes: [...(sandbox.telegram ? ['Players, cards and money are made up.'] : []), `Logs are in ${logs}.`],
  };
}
