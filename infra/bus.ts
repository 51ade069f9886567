import { Duration } from "aws-cdk-lib";
import { Archive, EventBus } from "aws-cdk-lib/aws-events";
import type { Construct } from "constructs";
import { SOURCE } from "../functions/runtime/source.ts";

/**
 * The bus that every event goes out on, with 30 days of archive to replay from.
 * Both are encrypted at rest with the key that EventBridge owns. A key of one's own would cost a fee each month and
 * add a way to stop the sales: a disabled key stops every event.
 */
export function createBus(scope: Construct): EventBus {
  const bus = new EventBus(scope, "Bus", { description: "What happened in sales: the events of Salesline" });
  new Archive(scope, "Archive", {
    sourceEventBus: bus,
    description: "Every event of the last 30 days, to replay",
    eventPattern: { source: [SOURCE] },
    retention: Duration.days(30),
  });
  return bus;
}
