import { randomUUID } from "node:crypto";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { RouteSpec } from "../model.ts";
import type { Answer, Backend } from "./answer.ts";
import { answerWith } from "./answer.ts";
import { comeBack } from "./crowd.ts";
import { message, write } from "./reply.ts";

export type { Health } from "./local-pages.ts";

const graceMs = 500;
// Longer than clients keep an idle connection, so that none is closed just when it is used again.
const keepAliveTimeout = 65_000;

/** A port that is taken before anything can be answered on it: who asks too early is told to come back. */
export interface HeldPort {
  readonly port: number;
  readonly server: Server;
  readonly release: () => Promise<void>;
}

/** What the gateway serves and with whom. */
export interface GatewayOptions extends Backend {
  /** 0 for any free one. */
  readonly port: number | HeldPort;
  readonly routes: readonly RouteSpec[];
}

/** The running gateway. */
export interface Gateway {
  readonly url: string;
  /** Answers what is under way and closes all connections, within a second. */
  stop(): Promise<void>;
}

/** Takes a port of 127.0.0.1, 0 for any free one. Rejects with the server's error, as EADDRINUSE for a taken port. */
export async function holdPort(port: number): Promise<HeldPort> {
  const server = createServer({ keepAliveTimeout }, (_, response) =>
    write(response, comeBack(), randomUUID()),
  );
  await listen(server, port);
  const address = server.address();
  const held = typeof address === "object" && address !== null ? address.port : port;
  return { port: held, server, release: () => close(server) };
}

/** Serves the routes on 127.0.0.1 as an HTTP API does. Rejects with the server's error, as EADDRINUSE for a taken port. */
export async function startGateway({ port: wanted, routes, ...backend }: GatewayOptions): Promise<Gateway> {
  const { port, server, release } = typeof wanted === "number" ? await holdPort(wanted) : wanted;
  const answer = answerWith(routes, backend);
  server.removeAllListeners("request");
  server.on("request", (request, response) => void serve(request, response, answer));
  return { url: `http://127.0.0.1:${port}`, stop: release };
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
