import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { buffer } from "node:stream/consumers";
import type { Reply } from "./said.ts";

/** A request for a service. */
export interface Onward {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Sends requests on to services. */
export interface Forwarding {
  /** Rejects with the system's error when nobody answers. */
  readonly send: (onward: Onward) => Promise<Reply>;
  readonly close: () => void;
}

// These are about the connection, not about what goes over it.
const ofConnection = new Set(["connection", "host", "content-length", "transfer-encoding", "expect"]);

const kept = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ofConnection.has(name)));

const sendOnce = (agent: Agent, { host, method, path, headers, body }: Onward) =>
  new Promise<Reply>((resolve, reject) => {
    const [hostname, port] = host.split(":");
    const length = { "content-length": body.byteLength };
    const outgoing = request({
      agent,
      hostname,
      port,
      method,
      path,
      headers: { ...kept(headers), ...length },
    });
    outgoing.once("error", reject);
    outgoing.once("response", (incoming) => {
      buffer(incoming).then(
        (read) =>
          resolve({ status: incoming.statusCode ?? 500, headers: kept(incoming.headers), body: read }),
        reject,
      );
    });
    outgoing.end(body);
  });

/** Opens the way to services, over connections that are kept. */
export const openForwarding = (): Forwarding => {
  // Younger than what servers close by themselves: none is closed under a request.
  const agent = new Agent({ keepAlive: true, timeout: 60_000, scheduling: "lifo" });
  return { send: (onward) => sendOnce(agent, onward), close: () => agent.destroy() };
};
