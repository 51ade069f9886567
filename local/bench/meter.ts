import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as z from "zod";

/** What some calls of the tables took, as the engine reports it. */
export interface Cost {
  readonly loads: number;
  readonly commits: number;
  /** Calls that are neither. */
  readonly others: number;
  /** Read and write capacity units, indexes included. */
  readonly rcu: number;
  readonly wcu: number;
}

const Consumed = z.object({ CapacityUnits: z.number() });
const Output = z.object({ ConsumedCapacity: z.union([Consumed, z.array(Consumed)]) });

const unitsOf = (output: unknown): number => {
  const { ConsumedCapacity } = Output.parse(output);
  const all = Array.isArray(ConsumedCapacity) ? ConsumedCapacity : [ConsumedCapacity];
  return all.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
};

const nothing: Cost = { loads: 0, commits: 0, others: 0, rcu: 0, wcu: 0 };

const costOf = (command: string, units: number): Cost => {
  if (command === "BatchGetItemCommand") return { ...nothing, loads: 1, rcu: units };
  if (command === "TransactWriteItemsCommand") return { ...nothing, commits: 1, wcu: units };
  return { ...nothing, others: 1, rcu: units };
};

const add = (a: Cost, b: Cost): Cost => ({
  loads: a.loads + b.loads,
  commits: a.commits + b.commits,
  others: a.others + b.others,
  rcu: a.rcu + b.rcu,
  wcu: a.wcu + b.wcu,
});

/** Has every call of this client say what it took; the result gives the sum since it was last asked. */
export const meter = (client: DynamoDBClient): (() => Cost) => {
  let sum = nothing;
  client.middlewareStack.add(
    (next, { commandName = "" }) =>
      async (args) => {
        const result = await next({
          ...args,
          input: Object.assign(args.input, { ReturnConsumedCapacity: "TOTAL" }),
        });
        sum = add(sum, costOf(commandName, unitsOf(result.output)));
        return result;
      },
    { step: "initialize" },
  );
  return () => {
    const taken = sum;
    sum = nothing;
    return taken;
  };
};
