// Loaded into a bundle before anything else, where a test lives in another time: `new Date()` and `Date.now()` are moved.
const now = Date.now;
const offset = Date.parse(process.env.RELEVO_TEST_NOW ?? '') - now();
const moved = () => now() + offset;

globalThis.Date = new Proxy(Date, {
  construct: (real, given) => Reflect.construct(real, given.length === 0 ? [moved()] : given),
  get: (real, name) => (name === 'now' ? moved : Reflect.get(real, name)),
});
