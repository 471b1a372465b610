export type Environment = Readonly<Record<string, string | undefined>>;

type ServerName = 'postgres' | 'redis' | 'temporal';
type MoneyServiceName = 'telegram' | 'stripe' | 'adyen' | 'ton';

type Service<Name extends string> = {
  readonly name: Name;
  readonly title: string;
  /** The setting that says: use this one, start none. */
  readonly givenBy: string;
  /** Settings that mean nothing to the one we would start ourselves. */
  readonly belongs: readonly string[];
};

const servers: readonly Service<ServerName>[] = [
  { name: 'postgres', title: 'PostgreSQL', givenBy: 'DATABASE_URL', belongs: ['DATABASE_OWNER_URL'] },
  { name: 'redis', title: 'Redis', givenBy: 'REDIS_URL', belongs: [] },
  { name: 'temporal', title: 'Temporal', givenBy: 'TEMPORAL_ADDRESS', belongs: [] },
];

type MoneyService = Service<MoneyServiceName> & {
  readonly rails: readonly string[];
  /** A casino can do without it: beside real money it is off where nobody gave it. */
  readonly optional?: true;
};

/** Where money comes from. One that is not given is played by our sandbox, whose money is not real. */
const moneyServices: readonly MoneyService[] = [
  {
    name: 'telegram',
    title: 'Telegram',
    givenBy: 'TELEGRAM_BOT_TOKEN',
    belongs: [
      ...['TELEGRAM_PROVIDER_TOKEN', 'TELEGRAM_API_ROOT'],
      ...['TELEGRAM_OAUTH_ROOT', 'TELEGRAM_CLIENT_SECRET', 'TELEGRAM_LAUNCH_KEY'],
    ],
    rails: ['telegram-invoice'],
  },
  {
    name: 'stripe',
    title: 'Stripe',
    givenBy: 'STRIPE_SECRET_KEY',
    belongs: ['STRIPE_WEBHOOK_SECRET', 'STRIPE_API_BASE'],
    rails: ['stripe'],
    optional: true,
  },
  {
    name: 'adyen',
    title: 'Adyen',
    givenBy: 'ADYEN_API_KEY',
    belongs: [
      ...['ADYEN_HMAC_KEY', 'ADYEN_MERCHANT_ACCOUNT', 'ADYEN_BALANCE_ACCOUNT'],
      ...['ADYEN_LIVE_PREFIX', 'ADYEN_API_BASE'],
    ],
    rails: ['adyen'],
    optional: true,
  },
  {
    name: 'ton',
    title: 'TON',
    givenBy: 'TON_API_URL',
    belongs: [
      ...[
        'TON_API_KEY',
        'TON_NETWORK',
        'TON_TESTNET_IS_MONEY',
        'TON_HOT_WALLET',
        'TON_HOT_WALLET_KEY',
        'TON_COLD_WALLET',
      ],
      ...['USDT_MASTER', 'TONCONNECT_WALLETS_URL', 'TON_EXPLORER_URL', 'TON_EXPLORER_ADDRESS_URL'],
    ],
    rails: ['ton', 'usdt'],
    optional: true,
  },
];

const priceSources = { title: 'Price sources', givenBy: 'PRICE_SOURCES' };
const scanner = { title: 'Virus scanner', givenBy: 'CLAMD_ADDRESS' };
const staffProvider = { title: 'Staff sign-in', givenBy: 'STAFF_OIDC_ISSUER' };

/** Settings that together say which provider knows the staff. */
const staffSettings = ['STAFF_OIDC_ISSUER', 'STAFF_OIDC_CLIENT_ID', 'STAFF_OIDC_CLIENT_SECRET'];

export type Plan = {
  readonly start: Readonly<Record<ServerName, boolean>>;
  readonly sandbox: Readonly<Record<MoneyServiceName, boolean>>;
  /**
   * Who says who the staff are. Our sandbox lets anybody at this machine be anybody, so it is there only where all money and
   * all players are made up; else the desk stays closed until a provider is given.
   */
  readonly staff: 'given' | 'sandbox' | 'closed';
  /** Who says what currencies are worth. Made-up prices are there only where all money is made up; else it is those that are given, or nobody. */
  readonly prices: 'given' | 'sandbox' | 'off';
  /** Who scans what players send. One that knows a single virus is there only where all players are made up; else files wait for a real one. */
  readonly scanner: 'given' | 'sandbox' | 'off';
  /** Which sanctions lists players are looked for in. Invented ones clear nobody who is real. */
  readonly sanctions: 'given' | 'sandbox' | 'off';
  /** What is not started, and the setting that says so. */
  readonly skipped: readonly { readonly title: string; readonly because: string }[];
  /** Rails that may credit play money only. Empty unless real and sandboxed money were mixed on purpose. */
  readonly playMoneyRails: readonly string[];
};

