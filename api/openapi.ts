import { z } from 'zod';
import { problemBody } from '../contracts/http/problems.ts';
import { type Refusals, type Route, sharedRefusals } from '../contracts/http/route.ts';
import { routes } from '../contracts/http/routes.ts';

type Json = Record<string, unknown>;

/** The description of the API (OpenAPI 3.1), made from the very schemas that check its requests. */
export function describeApi(): Json {
  const schemas: Json = {};
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $schema: _, $defs = {}, ...own } = JSON.parse(inComponents(schema, io)) as Json & { $defs?: Json };
    Object.assign(schemas, $defs);
    return own;
  };
  const json = (schema: z.ZodType, io: 'input' | 'output') => ({
    'application/json': { schema: schemaOf(schema, io) },
  });
  const problems = { 'application/problem+json': { schema: schemaOf(problemBody, 'output') } };

  const paths: Record<string, Json> = {};
  for (const [name, route] of Object.entries(routes) as [string, Route][]) {
    const described: Json = {
      operationId: name,
      summary: route.about,
      security: route.who === 'anybody' ? [] : [{ [route.who === 'player' ? 'session' : 'staff']: [] }],
      ...(typeof route.who === 'string' ? {} : { 'x-roles': [...route.who] }),
      parameters: parametersOf(route, schemaOf),
      ...(route.body ? { requestBody: { required: true, content: json(route.body, 'input') } } : {}),
      ...(route.upload ? { requestBody: aFile } : {}),
      responses: {
        [route.status]: {
          description: 'As asked',
          ...(route.answer ? { content: json(route.answer, 'output') } : {}),
          ...(route.file ? { content: filesOf(route.file) } : {}),
        },
        ...refusalsOf(route, problems),
      },
    };
    paths[route.path] = { ...paths[route.path], [route.method]: described };
  }
  paths['/events'] = { get: liveLine(problems) };

  return {
    openapi: '3.1.0',
    info: {
      title: 'Cage',
      version: '1',
      description:
        'Cashier and player backend of a Telegram casino. Amounts are decimal strings of minor units beside their asset. Errors are RFC 9457 problems with a stable `reason`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        session: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: "The access token of a player's session",
        },
        staff: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The access token of a staff session',
        },
      },
    },
  };
}

const aFile: Json = {
  required: true,
  content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
};

const filesOf = (file: NonNullable<Route['file']>): Json =>
  Object.fromEntries(Object.values(file).map((type) => [type.split(';')[0], { schema: { type: 'string' } }]));

const inComponents = (schema: z.ZodType, io: 'input' | 'output'): string =>
  JSON.stringify(
    z.toJSONSchema(schema, {
      io,
      // A format says it in one word; its pattern is a screenful.
      override: ({ jsonSchema }) => {
        if (jsonSchema.format) delete jsonSchema.pattern;
      },
    }),
  ).replaceAll('"#/$defs/', '"#/components/schemas/');

function parametersOf(route: Route, schemaOf: (schema: z.ZodType, io: 'input') => Json): Json[] {
  const uuid = { type: 'string', format: 'uuid' };
  const inPath = Array.from(route.path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: uuid,
  }));
  const query = route.query ? schemaOf(route.query, 'input') : {};
  const { properties = {}, required = [] } = query as { properties?: Json; required?: string[] };
  const inQuery = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A UUID for each wish: repeated with the same body, it is answered as the first time',
    schema: uuid,
  };
  return [...inPath, ...inQuery, ...(route.idempotent ? [key] : [])];
}

/** What this route may refuse with, by status; several reasons may share one. */
function refusalsOf(route: Route, content: Json): Json {
  const shared = sharedRefusals as Refusals;
  const names = [
    ...(route.body || route.query || route.path.includes('{') ? ['malformed'] : []),
    ...(route.body ? ['too-large'] : []),
    ...(route.method === 'get' || route.upload ? [] : ['not-json']),
    ...(route.who === 'anybody' ? [] : ['session-ended', 'token-invalid', 'token-expired']),
    ...(typeof route.who === 'string' ? [] : ['not-your-role']),
    ...(route.cookie ? ['wrong-origin'] : []),
    'too-fast',
    ...(route.idempotent ? ['key-missing', 'key-reused'] : []),
    'unavailable',
  ];
  const all = [...names.map((name) => [name, shared[name]] as const), ...Object.entries(route.refusals)];
  const byStatus = new Map<number, string[]>();
  for (const [reason, [status = 500, title = ''] = []] of all)
    byStatus.set(status, [...(byStatus.get(status) ?? []), `\`${reason}\`: ${title}`]);
  return Object.fromEntries(
    [...byStatus].map(([status, lines]) => [status, { description: lines.join('\n\n'), content }]),
  );
}

const liveLine = (content: Json): Json => ({
  operationId: 'events',
  summary: "The player's live line: hints to ask again, never the truth itself",
  description:
    'Server-sent events. `hello` when the line is open; `changed` with `{"what":"deposit","id":…}`, `{"what":"balances"}` or `{"what":"preferences"}`. Ask for everything again after a break.',
  security: [{ session: [] }],
  responses: {
    200: {
      description: 'A stream that ends with the session',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
    401: { description: `\`session-ended\`: ${sharedRefusals['session-ended'][1]}`, content },
  },
});
