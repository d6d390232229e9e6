// The authorization server: oidc-provider with everything on that a client can use, and nobody to click.

import crypto from 'node:crypto';
import * as oidc from 'oidc-provider';
import { API, SCOPES, SIGN_ALG, clients, resources, tlsClient } from './clients.mjs';
import { added } from './issue.mjs';
import { registerJwtBearer } from './jwt-bearer.mjs';
import { keys } from './keys.mjs';
import { MapAdapter } from './store.mjs';
import { registerTokenExchange } from './token-exchange.mjs';

const { Provider, errors, interactionPolicy } = oidc;

const E = process.env;
const [AT_TTL, RT_TTL, ID_TTL] = [E.AT_TTL ?? 3, E.RT_TTL ?? 3600, E.ID_TTL ?? 3600].map(Number);
const ROTATE = (E.ROTATE ?? '1') === '1';
const PAGES = E.PAGES === '1';

const policy = interactionPolicy.base();
policy.get('login').checks.add(new interactionPolicy.Check(
  'acr_values', 'requested acr not satisfied', 'unmet_authentication_requirements',
  (ctx) => {
    const want = ctx.oidc.params.acr_values?.split(' ');
    return want && !want.includes(ctx.oidc.session.acr) && !ctx.oidc.result?.login
      ? interactionPolicy.Check.REQUEST_PROMPT : interactionPolicy.Check.NO_NEED_TO_PROMPT;
  },
));

const resourceServers = (issuer) => (ctx, resource) => {
  const here = resource.startsWith(`${issuer}/rs`) ? { format: 'jwt', alg: SIGN_ALG } : undefined;
  const found = resources[resource] ?? here;
  if (!found) throw new errors.InvalidTarget();
  return {
    audience: resource, scope: SCOPES, accessTokenFormat: found.format, accessTokenTTL: found.ttl,
    ...(found.format === 'jwt' ? { jwt: { sign: { alg: found.alg } } } : {}),
  };
};

export function build(issuer, tls) {
  const resourceServer = resourceServers(issuer);
  const p = new Provider(issuer, {
    adapter: MapAdapter, jwks: { keys: keys.current },
    clients: tls ? [...clients, tlsClient(tls.clientKey)] : clients,
    cookies: { keys: ['test-cookie-key'] }, extraParams: ['test_reject'],
    scopes: ['openid', 'offline_access', ...SCOPES.split(' ')],
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    acrValues: ['urn:acr:1', 'urn:acr:mfa'],
    clientAuthMethods: [
      'client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none',
      ...(tls ? ['self_signed_tls_client_auth'] : []),
    ],
    discovery: tls ? { mtls_endpoint_aliases: tls.aliases } : {},
    clientDefaults: { id_token_signed_response_alg: SIGN_ALG },
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: PAGES },
      clientCredentials: { enabled: true }, deviceFlow: { enabled: true },
      introspection: { enabled: true, allowedPolicy: () => true }, revocation: { enabled: true },
      rpInitiatedLogout: { enabled: true }, jwtUserinfo: { enabled: true }, claimsParameter: { enabled: true },
      pushedAuthorizationRequests: { enabled: true }, requestObjects: { enabled: true },
      dPoP: { enabled: true, nonceSecret: crypto.randomBytes(32), requireNonce: () => E.DPOP_NONCE === '1' },
      ...(tls ? {
        mTLS: {
          enabled: true, certificateBoundAccessTokens: true, selfSignedTlsClientAuth: true,
          getCertificate: tls.certificateOf,
        },
      } : {}),
      registration: { enabled: true },
      resourceIndicators: {
        enabled: true, getResourceServerInfo: resourceServer, useGrantedResource: () => true,
        defaultResource: (ctx, client, oneOf) => oneOf
          ?? (ctx.oidc.route === 'token' && ctx.oidc.params.grant_type === 'client_credentials' ? API : undefined),
      },
    },
    ttl: {
      AccessToken: (ctx, t) => t.resourceServer?.accessTokenTTL ?? AT_TTL,
      ClientCredentials: (ctx, t) => t.resourceServer?.accessTokenTTL ?? AT_TTL,
      RefreshToken: RT_TTL, IdToken: ID_TTL, AuthorizationCode: 60, DeviceCode: 600,
      Grant: 86400, Interaction: 600, Session: 86400,
    },
    rotateRefreshToken: ROTATE,
    issueRefreshToken: async (ctx, client) => client.grantTypeAllowed('refresh_token'),
    expiresWithSession: async () => false,
    extraTokenClaims: async (ctx, token) => {
      const src = ctx.oidc.entities.AuthorizationCode ?? ctx.oidc.entities.RefreshToken ?? ctx.oidc.entities.DeviceCode;
      return {
        ...(src?.acr ? { acr: src.acr } : {}), ...(src?.authTime ? { auth_time: src.authTime } : {}), ...added.get(ctx),
      };
    },
    interactions: PAGES ? { policy } : { policy, url: (ctx, i) => `/interaction/${i.uid}` },
    findAccount: async (ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, name: `Name ${id}`, email: `${id}@example.test`, email_verified: true }),
    }),
    ...(PAGES ? {} : { loadExistingGrant: async (ctx) => {   // consent everything that was asked for
      const { oidc: o } = ctx;
      const id = o.result?.consent?.grantId ?? o.session.grantIdFor(o.client.clientId);
      const { clientId } = o.client;
      const g = (id && await p.Grant.find(id)) || new p.Grant({ clientId, accountId: o.session.accountId });
      g.addOIDCScope([...o.requestParamScopes].join(' '));
      g.addOIDCClaims([...o.requestParamClaims]);
      for (const r of Object.keys(o.resourceServers)) g.addResourceScope(r, [...o.requestParamScopes].join(' '));
      const no = o.params.test_reject;
      if (no) { g.rejectOIDCScope(no); for (const r of Object.keys(o.resourceServers)) g.rejectResourceScope(r, no); }
      await g.save();
      return g;
    } }),
  });
  // In place of pages: every interaction is a GET that finishes at once. `login_hint` says who signs in, and `deny` that
  // nobody does; `test_reject` says which scopes the user un-ticks.
  p.use(async (ctx, next) => {
    if (PAGES || !/^\/interaction\/[^/]+$/.test(ctx.path)) return next();
    const d = await p.interactionDetails(ctx.req, ctx.res);
    const hint = d.params.login_hint;
    ctx.respond = false;
    if (hint === 'deny') {
      return p.interactionFinished(ctx.req, ctx.res, { error: 'access_denied', error_description: 'user said no' });
    }
    const result = { consent: {} };
    if (d.prompt.name === 'login') {
      const acr = d.params.acr_values?.split(' ')[0] ?? 'urn:acr:1';
      result.login = { accountId: hint ?? 'alice', acr, amr: ['pwd'] };
    }
    await p.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
  });

  registerTokenExchange(p, issuer, resourceServer);
  registerJwtBearer(p, issuer, resourceServer);
  return p;
}
