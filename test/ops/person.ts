import { HeadObjectCommand, NotFound, PutObjectCommand } from "@aws-sdk/client-s3";
import { ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import { addActivity, changeActivity, deleteActivity } from "../../domain/activity/actions.ts";
import { lead } from "../../domain/lead/lead.ts";
import { qualifyLead } from "../../domain/lead/qualify.ts";
import { loseOpportunity } from "../../domain/opportunity/close.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import type { Item } from "../../functions/runtime/items.ts";
import { UNPUBLISHED_PREFIX } from "../../functions/runtime/keys.ts";
import { openMarks } from "../../functions/runtime/marks.ts";
import { type Pipeline, leadOf } from "../support/pipeline.ts";
import { ask, done } from "../support/world.ts";
import { INTAKE, type Installation } from "./installation.ts";

/** Somebody of whom nothing must be left. */
export const zenobia = {
  firstName: "Zenobia",
  lastName: "Quxley",
  email: "Zenobia.Quxley@quarx.example",
  phone: "+49 30 5550177",
  company: "Quarx Works GmbH",
};

/** What she sends over a form. */
export const enquiry = {
  fields: zenobia,
  sent: { name: "Zenobia Quxley", mail: "zenobia.quxley@quarx.example" },
  text: "Zenobia Quxley wants tea",
  process: "lean",
};

/** Every item of the table, as it lies there. */
export async function allItems({ ops, engine }: Installation): Promise<Item[]> {
  const items: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await engine.client.send(
      new ScanCommand({
        TableName: ops.place.table,
        ConsistentRead: true,
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
  return items;
}

const TELLING = /quxley|zenobia|555017|quarx/i;

/** The keys of the items that tell of her, whatever they are. */
export async function tracesIn(it: Installation): Promise<string[]> {
  const texts = (await allItems(it)).map((item) => ({ item, text: JSON.stringify(unmarshall(item)) }));
  return texts
    .filter(({ text }) => TELLING.test(text))
    .map(({ item }) => `${item["pk"]?.S} ${item["sk"]?.S}`);
}

const EventItem = z.object({ envelope: z.object({ S: z.string() }) });
const Committed = z.object({ stage: z.string(), record: z.string(), seq: z.int() });

/** All that was committed is published, and put into the feed. */
export async function hear(it: Installation): Promise<void> {
  const { ops, engine } = it;
  const items = await allItems(it);
  const marks = items
    .map((item) => ({ pk: item["pk"]?.S ?? "", sk: item["sk"]?.S ?? "" }))
    .filter(({ pk }) => pk.startsWith(UNPUBLISHED_PREFIX));
  await openMarks(engine.client, ops.place.table).remove(marks);
  const events = items.flatMap((item) => {
    const { data } = EventItem.safeParse(item);
    return data === undefined ? [] : [Committed.parse(JSON.parse(data.envelope.S))];
  });
  await openFeed(engine.client, ops.place.table, ops.world.journal).append(events);
}

const file = (key: string, name: string) => ({ key, name, contentType: "text/plain", bytes: 3 });

/** Puts a file where what came in lies. */
export async function putFile({ ops }: Installation, key: string): Promise<void> {
  await ops.buckets.send(new PutObjectCommand({ Bucket: INTAKE, Key: key, Body: "tea" }));
}

/** Whether a file is there. */
export async function hasFile({ ops }: Installation, Key: string): Promise<boolean> {
  try {
    await ops.buckets.send(new HeadObjectCommand({ Bucket: INTAKE, Key }));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** Somebody comes by form, writes again by mail, is qualified, spoken with, and the deal is lost. */
export async function lostDeal(it: Installation, line: Pipeline) {
  await putFile(it, "forms/1");
  await putFile(it, "mail/raw/1");
  await putFile(it, "mail/raw/10");
  const sent = { ...enquiry, contentHash: "h1", files: [file("forms/1", "Quxley.pdf")] };
  const first = await line.send("web", sent);
  await line.settle();
  const id = leadOf(first.id);
  const mail = {
    from: zenobia.email,
    messageId: "<1@quarx.example>",
    authentic: true,
    subject: "From Quxley",
  };
  const fields = { firstName: "Zenobia", lastName: "Quxley", email: zenobia.email, phone: "+49 30 5550178" };
  const again = {
    fields,
    mail,
    text: "Zenobia once more",
    contentHash: "h2",
    raw: file("mail/raw/1", "mail.eml"),
  };
  const second = await line.send("email", again);
  await line.settle();
  const { next = {} } = await done(ask(qualifyLead, {}, { id }), line.world);
  await line.settle();
  const opportunity = next["opportunity"] ?? "";
  const regarding = { stage: "opportunity", id: opportunity };
  const note = { regarding, kind: "note", text: "Spoke with Zenobia" };
  const said = (await done(ask(addActivity, note), line.world)).record.id;
  await done(ask(changeActivity, { text: "Spoke with Zenobia Quxley" }, { id: said }), line.world);
  const meant = { regarding: { stage: "lead", id }, kind: "call", subject: "Call Quxley" };
  const gone = (await done(ask(addActivity, meant), line.world)).record.id;
  await done(ask(deleteActivity, {}, { id: gone }), line.world);
  await done(ask(loseOpportunity, { reason: "price" }, { id: opportunity }), line.world);
  await line.settle();
  const { account, contact } = await line.read(lead, id);
  return { first: first.id, second: second.id, lead: id, opportunity, account, contact, said, gone };
}

const Plan = z.object({
  records: z.array(z.object({ id: z.string(), obstacles: z.array(z.string()) })),
  also: z.array(z.object({ id: z.string(), what: z.string() })),
  stays: z.array(z.object({ id: z.string() })),
});

/** What `erase` would do, said for programs. */
export async function planOf(it: Installation, ids: readonly string[]) {
  return Plan.parse(JSON.parse((await it.run("erase", ...ids, "--json")).text));
}

/** All ids of a person: those that the tool names are named as well, until it names no more. */
export async function allOf(it: Installation, ...ids: readonly string[]): Promise<readonly string[]> {
  const { also } = await planOf(it, ids);
  return also.length === 0 ? ids : allOf(it, ...ids, ...also.map(({ id }) => id));
}
