import * as z from "zod";
import type { RuleSpec } from "../model.ts";
import { JsonObject } from "./json.ts";
import { queueWithArn } from "./queues.ts";
import type { Resource, World } from "./world.ts";

const Target = z.strictObject(
  {
    Id: z.string(),
    Arn: z.string(),
    // Their effect is the queue's and the bus's own locally: delivery is repeated until the queue has the message.
    DeadLetterConfig: z.unknown().optional(),
    RetryPolicy: z.unknown().optional(),
  },
  { error: "only whole events to queues are delivered locally" },
);
const Properties = z.object({
  EventBusName: z.string().default("default"),
  EventPattern: JsonObject.optional(),
  State: z.string().optional(),
});
const Targeted = z.object({ Targets: z.array(Target).default([]) });

const ruleOf = (world: World, resource: Resource): RuleSpec[] => {
  const { EventBusName, EventPattern, State } = resource.read(Properties);
  if (State === "DISABLED" || EventPattern === undefined) return [];
  const { Targets } = resource.read(Targeted);
  const targets = Targets.map(({ Id, Arn }) => {
    const { url, arn } = queueWithArn(world, Arn, resource.where);
    return { id: Id, queueUrl: url, queueArn: arn };
  });
  return [
    { name: resource.name, busName: EventBusName.split("/").at(-1) ?? "", pattern: EventPattern, targets },
  ];
};

/** The enabled rules of the templates. */
export const rulesOf = (world: World): RuleSpec[] =>
  world.ofType("AWS::Events::Rule").flatMap((resource) => ruleOf(world, resource));

/** Names of the event buses of the templates. */
export const busesOf = (world: World): string[] =>
  world.ofType("AWS::Events::EventBus").map(({ name }) => name);