export type PlanRefusal = { readonly reason: 'mixed-money' | 'half-given'; readonly text: string };

/** Decides from the settings alone what is started, what is sandboxed and what is left to others. Pure. */
export function makePlan(env: Environment): Plan | PlanRefusal {
  const given = (name: string) => (env[name] ?? '').trim() !== '';
  const orphan = servers.find((server) => !given(server.givenBy) && server.belongs.some(given));
  if (orphan) {
    const stray = orphan.belongs.filter(given).join(' and ');
    const text = `${stray} is given, but ${orphan.givenBy} is not. Set both to use your own ${orphan.title}, or neither.`;
    return { reason: 'half-given', text };
  }

  const [absent] = staffSettings.filter((name) => !given(name));
  const there = staffSettings.filter(given);
  if (absent && there.length > 0) {
    const text = `${there.join(' and ')} is given, but ${absent} is not. Set all three to use your own provider of staff, or none.`;
    return { reason: 'half-given', text };
  }

  const allowed = env.CAGE_ALLOW_MIXED === '1';
  const missing = moneyServices.filter((service) => !given(service.givenBy));
  const isRealAround = missing.length < moneyServices.length && !allowed;
  const off = missing.filter(({ optional }) => optional && isRealAround);
  const half = off.find(({ belongs }) => belongs.some(given));
  if (half) {
    const stray = half.belongs.filter(given).join(' and ');
    return { reason: 'half-given', text: `${stray} is given, but ${half.givenBy} is not. Set both, or neither.` };
  }
  const sandboxed = missing.filter((service) => !off.includes(service));
  const mixture = describeMixture(given, sandboxed);
  if (mixture && !allowed) return { reason: 'mixed-money', text: mixture };

  const isAllMadeUp = sandboxed.length === moneyServices.length && !mixture;
  const isStarted = ({ givenBy }: Pick<Service<string>, 'givenBy'>) =>
    !given(givenBy) && !off.some((service) => service.givenBy === givenBy);
  const flags = <Name extends string>(services: readonly Service<Name>[]) =>
    Object.fromEntries(services.map((service) => [service.name, isStarted(service)])) as Record<Name, boolean>;
  return {
    start: flags(servers),
    sandbox: flags(moneyServices),
    staff: there.length > 0 ? 'given' : isAllMadeUp ? 'sandbox' : 'closed',
    prices: given('PRICE_SOURCES') ? 'given' : isAllMadeUp ? 'sandbox' : 'off',
    scanner: given('CLAMD_ADDRESS') ? 'given' : isAllMadeUp ? 'sandbox' : 'off',
    sanctions: given('SANCTIONS_LISTS') ? 'given' : isAllMadeUp ? 'sandbox' : 'off',
    skipped: [...servers, ...moneyServices, staffProvider, priceSources, scanner]
      .filter(({ givenBy }) => given(givenBy))
      .map(({ title, givenBy }) => ({ title, because: givenBy })),
    playMoneyRails: mixture ? sandboxed.flatMap(({ rails }) => rails) : [],
  };
}

/** Why these settings would let sandbox money into real books, in one line that says what to set. */
function describeMixture(given: (name: string) => boolean, sandboxed: readonly MoneyService[]): string | undefined {
  const [service] = sandboxed;
  if (!service) return undefined;
  const names = sandboxed.map(({ title }) => title).join(' and ');
  const rails = sandboxed.flatMap((each) => each.rails).join(', ');
  const keys = sandboxed.map(({ givenBy }) => givenBy).join(' and ');
  const ways = (unset: string) =>
    `Set ${keys}, or unset ${unset}, or set CAGE_ALLOW_MIXED=1: then ${rails} credits play money only.`;

  const stray = sandboxed.flatMap(({ belongs }) => belongs).filter(given);
  if (stray.length > 0) {
    return `${stray.join(' and ')} is given, but ${keys} is not, so ${names} would be the sandbox. ${ways(stray.join(' and '))}`;
  }
  const real = moneyServices.filter((each) => given(each.givenBy));
  if (real.length > 0) {
    const realKeys = real.map(({ givenBy }) => givenBy).join(' and ');
    return `${realKeys} brings real money, but ${names} would be the sandbox. ${ways(realKeys)}`;
  }
  if (given('DATABASE_URL')) {
    return `DATABASE_URL may hold real books, but ${names} would be the sandbox. ${ways('DATABASE_URL')}`;
  }
  return undefined;
}
