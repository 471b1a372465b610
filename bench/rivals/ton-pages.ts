import { createServer } from 'node:http';
import { toNano } from '@ton/core';
import { newMemo } from '../../domain/memo.ts';
import { startTon } from '../../sandbox/ton/server.ts';

/**
 * A hot wallet with many deposits, told of by an API whose answers lie ready: what is measured is who reads them. Each look at the
 * account is some blocks later than the one before, so that what was seen becomes final.
 */
const DEPOSITS = Number(process.env.DEPOSITS ?? 2_040);
const ton = await startTon();
const start = await ask('getAddressInformation', { address: ton.hotWallet.toRawString() });
const payer = await ton.person('payer');
for (let sent = 0; sent < DEPOSITS; sent += 255) {
  const comment = () => newMemo(crypto.getRandomValues(new Uint8Array(8)));
  await payer.sends(
    ...Array.from({ length: 255 }, () => ({ to: ton.hotWallet, value: toNano('1'), comment: comment() })),
  );
  await ton.chain.settle();
}
const end = await ask('getAddressInformation', { address: ton.hotWallet.toRawString() });

async function ask(method: string, params: unknown) {
  const body = JSON.stringify({ id: 1, jsonrpc: '2.0', method, params });
  const response = await fetch(`${ton.url}/api/v2/jsonRPC`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  return ((await response.json()) as { result: { block_id: { seqno: number } } }).result;
}

const ready = new Map<string, string>();
let looks = 0;
const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { method, params } = JSON.parse(Buffer.concat(parts).toString());
  response.setHeader('content-type', 'application/json');
  if (request.url === '/start') {
    looks = 0;
    return response.end(JSON.stringify({ ...start, address: ton.hotWallet.toRawString() }));
  }
  if (method === 'getAddressInformation') {
    looks += 1;
    const block_id = { ...end.block_id, seqno: end.block_id.seqno + 10 * looks };
    return response.end(JSON.stringify({ ok: true, result: { ...end, block_id } }));
  }
  const key = JSON.stringify([method, params]);
  const answer = ready.get(key) ?? JSON.stringify({ ok: true, result: await ask(method, params) });
  ready.set(key, answer);
  return response.end(answer);
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('{"msg":"ready"}\n'));
process.on('SIGTERM', () => process.exit(0));
