import { DeleteItemCommand, PutItemCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Finding } from "../../domain/audit/finding.ts";
import { process } from "../../domain/process/process.ts";
import { audit } from "../../functions/runtime/ops/audit/audit.ts";
import { openOps, type Ops } from "../../functions/runtime/ops/ops.ts";
import { placeOf } from "../../functions/runtime/ops/place.ts";
import { type Item, toItem } from "../../functions/runtime/items.ts";
import { eventKey, recordKey, seriesKey } from "../../functions/runtime/keys.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { sell, type SoldDeal } from "../support/deals.ts";
import { runner } from "./installation.ts";

const TABLE = "journal";

let business: Business;
let ops: Ops;
let sold: SoldDeal[];
let sound: Item[];

const all = async () => {
  const { Items = [] } = await business.engine.client.send(new ScanCommand({ TableName: TABLE }));
  return Items;
};

beforeAll(async () => {
  business = await startBusiness();
  const { endpoint } = business.engine;
  const { region, credentials } = clientOptions(endpoint, "us-east-1");
  const table = { stack: "salesline-data", logicalId: "Journal", type: "AWS::DynamoDB::Table", id: TABLE };
  const bus = { stack: "salesline-data", logicalId: "Bus", type: "AWS::Events::EventBus", id: "none" };
  const place = placeOf("The test", { resources: [table, bus], settings: "{}" });
  const endpoints = { dynamodb: endpoint, sqs: endpoint, events: endpoint };
  // All that was done lies an hour back: nothing is on its way any more.
  ops = openOps(place, { region, credentials, endpoints }, () => new Date(Date.now() + 3_600_000));
  sold = [await sell(business), await sell(business)];
  sound = await all();
});
afterAll(async () => {
  ops.close();
  await business.stop();
});

/** Undoes what a test has broken. */
beforeEach(async () => {
  for (const Item of sound) await business.engine.client.send(new PutItemCommand({ TableName: TABLE, Item }));
});

const first = (): SoldDeal => {
  const [deal] = sold;
  if (deal === undefined) throw new Error("nothing was sold");
  return deal;
};
const key = (pk: { readonly pk: string; readonly sk: string }) => ({ TableName: TABLE, Key: toItem(pk) });
const run = (...words: string[]) => runner(ops)("audit", ...words);

test("a business in which all is right is found to be so, and nothing is written", async () => {
  const { code, text } = await run();
  expect(text).toMatch(/^\d+ records of \d+ deals: all holds\.$/);
  expect(code).toBe(0);
  expect(await run("--deal", first().deal)).toEqual({ code: 0, text: "All holds." });
  expect(await all()).toEqual(sound);
});

test("a record that is not what its events say is found, with the story of its deal when asked for", async () => {
  const { quote, deal } = first();
  const change = {
    UpdateExpression: "SET #state.#status = :other",
    ExpressionAttributeValues: toItem({ ":other": "sent" }),
  };
  const names = { "#state": "state", "#status": "status" };
  await business.engine.client.send(
    new UpdateItemCommand({ ...key(recordKey("quote", quote)), ...change, ExpressionAttributeNames: names }),
  );
  const { code, text } = await run("--story");
  expect(code).toBe(1);
  expect(text).toContain(`${quote} of ${deal}: `);
  expect(text).toContain(`The story of ${deal}`);
  expect(text).toContain("quote.accepted");
  const one = await run("--deal", deal, "--json");
  expect(one.code).toBe(1);
  const other = sold[1]?.deal ?? "";
  expect(await run("--deal", other)).toEqual({ code: 0, text: "All holds." });
});

test("a missing event, a missing record, and a number that nobody has are found", async () => {
  const { quote, order, invoice } = first();
  const { client } = business.engine;
  await client.send(new DeleteItemCommand(key(eventKey("quote", quote, 2))));
  await client.send(new DeleteItemCommand(key(recordKey("order", order))));
  const year = String(new Date().getFullYear());
  await client.send(
    new UpdateItemCommand({
      ...key(seriesKey("invoice", year)),
      UpdateExpression: "SET #last = :last",
      ExpressionAttributeNames: { "#last": "last" },
      ExpressionAttributeValues: toItem({ ":last": 3 }),
    }),
  );
  const { code, text } = await run();
  expect(code).toBe(1);
  expect(text).toMatch(new RegExp(`I3 ${quote} `));
  expect(text).toMatch(new RegExp(`I1 ${order} .*It has events and is not there`));
  expect(text).toContain(`I4 series#invoice#${year}: No document has 3 of 3 numbers`);
  expect(text).not.toContain(`I3 ${invoice}`);
});

