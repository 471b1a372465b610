import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Client } from '../oidc/client.ts';
import { createLoginPage } from '../oidc/login-page.ts';
import { createProvider, type Provider } from '../oidc/provider.ts';
import type { Algorithm } from '../oidc/signing.ts';
import { pageFiles } from '../pages/files.ts';
import { isFromHere, sendFile, sendJson } from '../pages/http.ts';
import { type StaffPerson, staffPeople } from './people.ts';

export type StaffProviderOptions = {
  readonly client: Omit<Client, 'name'>;
  readonly algorithm?: Algorithm;
  readonly now?: () => number;
};

/** Who works here, by their word: whoever opens its page is whom they choose. Loopback only. */
export type StaffProvider = Pick<Provider, 'asked' | 'misbehave' | 'rotateKeys'> & {
  readonly people: readonly StaffPerson[];
  /** `port` 0 takes a free one. Answers the port. */
  listen(port: number): Promise<number>;
  close(): Promise<void>;
};

const COLOURS = ['slate', 'cobalt', 'pine', 'tomato', 'lagoon'];
const TITLES = { support: 'Support', compliance: 'Compliance', ops: 'Operations', auditor: 'Auditor' } as const;
const lookFile = pageFiles(path.join(import.meta.dirname, 'page'), {});

/** An identity provider of its own, as Keycloak or Google would be: the claim `roles` lists what somebody is. */
export function createStaffProvider(options: StaffProviderOptions): StaffProvider {
  const { client, algorithm = 'ES256', now = Date.now } = options;
  let url = '';
  const page = createLoginPage({
    people: () => staffPeople.map(face),
    words: ({ clientName }) => ({
      title: 'Who are you?',
      text: `Choose whom to be at ${clientName}. All of them are made up, and here nobody asks for a password.`,
    }),
  });
  const provider = createProvider({
    issuer: () => url,
    clients: [{ ...client, name: 'the staff desk of Cage' }],
    algorithm,
    now,
    claimsOf: (id) => {
      const person = staffPeople.find((each) => each.id === id);
      return person && { sub: person.id, name: person.name, roles: [person.role] };
    },
    ask: page.open,
  });

  const server = createServer(async (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://staff.invalid');
    if (!isFromHere(request)) return sendJson(response, 403, { why: 'Only for pages of this address.' });
    if (await page.handle(request, response, asked)) return;
    if (await provider.handle(request, response, asked)) return;
    const look = asked.pathname.startsWith('/look/') ? await lookFile(asked.pathname) : undefined;
    if (look) return sendFile(response, look, "default-src 'none'");
    sendJson(response, 404, { why: 'Not found.' });
  });

  return {
    people: staffPeople,
    asked: provider.asked,
    misbehave: provider.misbehave,
    rotateKeys: provider.rotateKeys,
    async listen(port) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject).listen(port, '127.0.0.1', resolve);
      });
      const listening = (server.address() as AddressInfo).port;
      url = `http://127.0.0.1:${listening}`;
      return listening;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

export type StartedStaffProvider = StaffProvider & {
  readonly url: string;
  readonly client: StaffProviderOptions['client'];
};

/** For tests: with a client of its own, listening on a free port. */
export async function startStaffProvider(
  redirectUris: readonly string[],
  options: Partial<StaffProviderOptions> & { readonly port?: number } = {},
): Promise<StartedStaffProvider> {
  const client = { id: 'cage-staff-desk', secret: randomBytes(18).toString('base64url'), redirectUris };
  const provider = createStaffProvider({ client, ...options });
  const url = `http://127.0.0.1:${await provider.listen(options.port ?? 0)}`;
  return { ...provider, url, client };
}

const face = ({ id, name, role }: StaffPerson, n: number) => ({
  id,
  name,
  detail: TITLES[role],
  initials: name
    .split(' ')
    .map(([letter = '']) => letter)
    .join(''),
  colour: `--enamel-${COLOURS[n % COLOURS.length]}`,
});
