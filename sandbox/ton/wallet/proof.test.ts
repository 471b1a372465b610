import { Address } from '@ton/core';
import { signVerify } from '@ton/crypto';
import { expect, test } from 'vitest';
import { proofDigest } from './proof.ts';

/** Proofs that real wallets gave to the demo app, as others published them to test their own checks. */
const published = [
  {
    from: 'github.com/xssnick/tonutils-go, ton/wallet/proof_test.go (v4R2)',
    address: '0:960ab627408d5472d9d125b667cbe00ce17eeaa44e9dc6a86e93cdfef2c480d5',
    publicKey: 'a7a90c382278cf441d29db4abcbbe87e55e626f8ff826c36ea2cf1e089869d8b',
    timestamp: 1_747_303_893,
    payload: '1747303885:',
    signature: 'OXNmXOa6Ml5mgx13CXVunl5TjQiIl2oYq8dn9MUcBiS6OjZcuJYccqqVMluy0duyOXkoJYHg4VJCyycwkjdJBA==',
  },
  {
    from: 'github.com/b0mbdiggity, ton/verify.js (test network)',
    address: '0:605893d6874139ae5cf8ca022a6b63ad9594ce704dd472d356db1be650ee090a',
    publicKey: 'b32332c92071d4f27d2d986ff97b3a601d01e9d0f6669f784c69ceb6018c1ded',
    timestamp: 1_730_704_057,
    payload:
      'eyJhbGciOiJIUzI1NiJ9.eyJwYXlsb2FkIjoiYmMwODEwODI2YmIzMmYyMmMyMGQ5OTYzNGFhM2ViMWM1ZDg2OGMzM2ZmODJmMWY3ZWMzMDE1N2I5MDA4NDdlMyIsImlhdCI6MTczMDcwNDA0MiwiZXhwIjoxNzMwNzA0OTQyfQ.LujjRO9zHu8xCnqLZLKhZ_pR8PG6129dL1MehtyL13A',
    signature: 'Als2EvxZ8EAJD2ELlD40CuOaQu9Q8LDasHujJjSp7725DdF35agrrWQlwToWdKYzz0zYFa8M18LqfnFxZJOcBg==',
  },
];

test.each(published)(
  'what is signed is what real wallets signed: $from',
  ({ address, publicKey, signature, ...said }) => {
    const digest = proofDigest({ ...said, address: Address.parse(address), domain: 'ton-connect.github.io' });
    expect(signVerify(digest, Buffer.from(signature, 'base64'), Buffer.from(publicKey, 'hex'))).toBe(true);
  },
);
