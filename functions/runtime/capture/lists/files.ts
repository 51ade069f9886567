import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { getSignedUrl } from "@aws-sdk/s3-request-presigner";
import { quiet } from "../../quiet.ts";
import { required } from "../../settings.ts";

/** A file as it is read, from its beginning or from a byte on. */
export interface OpenFile {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly etag: string;
}

/** The files of lists: what was sent, and what became of its rows. */
export interface ListFiles {
  /** Stores a file and answers its state. */
  put(key: string, bytes: Uint8Array, contentType: string): Promise<string>;
  /** A small file whole; undefined when there is none. */
  text(key: string): Promise<string | undefined>;
  /** A file from a byte on; "missing" when there is none, "changed" when it is no longer in the state of this tag. */
  open(key: string, from: number, etag?: string): Promise<OpenFile | "missing" | "changed">;
  /** Where a file of just so many bytes can be put, for fifteen minutes. */
  uploadUrl(key: string, bytes: number): Promise<string>;
}

/** How long a file can be put where `uploadUrl` says. */
export const UPLOAD_SECONDS = 900;

// A forbidden one is not missing: rights are changed, and a list would end for good. Who may see the bucket is told apart.
const MISSING = 404;
const PRECONDITION_FAILED = 412;

function isIterable(value: unknown): value is AsyncIterable<Uint8Array> {
  return typeof value === "object" && value !== null && Symbol.asyncIterator in value;
}

function whyNot(error: unknown): "missing" | "changed" {
  const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
  if (status === MISSING) return "missing";
  if (status === PRECONDITION_FAILED) return "changed";
  throw error;
}

/** Opens the bucket INTAKE_BUCKET of a deployed function. */
export function openListFiles(): ListFiles {
  // A checksum that is made before the file is known would be one of no bytes.
  const checksums = "WHEN_REQUIRED" as const;
  const client = quiet(new S3Client({ forcePathStyle: true, requestChecksumCalculation: checksums }));
  const Bucket = required("INTAKE_BUCKET");
  return {
    async put(Key, Body, ContentType) {
      const { ETag = "" } = await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType }));
      return ETag;
    },
    async text(Key) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return await Body?.transformToString();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    async open(Key, from, IfMatch) {
      const Range = from === 0 ? undefined : `bytes=${from}-`;
      try {
        const { Body, ETag = "" } = await client.send(
          new GetObjectCommand({ Bucket, Key, ...(Range && { Range }), ...(IfMatch && { IfMatch }) }),
        );
        if (!isIterable(Body)) throw new Error(`${Key} has no content`);
        return { bytes: Body, etag: ETag };
      } catch (error) {
        return whyNot(error);
      }
    },
    uploadUrl: (Key, ContentLength) =>
      getSignedUrl(client, new PutObjectCommand({ Bucket, Key, ContentLength }), {
        expiresIn: UPLOAD_SECONDS,
      }),
  };
}
