import type { APIGatewayProxyEventV2WithJWTAuthorizer, Context } from "aws-lambda";
import * as z from "zod";
import type { HttpHandler } from "../../functions/runtime/edge.ts";

/** A request as a route's function gets it; body and headers as sent. */
export interface Sent {
  readonly route: string;
  readonly id?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** The body as it is on the wire, instead of JSON. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** As API Gateway renders the claim; undefined for a public route. */
  readonly groups?: string | undefined;
}

/** The context that Lambda gives. */
export const context: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "test",
  functionVersion: "$LATEST",
  invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:test",
  memoryLimitInMB: "256",
  awsRequestId: "test",
  logGroupName: "test",
  logStreamName: "test",
  getRemainingTimeInMillis: () => 10_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** An event of the HTTP API, payload format 2.0. */
export function httpEvent(sent: Sent): APIGatewayProxyEventV2WithJWTAuthorizer {
  const [method = "GET", template = "/"] = sent.route.split(" ");
  const pathParameters: Record<string, string> = {
    ...sent.path,
    ...(sent.id !== undefined && { id: sent.id }),
  };
  const rawPath = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathParameters[name] ?? "");
  const body = sent.raw ?? (sent.body === undefined ? undefined : JSON.stringify(sent.body));
  const claims = { sub: "ann", "cognito:groups": sent.groups ?? "[sales fulfilment finance]" };
  return {
    version: "2.0",
    routeKey: sent.route,
    rawPath,
    rawQueryString: new URLSearchParams(sent.query).toString(),
    headers: { ...(body !== undefined && { "content-type": "application/json" }), ...sent.headers },
    ...(sent.query !== undefined && { queryStringParameters: { ...sent.query } }),
    pathParameters,
    requestContext: {
      accountId: "000000000000",
      apiId: "api",
      authorizer: { principalId: "", integrationLatency: 0, jwt: { claims, scopes: [] } },
      domainName: "localhost",
      domainPrefix: "localhost",
      http: { method, path: rawPath, protocol: "HTTP/1.1", sourceIp: "127.0.0.1", userAgent: "test" },
      requestId: "request",
      routeKey: sent.route,
      stage: "$default",
      time: "23/Nov/2026:12:00:00 +0000",
      timeEpoch: 0,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
}

const Body = z.record(z.string(), z.unknown());

/** Sends a request to a function and reads its JSON answer. */
export async function send(handler: HttpHandler, sent: Sent, here = context) {
  const { statusCode, headers, body } = await handler(httpEvent(sent), here);
  return { status: statusCode, headers: headers ?? {}, body: Body.parse(JSON.parse(body ?? "{}")) };
}
