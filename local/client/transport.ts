import { Agent, request, type IncomingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it goes over the wire. */
export interface Sent {
  readonly method: string;
  /** Path with query, such as "/leads?limit=10". */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** The body as it is sent; a client that wants JSON writes it. */
  readonly text?: string;
}

/** An answer of the running system, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** The JSON of the body; undefined when there is none. */
  readonly body: unknown;
}

/** Sends requests over connections that are kept open. */
export interface Transport {
  /** Rejects with the system's error when nobody answers. */
  readonly send: (sent: Sent) => Promise<Answer>;
  readonly close: () => void;
}

const jsonOf = (body: string): unknown => {
  if (body === "") return undefined;
  try {
    const value: unknown = JSON.parse(body);
    return value;
  } catch {
    return undefined;
  }
};

/** The connection was closed by the other side while it waited for its next request. */
class Idle extends Error {}

const sendOnce = (url: URL, agent: Agent, { method, path, headers = {}, text: body }: Sent) =>
  new Promise<Answer>((resolve, reject) => {
    const outgoing = request({ agent, host: url.hostname, port: url.port, method, path, headers });
    outgoing.once("error", (error) => {
      const closed = outgoing.reusedSocket && "code" in error && error.code === "ECONNRESET";
      reject(closed ? new Idle("the connection was closed", { cause: error }) : error);
    });
    outgoing.once("response", (incoming) => {
      text(incoming).then(
        (read) =>
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: jsonOf(read) }),
        reject,
      );
    });
    outgoing.end(body);
  });

/** Opens a transport to a base URL, such as http://127.0.0.1:3000. */
export const openTransport = (base: string): Transport => {
  const url = new URL(base);
  const agent = new Agent({ keepAlive: true });
  return {
    async send(sent) {
      try {
        return await sendOnce(url, agent, sent);
      } catch (error) {
        // Whether it was done is not known: every write of the client carries a key, so asking again is harmless.
        if (error instanceof Idle) return sendOnce(url, agent, sent);
        throw error;
      }
    },
    close: () => agent.destroy(),
  };
};