test("what cannot be read at all is found as well, and does not end the audit", async () => {
  const { quote, deal } = first();
  const odd = (at: { readonly pk: string; readonly sk: string }, name: string) => ({
    ...key(at),
    UpdateExpression: "SET #name = :odd",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: toItem({ ":odd": "{odd" }),
  });
  const series = seriesKey("invoice", String(new Date().getFullYear()));
  const { client } = business.engine;
  await client.send(new UpdateItemCommand(odd(eventKey("quote", quote, 2), "envelope")));
  await client.send(new UpdateItemCommand(odd(series, "last")));
  const { code, text } = await run();
  expect(code).toBe(1);
  expect(text).toContain(`I3 ${quote} of ${deal}: An event cannot be read`);
  expect(text).toContain(`I4 ${series.pk}: It cannot be read`);
  expect((await run("--deal", deal)).code).toBe(1);
});

test("a version of the processes that cannot be read is found, and does not end the audit", async () => {
  const at = eventKey("process", process.singleton ?? "", 1);
  const { client } = business.engine;
  await client.send(new PutItemCommand({ TableName: TABLE, Item: toItem({ ...at, envelope: "{odd" }) }));
  const { code, text } = await run();
  await client.send(new DeleteItemCommand(key(at)));
  expect(code).toBe(1);
  expect(text).toContain("It has events and is not there");
  expect(text).toMatch(/^\d+ records of 2 deals: 1 findings\.$/m);
});

test("two documents of one number are found", async () => {
  const [one, two] = sold.map(({ invoice }) =>
    sound.find(({ pk, sk }) => pk?.S === `invoice#${invoice}` && sk?.S === "EVENT#0000000001"),
  );
  const number = /"number":"([^"]+)"/;
  const given = number.exec(one?.["envelope"]?.S ?? "")?.[1] ?? "";
  const envelope = { S: (two?.["envelope"]?.S ?? "").replace(number, `"number":"${given}"`) };
  await business.engine.client.send(new PutItemCommand({ TableName: TABLE, Item: { ...two, envelope } }));
  const { text } = await run();
  expect(text).toContain(`It has the number ${given}, as another`);
});

test("page by page the same is found, and an audit that ended early goes on where it was", async () => {
  const { quote } = first();
  await business.engine.client.send(new DeleteItemCommand(key(eventKey("quote", quote, 2))));
  const whole: Finding[] = [];
  const once = await audit(
    ops,
    { settledSeconds: 0 },
    { found: (each) => whole.push(each), page: () => undefined },
  );
  for (const pageItems of [3, 10]) {
    const found: Finding[] = [];
    const cursors: (string | undefined)[] = [];
    const paged = await audit(
      ops,
      { settledSeconds: 0, pageItems },
      { found: (each) => found.push(each), page: (cursor) => cursors.push(cursor) },
    );
    expect(paged).toEqual(once);
    expect(found).toEqual(whole);
    expect(cursors.length).toBeGreaterThan(10);
    // Wherever it ended, what it has found and what is found from there on is all there is to find.
    for (const end of [Math.floor(cursors.length / 3), cursors.length - 1]) {
      const cursor = cursors[end];
      const rest: Finding[] = [];
      const before: Finding[] = [];
      const stop = {
        found: (each: Finding) => before.push(each),
        page: (at?: string) => {
          if (at === cursor) throw new Error("killed");
        },
      };
      await expect(audit(ops, { settledSeconds: 0, pageItems }, stop)).rejects.toThrow("killed");
      await audit(
        ops,
        { settledSeconds: 0, pageItems, cursor },
        { found: (each) => rest.push(each), page: () => undefined },
      );
      const known = new Set(
        [...before, ...rest]
          .filter(({ record }) => !record.startsWith("series#"))
          .map((each) => JSON.stringify(each)),
      );
      const wanted = new Set(
        whole.filter(({ record }) => !record.startsWith("series#")).map((each) => JSON.stringify(each)),
      );
      expect(known).toEqual(wanted);
    }
  }
});

test("what has just changed may only be on its way, and is counted", async () => {
  const { quote } = first();
  await business.engine.client.send(new DeleteItemCommand(key(eventKey("quote", quote, 2))));
  const found: Finding[] = [];
  const listener = { found: (each: Finding) => found.push(each), page: () => undefined };
  const audited = await audit(ops, { settledSeconds: 7200 }, listener);
  expect(audited.young).toBeGreaterThan(0);
  expect(found.filter(({ record }) => record === quote)).toEqual([]);
});

test("words that cannot be used are refused", async () => {
  expect(await run("--deal", "dea_0000000000")).toMatchObject({ code: 2 });
  expect(await run("--resume", "nonsense")).toMatchObject({
    code: 2,
    text: expect.stringContaining("--resume"),
  });
});
