import type { ServerResponse } from "node:http";
import { pipeline, Readable } from "node:stream";
import * as z from "zod";

/** What goes back to the client. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** A stream is sent as it comes. */
  readonly body: string | Buffer | Readable;
}

const json = { "content-type": "application/json" };

/** A reply of the gateway itself, as an HTTP API words it. */
export const message = (status: number, text: string, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { ...json, ...headers },
  body: JSON.stringify({ message: text }),
});

/** A reply with this value as JSON. */
export const jsonReply = (status: number, value: unknown, type = json["content-type"]): Reply => ({
  status,
  headers: { "content-type": type },
  body: JSON.stringify(value),
});

const Structured = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** Lengths and connections are the server's own matter. */
const own = new Set(["connection", "content-length", "keep-alive", "transfer-encoding", "upgrade"]);

const hasStatus = (payload: unknown): boolean =>
  typeof payload === "object" && payload !== null && "statusCode" in payload;

/** What a function's answer means in payload format 2.0; undefined when it is malformed. */
export function replyOf(payload: unknown): Reply | undefined {
  if (!hasStatus(payload)) {
    const body = typeof payload === "string" ? payload : JSON.stringify(payload);
    return { status: 200, headers: json, body };
  }
  const answer = Structured.safeParse(payload);
  if (!answer.success) return undefined;
  const { statusCode, cookies, body, isBase64Encoded } = answer.data;
  const named = Object.entries(answer.data.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  return {
    status: statusCode,
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      ...Object.fromEntries(named.filter(([name]) => !own.has(name))),
      ...(cookies && cookies.length > 0 && { "set-cookie": cookies }),
    },
    body: isBase64Encoded === true ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
}

/** Writes the reply. Throws when a header has characters that HTTP does not allow. */
export function write(response: ServerResponse, { status, headers, body }: Reply, requestId: string): void {
  if (body instanceof Readable) {
    response.writeHead(status, { ...headers, "apigw-requestid": requestId });
    // A client that goes away ends the stream as well, which is no fault.
    pipeline(body, response, () => undefined);
    return;
  }
  const isEmpty = status === 204 || status === 304;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader("apigw-requestid", requestId);
  if (isEmpty) response.removeHeader("content-type");
  else response.setHeader("content-length", Buffer.byteLength(body));
  response.writeHead(status);
  response.end(isEmpty ? undefined : body);
}
