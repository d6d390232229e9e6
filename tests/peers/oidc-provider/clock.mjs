// With CLOCK=set the time of this process stands still until `POST /_test/advance` moves it.

const System = Date;
let now = System.now();

if (process.env.CLOCK === 'set') {
  globalThis.Date = class extends System {
    constructor(...parts) { parts.length ? super(...parts) : super(now); }
    static now() { return now; }
  };
}

export function advance(seconds) {
  if (Date === System) throw new Error('the time passes by itself: CLOCK=set has it stand still');
  now += Math.round(1000 * seconds);
}
