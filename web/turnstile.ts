import { own } from "../domain/form/names.ts";
import type { Prover } from "./prover.ts";

const SCRIPT = "https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit";

interface Turnstile {
  render(place: HTMLElement, options: { sitekey: string; callback: (token: string) => void }): string;
  reset(widget: string): void;
}

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

/** By Turnstile, outside of all shadows as it demands; a token is good for one try. */
export const byTurnstile: Prover = ({ place, siteKey }) => {
  let token = "";
  let renew: (() => void) | undefined;
  const waiting: ((token: string) => void)[] = [];
  const show = async () => {
    const turnstile = await load();
    const callback = (fresh: string) => {
      token = fresh;
      for (const go of waiting.splice(0)) go(fresh);
    };
    const widget = turnstile.render(place(), { sitekey: siteKey, callback });
    renew = () => turnstile.reset(widget);
  };
  const shown = show();
  // Told when the form is sent.
  shown.catch(() => undefined);
  return async () => {
    await shown;
    if (token === "") await new Promise<string>((resolve) => void waiting.push(resolve));
    const used = token;
    token = "";
    renew?.();
    return { [own.turnstile]: used };
  };
};
