import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3";

/** What is bigger goes in parts, so that a connection that breaks costs one of them; each but the last has 5 MB or more. */
const PART_BYTES = 8 * 1024 * 1024;

/** An object to store. */
export interface NewObject {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body: Uint8Array;
  readonly ContentType: string;
}

/** Stores an object, which is there as a whole or not at all; parts of one that was given up are cleared by the bucket. */
export async function putObject(client: S3Client, { Body, ContentType, ...at }: NewObject): Promise<void> {
  if (Body.byteLength <= PART_BYTES) {
    await client.send(new PutObjectCommand({ ...at, Body, ContentType }));
    return;
  }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ ...at, ContentType }));
  const Parts: { ETag: string | undefined; PartNumber: number }[] = [];
  for (let from = 0; from < Body.byteLength; from += PART_BYTES) {
    const PartNumber = Parts.length + 1;
    const part = Body.subarray(from, from + PART_BYTES);
    const { ETag } = await client.send(new UploadPartCommand({ ...at, UploadId, PartNumber, Body: part }));
    Parts.push({ ETag, PartNumber });
  }
  await client.send(new CompleteMultipartUploadCommand({ ...at, UploadId, MultipartUpload: { Parts } }));
}
