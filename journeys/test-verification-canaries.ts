import { expect } from 'vitest';
import { kycWorkflowId, type PlayerId } from '../contracts/ids.ts';
import type { Pool } from '../prisma/pool.ts';
import { query, sql } from '../prisma/tx.ts';
import { pdf, photo } from '../runtime/documents/test-files.ts';
import { createWorkflowClient } from '../runtime/workflow-client.ts';
import { answersLogin } from '../sandbox/oidc/test-browser.ts';
import type { House } from '../sandbox/testing/house.ts';
import { openBrowserAt } from './test-canaries.ts';

type Driven = {
  readonly house: House;
  readonly pool: Pool;
  /** Remembers what must be found nowhere. */
  readonly keep: (what: string, value: unknown) => string;
  /** Of the payloads. */
  readonly key: Buffer;
};

/** Who they are and what they photograph, from the player's hand to a reviewer's eyes and a decision. */
export async function drivesVerification(
  { house, pool, keep, key }: Driven,
  app: ReturnType<typeof openBrowserAt>,
  token: string,
): Promise<void> {
  expect((await app('/kyc', { token })).status).toBe(200);
  const address = keep('address in a document', 'Canary Close 42');
  const letter = pdf(1, [1, 0, 0], `BT (${address}) Tj ET`);
  const artist = keep('name in a picture', 'Canary Islander');
  const picture = await photo();
  expect(picture.toString('latin1')).toContain(artist);
  for (const [kind, file] of [
    ['identity', letter],
    ['selfie', picture],
  ] as const) {
    const sent = await fetch(new URL(`/kyc/documents?kind=${kind}`, house.url), {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-disposition': `attachment; filename="${keep(`file name of ${kind}`, `canary-${kind}-of-cleo.bin`)}"`,
      },
      body: new Uint8Array(file),
    });
    expect([kind, sent.status]).toEqual([kind, 201]);
  }
  const body = {
    givenNames: keep('given names', 'Kleopatra Zenobiana'),
    familyName: keep('family name', 'Canarysdotter'),
    bornOn: keep('day of birth', '1987-06-05'),
    country: 'AT',
    documentNumber: keep('document number', 'CNRY04711X'),
    expiresOn: '2039-03-14',
  };
  // Refused, and told why, without saying it back.
  expect((await app('/kyc/submission', { token, body: { ...body, expiresOn: 'never' } })).status).toBe(400);
  expect((await app('/kyc/submission', { token, body })).status).toBe(200);
  await expect.poll(async () => (await app('/kyc', { token, method: 'GET' })).json.status).toBe('in-review');

  const desk = openBrowserAt(house.url);
  const login = await desk('/staff/auth/login', { method: 'GET' });
  const back = new URL(await answersLogin(login.location, 'lena.hoff'));
  await desk(back.pathname + back.search, { method: 'GET' });
  const staff = (await desk('/staff/auth/refresh')).json.token;
  const [row] = await query<{ id: PlayerId }>(
    pool,
    sql`select player_id as id from compliance.verification where status = 'in-review'`,
  );
  const player = row?.id as PlayerId;
  const shown = await desk(`/staff/kyc/${player}/facts`, { token: staff });
  expect(shown.json).toMatchObject({ facts: { familyName: body.familyName } });
  const { json: found } = await desk(`/staff/kyc/${player}`, { token: staff, method: 'GET' });
  for (const { id } of found.documents) await desk(`/staff/documents/${id}/looks`, { token: staff });
  const decision = { outcome: 'approve', level: 'basic', reason: 'documents-in-order' };
  const workflowId = kycWorkflowId(player);
  const pass = await desk('/staff/passes', { token: staff, body: { action: 'kyc.approve', workflowId, decision } });
  const client = createWorkflowClient({ ...house.temporal, keys: [{ id: 'test', key }] });
  const decided = client.workflow
    .getHandle(workflowId)
    .executeUpdate('decide', { args: [JSON.parse(pass.json.paste)] });
  expect(await decided.finally(() => client.connection.close())).toEqual({ status: 'approved' });
}
