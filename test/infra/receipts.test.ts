import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { captureLead } from "../../domain/lead/actions.ts";
import { Receipt } from "../../functions/runtime/items.ts";
import { receiptKey } from "../../functions/runtime/keys.ts";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { createTable, type Engine, startEngine } from "../support/engine.ts";
import { ask, done, worldOf } from "../support/world.ts";
import { functionNames, must, ofType, synthesise } from "./synthesis.ts";

const made = synthesise();
const { queues, queueSources, functions } = made.system;
const names = functionNames(made);
const DAY = 86_400;

/** What AWS keeps the records of a table's stream for; no template can set it. */
const STREAM_DAYS = 1;

/** A person may send dead letters back, and whatever is sent back is new to its queue. */
const TIMES_IN_QUEUE = 2;

const Redrive = z.object({ deadLetterTargetArn: z.string() });
const Archive = z.object({ RetentionDays: z.number() });

const queueAt = (arn: string) =>
  must(
    queues.find((queue) => queue.arn === arn),
    `queue ${arn}`,
  );
const daysOf = (arn: string) => Number(queueAt(arn).attributes["MessageRetentionPeriod"]) / DAY;
const deadLettersOf = (arn: string) =>
  Redrive.parse(JSON.parse(must(queueAt(arn).attributes["RedrivePolicy"], `redrive policy of ${arn}`)))
    .deadLetterTargetArn;

/** The longest time from an event to its last delivery to a function. */
function longestDays(): number {
  const archives = ofType(made, "AWS::Events::Archive").map(
    ({ properties }) => Archive.parse(properties).RetentionDays,
  );
  const waits = queueSources.map(({ queueArn }) => daysOf(queueArn) + daysOf(deadLettersOf(queueArn)));
  return STREAM_DAYS + Math.max(...archives) + TIMES_IN_QUEUE * Math.max(...waits);
}

const receiptDays = functions.flatMap(({ arn, environment }) =>
  environment["RECEIPT_DAYS"] === undefined
    ? []
    : [{ name: must(names.get(arn), arn), days: Number(environment["RECEIPT_DAYS"]) }],
);

describe("Receipts", () => {
  it("outlive every way in which an event can come again: by the archive, and in the queues and dead letters twice", () => {
    expect(longestDays()).toBe(1 + 30 + 2 * (7 + 14));
    expect(receiptDays.filter(({ days }) => days <= longestDays())).toEqual([]);
  });

  it("are kept for as long by each function that does what a message asks", () => {
    const fed = new Set(queueSources.map(({ functionArn }) => must(names.get(functionArn), functionArn)));
    const keeping = new Set(receiptDays.map(({ name }) => name));
    // What only asks visitors to confirm performs no action, the feed knows what stands in it, and so do deliveries.
    expect([...fed].filter((name) => !keeping.has(name))).toEqual([
      "capture-confirm-mail",
      "feed-append",
      "webhooks-dispatch",
      "webhooks-follow",
    ]);
    expect(new Set(receiptDays.map(({ days }) => days)).size).toBe(1);
  });

  describe("as they are written", () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = await startEngine();
    });
    afterAll(() => engine.stop());

    it("end just as many days later as the templates say", async () => {
      await createTable(engine.client, "journal");
      const world = worldOf(engine.client, "journal");
      await done(ask(captureLead, { topic: "Chai", lastName: "Anders" }, { commandId: "once" }), world);
      const [item] = await world.journal.load([receiptKey("once")]);
      const { expiresAt } = Receipt.parse(unmarshall(must(item, "receipt")));
      expect((expiresAt - Date.now() / 1000) / DAY).toBeCloseTo(must(receiptDays[0], "days").days, 2);
    });
  });
});
