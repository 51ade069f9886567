import type { IncomingMessage } from "node:http";
import type { RouteSpec } from "../model.ts";
import type { InvocationResult, Invoke } from "../workers/invocation.ts";
import { authorise } from "./authorise.ts";
import { readBody } from "./body.ts";
import { eventOf } from "./event.ts";
import type { Crowd, CrowdLimits } from "./crowd.ts";
import { comeBack, crowdOf } from "./crowd.ts";
import type { Health } from "./local-pages.ts";
import { healthPage, tokenPage } from "./local-pages.ts";
import type { Reply } from "./reply.ts";
import { message, replyOf } from "./reply.ts";
import type { FoundRoute } from "./routes.ts";
import { routeTable } from "./routes.ts";
import { asksToWait, whileConnected } from "./long-poll.ts";
import type { TokenIssuer } from "./tokens.ts";
import { traceOf } from "./trace.ts";

/** Each holds an instance of its function, a thread of this process. */
const MOST_WAITING = 24;
const mostEventBytes = 6 * 1024 * 1024;

/** What stands behind the routes. */
export interface Backend {
  readonly invoke: Invoke;
  readonly issuer: TokenIssuer;
  readonly health: () => Promise<Health>;
  /** Pages that only this machine has, by method and path. */
  readonly pages?: ReadonlyMap<string, (request: IncomingMessage) => Promise<Reply>>;
  /** Told of each request of a route that was answered. */
  readonly answered?: (request: {
    readonly route: string;
    readonly status: number;
    readonly ms: number;
  }) => void;
  /** Called when a request that may have written something was answered by its function. */
  readonly wake?: () => void;
  /** How long a function may take to answer; 30,000 when not given, as in the cloud. */
  readonly integrationTimeoutMs?: number;
  /** Requests for functions that are worked on at the same time: 100, and 16 while one waits for over 4 s, when not given. */
  readonly crowd?: CrowdLimits;
}

/** The reply to a request; undefined when the client has gone. */
export type Answer = (request: IncomingMessage, requestId: string) => Promise<Reply | undefined>;

/** A request line, taken apart. */
interface Target {
  readonly method: string;
  readonly rawPath: string;
  readonly query: string;
}

/** Answers as an HTTP API with these routes does, and the pages that only this machine has. */
export function answerWith(routes: readonly RouteSpec[], backend: Backend): Answer {
  const find = routeTable(routes);
  const crowd = crowdOf(backend.crowd ?? { most: 100, few: 16, patienceMs: 4000 });
  const waiting = crowdOf({ most: MOST_WAITING, few: MOST_WAITING, patienceMs: Infinity });
  return async (request, requestId) => {
    const target = targetOf(request);
    const page = localPage(target, request, backend);
    if (page !== undefined) return page;
    const path = decoded(target.rawPath);
    if (path === undefined) return message(400, "Bad Request");
    const found = find(target.method, target.rawPath);
    if (found === undefined) return message(404, "Not Found");
    const routed = { requestId, path, query: target.query, found };
    const began = performance.now();
    const reply = await answerRoute(request, routed, { ...backend, crowd, waiting });
    const { routeKey: route } = found.route;
    if (reply !== undefined) {
      backend.answered?.({ route, status: reply.status, ms: performance.now() - began });
    }
    return reply;
  };
}

function targetOf({ method = "GET", url = "/" }: IncomingMessage): Target {
  const mark = url.indexOf("?");
  if (mark === -1) return { method, rawPath: url, query: "" };
  return { method, rawPath: url.slice(0, mark), query: url.slice(mark + 1) };
}

function localPage(
  { method, rawPath }: Target,
  request: IncomingMessage,
  { health, issuer, pages }: Backend,
): Promise<Reply> | undefined {
  if (method === "GET" && rawPath === "/health") return healthPage(health);
  if (method === "POST" && rawPath === "/local/token") return tokenPage(request, issuer);
  return pages?.get(`${method} ${rawPath}`)?.(request);
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

interface Routed {
  readonly requestId: string;
  readonly path: string;
  readonly query: string;
  readonly found: FoundRoute;
}

async function answerRoute(
  request: IncomingMessage,
  routed: Routed,
  backend: Omit<Backend, "crowd"> & { readonly crowd: Crowd; readonly waiting: Crowd },
): Promise<Reply | undefined> {
  const { authorizer, functionArn } = routed.found.route;
  const access = authorizer && (await authorise(request, authorizer, backend.issuer));
  if (access?.ok === false) return message(401, "Unauthorized", { "www-authenticate": access.challenge });
  const body = await readBody(request);
  if (body === "gone") return undefined;
  if (body === "too long") return message(413, "Request Too Long");
  const traceId = traceOf(request.headers["x-amzn-trace-id"]?.toString());
  const event = eventOf({ ...routed, message: request, traceId, claims: access?.claims, body });
  if ((event.body?.length ?? 0) > mostEventBytes) return message(413, "Request Too Long");
  const waits = asksToWait(request, routed.query);
  const invoke = (waiting?: { readonly waits: true; readonly signal: AbortSignal }) =>
    inTime(backend.invoke(functionArn, event, { traceId, ...waiting }), backend.integrationTimeoutMs);
  // Only now: a body that comes slowly takes nobody's place. Who waits is not slow, and turns nobody away.
  const admitted = await (waits ? backend.waiting : backend.crowd).admit(async () => ({
    result: waits ? await whileConnected(request, (signal) => invoke({ waits, signal })) : await invoke(),
  }));
  if ("status" in admitted) return admitted;
  const { result } = admitted;
  if (request.method !== "GET" && request.method !== "HEAD") backend.wake?.();
  if (result === "gone") return undefined;
  if (result === "too late") return comeBack();
  return (result.ok ? replyOf(result.payload) : undefined) ?? message(500, "Internal Server Error");
}

async function inTime(
  result: Promise<InvocationResult>,
  milliseconds = 30_000,
): Promise<InvocationResult | "too late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"too late">((resolve) => {
    timer = setTimeout(resolve, milliseconds, "too late");
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
  }
}
