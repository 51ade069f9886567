import type { RuleSpec } from "../model.ts";
import { type Answer, serveActions } from "./action-server.ts";
import type { BusEvent, BusPlace } from "./bus-event.ts";
import { deliver } from "./delivery.ts";
import { readPutEvents } from "./put-events.ts";
import { queueSender } from "./queue-sender.ts";
import { routeBy } from "./routing.ts";

/** What a bus is made of. */
export interface BusOptions extends BusPlace {
  readonly rules: readonly RuleSpec[];
  /** Names of the buses besides "default", which always exists. */
  readonly buses: readonly string[];
  /** Where SQS answers. */
  readonly queueEndpoint: string;
  /** 0 or undefined: any free one. */
  readonly port?: number;
  /** Called once for each event that was accepted, after every queue of its rules has it. */
  readonly onEvent?: (event: BusEvent) => void;
}

/** A running bus; give its `url` to the EventBridge client as endpoint. */
export interface Bus {
  readonly url: string;
  /** True while it takes events. */
  readonly healthy: () => boolean;
  /** Takes no more calls, lets those under way finish for up to a second, and frees the port. */
  readonly stop: () => Promise<void>;
}

/**
 * A local EventBridge: PutEvents as AWS answers it, with delivery to the SQS targets of the rules before the answer.
 * Rejects when a rule is not valid or the port is taken. Nothing is kept here: what was answered is in the queues.
 */
export async function startBus(options: BusOptions): Promise<Bus> {
  const buses = new Set(["default", ...options.buses]);
  const route = routeBy(options.rules, buses);
  const sender = queueSender(options.queueEndpoint, options.region);

  const putEvents = async (body: string): Promise<Answer> => {
    const request = readPutEvents(body, buses, options);
    if ("fault" in request) return request;
    const answers = await deliver(request.entries, route, sender);
    for (const [index, entry] of request.entries.entries())
      if (entry.ok && "EventId" in (answers[index] ?? {})) options.onEvent?.(entry.event);
    const failed = answers.filter((answer) => "ErrorCode" in answer).length;
    return { output: { FailedEntryCount: failed, Entries: answers } };
  };

  const server = await serveActions("AWSEvents", new Map([["PutEvents", putEvents]]), options.port ?? 0);
  return {
    ...server,
    stop: async () => {
      await server.stop();
      sender.stop();
    },
  };
}
