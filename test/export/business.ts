import { CreateBucketCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { startFauxqs } from "fauxqs";
import { vi } from "vitest";
import * as z from "zod";
import type { Envelope } from "../../domain/kernel/event.ts";
import { superseded } from "../../domain/superseded.ts";
import { openExportFiles } from "../../functions/runtime/export/export-files.ts";
import { type Parts, workOn } from "../../functions/runtime/export/run.ts";
import { openFeed } from "../../functions/runtime/feed/feed.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { startBusiness } from "../support/business.ts";
import { send, type Sent } from "../support/request.ts";

const BUCKET = "exports";

/** A business with a feed and a real bucket, in which exports are worked on when the test says so. */
export async function startExports() {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  vi.stubEnv("AWS_ENDPOINT_URL_S3", endpoint);
  vi.stubEnv("EXPORT_BUCKET", BUCKET);
  const business = await startBusiness();
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const { handler: request } = await import("../../functions/export/request.ts");
  const { handler: cancel } = await import("../../functions/export/cancel.ts");
  const { handler: files } = await import("../../functions/read/export-files.ts");
  const { handler: snapshot } = await import("../../functions/read/snapshot.ts");
  const handlers = {
    "POST /exports": request,
    "POST /exports/{id}/cancel": cancel,
    "GET /exports/{id}/files": files,
    "GET /snapshot": snapshot,
  };
  const { world } = business;
  const parts: Parts = {
    world,
    feed: openFeed(business.engine.client, "journal", world.journal, () => world.now()),
    files: openExportFiles(),
    limits: { events: 40, bytes: 1_000_000, places: 100 },
    superseded,
  };
  return {
    business,
    parts,
    call: (route: keyof typeof handlers, sent: Omit<Sent, "route"> = {}) =>
      send(handlers[route], { route, groups: "[admin]", ...sent }),
    async keys() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      return Contents.map(({ Key = "" }) => Key);
    },
    async stop() {
      client.destroy();
      await business.stop();
      await server.stop();
      vi.unstubAllEnvs();
    },
  };
}

/** A business with exports. */
export type Exports = Awaited<ReturnType<typeof startExports>>;

const Made = z.object({ id: z.string() });

/** Requests an export and answers its id. */
export async function requested(exports: Exports, body: object): Promise<string> {
  const answer = await exports.call("POST /exports", { body });
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return Made.parse(answer.body).id;
}

/** What has happened to an export, oldest first. */
export function historyOf({ business }: Exports, id: string): Promise<readonly Envelope[]> {
  return business.world.journal.events("export", id, 9999);
}

const ended = new Set(["export.completed", "export.failed", "export.cancelled"]);

/** The event that asks for the next part; undefined when none does. */
export async function asking(exports: Exports, id: string): Promise<Envelope | undefined> {
  const last = (await historyOf(exports, id)).at(-1);
  return last === undefined || ended.has(last.type) ? undefined : last;
}

/** Works on an export until no event asks for more, as the queue would have it. */
export async function workThrough(exports: Exports, id: string, parts = exports.parts): Promise<void> {
  for (let event = await asking(exports, id); event !== undefined; event = await asking(exports, id)) {
    await workOn(event, parts);
  }
}

const Page = z.object({
  items: z.array(z.object({ name: z.string(), url: z.url() })),
  cursor: z.string().optional(),
});

/** The files of an export, fetched from where the API says. */
export async function filesOf(exports: Exports, id: string, limit = 3): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  let cursor: string | undefined;
  do {
    const query = { limit: String(limit), ...(cursor !== undefined && { cursor }) };
    const answer = await exports.call("GET /exports/{id}/files", { id, query });
    const page = Page.parse(answer.body);
    for (const { name, url } of page.items) {
      files.set(name, Buffer.from(await (await fetch(url)).arrayBuffer()));
    }
    ({ cursor } = page);
  } while (cursor !== undefined);
  return files;
}

const Manifest = z.strictObject({
  export: z.string(),
  requestedAt: z.iso.datetime(),
  from: z.string(),
  to: z.string(),
  types: z.array(z.string()).optional(),
  contracts: z.iso.date(),
  position: z.string(),
  events: z.int(),
  bytes: z.int(),
  parts: z.array(z.strictObject({ name: z.string(), events: z.int(), bytes: z.int(), sha256: z.string() })),
});

/** Reads the files as whoever gets them would, and checks each against the manifest. Throws when something does not agree. */
export function readFiles(files: ReadonlyMap<string, Buffer>) {
  const manifest = Manifest.parse(JSON.parse(files.get("manifest.json")?.toString() ?? ""));
  const lines = manifest.parts.flatMap(({ name, events, bytes, sha256 }) => {
    const file = files.get(name) ?? Buffer.alloc(0);
    const found = gunzipSync(file).toString().split("\n");
    if (found.pop() !== "") throw new Error(`The last line of ${name} does not end`);
    const is = {
      bytes: file.length,
      sha256: createHash("sha256").update(file).digest("hex"),
      events: found.length,
    };
    if (is.bytes !== bytes || is.sha256 !== sha256 || is.events !== events) {
      throw new Error(`${name} is not as the manifest says: ${JSON.stringify(is)}`);
    }
    return found;
  });
  if (files.size !== manifest.parts.length + 1)
    throw new Error("There are other files than the manifest says");
  if (lines.length !== manifest.events)
    throw new Error("There are more or fewer events than the manifest says");
  return { manifest, lines };
}

/** An export as it is stored. */
export async function stored({ business }: Exports, id: string): Promise<Record<string, unknown>> {
  const [item] = await business.world.journal.load([recordKey("export", id)]);
  if (item === undefined) throw new Error(`There is no export ${id}`);
  return z.looseObject({}).parse(readRecord(item).state);
}
