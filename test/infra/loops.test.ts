import { describe, expect, it } from "vitest";
import * as z from "zod";
import { ofType, synthesise } from "./synthesis.ts";

const made = synthesise();
const GetAtt = z.object({ "Fn::GetAtt": z.tuple([z.string(), z.literal("Arn")]) });
const Ref = z.object({ Ref: z.string() });

const functions = ofType(made, "AWS::Lambda::Function").map(({ id, properties }) => {
  const { Description, Role, RecursiveLoop } = z
    .object({ Description: z.string(), Role: GetAtt, RecursiveLoop: z.literal("Allow").optional() })
    .parse(properties);
  const name = Description.slice(0, Description.indexOf(":"));
  return { id, name, role: Role["Fn::GetAtt"][0], mayLoop: RecursiveLoop !== undefined };
});

/** The queues that a reference to a queue, of this stack or of another, may mean: it has the id of the queue in it. */
const queueIds = ofType(made, "AWS::SQS::Queue").map(({ id }) => id);
const queuesIn = (reference: unknown) => queueIds.filter((id) => JSON.stringify(reference).includes(id));

const feeds = ofType(made, "AWS::Lambda::EventSourceMapping").map(({ properties }) => {
  const { FunctionName } = z.object({ FunctionName: Ref }).parse(properties);
  return { queues: queuesIn(properties["EventSourceArn"]), fn: FunctionName.Ref };
});

const Policy = z.object({
  Roles: z.array(Ref),
  PolicyDocument: z.object({
    Statement: z.array(
      z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() }),
    ),
  }),
});
const rights = ofType(made, "AWS::IAM::Policy").flatMap(({ properties }) => {
  const { Roles, PolicyDocument } = Policy.parse(properties);
  const sending = PolicyDocument.Statement.filter(({ Action }) =>
    [Action].flat().includes("sqs:SendMessage"),
  );
  const queues = sending.flatMap(({ Resource }) => queuesIn(Resource));
  return Roles.map(({ Ref: role }) => ({ role, queues }));
});

/** The functions that a function can have invoked by putting a message into a queue. */
const woken = (id: string): readonly string[] => {
  const { role } = functions.find((each) => each.id === id) ?? {};
  const filled = new Set(rights.filter((each) => each.role === role).flatMap(({ queues }) => queues));
  return feeds.filter(({ queues }) => queues.some((queue) => filled.has(queue))).map(({ fn }) => fn);
};

function canCall(from: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const next of woken(from)) {
    if (seen.has(next)) continue;
    seen.add(next);
    canCall(next, seen);
  }
  return seen;
}

describe("A function that goes on by a message to itself", () => {
  it("is one that Lambda is told not to stop after sixteen times", () => {
    const looping = functions.filter(({ id }) => canCall(id).has(id)).map(({ name }) => name);
    const allowed = functions.filter(({ mayLoop }) => mayLoop).map(({ name }) => name);
    expect(looping).toContain("webhooks-lane");
    expect(allowed.toSorted()).toEqual(looping.toSorted());
  });

  it("is seen where it wakes others, too", () => {
    const nameOf = (id: string) => functions.find((each) => each.id === id)?.name;
    const append = functions.find(({ name }) => name === "feed-append");
    expect(woken(append?.id ?? "").map(nameOf)).toEqual(["webhooks-dispatch"]);
  });
});
