// JWT bearer (RFC 7523 section 2.1). Written by hand, as oidc-provider has none: no independent evidence. The assertions
// themselves are checked by `jose`.

import * as jose from 'jose';
import * as oidc from 'oidc-provider';
import { JWT_BEARER, SCOPES, clients } from './clients.mjs';
import { clientKeys } from './keys.mjs';
import { binding, issue } from './issue.mjs';

const { errors } = oidc;

const LONGEST = 300;
const seen = new Set();

export function registerJwtBearer(p, issuer, resourceServer) {
  // Trusted to name users: clients with keys. `iss` is their identifier.
  const check = async (assertion) => {
    const { iss } = jose.decodeJwt(assertion);
    const trusted = clients.find((client) => client.jwks && client.client_id === iss);
    if (!trusted) throw new Error('unknown issuer');
    const { payload } = await jose.jwtVerify(assertion, jose.createLocalJWKSet(trusted.jwks), {
      issuer: iss, audience: [issuer, `${issuer}/token`], requiredClaims: ['sub', 'exp', 'jti'],
    });
    if (payload.exp > Date.now() / 1000 + LONGEST) throw new Error('good for too long');
    if (seen.has(payload.jti)) throw new Error('jti was there before');
    seen.add(payload.jti);
    return payload.sub;
  };
  p.registerGrantType(JWT_BEARER, async (ctx) => {
    const { assertion } = ctx.oidc.params;
    if (!assertion) throw new errors.InvalidRequest('assertion required');
    const dpop = await binding(p, ctx);
    let sub;
    try { sub = await check(assertion); } catch (e) { throw new errors.InvalidGrant(`assertion: ${e.code ?? e.message}`); }
    ctx.body = await issue(p, ctx, resourceServer, { sub, have: SCOPES.split(' '), gty: 'jwt_bearer', dpop });
  }, ['assertion', 'audience', 'resource', 'scope'], ['audience', 'resource']);
}

// An assertion as someone else would make it, by another library than the one under test.
export async function assertion({ alg = 'ES256', iss = 'svc-jwt-any', sub, aud, expires_in = 60 }) {
  const { kid, ...key } = clientKeys[alg];
  const jwt = new jose.SignJWT({}).setProtectedHeader({ alg, kid }).setIssuer(iss).setSubject(sub).setAudience(aud);
  return jwt.setIssuedAt().setJti(crypto.randomUUID()).setExpirationTime(`${expires_in}s`)
    .sign(await jose.importJWK(key, alg));
}
