// Token exchange (RFC 8693). Written by hand, as oidc-provider has none: no independent evidence.

import * as jose from 'jose';
import * as oidc from 'oidc-provider';
import { API, SCOPES, TOKEN_EXCHANGE } from './clients.mjs';
import { keys, publicPart } from './keys.mjs';

const { errors } = oidc;

const T = {
  at: 'urn:ietf:params:oauth:token-type:access_token',
  jwt: 'urn:ietf:params:oauth:token-type:jwt',
  id: 'urn:ietf:params:oauth:token-type:id_token',
};
const PARAMETERS = [
  'audience', 'resource', 'scope', 'requested_token_type',
  'subject_token', 'subject_token_type', 'actor_token', 'actor_token_type',
];

// What an exchange adds to the token of its request.
export const exchanged = new WeakMap();

export function registerTokenExchange(p, issuer, resourceServer) {
  const verify = async (token, type) => {
    if (![T.at, T.jwt, T.id].includes(type)) throw new errors.InvalidRequest(`unsupported token type ${type}`);
    if (token.split('.').length === 3) {
      try {
        const verifyWith = jose.createLocalJWKSet({ keys: keys.current.map(publicPart) });
        return (await jose.jwtVerify(token, verifyWith, { issuer })).payload;
      } catch (e) { throw new errors.InvalidRequest(`token invalid: ${e.code ?? e.message}`); }
    }
    const at = await p.AccessToken.find(token) ?? await p.ClientCredentials.find(token);
    if (!at) throw new errors.InvalidRequest('token invalid or expired');
    return { sub: at.accountId ?? at.clientId, scope: at.scope, client_id: at.clientId, aud: at.aud, ...at.extra };
  };
  p.registerGrantType(TOKEN_EXCHANGE, async (ctx) => {
    const { client, params } = ctx.oidc;
    if (!params.subject_token || !params.subject_token_type) {
      throw new errors.InvalidRequest('subject_token and subject_token_type required');
    }
    if (!!params.actor_token !== !!params.actor_token_type) {
      throw new errors.InvalidRequest('actor_token and actor_token_type go together');
    }
    if (params.requested_token_type && ![T.at, T.jwt].includes(params.requested_token_type)) {
      throw new errors.InvalidRequest('unsupported requested_token_type');
    }
    const subject = await verify(params.subject_token, params.subject_token_type);
    const actor = params.actor_token && await verify(params.actor_token, params.actor_token_type);
    const resource = params.resource ?? params.audience ?? API;
    if (Array.isArray(resource)) throw new errors.InvalidTarget('one resource only');
    const info = resourceServer(ctx, resource);
    const have = new Set((subject.scope ?? SCOPES).split(' '));
    const want = params.scope ? params.scope.split(' ') : [...have].filter((s) => SCOPES.split(' ').includes(s));
    const over = want.filter((s) => !have.has(s));
    if (over.length) throw new errors.InvalidScope('scope exceeds subject_token', over.join(' '));
    // Delegation: the actor becomes `act`, around who acted before.
    if (actor) {
      const before = subject.act ? { act: subject.act } : {};
      exchanged.set(ctx, { act: { sub: actor.sub, client_id: actor.client_id, ...before } });
    }
    const at = new p.AccessToken({ client, accountId: subject.sub, gty: 'token_exchange', scope: want.join(' ') });
    at.resourceServer = new p.ResourceServer(resource, info);
    at.extra = exchanged.get(ctx);
    const access_token = await at.save();
    ctx.body = {
      access_token, issued_token_type: T.at, token_type: at.tokenType, expires_in: at.expiration, scope: want.join(' '),
    };
  }, PARAMETERS, ['audience', 'resource']);
}
