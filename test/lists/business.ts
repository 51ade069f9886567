import { CreateBucketCommand, DeleteObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import { vi } from "vitest";
import * as z from "zod";
import type { Envelope } from "../../domain/kernel/event.ts";
import { type ListFiles, openListFiles } from "../../functions/runtime/capture/lists/files.ts";
import { workOn } from "../../functions/runtime/capture/lists/run.ts";
import type { World } from "../../functions/runtime/ask.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { type Business, startBusiness } from "../support/business.ts";
import { send, type Sent } from "../support/request.ts";

const BUCKET = "intake";

/** A business with a real bucket, in which lists are worked on when the test says so. */
export async function startLists() {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  vi.stubEnv("AWS_ENDPOINT_URL_S3", endpoint);
  vi.stubEnv("INTAKE_BUCKET", BUCKET);
  const business = await startBusiness();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const files = openListFiles();
  const { handler: create } = await import("../../functions/capture/create-import.ts");
  const { handler: analyse } = await import("../../functions/capture/analyse-import.ts");
  const { handler: rows } = await import("../../functions/capture/import-rows.ts");
  const { handler: check } = await import("../../functions/import/check.ts");
  const { handler: start } = await import("../../functions/import/start.ts");
  const { handler: change } = await import("../../functions/import/change.ts");
  const { handler: cancel } = await import("../../functions/import/cancel.ts");
  const { handler: leads } = await import("../../functions/capture/export-leads.ts");
  const handlers = {
    "POST /imports": create,
    "POST /imports/{id}/analyse": analyse,
    "GET /imports/{id}/rows": rows,
    "POST /imports/{id}/check": check,
    "POST /imports/{id}/start": start,
    "PATCH /imports/{id}": change,
    "POST /imports/{id}/cancel": cancel,
  };
  return {
    business,
    files,
    leads,
    rows,
    call: (route: keyof typeof handlers, sent: Omit<Sent, "route"> = {}) =>
      send(handlers[route], { route, ...sent }),
    keys: async () => {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      return Contents.map(({ Key = "" }) => Key);
    },
    remove: (Key: string) => client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key })),
    async stop() {
      client.destroy();
      await business.stop();
      await server.stop();
      vi.unstubAllEnvs();
    },
  };
}

/** A business with lists. */
export type Lists = Awaited<ReturnType<typeof startLists>>;

const limits = { rows: { check: 20, run: 20 }, milliseconds: 10_000, together: 8 };
const asking = new Set(["import.check-started", "import.started", "import.progressed"]);

/** The last event of a list. */
export async function lastEvent({ business }: Lists, id: string): Promise<Envelope> {
  const events = await business.world.journal.events("import", id, 9999);
  const last = events.at(-1);
  if (last === undefined) throw new Error(`There is no import ${id}`);
  return last;
}

/** Works on a list until no event asks for more, as the queue would have it. */
export async function workThrough(
  lists: Lists,
  id: string,
  { world = lists.business.world, files = lists.files }: { world?: World; files?: ListFiles } = {},
): Promise<void> {
  let event = await lastEvent(lists, id);
  while (asking.has(event.type)) {
    await workOn(event, { world, files, limits });
    event = await lastEvent(lists, id);
  }
}

const Row = z.looseObject({
  row: z.number(),
  verdict: z.string(),
  lead: z.string().optional(),
  sameAsRow: z.number().optional(),
  reasons: z.array(z.looseObject({ code: z.string() })),
  flags: z.array(z.looseObject({ reason: z.string() })),
});

/** All results of a list, over its pages. */
export async function resultsOf(lists: Lists, id: string, query: Record<string, string> = {}) {
  const all: z.output<typeof Row>[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await lists.call("GET /imports/{id}/rows", {
      id,
      query: { limit: "50", ...query, ...(cursor !== undefined && { cursor }) },
    });
    if (status !== 200) throw new Error(JSON.stringify(body));
    all.push(...z.array(Row).parse(body["items"]));
    cursor = z.string().optional().parse(body["cursor"]);
  } while (cursor !== undefined);
  return all;
}

/** A list that was sent as a file, mapped. */
export async function sendList(lists: Lists, text: string, more: Partial<Sent> = {}) {
  const headers = { "content-type": "text/csv", ...more.headers };
  const { status, body } = await lists.call("POST /imports", { raw: text, ...more, headers });
  if (status !== 201) throw new Error(JSON.stringify(body));
  return z.looseObject({ id: z.string() }).parse(body);
}

/** A record as it is stored. */
export async function stored({ business }: { business: Business }, stage: string, id: string) {
  const [item] = await business.world.journal.load([recordKey(stage, id)]);
  return item === undefined ? undefined : z.looseObject({ status: z.string() }).parse(readRecord(item).state);
}
