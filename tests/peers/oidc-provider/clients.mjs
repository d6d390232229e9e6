// Who the server knows, and the resource servers it issues tokens for.

import { clientKeys, publicPart } from './keys.mjs';

const E = process.env;
export const SIGN_ALG = E.SIGN_ALG ?? 'RS256';
export const SCOPES = 'model:read model:write bcf:read bcf:write issue:read';
export const TOKEN_EXCHANGE = 'urn:ietf:params:oauth:grant-type:token-exchange';
export const JWT_BEARER = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
export const API = 'https://api.example.test/';

export const resources = {
  [API]: { format: 'jwt', alg: SIGN_ALG },
  'urn:rs:es256': { format: 'jwt', alg: 'ES256' },
  'urn:rs:opaque': { format: 'opaque' },
  'urn:rs:short': { format: 'jwt', alg: SIGN_ALG, ttl: 1 },
  'urn:rs:long': { format: 'jwt', alg: SIGN_ALG, ttl: 3600 },
};

const service = {
  grant_types: ['client_credentials', TOKEN_EXCHANGE, JWT_BEARER], redirect_uris: [], response_types: [], scope: SCOPES,
};
const native = {
  application_type: 'native', token_endpoint_auth_method: 'none', response_types: ['code'],
  redirect_uris: ['http://127.0.0.1/cb', 'http://[::1]/cb', 'com.example.app:/cb'],
  post_logout_redirect_uris: ['http://127.0.0.1/bye'],
  grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
};
const web = {
  redirect_uris: ['http://127.0.0.1:4280/cb'], post_logout_redirect_uris: ['http://127.0.0.1:4280/bye'],
  response_types: ['code'], grant_types: ['authorization_code', 'refresh_token'],
};

export const clients = [
  {
    client_id: 'svc-basic', client_secret: 's3cr%t+with:odd/&=chars',
    token_endpoint_auth_method: 'client_secret_basic', ...service,
  },
  {
    client_id: 'svc-post', client_secret: 'post-secret',
    token_endpoint_auth_method: 'client_secret_post', ...service,
  },
  {
    client_id: 'svc-jwt', token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: 'ES256',
    jwks: { keys: [publicPart(clientKeys.ES256)] }, ...service,
  },
  {
    client_id: 'svc-jwt-any', token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: Object.values(clientKeys).map(publicPart) }, ...service,
  },
  { client_id: 'svc-narrow', client_secret: 'n', ...service, scope: 'model:read' },
  { client_id: 'svc-dpop', client_secret: 'dpop-secret', dpop_bound_access_tokens: true, ...service },
  { client_id: 'cli-native', ...native },
  { client_id: 'cli-signed', userinfo_signed_response_alg: 'RS256', ...native },
  { client_id: 'cli-dpop', dpop_bound_access_tokens: true, ...native },
  {
    client_id: 'web-conf', client_secret: 'web-secret', token_endpoint_auth_method: 'client_secret_basic', ...web,
  },
  { client_id: 'web-par', client_secret: 'par-secret', require_pushed_authorization_requests: true, ...web },
  { client_id: 'rs-intro', client_secret: 'rs-secret', redirect_uris: [], response_types: [], grant_types: [] },
];

// A client that shows a certificate (RFC 8705 section 2.2), known when the test brings one.
export const tlsClient = (certificate) => ({
  client_id: 'svc-tls', token_endpoint_auth_method: 'self_signed_tls_client_auth',
  tls_client_certificate_bound_access_tokens: true,
  jwks: { keys: [certificate] }, ...service,
});
