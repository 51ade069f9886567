import { GetObjectCommand, NoSuchKey, S3Client } from "@aws-sdk/client-s3";
import { putObject } from "./put-object.ts";
import { quiet } from "./quiet.ts";
import { required } from "./settings.ts";

/** An object as it was stored. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  readonly contentType: string | undefined;
}

/** What came in, as it came: mails, cards, attachments, lists. */
export interface IntakeBucket {
  /** Stores an object; the same key again takes the place of the one before. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
  /** undefined when there is none. */
  get(key: string): Promise<StoredObject | undefined>;
}

/** Opens the bucket INTAKE_BUCKET of a deployed function. */
export function openIntakeBucket(client = new S3Client({ forcePathStyle: true })): IntakeBucket {
  quiet(client);
  const Bucket = required("INTAKE_BUCKET");
  return {
    async put(Key, Body, ContentType) {
      await putObject(client, { Bucket, Key, Body, ContentType });
    },
    async get(Key) {
      try {
        const { Body, ContentType } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return Body && { bytes: await Body.transformToByteArray(), contentType: ContentType };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
