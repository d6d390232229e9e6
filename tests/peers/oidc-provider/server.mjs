// An authorization server and a resource server for tests, on loopback. README.md says what there is.

// Before all that looks at the time.
import './clock.mjs';
import { X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { resources } from './clients.mjs';
import { control } from './control.mjs';
import { mangle } from './faults.mjs';
import { clientKeys, pem } from './keys.mjs';
import { build } from './provider.mjs';
import { handle as handleResource } from './resource-server.mjs';
import { readBody, repeated, send } from './send.mjs';
import { record } from './wire.mjs';

const E = process.env;
let issuer, handler, tls;

const world = {
  // How often each endpoint was asked, what the last request to each had as headers, what is to go wrong, and what was
  // answered where it did.
  hits: {}, last: {}, faults: [], told: [], wire: [], provider: undefined,
  reset() { Object.assign(this, { hits: {}, last: {}, faults: [], told: [] }); },
  setup() { this.provider = build(issuer, tls); handler = this.provider.callback(); },
};

async function serve(req, res) {
  try {
    const url = new URL(req.url, issuer);
    const key = `${req.method} ${url.pathname}`;
    if (url.pathname.startsWith('/_test/')) return await control(req, res, url, world);
    if (E.RECORD) record(req, res, world.wire);
    world.hits[key] = (world.hits[key] ?? 0) + 1;
    world.last[key] = req.headers;
    if (await goesWrong(req, res, url)) return;
    if (await handleResource(req, res, url, issuer)) return;
    if (url.pathname === '/.well-known/oauth-authorization-server') req.url = '/.well-known/openid-configuration';
    handler(req, res);
  } catch (e) {
    console.error(e);
    if (!res.headersSent) send(res, 500, { error: String(e) });
  }
}

// Whether the fault that is next for this path has dealt with the request.
async function goesWrong(req, res, { pathname }) {
  const matches = (path) => (path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : path === pathname);
  const fault = world.faults.find((f) => f.times !== 0 && matches(f.path));
  if (!fault) return false;
  if (!fault.location) fault.times -= 1;               // location faults count when the redirect leaves the issuer
  if (fault.delay_ms) await new Promise((r) => setTimeout(r, fault.delay_ms));
  if (fault.reset) { req.socket.destroy(); return true; }
  if (fault.status) {
    const sent = repeated(req, await readBody(req));
    const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? { error: 'server_error' });
    const body = text.replaceAll('$SENT', () => sent);
    world.told.push(body);
    send(res, fault.status, body, fault.headers);
    return true;
  }
  if (fault.patch || fault.append || fault.jwt || fault.raw !== undefined || fault.location) {
    mangle(res, fault, issuer, world.told);
  }
  return false;
}

const listen = (server, port) => new Promise((resolve) => {
  server.listen(port, '127.0.0.1', () => resolve(server.address().port));
});

// The same server once more by https, where clients show a certificate (RFC 8705): with TLS_CERT, TLS_KEY and
// TLS_CLIENT_CERT, in PEM.
async function listenTls() {
  const options = { cert: E.TLS_CERT, key: E.TLS_KEY, requestCert: true, rejectUnauthorized: false };
  const base = `https://localhost:${await listen(https.createServer(options, serve), 0)}`;
  const client = new X509Certificate(E.TLS_CLIENT_CERT);
  return {
    aliases: { token_endpoint: `${base}/token` },
    clientKey: { ...client.publicKey.export({ format: 'jwk' }), x5c: [client.raw.toString('base64')] },
    certificateOf: ({ req }) => req.socket.getPeerX509Certificate?.(),
  };
}

const port = await listen(http.createServer(serve), Number(E.PORT ?? 0));
issuer = `http://127.0.0.1:${port}`;
if (E.TLS_CERT) tls = await listenTls();
world.setup();
world.provider.on('server_error', (ctx, err) => console.error('server_error', err));
console.log(JSON.stringify({
  issuer, pid: process.pid, resources: Object.keys(resources),
  client_keys: Object.fromEntries(Object.entries(clientKeys).map(([alg, jwk]) => [alg, { jwk, pem: pem(jwk) }])),
}));

// Who has started it reads one line; what oidc-provider has to say goes where the errors go.
console.info = console.error;
console.log = console.error;

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
if (E.EXIT_WITH_PARENT === '1') process.stdin.on('end', () => process.exit(0)).resume();
