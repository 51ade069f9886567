import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { messageOf } from "../problem.ts";
import type { Heard } from "./line.ts";

/** How the receiver answers. */
export interface Manners {
  /** Per cent of the requests that it fails. */
  readonly fail: number;
  /** Seconds until it answers. */
  readonly slow: number;
}

/** A receiver of webhooks. */
export interface Receiver {
  readonly url: string;
  /** From now on requests must be signed with this. */
  trust(secret: string): void;
  stop(): Promise<void>;
}

const NO_SECRET = "No secret is known yet";

/** So many ids are remembered to tell repeats; then it begins anew. */
const MOST_REMEMBERED = 100_000;

/** Opens a receiver on this machine that checks each signature and tells of each request. Throws when the port is taken. */
export const openReceiver = async (
  port: number,
  { fail, slow }: Manners,
  tell: (heard: Heard) => void,
): Promise<Receiver> => {
  const seen = new Map<string, number>();
  let webhook: Webhook | undefined;

  const wrongIn = (body: string, headers: Record<string, string>) => {
    try {
      if (webhook === undefined) return NO_SECRET;
      webhook.verify(body, headers);
      return undefined;
    } catch (error) {
      return messageOf(error);
    }
  };

  const nthOf = (id: string) => {
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    const nth = (seen.get(id) ?? 0) + 1;
    seen.set(id, nth);
    return nth;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = (await buffer(request)).toString();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const id = headers["webhook-id"] ?? "";
    const wrong = wrongIn(body, headers);
    const failing = Math.random() * 100 < fail;
    const status = wrong !== undefined ? 401 : failing ? 500 : 204;
    await pause(slow * 1000);
    tell({ at: new Date(), body, id, nth: wrong === undefined ? nthOf(id) : 1, wrong, status });
    response.writeHead(status).end();
  };

  const server = createServer((request, response) => {
    // Who hangs up has no answer to wait for.
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const taken = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${taken}/`,
    trust(secret) {
      webhook = new Webhook(secret);
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
};
