import { own } from "../domain/form/names.ts";
import type { Prover } from "./prover.ts";

const SCRIPT = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

interface Options {
  readonly sitekey: string;
  readonly callback: (token: string) => void;
  readonly "expired-callback": () => void;
  /** Answers true when it was told to the visitor. */
  readonly "error-callback": () => boolean;
  readonly "timeout-callback": () => void;
  readonly "unsupported-callback": () => void;
}

interface Turnstile {
  render(place: HTMLElement, options: Options): string;
  reset(widget: string): void;
}

/** Longer than the slowest line takes. */
const LOAD_MS = 20_000;
/** The visitor may have to click something. */
const ANSWER_MS = 2 * 60_000;

const isTurnstile = (value: unknown): value is Turnstile =>
  typeof value === "object" && value !== null && "render" in value;

function load(): Promise<Turnstile> {
  return new Promise((resolve, reject) => {
    const done = () => {
      const loaded: unknown = Reflect.get(globalThis, "turnstile");
      if (isTurnstile(loaded)) resolve(loaded);
      else reject(new Error("Turnstile did not load"));
    };
    if (Reflect.has(globalThis, "turnstile")) return done();
    const script = document.createElement("script");
    script.src = SCRIPT;
    script.addEventListener("load", done);
    script.addEventListener("error", done);
    document.head.append(script);
  });
}

const after = <T>(ms: number, value: T) =>
  new Promise<T>((resolve) => void setTimeout(() => resolve(value), ms));

/** By Turnstile, outside of all shadows as it demands; a token is good for one try. */
export const byTurnstile: Prover = ({ place, siteKey }) => {
  let token = "";
  let hasFailed = false;
  let waiting: (() => void) | undefined;
  const told = (fresh: string) => {
    token = fresh;
    hasFailed = fresh === "";
    waiting?.();
  };
  const failed = () => told("");
  const show = async () => {
    const turnstile = await load();
    const widget = turnstile.render(place(), {
      sitekey: siteKey,
      callback: told,
      // It begins again by itself.
      "expired-callback": () => (token = ""),
      "error-callback": () => {
        failed();
        return true;
      },
      "timeout-callback": failed,
      "unsupported-callback": failed,
    });
    return () => {
      hasFailed = false;
      turnstile.reset(widget);
    };
  };
  let shown: Promise<(() => void) | undefined> | undefined;
  const current = () =>
    // Who was kept from loading it may have let it in meanwhile.
    (shown ??= show().catch(() => (shown = undefined)));
  void current();
  return async () => {
    const renew = await Promise.race([current(), after(LOAD_MS, undefined)]);
    if (renew === undefined) return "blocked";
    if (token === "") {
      if (hasFailed) renew();
      const answered = new Promise<void>((resolve) => (waiting = resolve));
      await Promise.race([answered, after(ANSWER_MS, undefined)]);
      waiting = undefined;
    }
    const used = token === "" ? undefined : token;
    token = "";
    if (used !== undefined) renew();
    return { [own.turnstile]: used };
  };
};
