// Answers that are wrong on purpose.

import crypto from 'node:crypto';
import * as jose from 'jose';
import { generate, keys, publicPart } from './keys.mjs';

// Let the real handler answer, then change the answer:
//  patch {k:v|null}   set/delete JSON members;  append {keys:[...]}  push onto JSON arrays;  raw "text"  replace the body
//  jwt {field:"id_token", set:{}, drop:[], header:{}, key:"current|other|none|hs256", sig:"flip"}  sign a member anew
//  location {set:{}, drop:[]}  edit the query of the redirect that leaves the issuer (RFC 9207 iss, state, code)
async function resign(token, o) {
  const header = { ...jose.decodeProtectedHeader(token), ...o.header }, claims = { ...jose.decodeJwt(token), ...o.set };
  for (const k of o.drop ?? []) delete claims[k];
  for (const k in header) if (header[k] === null) delete header[k];
  const b64 = (v) => Buffer.from(JSON.stringify(v)).toString('base64url');
  if (o.key === 'none') return `${b64({ ...header, alg: 'none' })}.${b64(claims)}.`;
  if (o.key === 'hs256') {                             // alg confusion: MAC under the public key's text
    const m = `${b64({ ...header, alg: 'HS256' })}.${b64(claims)}`;
    const mac = crypto.createHmac('sha256', JSON.stringify(publicPart(keys.current[0])));
    return `${m}.${mac.update(m).digest('base64url')}`;
  }
  const k = o.key === 'other' ? generate(header.alg) : keys.current.find((x) => x.alg === header.alg);
  const crit = Object.fromEntries((header.crit ?? []).map((c) => [c, true]));
  const signer = new jose.CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader(header);
  let t = await signer.sign(await jose.importJWK(k, header.alg), { crit });
  if (o.sig === 'flip') t = t.slice(0, -6) + [...t.slice(-6)].map((c) => (c === 'A' ? 'B' : 'A')).join('');
  return t;
}
export function mangle(res, f, issuer) {
  if (f.location) {
    const wh = res.writeHead.bind(res);
    res.writeHead = (...a) => {
      const l = res.getHeader('location');
      if (l && f.times !== 0 && !String(l).startsWith(issuer) && !String(l).startsWith('/')) {
        f.times -= 1;
        const u = new URL(l);
        for (const k of f.location.drop ?? []) u.searchParams.delete(k);
        for (const [k, v] of Object.entries(f.location.set ?? {})) u.searchParams.set(k, v);
        res.setHeader('location', u.href);
      }
      return wh(...a);
    };
    return;
  }
  const end = res.end.bind(res), chunks = [];
  res.write = (c) => { chunks.push(Buffer.from(c)); return true; };
  res.end = (c) => {
    if (typeof c !== 'function' && c) chunks.push(Buffer.from(c));
    (async () => {
      if (f.raw !== undefined) return f.raw;
      const j = JSON.parse(Buffer.concat(chunks).toString());
      for (const [k, v] of Object.entries(f.patch ?? {})) if (v === null) delete j[k]; else j[k] = v;
      for (const [k, v] of Object.entries(f.append ?? {})) j[k] = [...(j[k] ?? []), ...v];
      for (const o of [f.jwt ?? []].flat()) if (j[o.field]) j[o.field] = await resign(j[o.field], o);
      return JSON.stringify(j);
    })().then((t) => {
      const out = Buffer.from(t);
      res.setHeader('content-length', out.length);
      end(out);
    }, (e) => { console.error(e); res.destroy(); });
  };
}
