// With CLOCK=set the time of this process stands still until `POST /_test/advance` moves it.

const System = Date;
let now = System.now();

if (process.env.CLOCK === 'set') {
  globalThis.Date = class extends System {
    constructor(...parts) { parts.length ? super(...parts) : super(now); }
    static now() { return now; }
  };
}

export const advance = (seconds) => { now += Math.round(1000 * seconds); };
