import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import { vi } from "vitest";
import { addForm } from "../../domain/form/actions.ts";
import { decideSubmission } from "../../domain/submission/actions.ts";
import { submission } from "../../domain/submission/submission.ts";
import type { World } from "../../functions/runtime/ask.ts";
import type { HttpHandler } from "../../functions/runtime/edge.ts";
import { readRecord } from "../../functions/runtime/items.ts";
import { recordKey } from "../../functions/runtime/keys.ts";
import { createTable, startEngine } from "./engine.ts";
import { contactForm } from "./form-lives.ts";
import { context, httpEvent } from "./request.ts";
import { ask, done, worldOf } from "./world.ts";

/** A post as it is on the wire. */
export interface Post {
  readonly form: string;
  readonly route?: string;
  readonly type?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly ip?: string;
}

const URLENCODED = "application/x-www-form-urlencoded";
let visitors = 0;

/** An address of its own for each visitor. */
function nextIp(): string {
  visitors += 1;
  return `10.${Math.floor(visitors / 65_536) % 256}.${Math.floor(visitors / 256) % 256}.${visitors % 256}`;
}

/** Posts to a function; bytes come in Base64, as from the gateway. */
export async function post(handler: HttpHandler, { form, route = "POST /f/{formId}", ...sent }: Post) {
  const { type = URLENCODED, body, headers, query, ip = nextIp() } = sent;
  const event = httpEvent({
    route,
    path: { formId: form },
    ...(body !== undefined && { raw: Buffer.from(body).toString("base64") }),
    ...(query && { query }),
    headers: { ...(body !== undefined && { "content-type": type }), host: "api.example", ...headers },
  });
  const { requestContext } = event;
  const http = { ...requestContext.http, sourceIp: ip };
  const { authorizer: _, ...open } = requestContext;
  const answer = await handler(
    { ...event, requestContext: { ...open, http }, isBase64Encoded: body !== undefined },
    context,
  );
  return { status: answer.statusCode, headers: answer.headers ?? {}, text: answer.body ?? "" };
}

/** Fields as a browser posts them. */
export const urlencoded = (fields: Readonly<Record<string, string>>) =>
  new URLSearchParams(fields).toString();

/** Fields and files as a browser posts them. */
export async function multipart(fields: Readonly<Record<string, string | File>>) {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  const response = new Response(data);
  return {
    type: response.headers.get("content-type") ?? "",
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

const BUCKET = "intake";

async function openBucket() {
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  return {
    endpoint,
    async stored(Key: string) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      return Body?.transformToByteArray();
    },
    async keys() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      return Contents.map(({ Key }) => Key);
    },
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}

/** A real table and a real bucket, with what tests look at. */
export async function startFormDesk(now = () => new Date()) {
  const [engine, bucket] = await Promise.all([startEngine(), openBucket()]);
  await createTable(engine.client, "journal");
  vi.stubEnv("TABLE_NAME", "journal");
  vi.stubEnv("INTAKE_BUCKET", BUCKET);
  vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", engine.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", bucket.endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", bucket.endpoint);
  vi.stubEnv("AWS_REGION", "us-east-1");
  vi.stubEnv("AWS_ACCESS_KEY_ID", "local");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "local");
  const world: World = worldOf(engine.client, "journal", now);
  return {
    world,
    bucket,
    engine,
    /** A form that differs from the usual one in this. */
    async form(more: object = {}): Promise<string> {
      return (await done(ask(addForm, { ...contactForm, ...more }), world)).record.id;
    },
    async find(id: string) {
      const [item] = await world.journal.load([recordKey(submission.name, id)]);
      if (item === undefined) return undefined;
      const { state, ...meta } = readRecord(item);
      return { ...submission.record.parse(state), ...meta };
    },
    /** The verdict on a submission, as the reaction decides. */
    async decide(id: string) {
      return (await done(ask(decideSubmission, {}, { id }), world)).record;
    },
    async stop() {
      vi.unstubAllEnvs();
      await Promise.all([engine.stop(), bucket.stop()]);
    },
  };
}
