import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { RouteSpec } from "../model.ts";
import type { Answer, Backend } from "./answer.ts";
import { answerWith } from "./answer.ts";
import { message, write } from "./reply.ts";

export type { Health } from "./local-pages.ts";

const graceMs = 500;
// Longer than clients keep an idle connection, so that none is closed just when it is used again.
const keepAliveTimeout = 65_000;

/** What the gateway serves and with whom. */
export interface GatewayOptions extends Backend {
  /** 0 for any free one. */
  readonly port: number;
  readonly routes: readonly RouteSpec[];
}

/** The running gateway. */
export interface Gateway {
  readonly url: string;
  /** Answers what is under way and closes all connections, within a second. */
  stop(): Promise<void>;
}

/** Serves the routes on 127.0.0.1 as an HTTP API does. Rejects with the server's error, as EADDRINUSE for a taken port. */
export async function startGateway({ port, routes, ...backend }: GatewayOptions): Promise<Gateway> {
  const answer = answerWith(routes, backend);
  const server = createServer(
    { keepAliveTimeout },
    (request, response) => void serve(request, response, answer),
  );
  await listen(server, port);
  const address = server.address();
  const listening = typeof address === "object" && address !== null ? address.port : port;
  return { url: `http://127.0.0.1:${listening}`, stop: () => close(server) };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}

async function serve(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  const requestId = randomUUID();
  try {
    const reply = await answer(request, requestId);
    if (reply !== undefined) write(response, reply, requestId);
  } catch {
    if (response.headersSent) return void response.destroy();
    for (const name of response.getHeaderNames()) response.removeHeader(name);
    write(response, message(500, "Internal Server Error"), requestId);
  }
}
