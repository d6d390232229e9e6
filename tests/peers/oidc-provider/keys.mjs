// The keys of the server and of its clients.

import crypto from 'node:crypto';

const PAIRS = {
  ES256: ['ec', { namedCurve: 'P-256' }],
  ES384: ['ec', { namedCurve: 'P-384' }],
  ES512: ['ec', { namedCurve: 'P-521' }],
  EdDSA: ['ed25519', {}],
};

export function generate(alg, kid = `${alg}-${crypto.randomBytes(4).toString('hex')}`) {
  const { privateKey } = crypto.generateKeyPairSync(...(PAIRS[alg] ?? ['rsa', { modulusLength: 2048 }]));
  return { ...privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid };
}

export const publicPart = ({ d, p, q, dp, dq, qi, ...key }) => key;
export const pem = ({ alg, use, kid, ...key }) =>
  crypto.createPrivateKey({ key, format: 'jwk' }).export({ type: 'pkcs8', format: 'pem' });

// What the server signs with; the first of an algorithm is the one in use.
export const keys = { current: [generate('RS256'), generate('ES256')] };

export function rotate(keepOld) {
  keys.current = [generate('RS256'), generate('ES256'), ...(keepOld ? keys.current : [])];
  return keys.current.map((key) => key.kid);
}

// What the clients `svc-jwt` and `svc-jwt-any` sign with.
export const clientKeys = Object.fromEntries(
  ['ES256', 'EdDSA', 'RS256', 'PS256'].map((alg) => [alg, generate(alg, `svc-jwt-${alg}`)]),
);
