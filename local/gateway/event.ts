import type { IncomingMessage } from "node:http";
import type { FoundRoute } from "./routes.ts";

/** A request on its way to its function. */
export interface GatewayRequest {
  readonly message: IncomingMessage;
  readonly requestId: string;
  readonly traceId: string;
  /** URL-decoded. */
  readonly path: string;
  readonly query: string;
  readonly found: FoundRoute;
  /** undefined when the route has no authoriser. */
  readonly claims: Readonly<Record<string, string>> | undefined;
  readonly body: Buffer;
}

/** The event of payload format 2.0; what is empty is left out. */
export interface GatewayEvent {
  readonly version: "2.0";
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly requestContext: object;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

interface Headers {
  readonly headers: Record<string, string>;
  readonly cookies: readonly string[];
}

const textTypes = new Set(["application/json", "application/javascript", "application/xml"]);

/** What the HTTP API hands on as it is; everything else, also without a type, is Base64. */
function isText(contentType: string | undefined): boolean {
  const type = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  return type.startsWith("text/") || textTypes.has(type);
}

function headersOf({ message, traceId }: GatewayRequest): Headers {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  const { rawHeaders, socket } = message;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? "";
    const value = rawHeaders[index + 1] ?? "";
    if (name === "cookie") cookies.push(...value.split(";").map((cookie) => cookie.trim()));
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  const forwarded = headers["x-forwarded-for"];
  const from = socket.remoteAddress ?? "";
  headers["x-forwarded-for"] = forwarded === undefined ? from : `${forwarded}, ${from}`;
  headers["x-forwarded-port"] = String(socket.localPort);
  headers["x-forwarded-proto"] = "http";
  headers["x-amzn-trace-id"] = traceId;
  return { headers, cookies };
}

function queryOf(query: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    all[name] = all[name] === undefined ? value : `${all[name]},${value}`;
  }
  return all;
}

/** "12/Mar/2020:19:03:58 +0000" */
function commonLogTime(now: Date): string {
  const [, day, month, year, clock] = now.toUTCString().split(" ");
  return `${day}/${month}/${year}:${clock} +0000`;
}

/** The `requestContext`; `headers` are the lower-cased ones. */
function contextOf(request: GatewayRequest, headers: Readonly<Record<string, string>>): object {
  const { message, claims, found, path } = request;
  const now = new Date();
  const domainName = (headers["host"] ?? "localhost").replace(/:\d+$/, "");
  return {
    accountId: "000000000000",
    apiId: "local",
    ...(claims && { authorizer: { jwt: { claims, scopes: null } } }),
    domainName,
    domainPrefix: domainName.split(".", 1)[0],
    http: {
      method: message.method,
      path,
      protocol: `HTTP/${message.httpVersion}`,
      sourceIp: message.socket.remoteAddress ?? "",
      userAgent: headers["user-agent"] ?? "",
    },
    requestId: request.requestId,
    routeKey: found.route.routeKey,
    stage: "$default",
    time: commonLogTime(now),
    timeEpoch: now.getTime(),
  };
}

/** The event that a function gets for the request. */
export function eventOf(request: GatewayRequest): GatewayEvent {
  const { found, query, body, path } = request;
  const { headers, cookies } = headersOf(request);
  const text = isText(headers["content-type"]);
  return {
    version: "2.0",
    routeKey: found.route.routeKey,
    rawPath: path,
    rawQueryString: query,
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query !== "" && { queryStringParameters: queryOf(query) }),
    requestContext: contextOf(request, headers),
    ...(Object.keys(found.pathParameters).length > 0 && { pathParameters: found.pathParameters }),
    ...(body.length > 0 && { body: body.toString(text ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !text,
  };
}
