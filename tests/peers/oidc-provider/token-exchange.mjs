// Token exchange (RFC 8693). Written by hand, as oidc-provider has none: no independent evidence.

import * as jose from 'jose';
import * as oidc from 'oidc-provider';
import { SCOPES, TOKEN_EXCHANGE } from './clients.mjs';
import { binding, issue } from './issue.mjs';
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
    const { params } = ctx.oidc;
    if (!params.subject_token || !params.subject_token_type) {
      throw new errors.InvalidRequest('subject_token and subject_token_type required');
    }
    if (!!params.actor_token !== !!params.actor_token_type) {
      throw new errors.InvalidRequest('actor_token and actor_token_type go together');
    }
    if (params.requested_token_type && ![T.at, T.jwt].includes(params.requested_token_type)) {
      throw new errors.InvalidRequest('unsupported requested_token_type');
    }
    const dpop = await binding(p, ctx);
    const subject = await verify(params.subject_token, params.subject_token_type);
    const actor = params.actor_token && await verify(params.actor_token, params.actor_token_type);
    // Delegation: the actor becomes `act`, around who acted before.
    const before = subject.act ? { act: subject.act } : {};
    const act = actor ? { sub: actor.sub, client_id: actor.client_id, ...before } : undefined;
    const have = (subject.scope ?? SCOPES).split(' ');
    const token = await issue(p, ctx, resourceServer, { sub: subject.sub, have, gty: 'token_exchange', act, dpop });
    ctx.body = { ...token, issued_token_type: T.at };
  }, PARAMETERS, ['audience', 'resource']);
}
