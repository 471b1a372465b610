import pg from 'pg';

export type RolePasswords = { readonly owner: string; readonly app: string; readonly sealer: string };

/** One connection, one piece of work, closed whatever happens. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The role that migrates, the one the product runs as, and the one of the audit trail's sealer. Safe to repeat: it sets today's passwords. */
export async function ensureRoles(client: pg.Client, passwords: RolePasswords): Promise<void> {
  await ensureRole(client, 'cage_owner', 'CREATEDB CREATEROLE', passwords.owner);
  await ensureRole(client, 'cage_app', 'NOCREATEDB NOCREATEROLE', passwords.app);
  await ensureRole(client, 'cage_sealer', 'NOCREATEDB NOCREATEROLE', passwords.sealer);
}

/** Safe to repeat. PUBLIC loses what it has by default (a connection, temporary tables); the application and the sealer may connect. */
export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} OWNER cage_owner`);
  await grantConnect(client, name);
}

/** Grants on a database are not copied with it: a clone needs them again. */
export async function grantConnect(client: pg.Client, name: string): Promise<void> {
  const database = pg.escapeIdentifier(name);
  await client.query(
    `REVOKE ALL ON DATABASE ${database} FROM PUBLIC; GRANT CONNECT ON DATABASE ${database} TO cage_app, cage_sealer`,
  );
}

async function ensureRole(client: pg.Client, role: string, may: string, password: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  const verb = rowCount ? 'ALTER' : 'CREATE';
  await client.query(`${verb} ROLE ${role} LOGIN ${may} PASSWORD ${pg.escapeLiteral(password)}`);
}
