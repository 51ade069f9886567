import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { close, KEEP_ALIVE_MS, listen } from "../bus/action-server.ts";
import { queueSender } from "../bus/queue-sender.ts";
import type { QueueSpec } from "../model.ts";
import { messageOf } from "../problem.ts";
import { Firing } from "./firing.ts";
import { type Answer, type Call, faults, ScheduleCalls } from "./schedule-calls.ts";
import { ScheduleStore } from "./schedule-store.ts";

/** What a scheduler is made of. */
export interface SchedulerOptions {
  /** The database of its schedules. */
  readonly file: string;
  /** Names of the groups besides "default", which always exists. */
  readonly groups: readonly string[];
  /** The queues that schedules may name as target. */
  readonly queues: readonly Pick<QueueSpec, "arn" | "url">[];
  readonly region: string;
  readonly account: string;
  /** Where SQS answers. */
  readonly queueEndpoint: string;
  /** Milliseconds since 1970; the clock of this machine when not given. */
  readonly now?: () => number;
}

/** A running scheduler; give its `url` to the Scheduler client as endpoint. */
export interface Scheduler {
  readonly url: string;
  /** True while it takes calls and can fire. */
  readonly healthy: () => boolean;
  /** Looks at the clock at once; resolves when all that is due has been put into its queue, or failed to. */
  readonly wake: () => Promise<void>;
  /** Takes no more calls, lets those under way finish for up to a second, and lets go of the database. */
  readonly stop: () => Promise<void>;
}

const path = /^\/schedules(?:\/([^/]+))?\/?$/;

/**
 * A local EventBridge Scheduler for schedules that put a message into a queue once: the REST protocol of its client,
 * kept on disk. What became due while it was away is fired at its start. Throws StartProblem when the file is damaged.
 */
export async function startScheduler(options: SchedulerOptions): Promise<Scheduler> {
  const { file, queues, queueEndpoint, region, now = Date.now } = options;
  const store = new ScheduleStore(file);
  const sender = queueSender(queueEndpoint, region);
  const urls = new Map(queues.map(({ arn, url }) => [arn, url]));
  const firing = new Firing({ store, sender, now, queueUrl: (arn) => urls.get(arn) });
  const calls = new ScheduleCalls({ ...options, store, now, written: () => void firing.wake() });
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void respond(request, response, (call) => calls.answer(call));
  });
  const end = async () => {
    await firing.stop();
    sender.stop();
    store.close();
  };
  const port = await listen("The scheduler", server, 0).catch(async (error: unknown) => {
    await end();
    throw error;
  });
  void firing.wake();
  return {
    url: `http://127.0.0.1:${port}`,
    healthy: () => server.listening && firing.problem === undefined,
    wake: () => firing.wake(),
    stop: async () => {
      await close(server);
      await end();
    },
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (call: Call) => Answer | undefined,
): Promise<void> {
  try {
    const { pathname, searchParams: query } = new URL(request.url ?? "/", "http://localhost");
    const found = path.exec(pathname);
    const name = found?.[1] === undefined ? undefined : decodeURIComponent(found[1]);
    const { method = "" } = request;
    const given = found === null ? undefined : answer({ method, name, query, body: await text(request) });
    if (given === undefined) send(response, 404, { Message: `There is no ${method} ${pathname} here.` });
    else if ("output" in given) send(response, 200, given.output);
    else send(response, faults[given.fault], { Message: given.message }, given.fault);
  } catch (error) {
    send(response, 500, { Message: messageOf(error) }, "InternalServerException");
  }
}

function send(response: ServerResponse, status: number, body: unknown, error?: string): void {
  const content = JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(content),
    "x-amzn-requestid": randomUUID(),
    ...(error !== undefined && { "x-amzn-errortype": error }),
  });
  response.end(content);
}
