import type { RequestOptions } from "node:http";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach } from "vitest";
import type { Gateway, GatewayOptions } from "../../local/gateway/gateway.ts";
import { startGateway } from "../../local/gateway/gateway.ts";
import { createIssuer } from "../../local/gateway/tokens.ts";
import type { RouteSpec } from "../../local/model.ts";
import type { InvocationContext, InvocationResult } from "../../local/workers/invocation.ts";

export const authorizer = { issuer: "https://pool.example/eu_1", audience: ["web", "app"] };

export const route = (routeKey: string, guarded = false): RouteSpec => ({
  routeKey,
  functionArn: `arn:${routeKey}`,
  authorizer: guarded ? authorizer : undefined,
});

/** The routes of a gateway when a test does not bring its own. */
export const echo = [route("ANY /echo/{proxy+}"), route("GET /echo"), route("POST /guarded", true)];

/** A call that reached a function. */
export interface Call {
  readonly arn: string;
  readonly event: unknown;
  readonly context: InvocationContext | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** Gateways for one test file, whose functions answer as the test says; all are stopped after each test. */
export async function gateways() {
  const issuer = await createIssuer(echo);
  const running: Gateway[] = [];
  afterEach(async () => void (await Promise.all(running.splice(0).map((gateway) => gateway.stop()))));
  const start = async (
    answer: (call: Call) => unknown = () => ({ statusCode: 200 }),
    options: Partial<GatewayOptions> = {},
  ) => {
    const calls: Call[] = [];
    const invoke = async (...[arn, event, context]: Parameters<GatewayOptions["invoke"]>) => {
      calls.push({ arn, event, context });
      const result: InvocationResult = { ok: true, payload: await answer({ arn, event, context }) };
      return result;
    };
    const health = async () => ({ ok: true, parts: {} });
    const gateway = await startGateway({ port: 0, routes: echo, issuer, health, invoke, ...options });
    running.push(gateway);
    const port = Number(new URL(gateway.url).port);
    return { gateway, calls, port, send: sender(port) };
  };
  return { start, issuer };
}

/** Sends with full control over path and headers, which fetch does not give. */
const sender = (port: number) => (options: RequestOptions, body?: string | Buffer) =>
  new Promise<Answered>((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, ...options }, async (response) =>
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) }),
    );
    sent.on("error", reject);
    sent.end(body);
  });
