// Answers that are wrong on purpose.

import crypto from 'node:crypto';
import * as jose from 'jose';
import { generate, keys, publicPart } from './keys.mjs';

const leftHalf = (text) => crypto.createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url');

// Let the real handler answer, then change the answer:
//  patch {k:v|null}   set/delete JSON members;  append {keys:[...]}  push onto JSON arrays;  raw "text"  replace the body
//  jwt {field:"id_token", set:{}, at:{exp:-60}, hash:{at_hash:"access_token"}, drop:[], header:{}, jwk:true,
//       key:"current|other|none|hs256|hs256-pem", sig:"flip|drop"}
//    sign a member anew, or the whole body when no field is named; `at` is seconds from now, `hash` that of another member
//  location {to:"x:/y", set:{}, append:{}, drop:[]}  edit the redirect that leaves the issuer (RFC 9207 iss, state, code)
async function resign(token, o, beside = {}) {
  const header = { ...jose.decodeProtectedHeader(token), ...o.header }, claims = { ...jose.decodeJwt(token), ...o.set };
  for (const [k, seconds] of Object.entries(o.at ?? {})) claims[k] = Math.floor(Date.now() / 1000) + seconds;
  for (const [k, member] of Object.entries(o.hash ?? {})) claims[k] = leftHalf(beside[member]);
  for (const k of o.drop ?? []) delete claims[k];
  for (const k in header) if (header[k] === null) delete header[k];
  const b64 = (v) => Buffer.from(JSON.stringify(v)).toString('base64url');
  if (o.key === 'none') return `${b64({ ...header, alg: 'none' })}.${b64(claims)}.`;
  if (o.key?.startsWith('hs256')) {                    // alg confusion: MAC under the public key's text
    const m = `${b64({ ...header, alg: 'HS256' })}.${b64(claims)}`;
    const key = publicPart(keys.current[0]);
    const text = o.key === 'hs256' ? JSON.stringify(key)
      : crypto.createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const mac = crypto.createHmac('sha256', text);
    return `${m}.${mac.update(m).digest('base64url')}`;
  }
  const k = o.key === 'other' ? generate(header.alg) : keys.current.find((x) => x.alg === header.alg);
  if (o.jwk) header.jwk = publicPart(k);
  const crit = Object.fromEntries((header.crit ?? []).map((c) => [c, true]));
  const signer = new jose.CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader(header);
  let t = await signer.sign(await jose.importJWK(k, header.alg), { crit });
  if (o.sig === 'drop') t = t.slice(0, t.lastIndexOf('.') + 1);
  if (o.sig === 'flip') t = t.slice(0, -6) + [...t.slice(-6)].map((c) => (c === 'A' ? 'B' : 'A')).join('');
  return t;
}
// `told` gets what is answered in the end.
export function mangle(res, f, issuer, told) {
  if (f.location) {
    const wh = res.writeHead.bind(res);
    res.writeHead = (...a) => {
      const l = res.getHeader('location');
      if (l && f.times !== 0 && !String(l).startsWith(issuer) && !String(l).startsWith('/')) {
        f.times -= 1;
        const u = f.location.to ? new URL(f.location.to + new URL(l).search) : new URL(l);
        for (const k of f.location.drop ?? []) u.searchParams.delete(k);
        for (const [k, v] of Object.entries(f.location.set ?? {})) u.searchParams.set(k, v);
        for (const [k, v] of Object.entries(f.location.append ?? {})) u.searchParams.append(k, v);
        told.push(u.href);
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
      const body = Buffer.concat(chunks).toString();
      if (f.jwt && !f.jwt.field && !Array.isArray(f.jwt)) return resign(body, f.jwt);
      const j = JSON.parse(body);
      for (const [k, v] of Object.entries(f.patch ?? {})) if (v === null) delete j[k]; else j[k] = v;
      for (const [k, v] of Object.entries(f.append ?? {})) j[k] = [...(j[k] ?? []), ...v];
      for (const o of [f.jwt ?? []].flat()) if (j[o.field]) j[o.field] = await resign(j[o.field], o, j);
      return JSON.stringify(j);
    })().then((t) => {
      told.push(t);
      const out = Buffer.from(t);
      res.setHeader('content-length', out.length);
      end(out);
    }, (e) => { console.error(e); res.destroy(); });
  };
}
