import { Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import { AccountPrincipal, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IConstruct } from "constructs";
import * as z from "zod";
import type { AnyStage } from "../domain/kernel/stage.ts";
import { SOURCE } from "../functions/runtime/source.ts";

/** The accounts that may have rules on the bus, each with the event types that they may ask for. */
export type Consumers = ReadonlyMap<string, readonly string[]>;

/** What EventBridge takes as the policy of one bus. */
const MOST_BYTES = 10_240;

const Account = z.string().regex(/^\d{12}$/, "must be an account number of 12 digits");

/** The event types that may be named: each, and all of a stage. */
function namesOf(stages: readonly AnyStage[]): Set<string> {
  return new Set(stages.flatMap(({ name, events }) => [`${name}.*`, ...Object.keys(events)]));
}

function schemaFor(stages: readonly AnyStage[]) {
  const names = namesOf(stages);
  const Type = z.string().refine((type) => names.has(type), {
    error: ({ input }) =>
      `${JSON.stringify(input)} is no event type; say one such as "quote.accepted", or "quote.*"`,
  });
  return z.record(Account, z.array(Type).min(1, "must name at least one event type"));
}

function parsed(value: unknown): unknown {
  // The command line (`-c consumers={...}`) gives every value as text.
  try {
    return typeof value === "string" && value !== "" ? JSON.parse(value) : value || {};
  } catch {
    return value;
  }
}

/** The consumers in the context of this app; throws one line that names every wrong field. */
export function readConsumers(app: IConstruct, stages: readonly AnyStage[]): Consumers {
  const read = schemaFor(stages).safeParse(parsed(app.node.tryGetContext("consumers")));
  if (read.success) return new Map(Object.entries(read.data));
  const wrong = read.error.issues.map((issue) => {
    const message = issue.code === "invalid_key" ? issue.issues[0]?.message : issue.message;
    return `"${["consumers", ...issue.path].join(".")}" ${message ?? "is wrong"}`;
  });
  throw new Error(`Correct the context in cdk.json: ${wrong.join("; ")}`);
}

/** To look after a rule that is there. */
const KEEP = [
  "events:DeleteRule",
  "events:DescribeRule",
  "events:DisableRule",
  "events:EnableRule",
  "events:ListTagsForResource",
  "events:ListTargetsByRule",
  "events:RemoveTargets",
  "events:TagResource",
  "events:UntagResource",
];

/**
 * What one account may do on the bus: have rules that ask for nothing but its event types of ours, with targets of its
 * own. A rule that is not there yet has no creator, hence "IfExists": to look for it, and to make it. `ForAllValues` is
 * true of a rule that says nothing of a field, hence "Null": such a rule would get everything.
 */
function statementsFor(account: string, types: readonly string[], rules: string): PolicyStatement[] {
  const own = { StringEqualsIfExists: { "events:creatorAccount": account } };
  const may = (name: string, actions: readonly string[], conditions: Readonly<Record<string, unknown>>) =>
    new PolicyStatement({
      sid: `Consumer${account}${name}`,
      principals: [new AccountPrincipal(account)],
      actions: [...actions],
      resources: [rules],
      conditions: { ...own, ...conditions },
    });
  return [
    may("Rules", ["events:PutRule"], {
      "ForAllValues:StringEquals": { "events:source": [SOURCE] },
      "ForAllValues:StringLike": { "events:detail-type": [...types] },
      Null: { "events:source": "false", "events:detail-type": "false" },
    }),
    may("Targets", ["events:PutTargets"], {
      ArnLike: { "events:TargetArn": `arn:*:*:*:${account}:*` },
    }),
    may("Keep", KEEP, {}),
  ];
}

/** Lets each consumer have its own rules on the bus; throws when that is more than the policy of a bus can hold. */
export function allowConsumers(bus: EventBus, consumers: Consumers): void {
  const rules = Stack.of(bus).formatArn({ service: "events", resource: `rule/${bus.eventBusName}/*` });
  const statements = [...consumers].flatMap(([account, types]) => statementsFor(account, types, rules));
  const bytes = Buffer.byteLength(JSON.stringify(statements.map((each) => each.toStatementJson())));
  if (bytes > MOST_BYTES) {
    throw new Error(
      `Correct the context in cdk.json: "consumers" makes a policy of ${bytes} bytes, and a bus takes ${MOST_BYTES}: name stages, such as "quote.*", instead of their events`,
    );
  }
  for (const statement of statements) bus.addToResourcePolicy(statement);
}
