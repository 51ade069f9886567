import { S3Client } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { removeFile } from "../../functions/runtime/ops/erase/files.ts";
import { placeOf } from "../../functions/runtime/ops/place.ts";
import { clientOptions } from "../../local/provision/client.ts";
import { startVersionedBucket, type Version } from "./versioned-bucket.ts";

const resource = (logicalId: string, type: string, id: string) => ({
  stack: "salesline-data",
  logicalId,
  type,
  id,
});

const place = placeOf("The test", {
  resources: [
    resource("Journal", "AWS::DynamoDB::Table", "journal"),
    resource("Bus", "AWS::Events::EventBus", "bus"),
    resource("Exports0123ABCD", "AWS::S3::Bucket", "exports"),
    resource("Intake0123ABCD", "AWS::S3::Bucket", "intake"),
  ],
  settings: "{}",
});

test("of a file all versions go, and the marks that it was deleted; of the next key none", async () => {
  expect(place.intake).toBe("intake");
  const versions: Version[] = [
    ...["1", "2", "3", "4", "5"].map((version) => ({ key: "mail/1", version })),
    { key: "mail/1", version: "6", isMark: true },
    { key: "mail/10", version: "1" },
    { key: "mail/10", version: "2" },
  ];
  const bucket = await startVersionedBucket(versions);
  const buckets = new S3Client({ ...clientOptions(bucket.url, "us-east-1"), forcePathStyle: true });
  try {
    await removeFile({ buckets, place }, "mail/1");
    expect(versions).toEqual([
      { key: "mail/10", version: "1" },
      { key: "mail/10", version: "2" },
    ]);
    // Of what is gone no new mark is left.
    await removeFile({ buckets, place }, "mail/1");
    expect(versions).toHaveLength(2);
  } finally {
    buckets.destroy();
    bucket.stop();
  }
});
