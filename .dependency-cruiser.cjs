/**
 * Who may import whom: the table of docs/architecture.md as rules. A room not named in its row is closed to it; an npm
 * package is a library, open to every room but domain. Tests may reach further: they build the world they test in.
 */
const rooms = [
  'domain',
  'contracts',
  'runtime',
  'prisma',
  'records',
  'rails',
  'use-cases',
  'workflows',
  'activities',
  'loops',
  'api',
  'bot',
  'webapp',
  'sandbox',
  'journeys',
  'bench',
];

/** From -> what it may import by value; `types` may be imported as types only. */
const table = {
  domain: { may: [] },
  contracts: { may: ['domain'] },
  runtime: { may: ['domain', 'contracts'], types: ['workflows'] },
  prisma: { may: ['domain', 'contracts', 'runtime'] },
  records: { may: ['domain', 'contracts', 'runtime', 'prisma'] },
  rails: { may: ['domain', 'contracts', 'runtime', 'prisma'] },
  'use-cases': { may: ['domain', 'contracts', 'runtime', 'prisma', 'records', 'rails'] },
  workflows: { may: ['domain', 'contracts'], types: ['activities'] },
  activities: { may: ['domain', 'contracts', 'runtime', 'prisma', 'records', 'rails', 'use-cases'] },
  loops: { may: ['domain', 'contracts', 'runtime', 'prisma', 'records', 'rails', 'use-cases'] },
  api: { may: ['domain', 'contracts', 'runtime', 'use-cases'], types: ['prisma', 'records'] },
  bot: { may: ['domain', 'contracts', 'runtime', 'use-cases'], types: ['prisma', 'records'] },
  webapp: { may: ['domain', 'contracts'] },
  sandbox: { may: ['domain', 'contracts', 'runtime'] },
};

/** Composition roots build what their process needs and hand it on; a command's own entry file does the same. */
const entries =
  '(^|/)(main|worker|migrate)\\.ts$|^records/verify\\.ts$|^use-cases/(print-(statement|trail)|staff-command)\\.ts$';
const tests =
  '\\.(test|soak|journey)\\.ts$|(^|/)(journeys|bench|sandbox/testing)/|(^|/)test-[^/]+\\.ts$|^[^/]+\\.config\\.ts$';
const inRooms = (names) => (names.length > 0 ? `^(${names.join('|')})/` : '^$');

const roomRules = Object.entries(table).flatMap(([room, { may, types = [] }]) => {
  const from = { path: `^${room}/`, pathNot: `${tests}|${entries}` };
  const closed = rooms.filter((other) => other !== room && !may.includes(other));
  const reads =
    room === 'api' || room === 'bot'
      ? '^records/[^/]+/(history-|withdrawal-|wallet-|pause-|queue-|arrival-|document-|verification-|round-)?reads\\.ts$'
      : '^$';
  return [
    {
      name: `${room}-knows-its-place`,
      severity: 'error',
      from,
      to: { path: inRooms(closed.filter((other) => !types.includes(other))), pathNot: reads },
    },
    {
      name: `${room}-takes-types-only`,
      severity: 'error',
      from,
      to: { path: inRooms(types), pathNot: reads, dependencyTypesNot: ['type-only'] },
    },
  ].filter((rule) => rule.to.path !== '^$');
});

/** Among records each may use those to its right. */
const order = ['play', 'payments', 'chain', 'compliance', 'identity', 'ledger', 'requests', 'delivery', 'audit'];
const recordRules = order.slice(1).map((room, n) => ({
  name: `records-${room}-looks-right`,
  severity: 'error',
  from: { path: `^records/${room}/`, pathNot: tests },
  to: { path: `^records/(${order.slice(0, n + 1).join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...roomRules,
    ...recordRules,
    {
      name: 'domain-imports-nothing',
      severity: 'error',
      from: { path: '^domain/', pathNot: tests },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'entries-stay-out-of-the-sandbox',
      severity: 'error',
      from: { path: entries, pathNot: `^sandbox/|${tests}` },
      to: { path: '^(sandbox|journeys|bench)/' },
    },
    {
      name: 'contracts-never-run-workflows',
      severity: 'error',
      from: { path: '^contracts/' },
      to: { path: '@temporalio/(workflow|worker|client)' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, path: '^\\.' } },
  ],
  options: {
    tsPreCompilationDeps: true, // keeps type-only imports; they say so themselves (verbatimModuleSyntax)
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^prisma/generated/|^\\.cage/|^sandbox/(telegram|stack|oidc)/page/|^webapp/dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
