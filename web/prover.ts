import { own } from "../domain/form/names.ts";
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
  /** Told when the form was shown, as the server signed it. */
  readonly onShown: (stamp: string) => void;
}

/** What a try to send carries so that it is taken: when the form was shown, and that no machine sent it. */
export type Proof = Readonly<Record<string, string | undefined>>;

/** Gets the proof; "blocked" where what makes it cannot be loaded. */
export type Prove = () => Promise<Proof | "blocked">;

/** Gets ready what a form is sent with. */
export type Prover = (site: Site) => Prove;

/** Works on the challenge of a ticket; undefined when it was not solved. */
export type Solve = (ticket: Ticket) => Promise<string | undefined>;

/** A challenge is good for longer; who writes for that long gets a new one. */
const FRESH_MS = 4 * 60_000;

/** By a ticket: begins when the visitor does. A challenge that was used or is old is renewed; when the form was shown stays. */
export function byTicket(solve?: Solve): Prover {
  return ({ url, form, isPage, onShown }) => {
    // A page of its own carries when it was shown.
    if (isPage && !solve) return () => Promise.resolve({});
    let begun: { readonly at: number; readonly ready: Promise<Proof> } | undefined;
    let shown: string | undefined;
    const begin = async (): Promise<Proof> => {
      const ticket = await fetchTicket(url);
      if (shown === undefined && ticket.shown !== undefined) onShown(ticket.shown);
      shown ??= ticket.shown;
      const stamp = { [own.shown]: shown };
      return solve ? { ...stamp, [own.altcha]: await solve(ticket).catch(() => undefined) } : stamp;
    };
    const isOld = (at: number) => solve !== undefined && performance.now() - at > FRESH_MS;
    const current = () => {
      if (begun === undefined || isOld(begun.at)) {
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
