import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import * as z from "zod";

const Body = z.looseObject({
  type: z.string(),
  data: z.looseObject({ id: z.string(), deal: z.string(), record: z.string(), seq: z.number() }),
});

/** A request as the receiver got it. */
export interface Arrived {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
  /** 1 for the first request with this id. */
  readonly nth: number;
}

/** What a receiver answers; nothing for ever when it answers nothing. */
export type Behaviour = (arrived: Arrived, response: ServerResponse) => number | undefined;

/** A real HTTP server that takes webhooks. */
export async function startReceiver(behave: Behaviour = () => 204) {
  const all: Arrived[] = [];
  const state = { behave, together: 0, most: 0 };
  const server = createServer((request, response) => {
    state.together += 1;
    state.most = Math.max(state.most, state.together);
    response.on("close", () => {
      state.together -= 1;
    });
    const answer = async () => {
      const body = await text(request);
      const id = String(request.headers["webhook-id"]);
      const nth = all.filter((each) => each.id === id).length + 1;
      const arrived = { id, headers: request.headers, body, at: Date.now(), nth };
      all.push(arrived);
      const status = state.behave(arrived, response);
      if (status !== undefined && !response.headersSent) response.writeHead(status).end();
    };
    // Who hangs up has no answer to wait for.
    answer().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    all,
    ids: () => all.map(({ id }) => id),
    bodies: () => all.map(({ body }) => Body.parse(JSON.parse(body))),
    /** The most requests that were under way at the same time. */
    most: () => state.most,
    behave(next: Behaviour) {
      state.behave = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A running receiver. */
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
