// Where the server keeps everything: a map without a limit (the adapter it brings along forgets after 1000 entries).

export const store = new Map();
const byUid = new Map(), byCode = new Map(), byGrant = new Map();

export class MapAdapter {
  constructor(name) { this.name = name; }
  k(id) { return `${this.name}:${id}`; }
  async upsert(id, payload, ttl) {
    const k = this.k(id);
    if (payload.uid) byUid.set(payload.uid, k);
    if (payload.userCode) byCode.set(payload.userCode, k);
    if (payload.grantId && this.name !== 'Session' && this.name !== 'Interaction' && this.name !== 'Grant') {
      if (!byGrant.has(payload.grantId)) byGrant.set(payload.grantId, new Set());
      byGrant.get(payload.grantId).add(k);
    }
    store.set(k, { ...payload, $gone: ttl ? Date.now() + (ttl + 60) * 1000 : Infinity });
  }
  #get(k) {
    const v = store.get(k);
    if (!v || v.$gone < Date.now()) return undefined;
    const { $gone, ...p } = v;
    return structuredClone(p);
  }
  async find(id) { return this.#get(this.k(id)); }
  async findByUid(uid) { return this.#get(byUid.get(uid)); }
  async findByUserCode(uc) { return this.#get(byCode.get(uc)); }
  async consume(id) { const v = store.get(this.k(id)); if (v) v.consumed = Math.floor(Date.now() / 1000); }
  async destroy(id) { store.delete(this.k(id)); }
  async revokeByGrantId(g) { for (const k of byGrant.get(g) ?? []) store.delete(k); byGrant.delete(g); }
}
