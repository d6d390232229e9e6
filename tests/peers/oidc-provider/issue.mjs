// What the flows that are written by hand end in: a token for a user. Written by hand, but for the check of DPoP proofs.

import * as oidc from 'oidc-provider';
import validateDpop from 'oidc-provider/lib/helpers/validate_dpop.js';
import { API, SCOPES } from './clients.mjs';

const { errors } = oidc;

// What such a flow adds to the token of its request.
export const added = new WeakMap();

// The key that a token is to be bound to. Asked first, as the server's own flows do: a request that is sent again with a
// nonce brings the same assertion.
export async function binding(p, ctx) {
  const dpop = await validateDpop(p, ctx);
  if (ctx.oidc.client.dpopBoundAccessTokens && !dpop) throw new errors.InvalidGrant('DPoP proof JWT not provided');
  return dpop;
}

// A token for `sub`, with what is asked for of the scopes in `have`.
export async function issue(p, ctx, resourceServer, { sub, have, gty, act, dpop }) {
  const { client, params } = ctx.oidc;
  const resource = params.resource ?? params.audience ?? API;
  if (Array.isArray(resource)) throw new errors.InvalidTarget('one resource only');
  const info = resourceServer(ctx, resource);
  const want = params.scope ? params.scope.split(' ') : have.filter((s) => SCOPES.split(' ').includes(s));
  const over = want.filter((s) => !have.includes(s));
  if (over.length) throw new errors.InvalidScope('scope exceeds what may be granted', over.join(' '));
  if (act) added.set(ctx, { act });
  const at = new p.AccessToken({ client, accountId: sub, gty, scope: want.join(' ') });
  at.resourceServer = new p.ResourceServer(resource, info);
  at.extra = added.get(ctx);
  if (dpop) at.setThumbprint('jkt', dpop.thumbprint);
  const access_token = await at.save();
  return { access_token, token_type: at.tokenType, expires_in: at.expiration, scope: want.join(' ') };
}
