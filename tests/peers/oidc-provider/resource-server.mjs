// A resource server: RFC 6750, 9449, 9470 and 9728. Written by hand, on `jose`.

import crypto from 'node:crypto';
import * as jose from 'jose';
import { SCOPES, resources } from './clients.mjs';
import { keys, publicPart } from './keys.mjs';
import { send } from './send.mjs';

const ROUTES = {
  'GET /rs/models': ['model:read'],
  'POST /rs/models': ['model:read', 'model:write'],
  'GET /rs/bcf': ['bcf:read'],
  'POST /rs/secure': ['model:write'],
};
const METADATA = /^\/\.well-known\/oauth-protected-resource(\/rs(?:\/\w+)?)$/;
const PROOF_ALGORITHMS = ['ES256', 'EdDSA', 'RS256', 'PS256'];

const seen = new Set();
let nonce = crypto.randomUUID();
export const rotateNonce = () => { nonce = crypto.randomUUID(); };

// Whether it was a request for this server.
export async function handle(req, res, url, issuer) {
  const metadata = METADATA.exec(url.pathname);
  if (metadata) {
    send(res, 200, {
      resource: issuer + metadata[1], authorization_servers: [issuer], scopes_supported: SCOPES.split(' '),
      bearer_methods_supported: ['header'],
    });
    return true;
  }
  if (!url.pathname.startsWith('/rs/')) return false;
  await serve(req, res, url, issuer);
  return true;
}

async function serve(req, res, url, issuer) {
  const deny = (status, scheme, o, headers) => {
    const all = { ...o, resource_metadata: `${issuer}/.well-known/oauth-protected-resource${url.pathname}` };
    const params = Object.entries(all).map(([k, v]) => `${k}="${v}"`).join(', ');
    send(res, status, { error: o.error ?? 'unauthorized' }, { 'www-authenticate': `${scheme} ${params}`, ...headers });
  };
  const need = ROUTES[`${req.method} ${url.pathname}`];
  if (!need) return send(res, 404, { error: 'not_found' });
  const m = /^(Bearer|DPoP) +([A-Za-z0-9._~+/=-]+)$/i.exec(req.headers.authorization ?? '');
  if (!m) return deny(401, 'Bearer', { scope: need.join(' ') });               // no error code when no credentials
  const [, scheme, token] = m;

  let c;
  try {
    const audience = [...Object.keys(resources), `${issuer}/rs`, issuer + url.pathname];
    const verifyWith = jose.createLocalJWKSet({ keys: keys.current.map(publicPart) });
    c = (await jose.jwtVerify(token, verifyWith, { issuer, audience, typ: 'at+jwt', clockTolerance: 0 })).payload;
  } catch (e) { return deny(401, scheme, { error: 'invalid_token', error_description: e.code ?? 'bad token' }); }

  if (!c.cnf?.jkt && scheme.toLowerCase() === 'dpop') {
    return deny(401, 'DPoP', { error: 'invalid_token', error_description: 'the token is not bound' });
  }
  if (c.cnf?.jkt) {
    if (scheme.toLowerCase() !== 'dpop') {
      return deny(401, 'DPoP', { error: 'invalid_token', algs: PROOF_ALGORITHMS.join(' ') });
    }
    const problem = await problemOf(req, issuer + url.pathname, token, c.cnf.jkt);
    const headers = process.env.DPOP_NONCE === '1' ? { 'dpop-nonce': nonce } : {};
    if (problem) return deny(401, 'DPoP', problem, headers);
    res.setHeaders(new Headers(headers));
  }

  const have = new Set((c.scope ?? '').split(' '));
  if (need.some((s) => !have.has(s))) return deny(403, scheme, { error: 'insufficient_scope', scope: need.join(' ') });
  if (url.pathname === '/rs/secure' && c.acr !== 'urn:acr:mfa') {
    return deny(401, scheme, { error: 'insufficient_user_authentication', acr_values: 'urn:acr:mfa' });
  }
  const { sub, client_id, scope, act, cnf, jti, exp } = c;
  send(res, 200, { ok: true, sub, client_id, scope, act, cnf, jti, exp });
}

// What RFC 9449 section 4.3 finds wrong with a proof.
async function problemOf(req, htu, token, jkt) {
  const wrong = (error_description) => ({ error: 'invalid_dpop_proof', error_description });
  const proof = req.headersDistinct.dpop ?? [];
  if (proof.length !== 1) return wrong(`${proof.length} proofs`);
  let claims, header;
  try {
    const requiredClaims = ['jti', 'htm', 'htu', 'ath'];
    const options = { typ: 'dpop+jwt', algorithms: PROOF_ALGORITHMS, maxTokenAge: 60, requiredClaims };
    ({ payload: claims, protectedHeader: header } = await jose.jwtVerify(proof[0], jose.EmbeddedJWK, options));
  } catch (e) { return wrong(e.code ?? 'not a proof'); }
  if (header.jwk.d) return wrong('a private key');
  if (claims.htm !== req.method) return wrong('htm');
  if (claims.htu !== htu) return wrong('htu');
  if (claims.ath !== crypto.createHash('sha256').update(token).digest('base64url')) return wrong('ath');
  if (await jose.calculateJwkThumbprint(header.jwk) !== jkt) return wrong('another key');
  if (process.env.DPOP_NONCE === '1' && claims.nonce !== nonce) return { error: 'use_dpop_nonce' };
  if (seen.has(claims.jti)) return wrong('jti was there before');
  seen.add(claims.jti);
  return undefined;
}
