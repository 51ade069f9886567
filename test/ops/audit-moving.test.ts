import { DeleteItemCommand, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as z from "zod";
import type { Finding } from "../../domain/audit/finding.ts";
import { cancelInvoice } from "../../domain/invoice/credit.ts";
import { audit } from "../../functions/runtime/ops/audit/audit.ts";
import { openOps, type Ops } from "../../functions/runtime/ops/ops.ts";
import { placeOf } from "../../functions/runtime/ops/place.ts";
import { toItem } from "../../functions/runtime/items.ts";
import { seriesKey } from "../../functions/runtime/keys.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { sell } from "../support/deals.ts";

const TABLE = "journal";
const series = seriesKey("invoice", String(new Date().getFullYear()));

let business: Business;
let ops: Ops;
/** What happens before the next page is read, by the number of the page. */
let meanwhile = new Map<number, () => Promise<unknown>>();
let pages = 0;
/** Partitions that are read whole, and values that are looked for. */
let queried: string[] = [];
const Asked = z
  .looseObject({
    ExpressionAttributeValues: z.record(z.string(), z.looseObject({ S: z.string().optional() })),
  })
  .transform(({ ExpressionAttributeValues: values }) => Object.values(values).flatMap(({ S }) => S ?? []));

beforeAll(async () => {
  business = await startBusiness();
  const { endpoint } = business.engine;
  const { region, credentials } = clientOptions(endpoint, "us-east-1");
  const table = { stack: "salesline-data", logicalId: "Journal", type: "AWS::DynamoDB::Table", id: TABLE };
  const bus = { stack: "salesline-data", logicalId: "Bus", type: "AWS::Events::EventBus", id: "none" };
  const place = placeOf("The test", { resources: [table, bus], settings: "{}" });
  const endpoints = { dynamodb: endpoint, sqs: endpoint, events: endpoint };
  // An hour ahead: nothing that is wrong could pass as being on its way.
  ops = openOps(place, { region, credentials, endpoints }, () => new Date(Date.now() + 3_600_000));
  ops.tables.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const asked = Asked.safeParse(args.input);
        if (commandName === "QueryCommand" && asked.success) queried.push(...asked.data);
        if (commandName === "ScanCommand") await meanwhile.get((pages += 1))?.();
        return next(args);
      },
    { step: "initialize" },
  );
  for (let nth = 0; nth < 3; nth += 1) await sell(business);
});
afterAll(async () => {
  ops.close();
  await business.stop();
});

async function audited(pageItems: number, what: typeof meanwhile = new Map()) {
  meanwhile = what;
  pages = 0;
  const found: Finding[] = [];
  const listener = { found: (each: Finding) => found.push(each), page: () => undefined };
  const { numbers } = await audit(ops, { settledSeconds: 60, pageItems }, listener);
  expect(numbers).toBe(true);
  return found;
}

test("numbers that are given while the table is read are no gaps, wherever the reading has come to", async () => {
  const sold = () => sell(business);
  const credited = async () => {
    const { invoice } = await sell(business);
    await business.act(cancelInvoice, { reason: "error" }, invoice);
  };
  expect(await audited(40)).toEqual([]);
  const most = pages;
  expect(most).toBeGreaterThan(3);
  for (let page = 1; page <= most; page += 1) {
    expect(await audited(40, new Map([[page, page % 2 === 0 ? sold : credited]]))).toEqual([]);
  }
});

test("a number that nobody has is found although more are given meanwhile, and a series that is gone", async () => {
  const { Items = [] } = await business.engine.client.send(new ScanCommand({ TableName: TABLE }));
  const kept = Items.find(({ pk }) => pk?.S === series.pk);
  const last = Number(kept?.["last"]?.N);
  const put = (Item: NonNullable<typeof kept>) =>
    business.engine.client.send(new PutItemCommand({ TableName: TABLE, Item }));
  await put({ ...kept, last: { N: String(last + 1) } });
  const found = await audited(40, new Map([[2, () => sell(business)]]));
  expect(found.map(({ text }) => text)).toEqual([`No document has ${last + 1} of ${last + 1} numbers`]);
  await business.engine.client.send(new DeleteItemCommand({ TableName: TABLE, Key: toItem(series) }));
  const [gone] = await audited(40);
  expect(gone?.text).toBe(`It gave ${last + 2}, and says that 0 was the last`);
});

test("what a subscription has delivered is passed over, also by who goes on in the middle of it", async () => {
  const pk = "webhook#whk_0000000001";
  for (let nth = 1; nth <= 100; nth += 1) {
    const Item = toItem({ pk, sk: `DELIVERY#${nth}`, answer: "x".repeat(1000) });
    await business.engine.client.send(new PutItemCommand({ TableName: TABLE, Item }));
  }
  const inside: string[] = [];
  const isInside = (cursor: string) => Buffer.from(cursor, "base64url").toString().includes(pk);
  const page = (cursor?: string) => (cursor !== undefined && isInside(cursor) ? inside.push(cursor) : 0);
  await audit(ops, { settledSeconds: 60, pageItems: 10 }, { found: () => undefined, page });
  expect(inside.length).toBeGreaterThan(5);
  queried = [];
  const cursor = inside[2];
  const goesOn = { found: () => undefined, page: () => undefined };
  await audit(ops, { settledSeconds: 60, pageItems: 10, cursor }, goesOn);
  expect(queried.length).toBeGreaterThan(0);
  expect(queried).not.toContain(pk);
});
