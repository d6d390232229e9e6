// What tests can do to the server: POST and GET below `/_test/`.

import * as jose from 'jose';
import { advance } from './clock.mjs';
import { assertion } from './jwt-bearer.mjs';
import { generate, publicPart, rotate } from './keys.mjs';
import { rotateNonce } from './resource-server.mjs';
import { readBody, send } from './send.mjs';
import { store } from './store.mjs';

export async function control(req, res, url, world) {
  const body = req.method === 'POST' ? JSON.parse(await readBody(req) || '{}') : {};
  switch (url.pathname) {
    case '/_test/hits': return send(res, 200, world.hits);
    case '/_test/last': return send(res, 200, world.last);
    case '/_test/told': return send(res, 200, world.told);
    case '/_test/wire': return send(res, 200, world.wire);
    case '/_test/mem': return send(res, 200, { ...process.memoryUsage(), entries: store.size });
    case '/_test/reset': world.reset(); return send(res, 200, {});
    case '/_test/fault': world.faults.push({ times: 1, ...body }); return send(res, 200, world.faults);
    case '/_test/rotate-keys': {
      const kids = rotate(body.keep_old);
      world.setup();
      return send(res, 200, { kids });
    }
    case '/_test/advance': advance(body.seconds); return send(res, 200, {});
    case '/_test/rotate-nonce': rotateNonce(); return send(res, 200, {});
    case '/_test/revoke-sub': return send(res, 200, { deleted: revoke(body.sub) });
    case '/_test/device': return send(res, ...await decide(world.provider, body));
    case '/_test/assertion': return send(res, 200, { assertion: await assertion(body) });
    case '/_test/sign': return send(res, 200, await sign(body));
    default: return send(res, 404, { error: 'no such control' });
  }
}

// An administrator ends everything that one user granted.
function revoke(sub) {
  let deleted = 0;
  for (const [key, value] of store) {
    if (value.accountId === sub) { store.delete(key); deleted += 1; }
  }
  return deleted;
}

// The user of a device flow says yes or no.
async function decide(provider, { user_code, deny, sub = 'alice' }) {
  const code = await provider.DeviceCode.findByUserCode(user_code.replace(/[^a-zA-Z0-9]/g, '').toUpperCase());
  if (!code) return [404, { error: 'no such user_code' }];
  if (deny) Object.assign(code, { error: 'access_denied', errorDescription: 'user said no' });
  else {
    const scope = code.params.scope ?? '';
    const resource = code.params.resource ? [code.params.resource].flat() : [];
    const grant = new provider.Grant({ clientId: code.clientId, accountId: sub });
    grant.addOIDCScope(scope);
    for (const r of resource) grant.addResourceScope(r, scope);
    Object.assign(code, {
      accountId: sub, grantId: await grant.save(), scope, authTime: Math.floor(Date.now() / 1000), claims: {},
      ...(resource.length ? { resource: resource.length === 1 ? resource[0] : resource } : {}),
    });
  }
  await code.save();
  return [200, { ok: true }];
}

// A JWS by another library than the one under test, and its public key: what made `jose.json` beside the verifier.
async function sign({ alg, payload }) {
  const key = generate(alg);
  const signer = new jose.CompactSign(Buffer.from(payload)).setProtectedHeader({ alg });
  return { jws: await signer.sign(await jose.importJWK(key, alg)), jwk: publicPart(key) };
}
