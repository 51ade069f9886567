import {
  DeleteObjectCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
  NotFound,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Ops } from "../ops.ts";

interface At {
  readonly Bucket: string;
  readonly Key: string;
}

interface Version {
  readonly Key?: string | undefined;
  readonly VersionId?: string | undefined;
}

/** Deletes the versions of an object and the marks that it was deleted, and says how many there were. */
async function removeVersions(buckets: S3Client, { Bucket, Key }: At): Promise<number> {
  let count = 0;
  let after: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (;;) {
    const page = await buckets.send(new ListObjectVersionsCommand({ Bucket, Prefix: Key, ...after }));
    const all: readonly Version[] = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
    // The beginning of a key may be a key of its own.
    for (const { VersionId } of all.filter((each) => each.Key === Key)) {
      await buckets.send(
        new DeleteObjectCommand({ Bucket, Key, ...(VersionId !== undefined && { VersionId }) }),
      );
      count += 1;
    }
    const { NextKeyMarker, NextVersionIdMarker } = page;
    // Keys come in order: behind the first other one there is no version of this one.
    if (NextKeyMarker !== Key) return count;
    after = {
      KeyMarker: NextKeyMarker,
      ...(NextVersionIdMarker !== undefined && { VersionIdMarker: NextVersionIdMarker }),
    };
  }
}

async function isThere(buckets: S3Client, at: At): Promise<boolean> {
  try {
    await buckets.send(new HeadObjectCommand(at));
    return true;
  } catch (error) {
    if (error instanceof NotFound) return false;
    throw error;
  }
}

/** Deletes a file with all its versions. The buckets of this machine keep only one, and name none. */
export async function removeFile(
  { buckets, place }: Pick<Ops, "buckets" | "place">,
  Key: string,
): Promise<void> {
  const { intake: Bucket } = place;
  if (Bucket === undefined)
    throw new Error(`${place.name} has no bucket of what comes in, where ${Key} lies`);
  const at = { Bucket, Key };
  if ((await removeVersions(buckets, at)) > 0) return;
  if (await isThere(buckets, at)) await buckets.send(new DeleteObjectCommand(at));
}
