// Loaded into each instance before its function: a clock that is wrong, and ids that come again.

const ahead = Number(process.env["PROVE_CLOCK_MS"] ?? "0");
const repeats = Number(process.env["PROVE_ID_REPEATS"] ?? "0");

/** Ids begin with their instant: with a clock that moves in steps, many have the same. */
const stepMs = repeats > 0 ? 2000 : 1;

if (ahead !== 0 || stepMs > 1) {
  const Right = Date;
  const now = () => Math.floor((Right.now() + ahead) / stepMs) * stepMs;
  const Wrong = new Proxy(Right, {
    construct: (target, args: unknown[]) => Reflect.construct(target, args.length === 0 ? [now()] : args),
    apply: () => new Right(now()).toString(),
    get: (target, name): unknown => (name === "now" ? now : Reflect.get(target, name, target)),
  });
  globalThis.Date = Wrong;
}

const parsesBetween = Number(process.env["PROVE_THROWS"] ?? "0");

if (parsesBetween > 0) {
  const parse: unknown = Reflect.get(JSON, "parse");
  let parsed = 0;
  const value = (...args: unknown[]): unknown => {
    parsed += 1;
    if (parsed % parsesBetween === 0) throw undefined;
    return typeof parse === "function" ? Reflect.apply(parse, JSON, args) : undefined;
  };
  Object.defineProperty(JSON, "parse", { value });
}

if (repeats > 0) {
  const random: unknown = Reflect.get(globalThis.crypto, "getRandomValues");
  const value = (bytes: unknown): unknown => {
    if (typeof random === "function") Reflect.apply(random, globalThis.crypto, [bytes]);
    // Only so many different values: two that are made at the same instant are often the same.
    if (bytes instanceof Uint8Array) bytes.fill((bytes[0] ?? 0) % repeats);
    return bytes;
  };
  Object.defineProperty(globalThis.crypto, "getRandomValues", { value });
}
