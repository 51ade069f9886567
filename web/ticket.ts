import type { Challenge } from "altcha-lib/types";

/** What the server gives to who fills in a form. */
export interface Ticket {
  /** When the form was shown, signed. */
  readonly shown?: string;
  readonly altcha?: Challenge;
}

const isTicket = (value: unknown): value is Ticket => typeof value === "object" && value !== null;

/** Fetches what a form is shown with. Throws when the network fails. */
export async function fetchTicket(url: string): Promise<Ticket> {
  const response = await fetch(`${url}/challenge`, { credentials: "omit" });
  const ticket: unknown = await response.json();
  if (!response.ok || !isTicket(ticket)) throw new Error(`No challenge: ${response.status}`);
  return ticket;
}
