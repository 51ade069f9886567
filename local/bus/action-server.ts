import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** What an action gives: its output, or AWS's name and words for why it was refused. */
export type Answer =
  | { readonly output: unknown }
  | { readonly fault: { readonly type: string; readonly message: string } };

/** Answers one call; `body` is the JSON text that the client sent. */
export type Action = (body: string) => Promise<Answer>;

/** Longer than clients keep a connection, so that none is closed under a request. */
export const KEEP_ALIVE_MS = 120_000;
const LAST_CALLS_MS = 1000;
const IDLE_CHECK_MS = 20;

/** Serves actions of one AWS service over the JSON 1.1 protocol on 127.0.0.1; rejects when the port cannot be had. */
export async function serveActions(service: string, actions: ReadonlyMap<string, Action>, port: number) {
  const byTarget = new Map([...actions].map(([name, action]) => [`${service}.${name}`, action]));
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void respond(request, response, byTarget);
  });
  const taken = await listen(service, server, port);
  return {
    url: `http://127.0.0.1:${taken}`,
    healthy: () => server.listening,
    stop: () => close(server),
  };
}

/** The port that the server then listens on; rejects, naming the service, when it cannot. */
export async function listen(service: string, server: Server, port: number): Promise<number> {
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`${service} cannot listen on port ${port}: ${why}. Free the port or choose another.`, {
      cause: error,
    });
  }
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error(`${service} has no TCP address`);
  return address.port;
}

/** Takes no more calls and lets those under way finish for up to a second. */
export async function close(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
  const cut = setTimeout(() => server.closeAllConnections(), LAST_CALLS_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(cut);
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  byTarget: ReadonlyMap<string, Action>,
): Promise<void> {
  try {
    const target = String(request.headers["x-amz-target"] ?? "none");
    const body = await text(request);
    const answer = (await byTarget.get(target)?.(body)) ?? unknownOperation(target, byTarget);
    if ("output" in answer) send(response, 200, answer.output);
    else send(response, 400, { __type: answer.fault.type, message: answer.fault.message });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send(response, 500, { __type: "InternalException", message });
  }
}

function unknownOperation(target: string, byTarget: ReadonlyMap<string, Action>): Answer {
  const message = `There is no ${target} here, only ${[...byTarget.keys()].join(", ")}.`;
  return { fault: { type: "UnknownOperationException", message } };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.1",
    "content-length": Buffer.byteLength(text),
    "x-amzn-requestid": randomUUID(),
  });
  response.end(text);
}
