import { setTimeout as pause } from "node:timers/promises";
import { CONTRACTS } from "salesline-events";

/** Where Salesline is, and the token that reads it. */
export interface Salesline {
  readonly url: string;
  readonly token: string;
}

/** A page of the feed: all that lies before `position` and was asked for is in it, or was before. */
export interface Page {
  readonly events: readonly unknown[];
  readonly position: string;
}

const isPage = (value: unknown): value is Page =>
  typeof value === "object" && value !== null && "events" in value && "position" in value;

/** Salesline as the environment names it. */
export function salesline({ SALESLINE_URL, SALESLINE_TOKEN }: NodeJS.ProcessEnv): Salesline {
  if (SALESLINE_URL === undefined || SALESLINE_TOKEN === undefined) {
    throw new Error("Set SALESLINE_URL and SALESLINE_TOKEN");
  }
  return { url: SALESLINE_URL, token: SALESLINE_TOKEN };
}

/** Asks until there is an answer: an outage passes, a refusal does not. */
export async function ask(url: string, init: RequestInit): Promise<Response> {
  for (;;) {
    const response = await fetch(url, init).catch(() => undefined);
    if (response !== undefined && response.status !== 429 && response.status < 500) return response;
    await response?.body?.cancel();
    await pause(1000);
  }
}

/** Follows the feed behind a position, or from its first event on; each question waits until something is there. */
export async function* pages(
  { url, token }: Salesline,
  types: string,
  after: string | undefined,
): AsyncGenerator<Page> {
  for (let position = after; ;) {
    const limit = process.env["PAGE_SIZE"] ?? "100";
    const query = new URLSearchParams({ types, contracts: CONTRACTS, wait: "20", limit });
    if (position !== undefined) query.set("after", position);
    const response = await ask(`${url}/events?${query.toString()}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const page: unknown = await response.json();
    if (!response.ok || !isPage(page))
      throw new Error(`GET /events: ${response.status} ${JSON.stringify(page)}`);
    if (page.position !== position) yield page;
    ({ position } = page);
  }
}
