import { setTimeout as pause } from "node:timers/promises";
import { createParser } from "eventsource-parser";
import { CONTRACTS } from "salesline-events";
import { ask, type Salesline } from "../feed.ts";

const RETRY_MS = 1000;

/** Follows the feed as server-sent events behind a position, for ever: where a stream ends or breaks off, the next begins. */
export async function follow(
  { url, token }: Salesline,
  types: string,
  after: string,
  take: (event: string) => Promise<void>,
): Promise<never> {
  for (let last = after; ;) {
    const response = await ask(`${url}/events?types=${types}&contracts=${CONTRACTS}`, {
      headers: {
        accept: "text/event-stream",
        authorization: `Bearer ${token}`,
        "last-event-id": last,
      },
    });
    if (!response.ok) throw new Error(`GET /events: ${response.status} ${await response.text()}`);
    last = await read(response, last, take).catch((error: unknown) => {
      console.log(`The stream broke off: ${String(error)}`);
      return last;
    });
    await pause(RETRY_MS);
  }
}

/** Reads one stream to its end, and answers the id behind which the next one goes on. */
async function read(
  { body }: Response,
  after: string,
  take: (event: string) => Promise<void>,
): Promise<string> {
  let last = after;
  const told: string[] = [];
  const parser = createParser({
    onEvent: ({ data }) => void told.push(data),
    // Also without an event: what was looked through in vain.
    onId: (id) => (last = id),
  });
  for await (const text of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    parser.feed(text);
    for (const event of told.splice(0)) await take(event);
  }
  return last;
}
