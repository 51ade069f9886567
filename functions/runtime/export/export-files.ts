import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { quiet } from "../quiet.ts";
import { required } from "../settings.ts";
import { EXPORT_PREFIX } from "./kept.ts";

/** What is written when all parts are there. */
export const MANIFEST = "manifest.json";

const PART_DIGITS = 5;

/** The name of a part, counted from 1. */
export function partName(part: number): string {
  return `part-${String(part).padStart(PART_DIGITS, "0")}.ndjson.gz`;
}

/** Where a file of an export lies: the same each time that it is written. */
export function fileKey(id: string, name: string): string {
  return `${EXPORT_PREFIX}${id}/${name}`;
}

/** How long an address of a file is good. */
export const URL_SECONDS = 300;

/** The files of exports as they are written. */
export interface ExportFiles {
  /** Stores a file whole; the same key again takes the place of the one before. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<void>;
}

function openClient(): S3Client {
  return quiet(new S3Client({ forcePathStyle: true }));
}

/** Opens the bucket EXPORT_BUCKET of a deployed function for writing. */
export function openExportFiles(): ExportFiles {
  const client = openClient();
  const Bucket = required("EXPORT_BUCKET");
  return {
    async put(Key, Body, ContentType) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
    },
  };
}

/** Makes addresses from which files of the bucket EXPORT_BUCKET can be had by whoever has the address. */
export function openAddresses(): (key: string) => Promise<string> {
  const client = openClient();
  const Bucket = required("EXPORT_BUCKET");
  return (Key) => getSignedUrl(client, new GetObjectCommand({ Bucket, Key }), { expiresIn: URL_SECONDS });
}
