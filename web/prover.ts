import { own } from "../domain/form/names.ts";
import type { Prove } from "./enhance.ts";
import { fetchTicket, type Ticket } from "./ticket.ts";

/** What a form is sent from. */
export interface Site {
  /** Where the form is posted to. */
  readonly url: string;
  readonly form: HTMLElement;
  readonly isPage: boolean;
  /** Of Turnstile. */
  readonly siteKey: string;
  /** Makes the place for what others show. */
  readonly place: () => HTMLElement;
}

/** Gets ready what a form is sent with. */
export type Prover = (site: Site) => Prove;

/** Works on the challenge of a ticket; undefined when it was not solved. */
export type Solve = (ticket: Ticket) => Promise<string | undefined>;

/** A challenge is good for longer; who writes for that long gets a new one. */
const FRESH_MS = 4 * 60_000;

type Ready = Awaited<ReturnType<Prove>>;

/** By a ticket: begins when the visitor does, and again when that one was used or is old. */
export function byTicket(solve?: Solve): Prover {
  return ({ url, form, isPage }) => {
    // A page of its own carries when it was shown.
    if (isPage && !solve) return () => Promise.resolve({});
    let begun: { readonly at: number; readonly ready: Promise<Ready> } | undefined;
    const begin = async (): Promise<Ready> => {
      const ticket = await fetchTicket(url);
      const shown = { [own.shown]: ticket.shown };
      return solve ? { ...shown, [own.altcha]: await solve(ticket).catch(() => undefined) } : shown;
    };
    const current = () => {
      if (begun === undefined || performance.now() - begun.at > FRESH_MS) {
        begun = { at: performance.now(), ready: begin() };
        // What fails now is tried again when it is needed.
        begun.ready.catch(() => (begun = undefined));
      }
      return begun.ready;
    };
    form.addEventListener("focusin", () => void current().catch(() => undefined), { once: true });
    return async () => {
      const ready = await current();
      if (solve) begun = undefined;
      return ready;
    };
  };
}
