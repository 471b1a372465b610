#!/usr/bin/env node
/**
 * Prisma's schema engine, for machines that can reach npm and nothing else. `prisma migrate` starts a native program that it
 * fetches from a host of Prisma's; this stands in for it. It is the same engine, compiled to WebAssembly and published on
 * npm, put behind the two ways in which the CLI talks to the program: `cli <command>` for a single errand, and JSON-RPC,
 * one message a line, on stdin and stdout. Found by PRISMA_SCHEMA_ENGINE_BINARY, which prisma.config.ts sets.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import * as engineCode from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';

const { values, words } = readArguments(process.argv.slice(2));
const { url } = values.datasource === undefined ? {} : JSON.parse(values.datasource);

if (words[0] === '--version') process.stdout.write('schema-engine-wasm\n');
else if (words[0] === 'cli') await runErrand(words[1]);
else serveRpc();

/** Flags that take a value and may repeat; the CLI passes more of them than we need. */
function readArguments(args) {
  const valued = new Set(['--datasource', '--datamodels', '--enabled-preview-features', '--extension-types']);
  const given = { datamodels: [] };
  const rest = [];
  for (let n = 0; n < args.length; n++) {
    if (!valued.has(args[n])) rest.push(args[n]);
    else if (args[n] === '--datamodels') given.datamodels.push(args[++n]);
    else given[args[n].slice(2)] = args[++n];
  }
  return { values: given, words: rest };
}

/** One errand, then the end. A failure is told in the native engine's form: log lines on stderr, of which the first is skipped. */
async function runErrand(name) {
  const errands = {
    'can-connect-to-database': canConnect,
    'create-database': createDatabase,
    'drop-database': dropDatabase,
  };
  try {
    await errands[name]();
    process.exit(0);
  } catch (error) {
    const codes = { '3D000': 'P1003', '28P01': 'P1000' }; // no such database; wrong password
    const fields = { message: error.message, is_panic: false, error_code: codes[error.code] ?? 'P1001' };
    const lines = [
      { level: 'INFO', target: 'schema_engine', fields: { message: 'starting' } },
      { level: 'ERROR', target: 'schema_engine::logger', fields },
    ];
    process.stderr.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    process.exit(1);
  }
}

async function canConnect() {
  await withClient(url, async () => undefined);
}

async function createDatabase() {
  const { admin, name } = besides(url);
  await withClient(admin, (client) => client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)).catch((error) => {
    if (error.code !== '42P04') throw error; // it is there already
  });
  return { databaseName: name };
}

async function dropDatabase() {
  const { admin, name } = besides(url);
  await withClient(admin, (client) =>
    client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`),
  );
}

/** A database is made and dropped from beside it. */
function besides(address) {
  const admin = new URL(address);
  const name = decodeURIComponent(admin.pathname.slice(1));
  admin.pathname = '/postgres';
  admin.search = '';
  return { admin: admin.href, name };
}

async function withClient(connectionString, work) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Answers one request after the other, in the order they came; ends when the CLI closes our input. */
function serveRpc() {
  let engine;
  const say = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const call = async ({ method, params }) => {
    if (method === 'createDatabase') return createDatabase();
    engine ??= startEngine();
    if (method === 'getDatabaseVersion') return (await engine).version(params);
    if (typeof (await engine)[method] !== 'function') throw new Error(`the schema engine has no method ${method}`);
    const result = await (await engine)[method](params);
    // The native engine has the CLI print what it would have printed itself.
    if (method === 'diff' && result.stdout)
      say({ id: 'diff', method: 'print', params: { content: result.stdout.replace(/\n$/, '') } });
    return result ?? (method === 'reset' ? null : {});
  };
  const answer = async (request) => {
    try {
      say({ id: request.id, result: (await call(request)) ?? null });
    } catch (error) {
      const data = { is_panic: false, message: error.message ?? String(error), meta: null, error_code: error.code };
      say({
        id: request.id,
        error: { code: 4466, message: 'An error happened. Check the data field for details.', data },
      });
    }
  };

  let answered = Promise.resolve();
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const message = line.trim() ? JSON.parse(line) : {};
    if (message.method) answered = answered.then(() => answer(message)); // the rest are answers to our `print`
  });
  lines.on('close', () => answered.finally(() => process.exit(0)));
}

async function startEngine() {
  const file = new URL('./schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'));
  const { instance } = await WebAssembly.instantiate(readFileSync(file), { './schema_engine_bg.js': engineCode });
  engineCode.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  const models = values.datamodels.map((name) => [name, readFileSync(name, 'utf8')]);
  const database = bindMigrationAwareSqlAdapterFactory(
    mendedFactory(new PrismaPg(connectionOf(url), { schema: schemaOf(url) })),
  );
  return engineCode.SchemaEngine.new({ datamodels: models.length > 0 ? models : undefined }, () => undefined, database);
}

/** Taken apart, because the shadow database is the same connection with another name. An idle connection must not keep us alive. */
function connectionOf(address) {
  const idle = { idleTimeoutMillis: 10, allowExitOnIdle: true };
  if (!address) return idle;
  const { hostname, port, username, password, pathname, searchParams } = new URL(address);
  const ssl = searchParams.get('sslmode') ?? 'disable';
  return {
    ...idle,
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    ssl: ssl === 'disable' ? undefined : { rejectUnauthorized: ssl !== 'require' },
  };
}

function schemaOf(address) {
  return (address && new URL(address).searchParams.get('schema')) ?? undefined;
}

function mendedFactory(factory) {
  for (const name of ['connect', 'connectToShadowDb']) {
    const open = factory[name].bind(factory);
    factory[name] = async () => mended(await open());
  }
  return factory;
}

/** A connection of adapter-pg with what migrations need and queries of an application do not. */
function mended(connection) {
  const { queryRaw, startTransaction } = connection;
  connection.queryRaw = (query) => readCatalogue(connection, queryRaw, query);
  if (startTransaction)
    connection.startTransaction = async (level) => mended(await startTransaction.call(connection, level));
  // The adapter cuts a script at every `;`, inside function bodies and strings too, and sends the pieces one by one. Sent
  // whole it is one implicit transaction: a migration is applied altogether or not at all.
  if (connection.underlyingDriver) {
    connection.executeScript = async (script) => {
      await connection
        .underlyingDriver()
        .query(script)
        .catch((error) => connection.onError(error));
    };
  }
  return connection;
}

/** The engine reads pg_catalog, whose types "char", "char"[] and name[] the adapter does not know: it is shown text. */
async function readCatalogue(connection, queryRaw, query) {
  const shownAs = { 18: 25, 1002: 1009, 1003: 1009 };
  let isChar = [];
  const performIO = async (...args) => {
    const result = await connection.performIO(...args);
    isChar = result.fields.map(({ dataTypeID }) => dataTypeID === 18);
    for (const field of result.fields) field.dataTypeID = shownAs[field.dataTypeID] ?? field.dataTypeID;
    return result;
  };
  const result = await queryRaw.call(Object.create(connection, { performIO: { value: performIO } }), query);
  result.columnTypes = result.columnTypes.map((type, n) => (isChar[n] ? ColumnTypeEnum.Character : type));
  return result;
}
