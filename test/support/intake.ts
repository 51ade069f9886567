import { CreateBucketCommand, GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { startFauxqs } from "fauxqs";
import { vi } from "vitest";
import { keepToLoopback } from "../../local/engines/loopback.ts";

const BUCKET = "intake";

/** A real server of buckets with the bucket of what comes in, and the environment that leads functions to it. */
export async function startIntake() {
  keepToLoopback();
  const server = await startFauxqs({ port: 0, logger: false });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const client = new S3Client({
    endpoint,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
  });
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
  vi.stubEnv("INTAKE_BUCKET", BUCKET);
  vi.stubEnv("AWS_ENDPOINT_URL_S3", endpoint);
  vi.stubEnv("AWS_ENDPOINT_URL_SQS", endpoint);
  return {
    endpoint,
    /** The bytes of an object. */
    async get(Key: string): Promise<Uint8Array> {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      if (Body === undefined) throw new Error(`There is no ${Key}`);
      return Body.transformToByteArray();
    },
    async stop() {
      client.destroy();
      await server.stop();
    },
  };
}

/** The bucket of what comes in. */
export type IntakeServer = Awaited<ReturnType<typeof startIntake>>;
