import { request as requestHttp, Agent as HttpAgent, type IncomingMessage } from "node:http";
import { request as requestHttps, Agent as HttpsAgent } from "node:https";
import type { LookupFunction } from "node:net";
import { madeStorable } from "../../../domain/kernel/text.ts";

/** What came of a request. */
export interface Posted {
  readonly ms: number;
  /** Of the answer; without one `error` says why. */
  readonly status?: number;
  readonly error?: string;
  /** None came within the time. */
  readonly timedOut?: boolean;
  /** The first KB of the answer. */
  readonly answer?: string;
  readonly retryAfter?: string;
}

/** Sends bodies to one receiver. */
export interface Sender {
  post(body: string, headers: Readonly<Record<string, string>>): Promise<Posted>;
  /** Lets go of its connections. */
  close(): void;
}

const ANSWER_BYTES = 1024;

/** The beginning of an answer, as far as it came: a receiver may send for ever. */
async function beginningOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of answer) {
      const bytes = Buffer.from(part);
      parts.push(bytes);
      length += bytes.length;
      if (length >= ANSWER_BYTES) break;
    }
  } catch {
    // What the receiver said first counts, also when it did not come to its end.
  }
  const text = new TextDecoder().decode(Buffer.concat(parts).subarray(0, ANSWER_BYTES), { stream: true });
  return madeStorable(text);
}

const codeOf = (error: unknown) =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Of several addresses each has its own reason, and the whole has none.
  return madeStorable((message || codeOf(error) || "The connection failed").slice(0, 300));
}

/** Opens a way to one receiver: each address that its name has goes through `lookup`, and no redirect is followed. */
export function openSender(
  url: URL,
  options: { readonly lookup: LookupFunction; readonly timeoutMs: number; readonly connections: number },
): Sender {
  const { lookup, timeoutMs, connections } = options;
  const secure = url.protocol === "https:";
  const kept = { keepAlive: true, maxSockets: connections };
  const agent = secure ? new HttpsAgent(kept) : new HttpAgent(kept);
  const request = secure ? requestHttps : requestHttp;

  function once(body: string, headers: Readonly<Record<string, string>>, signal: AbortSignal) {
    const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
    const length = String(Buffer.byteLength(body));
    const sent = request(url, {
      method: "POST",
      agent,
      lookup,
      signal,
      headers: { ...headers, "content-length": length },
    });
    sent.on("response", resolve);
    sent.on("error", (error) => {
      // A connection that was kept may have been closed by the receiver as this went out.
      const stale = sent.reusedSocket && codeOf(error) === "ECONNRESET";
      if (stale) resolve(once(body, headers, signal));
      else reject(error);
    });
    // A switch of protocols ends without an error; after an answer or an error this changes nothing.
    sent.on("close", () => reject(new Error("The connection was closed without an answer")));
    sent.end(body);
    return promise;
  }

  return {
    async post(body, headers) {
      const begun = performance.now();
      const taken = () => Math.round(performance.now() - begun);
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await once(body, headers, signal);
        const ms = taken();
        const { statusCode: status = 0, headers: said } = answer;
        const retryAfter = said["retry-after"];
        const beginning = await beginningOf(answer);
        return {
          ms,
          status,
          ...(beginning !== "" && { answer: beginning }),
          ...(retryAfter !== undefined && { retryAfter }),
        };
      } catch (error) {
        if (!signal.aborted) return { ms: taken(), error: reasonOf(error) };
        return { ms: taken(), error: `There was no answer within ${timeoutMs / 1000} s`, timedOut: true };
      }
    },
    close: () => agent.destroy(),
  };
}
