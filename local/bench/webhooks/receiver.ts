import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { Envelope } from "../../../domain/kernel/event.ts";
import * as z from "zod";
import type { Random } from "../random.ts";
import type { Ledger } from "./ledger.ts";

/** How badly a receiver behaves, in per cent of the requests. */
export interface Manners {
  readonly fails: number;
  readonly hangs: number;
}

/** A receiver of webhooks in this process. */
export interface Receiver {
  readonly port: number;
  /** How the path of a subscription is checked. */
  expect(path: string, secret: string, ledger: Ledger): void;
  behave(manners: Manners): void;
  /** Ends and comes back: every request that is under way is lost, and new ones are refused for so long. */
  restart(awayMs: number): Promise<void>;
  stop(): Promise<void>;
}

const Message = z.object({ type: z.string(), timestamp: z.string(), data: Envelope });

const close = async (server: Server) => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
};

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

/** Opens a receiver that fails and hangs by the dice. */
export const openReceiver = async (random: Random): Promise<Receiver> => {
  const paths = new Map<string, { readonly webhook: Webhook; readonly ledger: Ledger }>();
  let manners: Manners = { fails: 0, hangs: 0 };
  const make = () =>
    createServer((request, response) => {
      void text(request)
        .then((body) => {
          const known = paths.get(request.url ?? "");
          if (known === undefined) return response.writeHead(404).end();
          const { ledger, webhook } = known;
          const headers = Object.fromEntries(
            Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
          );
          try {
            webhook.verify(body, headers);
          } catch (error) {
            ledger.badSignature(headers["webhook-id"] ?? "", error);
            return response.writeHead(401).end();
          }
          const { data } = Message.parse(JSON.parse(body));
          ledger.asked(data, headers["webhook-id"] ?? "");
          const dice = random.whole(1, 100);
          if (dice <= manners.hangs) return ledger.hung();
          if (dice <= manners.hangs + manners.fails) return response.writeHead(500).end("not now");
          ledger.taken(data);
          return response.writeHead(204).end();
        })
        // A connection that was cut in the middle of a request is no request.
        .catch(() => response.destroy());
    });
  let server = make();
  await listen(server, 0);
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port,
    expect: (path, secret, ledger) => void paths.set(path, { webhook: new Webhook(secret), ledger }),
    behave(next) {
      manners = next;
    },
    async restart(awayMs) {
      await close(server);
      await pause(awayMs);
      server = make();
      await listen(server, port);
    },
    stop: () => close(server),
  };
};
