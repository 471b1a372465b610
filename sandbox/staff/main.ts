import { createStaffProvider } from './server.ts';

const env = process.env;
const say = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

/** One line and no stack: the launcher shows the last lines of a part that ended. */
function stop(msg: string): never {
  say({ level: 'error', msg });
  process.exit(1);
}

const id = env.STAFF_OIDC_CLIENT_ID ?? '';
const secret = env.STAFF_OIDC_CLIENT_SECRET ?? '';
const redirectUris = (env.STAFF_OIDC_REDIRECT_URIS ?? '').split(',').filter(Boolean);
if (!id || !secret || redirectUris.length === 0) {
  stop('STAFF_OIDC_CLIENT_ID, STAFF_OIDC_CLIENT_SECRET and STAFF_OIDC_REDIRECT_URIS must be set');
}

const provider = createStaffProvider({ client: { id, secret, redirectUris } });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    void provider.close().finally(() => process.exit(0));
  });
}

const port = Number(env.STAFF_SANDBOX_PORT || 8082);
const listening = await provider
  .listen(port)
  .catch((error: unknown) => stop(`cannot listen on port ${port}: ${error instanceof Error ? error.message : error}`));
say({ msg: 'ready', port: listening });
